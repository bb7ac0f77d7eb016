package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// answerOffer takes an offered slot, or passes it on to the next in the line.
func (t *turn) answerOffer(p chat.Press) error {
	w, ok, err := t.ownWish(p)
	if err != nil || !ok {
		return err
	}
	switch {
	case w.State != space.WishOffered || w.Version != p.Version:
		t.alert(t.say.Plain("queue.offer_over." + w.State.String()))
		return nil
	case p.Arg == chat.OfferPass && w.Declined(t.point, space.WishPassed, t.now).State == space.WishPassed:
		return t.askToPass(w)
	case p.Arg == chat.OfferPass, p.Arg == passSure:
		return t.passOffer(w)
	case p.Arg != chat.OfferTake:
		t.stale()
		return nil
	case !w.Offer.Stands(t.now):
		t.alert(t.say.Plain(t.lapsedKey(w)))
		return nil
	}
	return t.takeOffer(w)
}

// lapsedKey names the sentence that an offer has lapsed: whether the wish waits on
// is the clock's to write, but known already.
func (t *turn) lapsedKey(w space.Wish) string {
	if w.Declined(t.point, space.WishLapsed, t.now).State == space.WishWaiting {
		return "queue.offer_over.lapsed_waits"
	}
	return "queue.offer_over.lapsed"
}

// takeOffer makes a booking of the slot that was held, checked as any other:
// the house may have changed meanwhile.
func (t *turn) takeOffer(w space.Wish) error {
	room, _ := t.point.Room(w.Offer.Room)
	booking := space.Booking{ID: space.NewID(), State: space.Confirmed, Slot: w.Offer.Slot,
		SetUp: w.Offer.SetUp, ClearUp: w.Offer.ClearUp, Event: w.Event, Community: w.Community, Resident: w.Resident, Series: w.Series, Created: t.now}
	if room.Approval {
		booking.State = space.Requested
	}
	if led, err := t.leadsStill(w); err != nil || !led {
		return err
	}
	if refusal := t.point.Check(booking.Slot, booking.Event, t.now); refusal != nil {
		return t.recall(w, refusal)
	}
	t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Taken()})
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{After: booking})
	name, err := t.communityName(booking)
	if err != nil {
		return err
	}
	key := "book.sent"
	if booking.State == space.Confirmed {
		key = "book.reserved"
	}
	err = t.tellWisher(w, func(say lang.Speaker) (string, chat.Keyboard) {
		lines := lang.HTML(bookingLines(say, t.point, t.now, booking) + communityLine(say, name))
		return say.T(key, "Lines", lines, "ID", booking.ID), receiptOf(say, booking)
	})
	if err != nil {
		return err
	}
	if booking.State == space.Requested {
		return t.askAdmins(booking)
	}
	return t.tellLeads(booking)
}

// leadsStill says whether who takes an offer leads the community it is for; else
// the slot goes on to the next at once, and it says why.
func (t *turn) leadsStill(w space.Wish) (bool, error) {
	if w.Community == "" {
		return true, nil
	}
	c, _, err := t.db.Community(t.ctx, w.Community)
	if err != nil || c.Active() && c.LedBy(t.event.From.ID) {
		t.write.Whose = append(t.write.Whose, c)
		return err == nil, err
	}
	t.alert(t.say.Plain("queue.not_lead", "Name", c.Name))
	t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Ended(space.WishLapsed)})
	return false, t.tellWisher(w, func(say lang.Speaker) (string, chat.Keyboard) {
		return say.T("queue.not_lead", "Name", c.Name), nil
	})
}

// recall takes back an offer that the house can no longer keep: the wish waits
// on.
func (t *turn) recall(w space.Wish, why *space.Refusal) error {
	t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: w.Recalled()})
	return t.tellWisher(w, func(say lang.Speaker) (string, chat.Keyboard) {
		return say.T("queue.recalled", "Title", w.Title, "Why", lang.HTML(refusalText(say, t.point, why))), nil
	})
}

// passSure is the answer to what askToPass asks back.
const passSure = "sure"

// askToPass asks back where passing ends the wish.
func (t *turn) askToPass(w space.Wish) error {
	yes := styled(button(t.say.Plain("queue.pass_yes"), verbOffer, w.ID, w.Version, passSure), chat.Danger)
	take := styled(button(t.say.Plain("queue.take"), verbOffer, w.ID, w.Version, chat.OfferTake), chat.Success)
	return t.panelSeen(chat.WishPanel(w.ID), t.say.T("queue.pass_sure", "Title", w.Title, "Slot", slotLabel(t.say, t.point, w.Offer.Slot)),
		chat.Keyboard{}.Row(take, yes))
}

// passOffer gives the slot to the next; the wish waits on while something else
// is left that it wants.
func (t *turn) passOffer(w space.Wish) error {
	after := w.Declined(t.point, space.WishPassed, t.now)
	t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: after})
	key := "queue.passed"
	if after.State == space.WishWaiting {
		key = "queue.passed_waits"
	}
	return t.tellWisher(w, func(say lang.Speaker) (string, chat.Keyboard) { return say.T(key, "Title", w.Title), nil })
}

// tellWisher says what became of an offer: to who answered it and, where that
// was a lead, to the resident it was made to, whose message loses its buttons.
func (t *turn) tellWisher(w space.Wish, draw func(lang.Speaker) (string, chat.Keyboard)) error {
	text, keyboard := draw(t.say)
	t.panel(chat.WishPanel(w.ID), text, keyboard)
	if w.Resident.ID == t.who.ID {
		return nil
	}
	say, err := t.speakers([]int64{w.Resident.ID})
	theirs := say[w.Resident.ID]
	text, keyboard = draw(theirs)
	t.out(chat.Out{Kind: chat.Say, Chat: w.Resident.ID, Panel: chat.WishPanel(w.ID), Fresh: true,
		Text: text + "\n\n" + theirs.T("queue.answered", "Who", t.who.Name), Keyboard: keyboard})
	return err
}
