package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// line is a house with a booking that Анна and then Вера wait for.
func line(t *testing.T) (*house, *Clock, space.Booking) {
	t.Helper()
	h := newHouse(t)
	h.point.Policy, h.point.Digest, h.point.Reminders = space.DefaultPolicy(), "", nil
	b := h.event(space.Confirmed, saturday.Add(20*day))
	b.Community, b.Resident.ID = "", boris
	b = h.book(b)
	for i, who := range []int64{anna, vera} {
		h.write(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: []string{"first", "second"}[i], State: space.WishWaiting,
			Resident: space.Party{ID: who}, Event: b.Event, Want: h.point.WantSlot(b.Slot), Created: saturday.Add(time.Duration(i) * time.Second)}}}})
	}
	return h, h.clock(), b
}

// frees cancels a booking and offers its slot, at a moment that is no whole
// second.
func (h *house) frees(c *Clock, b space.Booking) {
	h.t.Helper()
	h.set(h.time().Add(123456789))
	after := b
	after.State = space.Cancelled
	change := store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}
	if err := c.watches[0].line().Promote(h.t.Context(), &change, h.time()); err != nil {
		h.t.Fatal(err)
	}
	h.write(change)
}

func (h *house) wishIs(id string, want space.WishState) space.Wish {
	h.t.Helper()
	w, _, err := h.db.Wish(h.t.Context(), id)
	if err != nil || w.State != want {
		h.t.Fatalf("%s is %s, not %s, %v", id, w.State, want, err)
	}
	return w
}

func TestAnOfferThatNobodyAnswersGoesOnAtItsDeadline(t *testing.T) {
	h, c, b := line(t)
	h.frees(c, b)
	offer := h.wishIs("first", space.WishOffered).Offer
	h.tickAt(c, offer.Deadline.Add(-time.Nanosecond))
	h.wishIs("first", space.WishOffered)
	h.tickAt(c, offer.Deadline)
	h.wishIs("first", space.WishLapsed)
	h.wishIs("second", space.WishOffered)
}

func TestAnOfferToWhoCannotBeReachedGoesOnAtTheNextTick(t *testing.T) {
	h, c, b := line(t)
	h.frees(c, b)
	h.wishIs("first", space.WishOffered)
	if err := h.store.MarkUnreachable(t.Context(), h.point.ID, anna, "blocked", h.time()); err != nil {
		t.Fatal(err)
	}
	h.tickAt(c, h.time())
	h.wishIs("first", space.WishLapsed)
	h.wishIs("second", space.WishOffered)
	h.tickAt(c, h.time().Add(time.Second)) // once
	if w := h.wishIs("second", space.WishOffered); w.Version != 2 {
		t.Errorf("it was changed %d times", w.Version)
	}
}

func TestWhoWroteAgainBeforeTheTickKeepsTheirOffer(t *testing.T) {
	h, c, b := line(t)
	h.frees(c, b)
	if err := h.store.MarkUnreachable(t.Context(), h.point.ID, anna, "blocked", h.time()); err != nil {
		t.Fatal(err)
	}
	if err := h.store.MarkReachable(t.Context(), h.point.ID, anna); err != nil {
		t.Fatal(err)
	}
	h.tickAt(c, h.time())
	h.wishIs("first", space.WishOffered)
}

func TestNobodyIsOfferedAnythingWhileTheyCannotBeReached(t *testing.T) {
	h, c, b := line(t)
	if err := h.store.MarkUnreachable(t.Context(), h.point.ID, anna, "blocked", h.time()); err != nil {
		t.Fatal(err)
	}
	h.tickAt(c, h.time())
	h.frees(c, b)
	first := h.wishIs("first", space.WishWaiting)
	h.wishIs("second", space.WishOffered)
	misses, err := h.db.Misses(t.Context(), first)
	if err != nil || len(misses) != 1 || misses[0].Reason != space.Unreached || misses[0].Slot != b.Slot {
		t.Errorf("its log says %+v, %v", misses, err)
	}
}

func TestTheAdminsHearOnceThatNoLeadOfACommunityCanBeReached(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	h.write(store.Change{People: []space.Person{{ID: admin1, Name: "Ivan", Language: "en"}}})
	c := h.clock()
	blocks := func(person int64, at time.Duration) {
		h.set(saturday.Add(at))
		if err := h.store.MarkUnreachable(t.Context(), h.point.ID, person, "blocked", h.time()); err != nil {
			t.Fatal(err)
		}
		h.tickAt(c, h.time())
	}
	blocks(boris, time.Minute)
	h.expect("while one lead can be reached", map[string]int{})
	blocks(vera, 2*time.Minute)
	sent := h.sent()
	if len(sent) != 2 || sent[0].Chat != admin1 || !strings.Contains(sent[0].Text, "no longer reach any of its leads") || len(sent[0].Keyboard) == 0 {
		t.Fatalf("told are %+v", sent)
	}
	blocks(vera, 3*time.Minute) // a message that was withheld
	blocks(boris, 4*time.Minute)
	h.expect("later", map[string]int{})
}
