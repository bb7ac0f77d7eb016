package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// showLedCard draws a community for its leads.
func (t *turn) showLedCard(c space.Community, fresh bool) error {
	text, err := t.communityCard(c)
	if err != nil {
		return err
	}
	own, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	last := []chat.Button{t.foundButton()}
	if len(own) > 1 {
		last = append(last, button(t.say.Plain("community.all"), verbCommunity, t.point.ID, 0, "list"))
	}
	t.panelAnew(communityPanel, fresh, text, t.leadButtons(c).Row(last...))
	return err
}

// leadButtons are what a lead can do.
func (t *turn) leadButtons(c space.Community) chat.Keyboard {
	item := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbCommunity, c.ID, c.Version, arg)
	}
	var k chat.Keyboard
	switch c.Standing() {
	case space.CommunityProposed:
		k = k.Row(item("community.drop", "drop"))
	case space.CommunityArchived:
		k = k.Row(item("community.leave", "leave"))
	default:
		k = k.Row(styled(item("community.invite", "invite"), chat.Primary), openGroup(t.say, c)).
			Row(item("community.rename", "name"), item("community.reword", "about")).
			Row(item("community.hand", "hand"), item("community.leave", "leave")).
			Row(t.settingsButton(c))
	}
	return k
}

// communityCard is all there is to know of a community.
func (t *turn) communityCard(c space.Community) (string, error) {
	leads, err := t.leadNames(c)
	if err != nil {
		return "", err
	}
	group, err := t.groupLine(c)
	if err != nil {
		return "", err
	}
	events, err := t.eventLines(c)
	head := t.say.T("community.head", "Name", c.Name, "State", communityMark(t.say, c))
	if c.About != "" {
		head += "\n" + t.say.T("community.about", "Text", c.About)
	}
	return head + "\n\n" + leads + "\n" + group + judgementLine(t.say, t.point, t.now, c) + events, err
}

// leadsShown is how many leads a card names.
const leadsShown = 12

// leadNames names the leads, and who of them cannot be written to.
func (t *turn) leadNames(c space.Community) (string, error) {
	if len(c.Leads) == 0 {
		return t.say.T("community.no_leads"), nil
	}
	names, err := t.namesOf(c.Leads)
	if err != nil {
		return "", err
	}
	lost, err := t.db.Unreached(t.ctx, c.Leads)
	var list []string
	for _, id := range c.Leads[:min(len(c.Leads), leadsShown)] {
		name := string(linked(names[id]))
		if lost[id] {
			name += " " + t.say.T("community.lost")
		}
		list = append(list, name)
	}
	text := t.say.T("community.leads", "Who", lang.HTML(strings.Join(list, t.say.Plain("card.comma"))))
	if more := len(c.Leads) - len(list); more > 0 {
		text += " " + t.say.T("request.more", "Count", more)
	}
	return text, err
}

// groupLine says which group belongs to it.
func (t *turn) groupLine(c space.Community) (string, error) {
	if c.Chat == 0 {
		return t.say.T("community.no_group"), nil
	}
	title, err := t.groupTitle(c.Chat)
	line := t.say.T("community.group")
	if title != "" {
		line = t.say.T("community.group_titled", "Title", shorten(title, 60))
	}
	if mark := t.groupMark(t.say, c); mark != "" {
		line += "\n" + mark
	}
	return line, err
}

// eventsShown is how many of its events a card tells of.
const eventsShown = 5

// eventLines are its next events.
func (t *turn) eventLines(c space.Community) (string, error) {
	coming, err := t.comingIn(c)
	if err != nil || len(coming) == 0 {
		return "\n\n" + t.say.T("community.no_events"), err
	}
	return "\n\n" + t.say.T("community.events") + listed(t.say, coming, eventsShown, t.eventLine), nil
}

// eventLine is one of its events.
func (t *turn) eventLine(b space.Booking) string {
	return t.say.T("community.event", "When", t.span(b.Slot), "Room", roomName(t.say, t.point, b.Room),
		"Title", shorten(b.Title, 60), "State", stateName(t.say, b.State))
}

// comingIn are the live bookings of a community that have not ended, by their
// start.
func (t *turn) comingIn(c space.Community) ([]space.Booking, error) {
	all, err := t.db.BookingsIn(t.ctx, c.ID, t.now.Add(-48*time.Hour), time.Time{})
	return slices.DeleteFunc(all, func(b space.Booking) bool { return !b.State.Holds() || !b.End.After(t.now) }), err
}

// judgementLine says what admins decided about it, and why.
func judgementLine(say lang.Speaker, p *space.Point, now time.Time, c space.Community) string {
	if c.Decision == nil || c.Active() {
		return ""
	}
	line := "\n" + say.T("community.decided."+c.Decision.State.String(), "Who", shorten(c.Decision.Name, 64), "When", momentIn(say, p, now, c.Decision.At))
	if c.Decision.Reason != "" {
		line += "\n" + say.T("decision.reason", "Reason", communityReason(say, c.Decision.Reason))
	}
	return line
}
