package queue_test

import (
	"slices"

	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

// check holds the store against the model, and the model against what must
// never be.
func (w *world) check(t *rapid.T) {
	all := w.held(store.Change{})
	heads := map[int64]int{}
	for i, h := range all {
		for _, o := range all[:i] {
			if h.Print.Room != "" && h.Print.Overlaps(o.Print) {
				t.Fatalf("%v and %v overlap", h.Print, o.Print)
			}
		}
		for b, after := h.Buckets(); b < after; b++ {
			if heads[b] += h.Heads; heads[b] > w.point.Headcount {
				t.Fatalf("%d people at %v", heads[b], h.Slot)
			}
		}
	}
	w.checkHouse(t)
	w.checkStore(t)
}

// checkHouse sees that nothing is held where the house is closed, but for what
// runs.
func (w *world) checkHouse(t *rapid.T) {
	admitted := func(s space.Slot, heads int) {
		if r := w.point.Admits(s, heads); r != nil && s.Start.After(w.now) {
			t.Fatalf("%v is held, and the house does not admit it: %s", s, r.Reason)
		}
	}
	for _, b := range sorted(w.bookings, func(b space.Booking) bool { return b.State.Holds() }) {
		admitted(b.Slot, b.Headcount)
		if b.Asks() {
			admitted(b.Change.Slot, b.Change.Event.Headcount)
		}
	}
	for _, o := range sorted(w.wishes, func(o space.Wish) bool { return o.State == space.WishOffered }) {
		admitted(o.Offer.Slot, o.Headcount)
	}
}

// checkStore reads from today on: what is over stays in the rooms' schedules.
func (w *world) checkStore(t *rapid.T) {
	from := w.point.At(w.point.Day(w.now).Plus(1), 0)
	o, err := w.db.Occupancy(t.Context(), from, from.AddDate(0, 0, 40))
	if err != nil {
		t.Fatal(err)
	}
	known := w.view(store.Change{})
	for room, busy := range known.Busy {
		known.Busy[room] = slices.DeleteFunc(busy, func(s space.Slot) bool { return !s.End.After(from) })
		if !slices.EqualFunc(known.Busy[room], o.Busy[room], func(a, b space.Slot) bool { return a.Start.Equal(b.Start) && a.End.Equal(b.End) }) {
			t.Fatalf("%s is held at %v, the store says %v", room, known.Busy[room], o.Busy[room])
		}
	}
	for b, n := range o.Heads {
		if known.Heads[b] != n {
			t.Fatalf("%d people are expected in bucket %d, the store says %d", known.Heads[b], b, n)
		}
	}
}
