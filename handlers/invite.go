package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// inviteFor is how long a link that makes an admin is good.
const inviteFor = 48 * time.Hour

// invite makes a link that makes one person an admin. The staff is written as
// well, so that the button's version is over and a second press makes no second
// link.
func (t *turn) invite() error {
	if !t.mayLink() {
		return nil
	}
	made := t.newInvite()
	t.keepLink(made)
	t.keepStaff(t.known.Staff)
	t.reply(t.say.T("admin.link", "Link", linkText(t.linkOf(made)), "Until", momentIn(t.say, t.point, t.now, made.Expires)), nil)
	return t.showAdminList(false)
}

// invitation is what stands before the token in a link.
const invitation = "admin-"

// newInvite is an invitation by who did it.
func (t *turn) newInvite() space.Invite {
	// Who has the token has the right, so it is three times as long as an id.
	token := space.NewID() + space.NewID() + space.NewID()
	return space.Invite{Token: token, By: t.who.Party(), Expires: t.now.Add(inviteFor)}
}

// linkOf is what an invitation is used by.
func (t *turn) linkOf(invite space.Invite) string {
	return "https://t.me/" + t.Username + "?start=" + invitation + invite.Token
}

// useInvite uses a link, which makes an admin or a deputy. It works once.
func (t *turn) useInvite(token string) error {
	if err := t.visitInviter(token); err != nil {
		return err
	}
	invite, ok, err := t.invited(token)
	ok = ok && invite.Kind == space.InviteAdmin // those of other links make nobody an admin
	switch {
	case err != nil:
		return err
	case ok && !invite.Until.IsZero() && t.now.Before(invite.Expires):
		return t.becomeDeputy(invite)
	case slices.Contains(t.staff(), t.event.From.ID):
		t.reply(t.say.T("admin.already"), t.menu())
		return nil
	case !ok:
		t.reply(t.say.T("admin.link_used"), t.menu())
		return nil
	case !t.now.Before(invite.Expires):
		t.reply(t.say.T("admin.link_over"), t.menu())
		return nil
	case !slices.Contains(t.staff(), invite.By.ID):
		t.reply(t.say.T("admin.link_void"), t.menu())
		return nil
	}
	return t.becomeAdmin(invite)
}

// becomeAdmin makes who did it an admin; the inviter is told.
func (t *turn) becomeAdmin(invite space.Invite) error {
	t.write.UsedInvites = append(t.write.UsedInvites, invite)
	t.keepStaff(t.withMe(t.known.Staff))
	t.hints()
	t.reply(t.say.T("admin.welcome", "Name", t.who.Name, "Point", t.point.Name.In(t.who.Language)), t.menu())
	return t.thankInviter(invite)
}

// invited finds the invitation of a token; what cannot be one is not looked
// for.
func (t *turn) invited(token string) (space.Invite, bool, error) {
	if len(token) < 16 || len(token) > 64 {
		return space.Invite{}, false, nil
	}
	return t.db.Invite(t.ctx, token)
}

// withMe is the staff with who did it among them.
func (t *turn) withMe(staff space.Staff) space.Staff {
	me := t.event.From.ID
	staff.Removed = slices.DeleteFunc(slices.Clone(staff.Removed), func(id int64) bool { return id == me })
	if !slices.Contains(t.point.Admins, me) {
		staff.Added = append(slices.Clone(staff.Added), t.who.Party())
	}
	return staff
}

// endLinks ends the links that somebody made: none of them works again, also
// when whoever made them is an admin once more.
func (t *turn) endLinks(of int64) error {
	people, err := t.db.People(t.ctx, []int64{of})
	if err != nil {
		return err
	}
	var tokens []string
	for _, p := range people {
		for _, link := range p.Links {
			tokens = append(tokens, link.Token)
		}
	}
	there, err := t.db.Invites(t.ctx, tokens)
	t.write.UsedInvites = append(t.write.UsedInvites, there...)
	return err
}

// thankInviter tells who made the link that it was used, and by whom.
func (t *turn) thankInviter(invite space.Invite) error {
	say, err := t.speakers([]int64{invite.By.ID})
	t.out(chat.Out{Kind: chat.Say, Chat: invite.By.ID, Text: say[invite.By.ID].T("admin.joined", "Who", linked(t.who.Party()))})
	return err
}
