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
	// Who has the token has the right, so it is three times as long as an id.
	token := space.NewID() + space.NewID() + space.NewID()
	t.write.Invites = append(t.write.Invites, space.Invite{Token: token, By: t.who.Party(), Expires: t.now.Add(inviteFor)})
	link := "https://t.me/" + t.Username + "?start=admin-" + token
	t.keepStaff(t.known.Staff)
	t.reply(t.say.T("admin.link", "Link", linkText(link), "Until", momentIn(t.say, t.point, t.now, t.now.Add(inviteFor))), nil)
	return t.showAdminList(false)
}

// becomeAdmin uses a link of invite. It works once; the inviter is told.
func (t *turn) becomeAdmin(token string) error {
	if err := t.visitInviter(token); err != nil {
		return err
	}
	if t.isAdmin() {
		t.reply(t.say.T("admin.already"), t.menu())
		return nil
	}
	invite, ok, err := t.invitation(token)
	switch {
	case err != nil:
		return err
	case !ok:
		t.reply(t.say.T("admin.link_used"), t.menu())
		return nil
	case !t.now.Before(invite.Expires):
		t.reply(t.say.T("admin.link_over"), t.menu())
		return nil
	}
	t.write.UsedInvites = append(t.write.UsedInvites, invite)
	t.keepStaff(t.withMe(t.known.Staff))
	t.hints()
	t.reply(t.say.T("admin.welcome", "Name", t.who.Name, "Point", t.point.Name.In(t.who.Language)), t.menu())
	return t.thankInviter(invite)
}

// invitation finds the invitation of a token; what cannot be one is not looked
// for.
func (t *turn) invitation(token string) (space.Invite, bool, error) {
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

// thankInviter tells who made the link that it was used, and by whom.
func (t *turn) thankInviter(invite space.Invite) error {
	say, err := t.speakers([]int64{invite.By.ID})
	t.out(chat.Out{Kind: chat.Say, Chat: invite.By.ID, Text: say[invite.By.ID].T("admin.joined", "Who", linked(t.who.Party()))})
	return err
}
