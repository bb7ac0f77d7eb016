package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/told"
)

const (
	verbAway  = "away"
	awayPanel = "away"
)

// The arguments of the buttons under an absence; what follows names the message
// they stand under.
const (
	awayBack  = "back"
	awayOther = "other"
)

// away asks somebody who decides until when they are away, or takes it from
// their words; who is away already sees how it stands.
func (t *turn) away() error {
	words := strings.TrimSpace(t.event.Text)
	a, gone := t.known.Staff.AwayAt(t.event.From.ID, t.now)
	switch {
	case !t.known.Staff.IsStaff(t.point, t.event.From.ID):
		return t.standsIn()
	case gone && words == "":
		text, keyboard := t.awayState(t.say, a, "")
		t.panelAnew(awayPanel, true, text, keyboard)
		return nil
	case words == "":
		return t.leave().show()
	}
	return t.leave().read(words)
}

// standsIn answers who decides about nothing by their own right: for whom they
// stand in, if for anybody.
func (t *turn) standsIn() error {
	i := slices.IndexFunc(t.known.Staff.Away, func(a space.Absence) bool {
		return a.Deputy.ID == t.event.From.ID && t.now.Before(a.Until)
	})
	if i < 0 {
		t.hints()
		t.reply(t.say.T("away.not_staff"), t.menu())
		return nil
	}
	a := t.known.Staff.Away[i]
	t.reply(t.say.T("away.standing_in", "Who", a.Who.Name, "Until", t.backAt(t.say, a)), t.menu())
	return nil
}

// backAt writes when somebody is back.
func (t *turn) backAt(say lang.Speaker, a space.Absence) string {
	return momentIn(say, t.point, t.now, a.Until)
}

// awayState is how an absence stands, for who is away, in a message of that
// conversation or, with "", by itself.
func (t *turn) awayState(say lang.Speaker, a space.Absence, talk string) (string, chat.Keyboard) {
	item := func(key, do string) chat.Button {
		return button(say.Plain(key), verbAway, t.point.ID, a.Since.Unix(), onPage(do, talk))
	}
	text := say.T("away.state", "Until", t.backAt(say, a)) + "\n" + t.deputyLine(say, a) + "\n\n" + say.T("away.still_may")
	return text, chat.Keyboard{}.Row(styled(item("away.back", awayBack), chat.Success)).Row(item("away.other", awayOther))
}

// deputyLine says who stands in.
func (t *turn) deputyLine(say lang.Speaker, a space.Absence) string {
	if a.Deputy.ID == 0 {
		return say.T("away.by_others")
	}
	return say.T("away.by_deputy", "Who", linked(a.Deputy))
}

// awayPressed carries out a button under an absence, if it is the one going on.
func (t *turn) awayPressed(p chat.Press) error {
	a, gone := t.known.Staff.AwayAt(t.event.From.ID, t.now)
	do, talk := cut(p.Arg)
	panel := awayPanel
	if talk != "" {
		panel = chat.Session{ID: talk}.Panel()
	}
	switch {
	case !gone:
		t.toast(t.say.Plain("away.here"))
		t.panel(panel, t.say.T("away.here"), nil)
		return nil
	case a.Since.Unix() == p.Version && do == awayBack:
		return t.comeBack(a, panel)
	case a.Since.Unix() == p.Version && do == awayOther:
		return t.leave().show()
	}
	t.stale()
	return nil
}

// comeBack ends an absence before its time.
func (t *turn) comeBack(a space.Absence, panel string) error {
	before := t.known.Staff
	t.keepStaff(before.Back(a.Who.ID))
	t.write.Undue = append(t.write.Undue, a.Due())
	t.toast(t.say.Plain("away.welcome_toast"))
	waiting, err := t.waiting()
	if err != nil {
		return err
	}
	log, err := t.db.LoggedSince(t.ctx, a.Since)
	if err != nil {
		return err
	}
	m := t.known.Staff.MeanwhileOf(t.point, a, log, waiting, t.now)
	t.panel(panel, told.Meanwhile(t.say, m), t.queueIf(t.say, m.Waiting))
	return t.relieve(a, before)
}

// queueIf leads to what waits, if anything does.
func (t *turn) queueIf(say lang.Speaker, waiting int) chat.Keyboard {
	if waiting == 0 {
		return nil
	}
	return chat.Keyboard{}.Row(button(say.Plain("menu.queue"), verbMenu, t.point.ID, 0, "queue"))
}

// awayMark says beside an admin's name until when they are away, and who stands
// in.
func (t *turn) awayMark(id int64) string {
	a, gone := t.known.Staff.AwayAt(id, t.now)
	switch {
	case !gone:
		return ""
	case a.Deputy.ID == 0:
		return " · " + t.say.T("away.mark", "Until", t.backAt(t.say, a))
	}
	return " · " + t.say.T("away.mark_deputy", "Until", t.backAt(t.say, a), "Who", a.Deputy.Name)
}

// approverLines name who decides about the rooms that have their own approvers.
func (t *turn) approverLines() (string, error) {
	names, err := t.namesOf(t.point.Approvers())
	var lines []string
	for _, room := range t.point.Rooms {
		var people []string
		for _, id := range room.Approvers {
			people = append(people, string(linked(names[id]))+t.awayMark(id))
		}
		if len(people) > 0 {
			lines = append(lines, t.say.T("away.approvers", "Room", room.Name.In(string(t.say.Tag())), "Who", lang.HTML(strings.Join(people, t.say.Plain("card.comma")))))
		}
	}
	if len(lines) == 0 {
		return "", err
	}
	return "\n\n" + t.say.T("away.approvers_head") + "\n" + strings.Join(lines, "\n"), err
}
