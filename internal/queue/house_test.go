package queue_test

import (
	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

// shut closes a room, or the whole house, for a day or two: what that hits ends
// by the same commit, and nothing is offered there any more.
func (w *world) shut(t *rapid.T) {
	first := w.point.Day(w.now).Plus(rapid.IntRange(0, 3).Draw(t, "first"))
	closure := space.Closure{First: first, Last: first.Plus(rapid.IntRange(0, 1).Draw(t, "more")),
		Room: rapid.SampledFrom([]string{"", "hall", "class"}).Draw(t, "room")}
	house, refusal := w.house.Close(w.point.Config(), space.Closing{ID: w.id("c"), Closure: closure}, w.now)
	if refusal != nil {
		t.Skip("it is closed already")
	}
	w.rule(t, house)
}

// reopen ends a closure; nobody is promised what opens until it is asked for.
func (w *world) reopen(t *rapid.T) {
	if len(w.house.Closings) == 0 {
		t.Skip("nothing is closed")
	}
	house, _ := w.house.Reopen(rapid.SampledFrom(w.house.Closings).Draw(t, "closing").ID)
	w.rule(t, house)
}

// rule changes the house, and ends what it cannot hold any more.
func (w *world) rule(t *rapid.T, house space.House) {
	was := w.point
	w.under(house)
	w.try(t, store.Change{House: &house, Bookings: w.struckBookings(was), Wishes: w.struckWishes(was)}, nil)
	house.Version++
	w.house = house
	w.under(house)
}

// under makes the world go by a house.
func (w *world) under(house space.House) {
	w.point = w.point.Config().Under(house)
	w.db = w.store.Point(w.point)
	w.line.Point, w.line.Store = w.point, w.db
}

func (w *world) struckBookings(was *space.Point) []store.BookingChange {
	var all []store.BookingChange
	for _, b := range sorted(w.bookings, func(b space.Booking) bool { return b.State.Holds() && b.Start.After(w.now) }) {
		after := b
		switch {
		case was.Hits(w.point, b.Slot, b.Headcount) != nil && b.State.Waits():
			after.State = space.Declined
		case was.Hits(w.point, b.Slot, b.Headcount) != nil:
			after.State = space.Cancelled
		case b.Asks() && was.Hits(w.point, b.Change.Slot, b.Change.Event.Headcount) != nil:
			after = b.Unchanged(space.Declined, space.Party{ID: 9}, "", w.now)
		default:
			continue
		}
		all = append(all, store.BookingChange{Before: &b, After: after})
	}
	return all
}

func (w *world) struckWishes(was *space.Point) []store.WishChange {
	var all []store.WishChange
	for _, o := range sorted(w.wishes, func(o space.Wish) bool { return o.State.Live() }) {
		after := o
		if o.State == space.WishOffered && was.Hits(w.point, o.Offer.Slot, o.Headcount) != nil {
			after = o.Recalled()
		}
		if after.State == space.WishWaiting && after.Check(w.point, w.now) != nil {
			after = after.Ended(space.WishLapsed)
		}
		if after.State != o.State {
			all = append(all, store.WishChange{Before: &o, After: after})
		}
	}
	return all
}

// repeat books several dates in one step, all or none: a series.
func (w *world) repeat(t *rapid.T) {
	first, ok := w.booking(t)
	if !ok {
		t.Skip("no such date")
	}
	var c store.Change
	view, want := w.view(store.Change{}), (*space.Refusal)(nil)
	for n := range 3 {
		b := first
		b.ID, b.Series = w.id("b"), "series"
		b.Start, b.End = first.Start.AddDate(0, 0, n), first.End.AddDate(0, 0, n)
		if w.point.Check(b.Slot, b.Event, w.now) != nil {
			continue
		}
		if r := view.Occupancy.Check(w.point, w.room(b.Room), b.Slot, b.Headcount); want == nil || r != nil && r.Reason == space.Taken {
			want = r // the store looks at all slots before it counts people
		}
		c.Bookings = append(c.Bookings, store.BookingChange{After: b})
	}
	w.try(t, c, want)
}
