package handlers

import (
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	verbGroup  = chat.VerbGroup
	groupPanel = "group"
)

// What the buttons about groups do, by their Arg, some with "=" and the group.
const (
	groupCard    = chat.GroupCard
	groupList    = "list"    // back to those of all that they lead
	groupLink    = "link"    // makes a link that brings the bot into the group
	groupGeneral = "general" // back to the general topic
	groupCheck   = "check"   // tries again to write
	groupOff     = "off"     // asks back
	groupOffYes  = "off_yes"
	groupTie     = "tie" // = the group
	groupNo      = "no"
	groupMove    = "move" // an admin's
	groupKeep    = "keep" // likewise
)

// ownGroups shows a lead how the groups of their communities stand.
func (t *turn) ownGroups() error {
	all, err := t.ledActive()
	switch {
	case err != nil:
		return err
	case len(all) == 0:
		t.reply(t.say.T("group.no_lead"), t.menu())
		return nil
	case len(all) == 1:
		return t.showGroup(all[0], t.typed())
	}
	var k chat.Keyboard
	for _, c := range all[:min(len(all), mostShown)] {
		group, err := t.groupNamed(c)
		if err != nil {
			return err
		}
		k = k.Row(button(shorten(c.Name, 40)+" · "+group, verbGroup, c.ID, 0, groupCard))
	}
	t.panelAnew(groupPanel, t.typed(), t.say.T("group.which"), k)
	return nil
}

// ledActive are the active communities that the person leads.
func (t *turn) ledActive() ([]space.Community, error) {
	all, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	return active(all), err
}

// groupNamed is how a community's group is called on a button, and whether
// something is wrong with it.
func (t *turn) groupNamed(c space.Community) (string, error) {
	if c.Chat == 0 {
		return t.say.Plain("group.short_none"), nil
	}
	name, err := t.groupTitle(c.Chat)
	if name == "" {
		name = t.say.Plain("group.short_untitled")
	}
	if name = shorten(name, 30); c.Trouble != nil {
		name = "⚠️ " + name
	}
	return name, err
}

// groupPress carries out a button about a group. Those that change something
// bind to the version of the community they were drawn for.
func (t *turn) groupPress(p chat.Press) error {
	c, ok, err := t.db.Community(t.ctx, p.Subject)
	if err != nil {
		return err
	}
	do, value := cut(p.Arg)
	switch lead := c.LedBy(t.event.From.ID); {
	case !ok:
		t.stale()
		return nil
	case do == groupMove || do == groupKeep:
		return t.decideMove(do, value, c)
	case !lead && !t.isAdmin():
		t.alert(t.say.Plain("group.leads_only"))
		return nil
	case do == groupList:
		return t.ownGroups()
	case do == groupTie || do == groupNo:
		return t.answerWhose(do, value, c)
	case do != groupCard && p.Version != c.Version:
		t.toast(t.say.Plain("group.redrawn"))
		return t.showGroup(c, false)
	}
	return t.onGroupCard(do, c)
}

// onGroupCard carries out a button of the card.
func (t *turn) onGroupCard(do string, c space.Community) error {
	switch {
	case do == groupCard:
		return t.showGroup(c, false)
	case do == groupLink && c.Active() && !c.Grouped():
		return t.linkGroup(c)
	case do == groupGeneral && c.Thread != 0:
		return t.changeGroup(c, c.In(0), "group.general_now")
	case do == groupCheck && c.Chat != 0 && c.Trouble != nil:
		return t.checkGroup(c)
	case do == groupOff && c.Chat != 0:
		return t.askOff(c)
	case do == groupOffYes && c.Chat != 0:
		return t.dropGroup(c)
	}
	t.stale()
	return nil
}

// showGroup draws the card of a community's group.
func (t *turn) showGroup(c space.Community, fresh bool) error {
	lines, k, err := t.groupPart(t.say, c)
	if err != nil {
		return err
	}
	all, err := t.ledActive()
	if len(all) > 1 {
		k = k.Row(button(t.say.Plain("group.all"), verbGroup, c.ID, 0, groupList))
	}
	t.panelAnew(groupPanel, fresh, t.say.T("group.title", "Community", c.Name)+"\n\n"+lines, k)
	return err
}

// groupPart is what a community's card says of its group, and what its leads can
// do about it.
func (t *turn) groupPart(say lang.Speaker, c space.Community) (string, chat.Keyboard, error) {
	press := func(key, do string) chat.Button { return button(say.Plain(key), verbGroup, c.ID, c.Version, do) }
	if c.Chat == 0 {
		return say.T("group.none"), chat.Keyboard{}.Row(styled(press("group.connect", groupLink), chat.Primary)), nil
	}
	title, err := t.groupTitle(c.Chat)
	if err != nil {
		return "", nil, err
	}
	lines := []string{say.T("group.line", "Group", title)}
	var k chat.Keyboard
	switch g, err := t.db.Group(t.ctx, c.Chat); {
	case err != nil:
		return "", nil, err
	case c.Thread != 0 && c.Grouped():
		lines = append(lines, say.T("group.topic", "Topic", g.Topic))
		k = k.Row(press("group.to_general", groupGeneral))
	}
	if c.Trouble != nil {
		lines = append(lines, "", t.groupMark(say, c))
	}
	switch {
	case c.Trouble == nil || c.Trouble.Why.OfTopic():
	case c.Trouble.Why.Lost():
		k = k.Row(press("group.connect", groupLink))
	default:
		k = k.Row(press("group.check", groupCheck))
	}
	return strings.Join(lines, "\n"), k.Row(press("group.off", groupOff)), nil
}

// groupMark says what is wrong with a community's group, and what helps; ""
// where nothing is.
func (t *turn) groupMark(say lang.Speaker, c space.Community) string {
	if c.Trouble == nil {
		return ""
	}
	return say.T("group.mark."+c.Trouble.Why.String(), "Since", momentIn(say, t.point, t.now, c.Trouble.Since))
}

// linkGroup makes a link that brings the bot into a group. The community is
// written as well, so that the button's version is over and a second press makes
// no second link.
func (t *turn) linkGroup(c space.Community) error {
	if !t.mayLink() {
		return nil
	}
	invite := t.newInvite()
	invite.Kind, invite.Subject = space.InviteTie, c.ID
	t.keepLink(invite)
	t.keepCommunity(c, c)
	link := "https://t.me/" + t.Username + "?startgroup=" + linkTie + invite.Token
	t.reply(t.say.T("group.link", "Community", c.Name, "Link", linkText(link), "Until", momentIn(t.say, t.point, t.now, invite.Expires)),
		chat.Keyboard{}.Row(chat.Button{Text: t.say.Plain("group.pick"), URL: link}))
	c.Version++
	return t.showGroup(c, false)
}

// changeGroup writes a change that a lead made, and shows it.
func (t *turn) changeGroup(before, after space.Community, toast string) error {
	t.keepCommunity(before, after)
	t.toast(t.say.Plain(toast))
	after.Version = before.Version + 1
	return t.showGroup(after, false)
}

// checkGroup tries to write to the group again: where that fails, the sender
// says so once more.
func (t *turn) checkGroup(c space.Community) error {
	after := c
	after.Trouble = nil
	if err := t.reachable(c.Chat); err != nil {
		return err
	}
	ours := t.Texts.In(lang.Of(c.Language))
	t.out(chat.Out{Kind: chat.Say, Chat: c.Chat, Thread: c.Thread, Silent: true, Text: ours.T("group.check_text", "Community", c.Name)})
	return t.changeGroup(c, after, "group.checking")
}

// askOff asks back, in the same message.
func (t *turn) askOff(c space.Community) error {
	title, err := t.groupTitle(c.Chat)
	yes := styled(button(t.say.Plain("button.yes"), verbGroup, c.ID, c.Version, groupOffYes), chat.Danger)
	no := button(t.say.Plain("button.no"), verbGroup, c.ID, c.Version, groupCard)
	t.panel(groupPanel, t.say.T("group.off_sure", "Group", title, "Community", c.Name), chat.Keyboard{}.Row(yes, no))
	return err
}

// dropGroup takes the group from the community. The group is told, without a
// sound, where it can be.
func (t *turn) dropGroup(c space.Community) error {
	if c.Trouble == nil || c.Trouble.Why.OfTopic() {
		ours := t.Texts.In(lang.Of(c.Language))
		t.out(chat.Out{Kind: chat.Say, Chat: c.Chat, Thread: c.Thread, Silent: true, Text: ours.T("group.bye", "Community", c.Name)})
	}
	if err := t.tellOfGroup(c, c.Chat, "group.off_by"); err != nil {
		return err
	}
	return t.changeGroup(c, c.Tied(0), "group.off_done")
}
