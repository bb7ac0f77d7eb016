package queue_test

import (
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

// resize makes a booking shorter or longer.
func (w *world) resize(t *rapid.T) {
	b := w.live(t)
	after := b
	after.End = b.End.Add(time.Duration(rapid.SampledFrom([]int{-2, -1, 1, 2}).Draw(t, "halves")) * 30 * time.Minute)
	if b.Asks() || !b.Changeable(w.now) || w.point.Check(after.Slot, after.Event, w.now) != nil {
		t.Skip("it cannot be so long")
	}
	w.try(t, store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}},
		w.view(store.Change{}).Without(b).Check(w.point, w.room(b.Room), after.Slot, b.Headcount))
}

// propose asks for another time of a confirmed booking, which keeps its own:
// both are held.
func (w *world) propose(t *rapid.T) {
	b := w.live(t)
	other, ok := w.booking(t)
	if !ok || b.State != space.Confirmed || b.Asks() || !b.Start.After(w.now.Add(space.DecideBefore)) || !other.Start.After(w.now.Add(space.DecideBefore)) {
		t.Skip("nothing to ask for")
	}
	after := b
	after.Change = &space.Proposal{Slot: other.Slot, SetUp: other.SetUp, ClearUp: other.ClearUp, Event: other.Event, By: b.Resident, At: w.now}
	w.try(t, store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}, w.refuses(b, after))
}

// refuses is what stands against all that a booking will hold instead.
func (w *world) refuses(before, after space.Booking) *space.Refusal {
	rest := w.view(store.Change{}).Without(before)
	all := after.Holds()
	for _, h := range all {
		for _, busy := range rest.Busy[h.Print.Room] {
			if h.Print.Room != "" && h.Print.Overlaps(busy) {
				return &space.Refusal{Reason: space.Taken}
			}
		}
	}
	for _, h := range all {
		if rest.Most(h.Slot)+h.Heads > w.point.Headcount && h.Heads > 0 {
			return &space.Refusal{Reason: space.HouseFull}
		}
		rest = rest.Plus(h)
	}
	return nil
}

// answer approves a change that was asked for, or declines it.
func (w *world) answer(t *rapid.T) {
	all := sorted(w.bookings, func(b space.Booking) bool { return b.Asks() && w.now.Before(b.Change.Until(b)) })
	if len(all) == 0 {
		t.Skip("nobody asks")
	}
	b := rapid.SampledFrom(all).Draw(t, "booking")
	after := b.Change.Proposed(b)
	if rapid.Bool().Draw(t, "declined") {
		how := rapid.SampledFrom([]space.State{space.Declined, space.Withdrawn}).Draw(t, "how")
		after = b.Unchanged(how, space.Party{ID: 9}, "", w.now)
	}
	w.try(t, store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}, nil)
}

// block lets somebody block the bot: what they are offered is passed on, at
// once or by the clock.
func (w *world) block(t *rapid.T) {
	who := int64(rapid.IntRange(1, 3).Draw(t, "who"))
	if err := w.store.MarkUnreachable(t.Context(), w.point.ID, who, "blocked", w.now); err != nil {
		t.Fatal(err)
	}
	w.away[who] = true
	if rapid.Bool().Draw(t, "the sender noticed") {
		w.tick(t)
		return
	}
	w.try(t, store.Change{Wishes: w.unanswered(who)}, nil)
}

// unanswered is what the model makes of the offers to somebody who blocked.
func (w *world) unanswered(who int64) []store.WishChange {
	var all []store.WishChange
	for _, o := range sorted(w.wishes, func(o space.Wish) bool {
		return o.State == space.WishOffered && o.Resident.ID == who && w.away[who]
	}) {
		all = append(all, store.WishChange{Before: &o, After: o.Declined(w.point, space.WishLapsed, w.now)})
	}
	return all
}

// comeBack lets somebody write again.
func (w *world) comeBack(t *rapid.T) {
	who := int64(rapid.IntRange(1, 3).Draw(t, "who"))
	if err := w.store.MarkReachable(t.Context(), w.point.ID, who); err != nil {
		t.Fatal(err)
	}
	delete(w.away, who)
}
