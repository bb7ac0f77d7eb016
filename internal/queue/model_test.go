package queue_test

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

func (w *world) room(id string) space.Room {
	r, _ := w.point.Room(id)
	return r
}

// live is one of the bookings that hold a slot.
func (w *world) live(t *rapid.T) space.Booking {
	all := sorted(w.bookings, func(b space.Booking) bool { return b.State.Holds() })
	if len(all) == 0 {
		t.Skip("nothing is booked")
	}
	return rapid.SampledFrom(all).Draw(t, "booking")
}

// some is one of the wishes in a state; an offered one still stands.
func (w *world) some(t *rapid.T, state space.WishState) space.Wish {
	all := sorted(w.wishes, func(o space.Wish) bool { return o.State == state })
	if len(all) == 0 {
		t.Skip("nobody is", state)
	}
	return rapid.SampledFrom(all).Draw(t, "wish")
}

func sorted[T any](all map[string]T, keep func(T) bool) []T {
	var some []T
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if keep(all[id]) {
			some = append(some, all[id])
		}
	}
	return some
}

// held is all that the model knows to be held after a change.
func (w *world) held(c store.Change) []space.Held {
	bookings, wishes := maps.Clone(w.bookings), maps.Clone(w.wishes)
	for _, b := range c.Bookings {
		bookings[b.After.ID] = b.After
	}
	for _, o := range c.Wishes {
		wishes[o.After.ID] = o.After
	}
	var all []space.Held
	for _, b := range sorted(bookings, func(b space.Booking) bool { return b.State.Holds() }) {
		all = append(all, b.Holds()...)
	}
	for _, o := range sorted(wishes, func(o space.Wish) bool { return o.State == space.WishOffered }) {
		print, _ := o.Hold()
		all = append(all, space.Held{Slot: o.Offer.Slot, Print: print, Heads: o.Headcount})
	}
	return all
}

// view is the Point as the model has it after a change. Rooms keep the slots of
// what took place.
func (w *world) view(c store.Change) space.View {
	o := space.Occupancy{Busy: map[string][]space.Slot{}, Heads: map[int64]int{}}
	for _, h := range w.held(c) {
		o = o.Plus(h)
	}
	for _, b := range sorted(w.bookings, func(b space.Booking) bool { return b.State == space.Done }) {
		o = o.Plus(space.Held{Print: b.Footprint()})
	}
	return space.View{Point: w.point, Occupancy: o, Now: w.now}
}

// try commits a change as the bot would, and holds its outcome against what
// the model says: refused or not, and who gets which offer.
func (w *world) try(t *rapid.T, c store.Change, want *space.Refusal) {
	w.now = w.now.Add(time.Millisecond) // nothing else is done at this very time
	own := c
	own.Wishes = slices.Clone(c.Wishes)
	if err := w.line.Promote(t.Context(), &c, w.now); err != nil {
		t.Fatal(err)
	}
	err := w.db.Commit(t.Context(), c, w.now)
	var refusal *space.Refusal
	switch {
	case errors.As(err, &refusal) && want != nil && refusal.Reason == want.Reason:
		return
	case err != nil || want != nil:
		t.Fatalf("commit says %v, the model %v", err, want)
	}
	w.compare(t, own, offersIn(c, own))
	w.checkLogs(t, own)
	w.learn(t, c)
}

// offersIn are the offers that were added to a change: to those who waited, and
// to those who wait by it.
func offersIn(c, own store.Change) []store.WishChange {
	var joined []store.WishChange
	for i, o := range own.Wishes {
		if o.After.State == space.WishWaiting && c.Wishes[i].After.State == space.WishOffered {
			joined = append(joined, c.Wishes[i])
		}
	}
	return append(joined, c.Wishes[len(own.Wishes):]...)
}

// compare holds the offers of a change against those that the model makes.
func (w *world) compare(t *rapid.T, own store.Change, made []store.WishChange) {
	got, want := map[string]space.Slot{}, map[string]space.Slot{}
	for _, o := range w.promote(own).given {
		want[o.ID] = o.Offer.Slot
	}
	for _, o := range made {
		if _, twice := got[o.After.ID]; twice || !w.now.Before(o.After.Offer.Deadline) {
			t.Fatalf("offered twice or too late: %+v", o.After)
		}
		got[o.After.ID] = o.After.Offer.Slot
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("offered %v, the model offers %v", got, want)
	}
}

// standings are what all have after a change, counted from the lists.
func (w *world) standings(c store.Change) map[string]space.Standing {
	bookings, wishes := maps.Clone(w.bookings), maps.Clone(w.wishes)
	for _, b := range c.Bookings {
		bookings[b.After.ID] = b.After
	}
	for _, o := range c.Wishes {
		wishes[o.After.ID] = o.After
	}
	return w.point.Standings(slices.Collect(maps.Values(bookings)), slices.Collect(maps.Values(wishes)), w.point.Policy, w.now)
}

// freed is what was held before a change, is not after it, and is to come.
func (w *world) freed(c store.Change) []space.Held {
	after := w.held(c)
	var freed []space.Held
	for _, b := range c.Bookings {
		if b.Before != nil {
			freed = append(freed, b.Before.Holds()...)
		}
	}
	for _, o := range c.Wishes {
		if o.Before != nil && o.Before.State == space.WishOffered {
			print, _ := o.Before.Hold()
			freed = append(freed, space.Held{Slot: o.Before.Offer.Slot, Print: print, Heads: o.Before.Headcount})
		}
	}
	return slices.DeleteFunc(freed, func(h space.Held) bool {
		return !h.End.After(w.now) || slices.ContainsFunc(after, h.Same)
	})
}

func (w *world) freedDays(c store.Change) []space.Date {
	var days []space.Date
	for _, h := range w.freed(c) {
		if day := w.point.Day(h.Start); !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}

// learn takes over what was written.
func (w *world) learn(t *rapid.T, c store.Change) {
	for _, b := range c.Bookings {
		read, ok, err := w.db.Booking(t.Context(), b.After.ID)
		if err != nil || !ok || read.State != b.After.State || read.Slot != b.After.Slot {
			t.Fatalf("wrote %+v, read %+v, %v", b.After, read, err)
		}
		w.bookings[read.ID] = read
	}
	for _, o := range c.Wishes {
		read, ok, err := w.db.Wish(t.Context(), o.After.ID)
		if err != nil || !ok || read.State != o.After.State {
			t.Fatalf("wrote %+v, read %+v, %v", o.After, read, err)
		}
		w.wishes[read.ID] = read
	}
}
