package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/space"
)

// leadInvitation stands before the token in a link that makes a lead.
const leadInvitation = "lead-"

// newLeadLink makes such a link. The community is written as well, so that the
// button's version is over and a second press makes no second link.
func (t *turn) newLeadLink(c space.Community, kind space.InviteKind, key string) space.Community {
	if !t.mayLink() {
		return c
	}
	made := t.newInvite()
	made.Kind, made.Subject = kind, c.ID
	t.keepLink(made)
	link := "https://t.me/" + t.Username + "?start=" + leadInvitation + made.Token
	t.reply(t.say.T(key, "Name", c.Name, "Link", linkText(link), "Until", momentIn(t.say, t.point, t.now, made.Expires)), nil)
	return t.changeCommunity(c, c)
}

// inviteToLead makes a link for one more lead.
func (t *turn) inviteToLead(c space.Community, _ string) error {
	return t.showLedCard(t.newLeadLink(c, space.InviteLead, "community.link"), false)
}

// inviteHeir makes a link for who leads the community instead.
func (t *turn) inviteHeir(c space.Community, _ string) error {
	return t.showLedCard(t.newLeadLink(c, space.InviteHeir, "community.heir_link"), false)
}

// inviteFromAbove makes a link by an admin: of a community that nobody leads any
// more, say.
func (t *turn) inviteFromAbove(c space.Community, _, where string) error {
	return t.showOverseen(t.newLeadLink(c, space.InviteLead, "community.link"), where, "")
}

// useLeadLink makes who opens a link a lead. It works once.
func (t *turn) useLeadLink(token string) error {
	if err := t.visitInviter(token); err != nil {
		return err
	}
	invite, ok, err := t.invited(token)
	if err != nil {
		return err
	}
	c, there, err := t.db.Community(t.ctx, invite.Subject)
	if err != nil {
		return err
	}
	if key := t.voidLink(invite, c, ok && there); key != "" {
		t.reply(t.say.T(key, "Name", c.Name), t.menu())
		return nil
	}
	if !c.LedBy(invite.By.ID) {
		t.write.Trusted = &t.known.Staff // an admin's, whom nobody must have dismissed meanwhile
	}
	t.write.UsedInvites = append(t.write.UsedInvites, invite)
	t.keepAtPoint()
	if invite.Kind == space.InviteHeir {
		return t.inherit(c, invite)
	}
	return t.joinLeads(c, invite)
}

// keepAtPoint writes the person at the Point of the link, which may be another
// than their own.
func (t *turn) keepAtPoint() {
	me := t.known.Person
	me.ID, me.Name, me.Username = t.who.ID, t.who.Name, t.who.Username
	t.write.People = append(t.write.People, me)
}

// voidLink names the sentence that says why a link does nothing, "" where it
// works.
func (t *turn) voidLink(invite space.Invite, c space.Community, known bool) string {
	heir := invite.Kind == space.InviteHeir
	switch {
	case !known || !heir && invite.Kind != space.InviteLead:
		return "community.link_used"
	case !t.now.Before(invite.Expires):
		return "community.link_over"
	case !c.Active():
		return "community.link_asleep"
	case c.LedBy(t.who.ID) && invite.By.ID == t.who.ID:
		return "community.own_link"
	case c.LedBy(t.who.ID) && !heir:
		return "community.lead_already"
	case !c.LedBy(invite.By.ID) && (heir || !t.known.Staff.IsAdmin(t.point, invite.By.ID, t.now)):
		return "community.link_void"
	}
	return ""
}

// joinLeads makes who did it a lead; the others are told, and who invited.
func (t *turn) joinLeads(c space.Community, invite space.Invite) error {
	after := t.changeCommunity(c, c.Led(t.who.ID))
	t.reply(t.say.T("community.welcome", "Name", c.Name), chat.Keyboard{}.Row(t.cardButton(t.say, after)))
	if err := t.tellCoLeads(after, "community.told_joined"); err != nil || c.LedBy(invite.By.ID) {
		return err
	}
	return t.tellInviter(after, invite.By.ID)
}

// tellInviter tells an admin who invited without leading it.
func (t *turn) tellInviter(c space.Community, admin int64) error {
	say, err := t.speakers([]int64{admin})
	t.out(chat.Out{Kind: chat.Say, Chat: admin, Text: say[admin].T("community.told_joined", t.withNames(c, nil)...),
		Keyboard: chat.Keyboard{}.Row(overButton(say[admin], "community.open", c, "card=new", "active.0"))})
	return err
}

// inherit makes who did it a lead in place of who made the link, with what they
// have booked for the community.
func (t *turn) inherit(c space.Community, invite space.Invite) error {
	after := t.changeCommunity(c, c.Led(t.who.ID).Unled(invite.By.ID))
	count, err := t.handBookings(c, invite.By.ID, t.who.Party())
	if err != nil {
		return err
	}
	t.reply(t.say.T("community.inherited", "Name", c.Name, "From", invite.By.Name, "Count", count), chat.Keyboard{}.Row(t.cardButton(t.say, after)))
	say, err := t.speakers([]int64{invite.By.ID})
	t.out(chat.Out{Kind: chat.Say, Chat: invite.By.ID, Text: say[invite.By.ID].T("community.handed_by_link", t.withNames(c, nil)...)})
	if err != nil {
		return err
	}
	return t.tellCoLeads(after, "community.told_inherited", "From", invite.By.Name)
}
