package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/digest"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// verbDigest is that of the buttons of a digest.
const verbDigest = chat.VerbDigest

// digestPressed carries out a button of a digest. One pressed in a group goes on
// in private, but for the digest itself: that is drawn anew where it stands.
func (t *turn) digestPressed(p chat.Press) error {
	act, ok := digest.ParseAct(p.Arg)
	if !ok {
		t.stale()
		return nil
	}
	switch act.Do {
	case digest.Turn:
		return t.turnDigest(p, act)
	case digest.Book:
		return t.bookLike(p, act.Slot)
	case digest.OnDay:
		return t.bookDay(chat.Press{Verb: verbDay, Arg: act.Day.String()})
	}
	return t.digestBooking(p, act)
}

// digestBooking answers for an event of a digest. What the event is now, and who
// may do so, is looked at by what each of these leads to.
func (t *turn) digestBooking(p chat.Press, act digest.Act) error {
	b, ok, err := t.mayAnswer(p)
	if err != nil || !ok {
		return err
	}
	if b.Start.Unix() != p.Version {
		t.alert(t.say.Plain("digest.moved"))
		return t.redrawDigest(b, act)
	}
	switch act.Do {
	case digest.Move:
		return t.changePress(chat.Press{Verb: verbChange, Subject: b.ID, Version: b.Version, Arg: changeEdit})
	case digest.Free:
		return t.giveUp(chat.Press{Verb: verbGiveUp, Subject: b.ID, Version: b.Version, Arg: giveUpHere})
	}
	return t.digestYes(b, act)
}

// digestYes writes down that the event takes place. Who was asked sees so in the
// question; who was not gets no message about it: the digest says it.
func (t *turn) digestYes(b space.Booking, act digest.Act) error {
	switch {
	case b.State == space.Confirmed && b.StillOn.About(b):
		t.toast(t.say.Plain("still.known", "Who", shorten(b.StillOn.By.Name, 64)))
		return t.redrawDigest(b, act)
	case !t.isOpen(b, b.Start.Unix()):
		t.alert(t.say.Plain("digest.gone", "State", stateName(t.say, b.State)))
		return t.redrawDigest(b, act)
	}
	if err := t.stillYes(b); err != nil {
		return err
	}
	if err := t.onlyAsked(b); err != nil {
		return err
	}
	return t.redrawDigest(b, act)
}

// onlyAsked drops the news about an answer for those who have no question that
// it could stand in.
func (t *turn) onlyAsked(b space.Booking) error {
	var failed error
	t.write.Outs = slices.DeleteFunc(t.write.Outs, func(o chat.Out) bool {
		if o.Panel != chat.StillPanel(b.ID) {
			return false
		}
		message, err := t.Store.Panel(t.ctx, t.point.ID, o.Chat, o.Panel)
		if err != nil {
			failed = err
		}
		return err == nil && message == 0
	})
	return failed
}

// bookLike begins to book a slot that fits somebody's habits, for an event like
// the one it was taken from: its card, to check and to send.
func (t *turn) bookLike(p chat.Press, slot space.Slot) error {
	like, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	if _, known := t.point.Room(slot.Room); !known || slot.Length() <= 0 || slot.Length() > 24*time.Hour {
		t.stale()
		return nil
	}
	if going, err := t.isBooking(like.Title, slot); err != nil || going {
		t.toast(t.say.Plain("schedule.day_chosen"))
		return err
	}
	return t.bookAgain(like, slot)
}

// redrawDigest draws the digest that a button about a booking stands on. In its
// group it is drawn for all, whoever of those who may pressed.
func (t *turn) redrawDigest(b space.Booking, act digest.Act) error {
	c, r, may, err := t.digestReader(b.Community, act.Own)
	if err != nil || !may && (t.pressedIn == 0 || c.Chat != t.pressedIn) {
		return err
	}
	return t.drawDigest(c, r, act.Page)
}

// turnDigest draws a page of a digest for who may read it.
func (t *turn) turnDigest(p chat.Press, act digest.Act) error {
	c, r, may, err := t.digestReader(p.Subject, act.Own)
	if err != nil {
		return err
	}
	if !may {
		t.alert(t.say.Plain("digest.not_yours"))
		return nil
	}
	return t.drawDigest(c, r, act.Page)
}

// turnedHere turns the digest of a group for anybody who is in it, also who never
// wrote to the bot: it shows what can be read there anyway. It says whether that
// is what was pressed.
func (t *turn) turnedHere(p chat.Press) (bool, error) {
	act, ok := digest.ParseAct(p.Arg)
	if p.Verb != verbDigest || !ok || act.Do != digest.Turn || act.Own {
		return false, nil
	}
	c, known, err := t.db.Community(t.ctx, p.Subject)
	if err != nil || !known || c.Chat != t.event.Place.ID {
		return false, err
	}
	t.pressedIn = c.Chat
	return true, t.drawDigest(c, digest.OfCommunity(c, true), act.Page)
}

// digestReader is whom the digest is for, and whether who pressed may read it: a
// person their own, a lead or an admin that of a community, in its group or in
// private.
func (t *turn) digestReader(community string, own bool) (space.Community, digest.Reader, bool, error) {
	if own {
		return space.Community{}, digest.OfPerson(t.who), t.pressedIn == 0, nil
	}
	c, known, err := t.db.Community(t.ctx, community)
	here := t.pressedIn == 0 || c.Chat == t.pressedIn
	return c, digest.OfCommunity(c, t.pressedIn != 0), known && here && (c.LedBy(t.event.From.ID) || t.isAdmin()), err
}

// drawDigest draws a page as things are now, in what is written by this.
func (t *turn) drawDigest(c space.Community, r digest.Reader, page int) error {
	kitchen := digest.Composer{Point: t.point, Store: t.db, Texts: t.Texts, Now: t.now}
	for _, b := range t.write.Bookings {
		kitchen.Instead = append(kitchen.Instead, b.After)
	}
	if r.Community != "" && !r.Group && c.LedBy(t.event.From.ID) {
		brief, err := kitchen.Brief(t.ctx, c, t.event.From.ID, t.who.Settings)
		if err != nil {
			return err
		}
		r.Brief = brief
	}
	made, err := kitchen.Compose(t.ctx, r)
	if err != nil {
		return err
	}
	say, out := t.say, chat.Out{Kind: chat.Say, Chat: t.event.Place.ID, Panel: digest.Panel(r.Subject())}
	if r.Group {
		say, out.Chat, out.Thread = t.Texts.In(lang.Of(c.Language)), t.pressedIn, c.Thread
	}
	out.Text, out.Keyboard = made.Page(say, page)
	if made.Empty() {
		out.Text += "\n\n" + say.T("digest.nothing")
	}
	t.out(out)
	return nil
}
