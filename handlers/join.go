package handlers

import (
	"time"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/queue"
	"samovar/internal/space"
	"samovar/internal/store"
)

// stepJoin asks what to wait for when a slot is taken.
const stepJoin = "join"

// The wants that are offered, by the argument of their button.
const (
	wantSlot  = "slot"  // this very slot
	wantDay   = "day"   // this room at any time of the day
	wantAny   = "any"   // any room that fits, at about this time of the day
	wantWeeks = "weeks" // the same on this weekday of the coming weeks
)

const (
	// around is how much earlier or later than wished is "about this time".
	around = 2 * 60
	// weeksAhead is how many weeks wantWeeks spans.
	weeksAhead = 6
	// mostWishes is how many wishes one person can wait for at a time.
	mostWishes = 10
)

// line is the queue of the Point of this turn.
func (t *turn) line() queue.Queue {
	return queue.Queue{Point: t.point, Store: t.db, Texts: t.Texts}
}

// askJoin shows what can be waited for.
func (b *booker) askJoin() (string, chat.Keyboard, error) {
	start, end := b.when()
	room := roomName(b.say, b.point, b.wishedRoom())
	day := b.say.Day(b.local(start))
	var choices []dialog.Choice
	for _, c := range []struct{ arg, key string }{
		{wantSlot, "queue.want_slot"}, {wantDay, "queue.want_day"}, {wantAny, "queue.want_any"}, {wantWeeks, "queue.want_weeks"},
	} {
		if b.wishFor(c.arg).Check(b.point, b.now) == nil {
			label := b.say.Plain(c.key, "Room", room, "Day", day, "Weekday", b.say.Plain("series.weekly."+weekdayKeys[b.local(start).Weekday()]), "Weeks", weeksAhead)
			choices = append(choices, dialog.Choice{Text: label, Arg: "q=" + c.arg})
		}
	}
	if len(choices) == 0 {
		return b.say.T("queue.hopeless"), nil, nil
	}
	return b.say.T("queue.ask", "Wish", b.span(space.Slot{Start: start, End: end})), chat.Keyboard{}.Grid(1, buttonsOf(b.talk, choices)...), nil
}

// wishedRoom is the room that was chosen, else the tightest that fits.
func (b *booker) wishedRoom() string {
	if fit := b.point.Fitting(b.what()); b.Room == "" && len(fit) > 0 {
		return fit[0].ID
	}
	return b.Room
}

// wishFor is the wish that a choice makes.
func (b *booker) wishFor(arg string) space.Wish {
	start, end := b.when()
	w := space.Wish{ID: b.talk.ID, State: space.WishWaiting, Resident: b.who.Party(), Community: *b.Community, Event: b.what(), Created: b.now}
	hours := b.point.HoursOn(b.Day)
	window := space.Hours{Open: max(hours.Open, *b.Start-around), Close: min(hours.Close, *b.Start+int(b.Length/time.Minute)+around)}
	switch arg {
	case wantSlot:
		w.Want = b.point.WantSlot(space.Slot{Room: b.wishedRoom(), Start: start, End: end})
	case wantDay:
		w.Want = space.WantDay(b.wishedRoom(), b.Day, b.Length)
	case wantAny:
		w.Want = space.WantSpan(b.Day, b.Day, 0, window, b.Length)
	default:
		last := b.Day.Plus(7 * weeksAhead)
		if b.point.LastDay(b.now).Before(last) {
			last = b.point.LastDay(b.now)
		}
		w.Want = space.WantSpan(b.Day, last, space.On(b.Day.Weekday()), window, b.Length)
	}
	w.Want.Near = *b.Start
	return w
}

// pickWant joins the queue. A wish that contradicts the rules for ever is
// refused at once; one whose slot is free by now leads to the card.
func (b *booker) pickWant(key, value string) (bool, error) {
	if key != "q" || value != wantSlot && value != wantDay && value != wantAny && value != wantWeeks {
		return false, nil
	}
	if b.lostCommunity() {
		return true, b.advance()
	}
	if _, refusal, err := b.judge(); err != nil || refusal == nil {
		return true, b.goToCard(err)
	}
	w := b.wishFor(value)
	if refusal := w.Check(b.point, b.now); refusal != nil {
		b.alert(refusalPlain(b.say, b.point, refusal))
		return true, nil
	}
	if full, err := b.waitsEnough(); err != nil || full {
		return true, err
	}
	return true, b.join(w)
}

func (b *booker) goToCard(err error) error {
	if err != nil {
		return err
	}
	return b.goTo(stepCard)
}

// waitsEnough says whether the person waits for as much as one can.
func (b *booker) waitsEnough() (bool, error) {
	all, err := b.db.WishesOf(b.ctx, b.event.From.ID)
	if err != nil {
		return false, err
	}
	live := 0
	for _, w := range all {
		if w.State.Live() {
			live++
		}
	}
	if live >= mostWishes {
		b.alert(b.say.Plain("queue.enough", "Count", live))
	}
	return live >= mostWishes, nil
}

// join writes the wish; the conversation leaves its receipt.
func (b *booker) join(w space.Wish) error {
	b.end()
	b.write.Wishes = append(b.write.Wishes, store.WishChange{After: w})
	b.standBehind()
	b.keepPerson()
	leave := button(b.say.Plain("queue.leave"), verbWish, w.ID, 1, "leave")
	mine := button(b.say.Plain("menu.my"), verbMenu, "", 0, "my")
	b.joining = b.talk.Panel()
	b.panel(b.joining, b.say.T("queue.joined", "Title", w.Title, "Want", wantText(b.say, b.point, b.now, w)),
		chat.Keyboard{}.Row(mine, leave))
	return nil
}

// offeredAtOnce corrects the receipt of a wish for which there was something free
// as it joined, or as it passed what it was offered.
func (t *turn) offeredAtOnce() {
	for _, c := range t.write.Wishes {
		receipt, key := t.joining, "queue.joined_offered"
		switch {
		case c.After.State != space.WishOffered:
			continue
		case c.Before == nil:
		case c.Before.State == space.WishOffered && c.Before.Offer.Slot != c.After.Offer.Slot:
			receipt, key = chat.WishPanel(c.After.ID), "queue.passed_next"
		default:
			continue // whoever waited, or got an offer handed over
		}
		for i := range t.write.Outs {
			if out := &t.write.Outs[i]; receipt != "" && out.Panel == receipt && !out.Fresh && out.Chat == t.event.Place.ID {
				out.Text = t.say.T(key, "Title", c.After.Title)
			}
		}
	}
}
