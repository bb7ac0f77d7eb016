package queue_test

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

// tick does all that is due about wishes and bookings, the earliest first.
func (w *world) tick(t *rapid.T) {
	until := w.now
	for {
		due, err := w.db.Due(t.Context(), until, 1000)
		if err != nil {
			t.Fatal(err)
		}
		due = slices.DeleteFunc(due, func(d space.Due) bool { return w.ends(d) == nil })
		if len(due) == 0 {
			break
		}
		w.fire(t, slices.MinFunc(due, func(a, b space.Due) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) }))
	}
	for _, end := range w.holds() {
		if !end.After(until) {
			t.Fatalf("at %v something is held that was to end at %v", until, end)
		}
	}
}

// ends is what the bot's clock does of such a kind; nil for what only tells.
func (w *world) ends(d space.Due) func() store.Change {
	wish, b := w.wishes[d.Subject], w.bookings[d.Subject]
	booking := func(after space.Booking) store.Change {
		return store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}
	}
	become := func(s space.State) func() store.Change {
		after := b
		after.State = s
		return func() store.Change { return booking(after) }
	}
	switch d.Kind {
	case space.DueLapse:
		return func() store.Change { return wishes(wish, wish.Declined(w.point, space.WishLapsed, w.now)) }
	case space.DueOver:
		return func() store.Change { return wishes(wish, wish.Ended(space.WishLapsed)) }
	case space.DueUnreached:
		person, _ := strconv.ParseInt(d.Subject, 10, 64)
		return func() store.Change { return store.Change{Wishes: w.unanswered(person)} }
	case space.DueExpire:
		return become(space.Expired)
	case space.DueChange:
		return func() store.Change { return booking(b.Unchanged(space.Expired, space.Party{}, "", w.now)) }
	case space.DueStart:
		return become(space.Running)
	case space.DueEnd:
		return become(space.Done)
	}
	return nil
}

func wishes(before, after space.Wish) store.Change {
	return store.Change{Wishes: []store.WishChange{{Before: &before, After: after}}}
}

func (w *world) fire(t *rapid.T, d space.Due) {
	c := w.ends(d)()
	c.Fired = []space.Due{d}
	w.try(t, c, nil)
}

// holds are when all that is held without being had ends by itself: offers,
// requests, and changes that are asked for.
func (w *world) holds() []time.Time {
	var ends []time.Time
	for _, o := range w.wishes {
		if o.State == space.WishOffered {
			ends = append(ends, o.Offer.Deadline)
		}
	}
	for _, b := range w.bookings {
		if b.State.Waits() {
			ends = append(ends, b.Start)
		}
		if b.Asks() {
			ends = append(ends, b.Change.Until(b))
		}
	}
	return ends
}

// settle lets the clock run on with nobody acting: every hold ends by itself.
func (w *world) settle(t *rapid.T) {
	for range 400 {
		ends := w.holds()
		if len(ends) == 0 {
			return
		}
		next := slices.MinFunc(ends, time.Time.Compare)
		if next.Sub(w.now) > 14*24*time.Hour {
			t.Fatalf("something is held until %v at %v", next, w.now)
		}
		if next.After(w.now) {
			w.now = next
		}
		w.tick(t)
		w.check(t)
	}
	t.Fatal("the holds go round and round")
}
