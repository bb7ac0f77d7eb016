package queue_test

import (
	"cmp"
	"slices"
	"time"

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
			if h.Print.Overlaps(o.Print) {
				t.Fatalf("%v and %v overlap", h.Print, o.Print)
			}
		}
		for b, after := h.Buckets(); b < after; b++ {
			if heads[b] += h.Heads; heads[b] > w.point.Headcount {
				t.Fatalf("%d people at %v", heads[b], h.Slot)
			}
		}
	}
	w.checkStore(t)
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

// tick does all that is due about wishes, the earliest first, each at its time.
func (w *world) tick(t *rapid.T) {
	until := w.now
	for {
		due, err := w.db.Due(t.Context(), until, 1000)
		if err != nil {
			t.Fatal(err)
		}
		due = slices.DeleteFunc(due, func(d space.Due) bool { return d.Kind != space.DueLapse && d.Kind != space.DueOver })
		if len(due) == 0 {
			break
		}
		first := slices.MinFunc(due, func(a, b space.Due) int { return cmp.Compare(a.For.UnixNano(), b.For.UnixNano()) })
		w.fire(t, first)
	}
	for _, o := range w.wishes {
		if o.State == space.WishOffered && !o.Offer.Stands(w.now) {
			t.Fatalf("at %v the offer outlives its deadline: %+v", w.now, o)
		}
	}
}

// fire ends an offer or a wish, as the bot's clock does.
func (w *world) fire(t *rapid.T, d space.Due) {
	wish := w.wishes[d.Subject]
	after := wish.Ended(space.WishLapsed)
	if d.Kind == space.DueLapse {
		after = wish.Declined(w.point, space.WishLapsed, w.now)
	}
	w.try(t, store.Change{Fired: []space.Due{d}, Wishes: []store.WishChange{{Before: &wish, After: after}}}, nil)
}

// settle lets the clock run on with nobody answering: every hold ends by
// itself.
func (w *world) settle(t *rapid.T) {
	for range 400 {
		held := sorted(w.wishes, func(o space.Wish) bool { return o.State == space.WishOffered })
		if len(held) == 0 {
			return
		}
		next := slices.MinFunc(held, func(a, b space.Wish) int { return a.Offer.Deadline.Compare(b.Offer.Deadline) })
		if next.Offer.Deadline.Sub(w.now) > 14*24*time.Hour {
			t.Fatalf("%s is held until %v at %v", next.ID, next.Offer.Deadline, w.now)
		}
		w.now = next.Offer.Deadline
		w.tick(t)
		w.check(t)
	}
	t.Fatal("the holds go round and round")
}
