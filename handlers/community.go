package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// verbCommunity is that of the buttons of leads; Subject is the community.
	verbCommunity  = "comm"
	communityPanel = "comm"
)

// community shows what the person leads, and lets them propose one more.
func (t *turn) community() error { return t.showLed(true) }

// communityPress carries out a lead's button. Those that change anything bind
// to the version of the community they were drawn for.
func (t *turn) communityPress(p chat.Press) error {
	do, what := cut(p.Arg)
	switch do {
	case "list":
		return t.showLed(what == "new")
	case "found":
		return t.proposeCommunity()
	}
	c, ok, err := t.db.Community(t.ctx, p.Subject)
	switch {
	case err != nil:
		return err
	case !ok:
		t.stale()
		return nil
	case !c.LedBy(t.event.From.ID):
		t.alert(t.say.Plain("community.not_yours"))
		return nil
	case do == "card":
		return t.showLedCard(c, what == "new")
	}
	return t.actAsLead(c, p.Version, do, what)
}

// leadAct is what a lead's button does; whether also with a community that is
// not active.
type leadAct struct {
	do     func(c space.Community, what string) error
	always bool
}

// leadActs are these by the button's argument.
func (t *turn) leadActs() map[string]leadAct {
	return map[string]leadAct{
		"invite": {do: t.inviteToLead},
		"hand":   {do: t.askHeirs},
		"to":     {do: t.askHandOver},
		"heir":   {do: t.handCommunity},
		"link":   {do: t.inviteHeir},
		"name":   {do: t.beginRename},
		"about":  {do: t.beginAbout},
		"leave":  {do: t.askLeave, always: true},
		"left":   {do: t.stepDown, always: true},
		"drop":   {do: t.dropProposal, always: true},
	}
}

func (t *turn) actAsLead(c space.Community, version int64, do, what string) error {
	act, known := t.leadActs()[do]
	switch {
	case !known:
		t.stale()
		return nil
	case c.Version != version:
		t.toast(t.say.Plain("community.redrawn"))
		return t.showLedCard(c, false)
	case !c.Active() && !act.always:
		t.alert(t.say.Plain("community.asleep." + c.Standing().String()))
		return nil
	}
	return act.do(c, what)
}

// changeCommunity plans to write a community and returns it as it will be.
func (t *turn) changeCommunity(before, after space.Community) space.Community {
	t.write.Communities = append(t.write.Communities, store.CommunityChange{Before: &before, After: after})
	after.Version = before.Version + 1
	return after
}

// ledShown is how many communities the list has buttons for.
const ledShown = 40

// showLed draws the list; who leads but one sees that.
func (t *turn) showLed(fresh bool) error {
	own, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	if err != nil {
		return err
	}
	if len(own) == 1 {
		return t.showLedCard(own[0], fresh)
	}
	if len(own) == 0 {
		t.panelAnew(communityPanel, fresh, t.say.T("community.none"), chat.Keyboard{}.Row(styled(t.foundButton(), chat.Primary)))
		return nil
	}
	var k chat.Keyboard
	for _, c := range own[:min(len(own), ledShown)] {
		k = k.Row(button(shorten(c.Name, 50)+communityMark(t.say, c), verbCommunity, c.ID, c.Version, "card"))
	}
	t.panelAnew(communityPanel, fresh, t.say.T("community.list", "Count", len(own)), k.Row(t.foundButton()))
	return nil
}

func (t *turn) foundButton() chat.Button {
	return button(t.say.Plain("community.found"), verbCommunity, t.point.ID, 0, "found")
}

// communitiesButton leads from elsewhere to the communities that the person
// leads, and to proposing one.
func (t *turn) communitiesButton() chat.Button {
	return button(t.say.Plain("community.mine"), verbCommunity, t.point.ID, 0, "list=new")
}

// communityMark says of one that is not active how it stands.
func communityMark(say lang.Speaker, c space.Community) string {
	if c.Active() {
		return ""
	}
	return " · " + say.Plain("community.state."+c.Standing().String())
}

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
