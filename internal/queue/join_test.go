package queue_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// joins is the change by which a wish joins, with what it makes possible.
func (w *world) joins(t *testing.T, join store.WishChange) store.Change {
	t.Helper()
	c := store.Change{Wishes: []store.WishChange{join}}
	if err := w.line.Promote(t.Context(), &c, w.now); err != nil {
		t.Fatal(err)
	}
	return c
}

// anyTime waits for two hours at any time of the slot's day.
func (w *world) anyTime(id, community string, joined int, slot space.Slot) store.WishChange {
	o := w.waiting(id, community, joined, slot)
	o.After.Want = space.WantSpan(w.point.Day(slot.Start), w.point.Day(slot.Start).Plus(7), 0, space.Hours{Open: 9 * 60, Close: 22 * 60}, 2*time.Hour)
	return o
}

func TestWhoJoinsIsOfferedAtOnceWhatIsFree(t *testing.T) {
	w := hall(t)
	c := w.joins(t, w.anyTime("a", "chess", 0, w.evening(7, 18, 20)))
	if got := offered(c); !slices.Equal(got, []string{"a"}) || c.Wishes[0].Before != nil || len(c.Outs) != 1 {
		t.Fatalf("offered to %v with %d messages", got, len(c.Outs))
	}
	if !strings.Contains(c.Outs[0].Text, "Ждать не нужно") {
		t.Errorf("told %q", c.Outs[0].Text)
	}
	w.writes(t, c)
	if o, _, err := w.db.Wish(t.Context(), "a"); err != nil || o.State != space.WishOffered || o.Version != 1 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestWhoJoinsForWhatIsTakenWaits(t *testing.T) {
	w := hall(t)
	slot := w.evening(7, 18, 20)
	w.writes(t, store.Change{Bookings: []store.BookingChange{had(slot, "held", "")}})
	if c := w.joins(t, w.waiting("a", "chess", 0, slot)); len(offered(c)) != 0 || len(c.Outs) != 0 {
		t.Errorf("offered %+v", c.Wishes)
	}
}

func TestWhoJoinsIsNotServedBeforeWhoWaitedForThatTime(t *testing.T) {
	w := hall(t)
	slot := w.evening(7, 9, 22)
	early := w.anyTime("early", "theatre", 0, slot)
	early.After.Want.Last, early.After.Want.Length = early.After.Want.First, 12*time.Hour
	if err := w.db.Commit(t.Context(), store.Change{Wishes: []store.WishChange{early}}, w.now); err != nil {
		t.Fatal(err) // as if time had become free unnoticed
	}
	c := w.joins(t, w.anyTime("late", "chess", 1, slot))
	if got := offered(c); !slices.Equal(got, []string{"late", "early"}) {
		t.Fatalf("offered to %v", got)
	}
	for _, o := range c.Wishes {
		if o.After.ID == "late" && w.point.Day(o.After.Offer.Start) != w.point.Day(slot.Start).Plus(1) {
			t.Errorf("who came last is offered %v", o.After.Offer.Slot)
		}
	}
	if len(c.Passed) != 0 {
		t.Errorf("passed over %+v, though nothing was freed", c.Passed)
	}
}

func TestWhoPassesAnOfferIsOfferedWhatElseIsFreeAndWhoLetsItLapseIsNot(t *testing.T) {
	w := hall(t)
	w.writes(t, w.joins(t, w.anyTime("a", "chess", 0, w.evening(7, 18, 20))))
	first, _, err := w.db.Wish(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	declines := func(o space.Wish, as space.WishState) store.Change {
		c := store.Change{Wishes: []store.WishChange{{Before: &o, After: o.Declined(w.point, as, w.now)}}}
		if err := w.line.Promote(t.Context(), &c, w.now); err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := declines(first, space.WishPassed)
	next := c.Wishes[0].After
	if next.State != space.WishOffered || next.Offer.Overlaps(first.Offer.Slot) {
		t.Fatalf("offered %+v", next.Offer)
	}
	if len(c.Outs) != 1 || !strings.Contains(c.Outs[0].Text, "Есть и другое подходящее время") {
		t.Errorf("told %+v", c.Outs)
	}
	w.writes(t, c)
	if next, _, err = w.db.Wish(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	w.now = next.Offer.Deadline
	if c := declines(next, space.WishLapsed); len(offered(c)) != 0 || c.Wishes[0].After.State != space.WishWaiting {
		t.Errorf("whoever does not answer is offered %+v", c.Wishes[0].After)
	}
}
