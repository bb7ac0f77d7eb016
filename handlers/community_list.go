package handlers

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	verbCommunities = "comms"          // turns the list of admins; Arg is where
	verbOversee     = chat.VerbOversee // an admin's; Subject is the community
	overseePanel    = "communities"
	overseePage     = 8
)

// communityFilters are what the list can be narrowed to.
func communityFilters() []string {
	return []string{"active", "proposed", "archived", "leadless", "unreached"}
}

// communities lists all communities, for admins, or those that are looked for.
func (t *turn) communities() error {
	if words := strings.TrimSpace(t.event.Text); words != "" {
		return t.showFound(words, true)
	}
	return t.showAll("active.0", true)
}

// communitiesPage turns the list, or narrows it.
func (t *turn) communitiesPage(p chat.Press) error { return t.showAll(p.Arg, false) }

// listedAt reads where in the list something stands: "active.0"; what is none is
// the beginning.
func listedAt(where string) (filter string, page int) {
	filter, number, _ := strings.Cut(where, ".")
	if filter != filterFound && !slices.Contains(communityFilters(), filter) {
		return communityFilters()[0], 0
	}
	return filter, pageOf(number)
}

func placeAt(filter string, page int) string { return filter + "." + strconv.Itoa(page) }

// showAll draws a page of the list.
func (t *turn) showAll(where string, fresh bool) error {
	filter, page := listedAt(where)
	if filter == filterFound {
		if words := t.sought(); words != "" {
			return t.showFound(words, fresh)
		}
		filter = communityFilters()[0] // what was looked for is forgotten
	}
	all, err := t.census()
	if err != nil {
		return err
	}
	list := all.of[filter]
	pages := max((len(list)+overseePage-1)/overseePage, 1)
	page = min(page, pages-1)
	text := t.say.T("community.overview", "Count", len(list), "Filter", t.say.Plain("community.filter."+filter))
	if len(list) == 0 {
		text += "\n\n" + t.say.T("community.nobody_here")
	}
	open, err := t.keepSeeking("")
	if open {
		text += "\n\n" + t.say.T("community.seek_hint")
	}
	var k chat.Keyboard
	for _, c := range list[page*overseePage : min(len(list), (page+1)*overseePage)] {
		k = k.Row(button(all.named(c), verbOversee, c.ID, c.Version, "card@"+placeAt(filter, page)))
	}
	t.panelAnew(overseePanel, fresh, text, k.Row(t.turnList(filter, page, pages)...).Grid(2, t.filterButtons(filter, all)...))
	return err
}

// turnList turns pages.
func (t *turn) turnList(filter string, page, pages int) []chat.Button {
	if pages < 2 {
		return nil
	}
	to := func(text string, page int) chat.Button {
		return button(text, verbCommunities, t.point.ID, 0, placeAt(filter, page))
	}
	var row []chat.Button
	if page > 0 {
		row = append(row, to("‹", page-1))
	}
	row = append(row, to(t.say.Plain("my.page", "Page", page+1, "Pages", pages), page))
	if page < pages-1 {
		row = append(row, to("›", page+1))
	}
	return row
}

func (t *turn) filterButtons(chosen string, all census) []chat.Button {
	var row []chat.Button
	for _, f := range communityFilters() {
		text := t.say.Plain("community.filter."+f) + " · " + strconv.Itoa(len(all.of[f]))
		if f == chosen {
			text = "✓ " + text
		}
		row = append(row, button(text, verbCommunities, t.point.ID, 0, placeAt(f, 0)))
	}
	return row
}

// overAct is what an admin's button does with a community of which states.
type overAct struct {
	do func(c space.Community, what, where string) error
	in []space.CommunityState
}

func (t *turn) overActs() map[string]overAct {
	proposed, active := []space.CommunityState{space.CommunityProposed}, []space.CommunityState{space.CommunityActive}
	return map[string]overAct{
		"ok":     {t.approveCommunity, proposed},
		"no":     {t.askWhyNot, proposed},
		"why":    {t.declineFor, proposed},
		"own":    {t.beginRefusal, proposed},
		"invite": {t.inviteFromAbove, active},
		"arch":   {t.askArchive, active},
		"keep":   {t.archiveKeeping, active},
		"off":    {t.archiveCancelling, active},
		"revive": {t.revive, []space.CommunityState{space.CommunityArchived}},
	}
}

// oversee carries out an admin's button about a community: it binds to the
// version that it was drawn for.
func (t *turn) oversee(p chat.Press) error {
	arg, where, _ := strings.Cut(p.Arg, "@")
	if where != "" {
		where = placeAt(listedAt(where))
	}
	do, what := cut(arg)
	c, ok, err := t.db.Community(t.ctx, p.Subject)
	if err != nil {
		return err
	}
	act, known := t.overActs()[do]
	switch {
	case !ok, !known && do != "card":
		t.stale()
		return nil
	case do == "card":
		if where != "" {
			if _, err := t.keepSeeking(t.sought()); err != nil {
				return err
			}
		}
		return t.showOverseenAnew(c, where, "", what == "new")
	case c.Version != p.Version || !slices.Contains(act.in, c.Standing()):
		t.sayChanged(c, act)
		return t.showOverseen(c, where, "")
	}
	return act.do(c, what, where)
}

// communityAt says whether a button is about a community of that Point which is
// for who pressed: two Points may have communities of one id.
func (t *turn) communityAt(db *store.Point, p *space.Point, press chat.Press) (bool, error) {
	c, found, err := db.Community(t.ctx, press.Subject)
	if err != nil || !found || press.Verb == verbCommunity {
		return found && c.LedBy(t.event.From.ID), err
	}
	staff, err := db.Staff(t.ctx)
	return staff.IsAdmin(p, t.event.From.ID, t.now), err
}

// sayChanged says that a community is not any more what the button was for.
func (t *turn) sayChanged(c space.Community, act overAct) {
	if !slices.Contains(act.in, c.Standing()) && slices.Contains(act.in, space.CommunityProposed) && c.Decision != nil {
		t.alert(shorten(plain(t.say.T("community.decided."+c.Decision.State.String(), "Who", c.Decision.Name,
			"When", momentIn(t.say, t.point, t.now, c.Decision.At))), toastShown))
		return
	}
	t.toast(t.say.Plain("community.redrawn"))
}

// overseenPanel is the message in which an admin sees a community.
func overseenPanel(c space.Community, where string) string {
	if where == "" {
		return proposalPanel(c.ID)
	}
	return overseePanel
}

// showOverseen draws a community for an admin, with a question under it, if any.
func (t *turn) showOverseen(c space.Community, where, note string) error {
	return t.showOverseenAnew(c, where, note, false)
}

func (t *turn) showOverseenAnew(c space.Community, where, note string, fresh bool) error {
	if where == "" && c.Proposer != nil {
		text, keyboard := t.proposalCard(t.say, c, "")
		t.panel(proposalPanel(c.ID), text, keyboard)
		return nil
	}
	text, keyboard, err := t.overseenCard(c, orActive(where))
	if note != "" {
		text += "\n\n" + note
	}
	t.panelAnew(overseePanel, fresh, text, keyboard)
	return err
}

func (t *turn) overseenCard(c space.Community, where string) (string, chat.Keyboard, error) {
	filter, page := listedAt(where)
	back := button(t.say.Plain("community.back"), verbCommunities, t.point.ID, 0, placeAt(filter, page))
	if c.State == space.CommunityProposed {
		text, k := t.proposalCard(t.say, c, where)
		return text, k.Row(back), nil
	}
	text, err := t.communityCard(c)
	var k chat.Keyboard
	switch c.Standing() {
	case space.CommunityActive:
		k = k.Row(overButton(t.say, "community.invite", c, "invite", where)).
			Row(styled(overButton(t.say, "community.archive", c, "arch", where), chat.Danger))
	case space.CommunityArchived:
		k = k.Row(styled(overButton(t.say, "community.revive", c, "revive", where), chat.Success))
	}
	return text, k.Row(back), err
}
