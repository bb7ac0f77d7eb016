package handlers

import (
	"slices"
	"strconv"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// deputiesShown is how many people there are to choose from.
const deputiesShown = 20

// absence is what is about to begin, with who stands in.
func (l *leaver) absence(deputy space.Party) space.Absence {
	return space.Absence{Who: l.who.Party(), Since: l.now, Until: l.point.BackOn(l.Until), Deputy: deputy}
}

// manned says whether somebody is left to decide with that deputy, or with
// nobody named.
func (l *leaver) manned(deputy space.Party) bool {
	return l.known.Staff.Leave(l.absence(deputy)).Manned(l.point, l.now)
}

// candidates are who could stand in: the others who decide, are there, and ever
// wrote to the bot.
func (l *leaver) candidates() ([]space.Party, error) {
	ids := slices.DeleteFunc(space.OnceEach(append(l.staff(), l.point.Approvers()...)), func(id int64) bool {
		return l.known.Staff.IsAway(id, l.now) || id == l.event.From.ID || !l.manned(space.Party{ID: id})
	})
	people, err := l.db.People(l.ctx, ids)
	var found []space.Party
	for _, p := range people {
		if !p.Consent.IsZero() && len(found) < deputiesShown {
			found = append(found, p.Party())
		}
	}
	return found, err
}

// askDeputy asks who stands in. Where nobody else is left, somebody has to be
// named, or invited by a link.
func (l *leaver) askDeputy() (string, chat.Keyboard, error) {
	people, err := l.candidates()
	k := chat.Keyboard{}
	key := "away.ask_deputy"
	if l.manned(space.Party{}) {
		k = k.Row(l.talk.Button(l.say.Plain(l.othersKey()), "w=0"))
	} else {
		key = "away.only_you"
	}
	for _, p := range people {
		k = k.Row(l.talk.Button(shorten(p.Name, 40), "w="+strconv.FormatInt(p.ID, 10)))
	}
	if key == "away.only_you" {
		k = k.Row(l.talk.Button(l.say.Plain("away.link"), "link"))
	}
	return l.say.T(key, "Until", l.backAt(l.say, l.absence(space.Party{}))), k, err
}

// othersKey names who is left when nobody is named.
func (l *leaver) othersKey() string {
	if slices.Contains(l.staff(), l.event.From.ID) {
		return "away.others_admins"
	}
	return "away.others"
}

// goAwayTo begins the absence, unless its day has passed meanwhile or nobody
// would be left. Its message stays, with the way back.
func (l *leaver) goAwayTo(deputy *space.Party, err error) error {
	switch {
	case err != nil:
		return err
	case l.unfit(l.Until) != "":
		l.note = l.say.T(l.unfit(l.Until))
		l.talk.Back()
		return l.show()
	case !l.manned(*deputy):
		l.note = l.say.T("away.nobody_left")
		return l.show()
	}
	a := l.absence(*deputy)
	l.end()
	if err := l.begin(a); err != nil {
		return err
	}
	text, keyboard := l.awayState(l.say, a, l.talk.ID)
	l.redraw(text, keyboard)
	return nil
}

// sendLink makes a link for who is to stand in: whoever opens it does, and the
// absence begins then. Nobody is away before somebody is there.
func (l *leaver) sendLink() error {
	if key := l.unfit(l.Until); key != "" {
		l.alert(l.say.Plain(key))
		return nil
	}
	if !l.mayLink() {
		return nil
	}
	until := l.point.BackOn(l.Until)
	invite := l.newInvite()
	invite.Until, invite.Expires = until, earlier(invite.Expires, until)
	l.keepLink(invite)
	l.conclude(l.say.T("away.link_text", "Link", linkText(l.linkOf(invite)), "Good", momentIn(l.say, l.point, l.now, invite.Expires),
		"Until", momentIn(l.say, l.point, l.now, until)), nil)
	return nil
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// becomeDeputy uses a link of sendLink: who made it is away from now on.
func (t *turn) becomeDeputy(invite space.Invite) error {
	a := space.Absence{Who: invite.By, Since: t.now, Until: invite.Until, Deputy: t.who.Party()}
	switch {
	case invite.By.ID == t.who.ID:
		t.reply(t.say.T("away.own_link"), t.menu())
		return nil
	case !t.known.Staff.IsStaff(t.point, invite.By.ID):
		t.reply(t.say.T("admin.link_void"), t.menu())
		return nil
	case t.known.Staff.IsAway(t.who.ID, t.now):
		t.reply(t.say.T("away.you_are_away"), t.menu())
		return nil
	}
	t.write.UsedInvites = append(t.write.UsedInvites, invite)
	if err := t.begin(a); err != nil {
		return err
	}
	say, err := t.speakers([]int64{invite.By.ID})
	theirs := say[invite.By.ID]
	text, keyboard := t.awayState(theirs, a, "")
	t.out(chat.Out{Kind: chat.Say, Chat: invite.By.ID, Panel: awayPanel, Fresh: true,
		Text: theirs.T("away.link_used_by", "Who", linked(t.who.Party())) + "\n\n" + text, Keyboard: keyboard})
	return err
}
