package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// What stands before the token in the links about groups.
const (
	linkTie   = "tie-"   // of a community: brings the bot into its group
	linkGroup = "group-" // of a group: asks a lead whose it is
)

// offerGroup asks who brought the bot into a group of nobody's whether it is
// that of a community they lead. Where they lead none, who does may say so. It
// says whether the group was nobody's.
func (t *turn) offerGroup(g *space.Group) (bool, error) {
	tied, err := t.activeIn(g.Chat)
	if err != nil || len(tied) > 0 || t.event.Kind == chat.Ranked {
		return false, err
	}
	led, err := t.led(t.event.From.ID)
	switch {
	case err != nil:
		return true, err
	case len(led) == 0 || t.known.Person.Consent.IsZero():
		return true, t.inviteLead(g)
	default:
		t.askWhose(g, t.event.From.ID, "group.ask", led)
	}
	return true, nil
}

// activeIn are the communities that hold events, whose group it is.
func (t *turn) activeIn(id int64) ([]space.Community, error) {
	all, err := t.db.CommunitiesIn(t.ctx, id)
	return slices.DeleteFunc(all, func(c space.Community) bool { return !c.Active() }), err
}

// led are the communities that the person leads and that have no group.
func (t *turn) led(person int64) ([]space.Community, error) {
	all, err := t.db.CommunitiesOf(t.ctx, person)
	return slices.DeleteFunc(all, func(c space.Community) bool { return !c.Active() || c.Grouped() }), err
}

// inviteLead says in the group, without a sound, who can make it a community's:
// the link asks whoever opens it. A group has one at a time, however often the
// bot is added to it.
func (t *turn) inviteLead(g *space.Group) error {
	if t.event.Kind == chat.Opened && !t.event.Standing.Writes() {
		return nil
	}
	old, ok, err := t.invited(g.Token)
	if err != nil {
		return err
	}
	if !ok || old.Kind != space.InviteGroup || !t.now.Before(old.Expires) {
		invite := t.newInvite()
		invite.Kind, invite.Subject = space.InviteGroup, strconv.FormatInt(g.Chat, 10)
		t.write.Invites = append(t.write.Invites, invite)
		g.Token = invite.Token
	}
	t.inHere(t.say.T("group.for_leads"), chat.Keyboard{}.
		Row(chat.Button{Text: t.say.Plain("group.i_lead"), URL: t.privateLink(linkGroup + g.Token)}))
	return nil
}

// inHere says something in the group of the event, where it was spoken of, and
// without a sound.
func (t *turn) inHere(text string, k chat.Keyboard) {
	t.out(chat.Out{Kind: chat.Say, Chat: t.event.Place.ID, Thread: t.event.Thread, Silent: true, Text: text, Keyboard: k})
}

// privateLink opens the private chat with something to do.
func (t *turn) privateLink(what string) string {
	return "https://t.me/" + t.Username + "?start=" + what
}

// askAgain is how long the same question stays in its message, which is then
// sent anew.
const askAgain = 10 * time.Minute

// askWhose asks a lead in private which of the communities a group is that of.
func (t *turn) askWhose(g *space.Group, lead int64, key string, of []space.Community) {
	fresh := t.now.Sub(g.AskedAt) > askAgain || !g.WasAsked(lead)
	*g = g.Asking(lead, t.now)
	say := t.say
	if known, err := t.speakers([]int64{lead}); err == nil {
		say = known[lead]
	}
	text, k := t.question(say, *g, key, of)
	t.out(chat.Out{Kind: chat.Say, Chat: lead, Panel: groupAsk(g.Chat), Fresh: fresh, Text: text, Keyboard: k})
}

// groupAsk is the question whose a group is, with whoever is asked.
func groupAsk(id int64) string { return "group:" + strconv.FormatInt(id, 10) }

// question is what a lead is asked about a group.
func (t *turn) question(say lang.Speaker, g space.Group, key string, of []space.Community) (string, chat.Keyboard) {
	if len(of) == 1 {
		yes := styled(button(say.Plain("group.yes"), verbGroup, of[0].ID, of[0].Version, groupArg(groupTie, g.Chat)), chat.Success)
		no := button(say.Plain("group.no"), verbGroup, of[0].ID, of[0].Version, groupArg(groupNo, g.Chat))
		return say.T(key, "Group", g.Title, "Community", of[0].Name, "Who", t.who.Name), chat.Keyboard{}.Row(yes, no)
	}
	var k chat.Keyboard
	for _, c := range of[:min(len(of), mostShown)] {
		k = k.Row(button(shorten(c.Name, 60), verbGroup, c.ID, c.Version, groupArg(groupTie, g.Chat)))
	}
	k = k.Row(button(say.Plain("group.none_of_these"), verbGroup, of[0].ID, of[0].Version, groupArg(groupNo, g.Chat)))
	return say.T("group.ask_which", "Group", g.Title), k
}

func groupArg(do string, id int64) string { return do + "=" + strconv.FormatInt(id, 10) }

// arriveBy follows the link of a community that brought the bot into a group.
// It may have been used by somebody whom a lead sent it: then the lead is asked.
func (t *turn) arriveBy(token string) error {
	if err := t.visitInviter(token); err != nil {
		return err
	}
	invite, c, lead, err := t.bringer(token)
	if err != nil {
		return err
	}
	if lead == 0 {
		return t.answerHere(t.say.T("group.link_over"), t.cardLink())
	}
	g, err := t.groupHere()
	if err != nil {
		return err
	}
	t.write.UsedInvites = append(t.write.UsedInvites, invite)
	if c.Chat == g.Chat {
		return t.answerHere(t.say.T("group.tied_already", "Community", c.Name), nil)
	}
	key := "group.ask"
	if lead != t.event.From.ID {
		key = "group.ask_by"
	}
	t.askWhose(&g, lead, key, []space.Community{c})
	t.keepGroup(g)
	return nil
}

// bringer is the community of a link that is still good, and its lead who is
// asked; 0 where it is not good.
func (t *turn) bringer(token string) (invite space.Invite, c space.Community, lead int64, err error) {
	invite, ok, err := t.invited(token)
	if err != nil || !ok || invite.Kind != space.InviteTie || !t.now.Before(invite.Expires) {
		return invite, c, 0, err
	}
	c, _, err = t.db.Community(t.ctx, invite.Subject)
	switch {
	case !c.Active():
	case c.LedBy(t.event.From.ID):
		lead = t.event.From.ID
	case c.LedBy(invite.By.ID):
		lead = invite.By.ID
	}
	return invite, c, lead, err
}

// claimGroup follows the link that stands in a group of nobody's: who leads a
// community is asked whether it is theirs. It works once.
func (t *turn) claimGroup(token string) error {
	if err := t.visitInviter(token); err != nil {
		return err
	}
	invite, ok, err := t.invited(token)
	if err != nil {
		return err
	}
	if !ok || invite.Kind != space.InviteGroup || !t.now.Before(invite.Expires) {
		t.reply(t.say.T("group.claim_over"), t.menu())
		return nil
	}
	id, err := strconv.ParseInt(invite.Subject, 10, 64)
	if err != nil {
		return err
	}
	led, err := t.led(t.event.From.ID)
	if err != nil {
		return err
	}
	if len(led) == 0 {
		return t.leadsNone()
	}
	g, err := t.db.Group(t.ctx, id)
	t.write.UsedInvites = append(t.write.UsedInvites, invite)
	t.askWhose(&g, t.event.From.ID, "group.ask", led)
	t.keepGroup(g)
	return err
}

// leadsNone says why nothing can be made a community's group.
func (t *turn) leadsNone() error {
	all, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	switch {
	case err != nil:
		return err
	case slices.ContainsFunc(all, space.Community.Active):
		t.reply(t.say.T("group.all_have"), chat.Keyboard{}.Row(button(t.say.Plain("group.open"), verbMenu, "", 0, "group")))
	default:
		t.reply(t.say.T("group.no_lead"), t.menu())
	}
	return nil
}

// tieToken is the token of a link that brought the bot into a group, in what
// follows /start there.
func tieToken(text string) (string, bool) { return strings.CutPrefix(strings.TrimSpace(text), linkTie) }
