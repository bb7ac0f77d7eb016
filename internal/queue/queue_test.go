package queue_test

import (
	"fmt"
	"testing"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// hall is a Point with one room, on a Redis of its own.
func hall(t *testing.T) *world { return hallAt(t, redisserver.ForTest(t).URL()) }

func (w *world) writes(t *testing.T, c store.Change) {
	t.Helper()
	if err := w.db.Commit(t.Context(), c, w.now); err != nil {
		t.Fatal(err)
	}
}

// evening is a slot of the hall, so many days from now.
func (w *world) evening(days, from, until int) space.Slot {
	day := w.point.Day(w.now).Plus(days)
	return space.Slot{Room: "hall", Start: w.point.At(day, from*60), End: w.point.At(day, until*60)}
}

func (w *world) waiting(id, community string, joined int, s space.Slot) store.WishChange {
	return store.WishChange{After: space.Wish{ID: id, State: space.WishWaiting, Community: community, Resident: space.Party{ID: 5},
		Event: space.Event{Title: "Хор", Headcount: 10}, Created: begin.Add(time.Duration(joined-2000) * time.Second), Want: w.point.WantSlot(s)}}
}

func had(s space.Slot, id, community string) store.BookingChange {
	return store.BookingChange{After: space.Booking{ID: id, State: space.Confirmed, Slot: s, Community: community,
		Event: space.Event{Headcount: 10}, Resident: space.Party{ID: 5}, Created: begin}}
}

// offered are the wishes that a change offers something.
func offered(c store.Change) (ids []string) {
	for _, w := range c.Wishes {
		if w.After.State == space.WishOffered {
			ids = append(ids, w.After.ID)
		}
	}
	return ids
}

// gives says who is offered a slot when its booking is cancelled.
func (w *world) gives(t *testing.T, id string) []string {
	t.Helper()
	return offered(w.cancelled(t, id))
}

// cancelled is the change by which a booking is cancelled, with its offers.
func (w *world) cancelled(t *testing.T, id string) store.Change {
	t.Helper()
	before, _, err := w.db.Booking(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.State = space.Cancelled
	c := store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}}
	if err := w.line.Promote(t.Context(), &c, w.now); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAWishBehindManyThatDoNotFitIsFound(t *testing.T) {
	w := hall(t)
	slot := w.evening(7, 18, 20)
	c := store.Change{Bookings: []store.BookingChange{had(slot, "held", "")}}
	for i := range 700 {
		c.Wishes = append(c.Wishes, w.waiting(fmt.Sprintf("w%03d", i), fmt.Sprintf("c%03d", i%300), i, w.evening(7, 10, 12)))
	}
	c.Wishes = append(c.Wishes, w.waiting("last", "c299", 700, slot))
	w.writes(t, c)
	if got := w.gives(t, "held"); len(got) != 1 || got[0] != "last" {
		t.Errorf("offered to %v", got)
	}
}

func TestWhoGivesTimeUpIsMeasuredWithoutIt(t *testing.T) {
	w := hall(t)
	slot := w.evening(7, 18, 21)
	w.writes(t, store.Change{
		Bookings: []store.BookingChange{had(slot, "held", "theatre"), had(w.evening(8, 10, 12), "other", "chess")},
		Wishes:   []store.WishChange{w.waiting("a", "chess", 0, slot), w.waiting("b", "theatre", 1, slot)},
	})
	if got := w.gives(t, "held"); len(got) != 1 || got[0] != "b" {
		t.Errorf("offered to %v: the theatre has nothing left", got)
	}
}

func TestOfTwoLiftedWishesTheFairerIsFirstAndQuotasHoldForThem(t *testing.T) {
	w := hall(t)
	slot := w.evening(20, 18, 20)
	a, b := w.waiting("a", "chess", 0, slot), w.waiting("b", "theatre", 1, slot)
	a.After.Lifted, b.After.Lifted = &space.Lift{At: begin}, &space.Lift{At: begin.Add(time.Second)}
	w.writes(t, store.Change{Bookings: []store.BookingChange{had(slot, "held", ""), had(w.evening(8, 10, 12), "other", "chess")}, Wishes: []store.WishChange{a, b}})
	if got := w.gives(t, "held"); len(got) != 1 || got[0] != "b" {
		t.Errorf("offered to %v: the theatre has fewer hours", got)
	}
	w.point.Policy.Quota = space.Quota{Ahead: time.Hour, Soft: 14}
	if got := w.gives(t, "held"); len(got) != 0 {
		t.Errorf("offered to %v beyond the quota", got)
	}
}

func TestADayThatIsOpenedGoesToTheLineFirst(t *testing.T) {
	w := hall(t)
	slot := w.evening(14, 18, 20)
	w.writes(t, store.Change{Wishes: []store.WishChange{w.waiting("a", "chess", 0, slot), w.waiting("b", "theatre", 1, w.evening(14, 19, 21))}})
	var c store.Change
	if err := w.line.Open(t.Context(), &c, w.point.Day(slot.Start), w.now); err != nil {
		t.Fatal(err)
	}
	if got := offered(c); len(got) != 1 || got[0] != "a" || len(c.Outs) != 1 {
		t.Errorf("offered to %v with %d messages", got, len(c.Outs))
	}
}
