package handlers

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	verbAdmins  = "admins"
	adminsPanel = "admins"
)

// admins lists who decides, with what can be done about it.
func (t *turn) admins() error { return t.showAdminList(true) }

// adminsPress carries out a button of the list. Those that change it bind to
// the version of the staff they were drawn for; a deputy, whose time will be
// over, changes nothing of it.
func (t *turn) adminsPress(p chat.Press) error {
	if p.Version != t.known.Staff.Version {
		t.toast(t.say.Plain("admin.redrawn"))
		return t.showAdminList(false)
	}
	do, value := cut(p.Arg)
	id, err := strconv.ParseInt(value, 10, 64)
	listed := err == nil && slices.Contains(t.staff(), id)
	switch {
	case do == "list":
		return t.showAdminList(false)
	case do == "add":
		return t.invite()
	case do == "ask" && listed:
		return t.askRemove(id)
	case do == "yes" && listed:
		return t.removeAdmin(id)
	}
	t.stale()
	return nil
}

// staff is who is an admin here.
func (t *turn) staff() []int64 { return t.known.Staff.Admins(t.point) }

// staffButton is a button of the list.
func (t *turn) staffButton(text, arg string) chat.Button {
	return button(text, verbAdmins, "", t.known.Staff.Version, arg)
}

// showAdminList draws the list: each admin can be removed, but for the last.
func (t *turn) showAdminList(fresh bool) error {
	ids := t.staff()
	names, err := t.namesOf(ids)
	if err != nil {
		return err
	}
	lines := []string{t.say.T("admin.title", "Count", len(ids))}
	var k chat.Keyboard
	own := slices.Contains(ids, t.event.From.ID)
	for i, id := range ids {
		lines = append(lines, strconv.Itoa(i+1)+". "+string(linked(names[id]))+t.awayMark(id))
		if len(ids) > 1 && own {
			k = k.Row(t.staffButton(t.say.Plain("admin.remove", "Name", shorten(names[id].Name, 30)), "ask="+strconv.FormatInt(id, 10)))
		}
	}
	if k = k[:min(len(k), adminsShown)]; own {
		k = k.Row(styled(t.staffButton(t.say.Plain("admin.add"), "add"), chat.Primary))
	}
	rooms, err := t.approverLines()
	t.panelAnew(adminsPanel, fresh, strings.Join(lines[:min(len(lines), adminsShown+1)], "\n")+rooms, k)
	return err
}

// adminsShown is how many admins fit into one message with their names.
const adminsShown = 40

// namesOf names people: as they are known, as they were when they were added,
// else by their number.
func (t *turn) namesOf(ids []int64) (map[int64]space.Party, error) {
	names := map[int64]space.Party{}
	for _, id := range ids {
		names[id] = space.Party{ID: id, Name: "id " + strconv.FormatInt(id, 10)}
	}
	for _, a := range t.known.Staff.Added {
		names[a.ID] = a
	}
	people, err := t.db.People(t.ctx, ids)
	for _, p := range people {
		names[p.ID] = p.Party()
	}
	return names, err
}

// askRemove asks back, in the same message.
func (t *turn) askRemove(id int64) error {
	names, err := t.namesOf([]int64{id})
	yes := styled(t.staffButton(t.say.Plain("button.yes"), "yes="+strconv.FormatInt(id, 10)), chat.Danger)
	no := t.staffButton(t.say.Plain("button.no"), "list")
	t.panel(adminsPanel, t.say.T("admin.sure", "Name", names[id].Name), chat.Keyboard{}.Row(yes, no))
	return err
}

// removeAdmin takes the right to decide from an admin, but not from the last.
func (t *turn) removeAdmin(id int64) error {
	if len(t.staff()) == 1 {
		t.alert(t.say.Plain("admin.last"))
		return nil
	}
	names, err := t.namesOf([]int64{id})
	if err != nil {
		return err
	}
	before := t.known.Staff
	t.keepStaff(before.Without(id, t.point))
	if a, away := before.AwayAt(id, t.now); away {
		t.write.Undue = append(t.write.Undue, a.Due())
		if err := t.relieve(a, before); err != nil {
			return err
		}
	}
	if err := t.tellBereft(names[id], before); err != nil {
		return err
	}
	if err := t.endLinks(id); err != nil {
		return err
	}
	t.toast(t.say.Plain("admin.removed"))
	if err := t.dismiss(id, names[id]); err != nil {
		return err
	}
	if id == t.event.From.ID {
		t.panel(adminsPanel, t.say.T("admin.left"), nil)
		return nil
	}
	return t.showAdminList(false)
}

// keepStaff writes the staff, and goes on with it as it will be.
func (t *turn) keepStaff(staff space.Staff) {
	written := staff
	t.write.Staff = &written
	staff.Version++
	t.known.Staff = staff
}

// dismiss tells who was removed, and gives them the menu of residents.
func (t *turn) dismiss(id int64, who space.Party) error {
	say, err := t.speakers([]int64{id})
	t.out(chat.Out{Kind: chat.Menu, Chat: id, Commands: t.hintsFor(say[id], id)})
	if id != t.event.From.ID {
		t.out(chat.Out{Kind: chat.Say, Chat: id, Text: say[id].T("admin.dismissed", "Name", who.Name, "By", t.who.Name)})
	}
	return err
}

// linkText is a link to be copied and sent on.
func linkText(link string) lang.HTML { return lang.HTML("<code>" + lang.Escape(link) + "</code>") }
