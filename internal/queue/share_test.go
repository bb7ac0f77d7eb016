package queue_test

import (
	"errors"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestTwoOffersToOneHolderAtATimeAreJudgedOneAfterTheOther(t *testing.T) {
	w := hall(t)
	w.point.Policy.Quota = space.Quota{Ahead: 2 * time.Hour}
	one, two := w.evening(7, 18, 20), w.evening(8, 18, 20)
	w.writes(t, store.Change{
		Bookings: []store.BookingChange{had(one, "one", ""), had(two, "two", "")},
		Wishes:   []store.WishChange{w.waiting("w1", "choir", 1, one), w.waiting("w2", "choir", 2, two), w.waiting("w3", "jazz", 3, two)},
	})
	first, second := w.cancelled(t, "one"), w.cancelled(t, "two") // both before either is written
	w.writes(t, first)
	if err := w.db.Commit(t.Context(), second, w.now); !errors.Is(err, store.ErrStale) {
		t.Errorf("an offer beyond the holder's quota: %v", err)
	}
	if got := w.gives(t, "two"); len(got) != 1 || got[0] != "w3" {
		t.Errorf("decided anew it is offered to %v", got)
	}
}
