package handlers

import (
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
