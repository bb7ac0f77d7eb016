package queue_test

import (
	"testing"

	"samovar/internal/queue"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestPlacesReadAtOnceAreThoseReadOneByOne(t *testing.T) {
	w := hall(t)
	day := w.point.Day(w.now).Plus(3)
	long := w.waiting("long", "choir", 4, w.evening(3, 18, 20))
	long.After.Want = space.WantSpan(day.Plus(-2), day.Plus(20), 0, space.Hours{}, w.evening(3, 18, 20).Length())
	first := w.waiting("first", "choir", 9, w.evening(3, 19, 21))
	first.After.Lifted = &space.Lift{At: w.now, Reason: "since"}
	apart := w.waiting("apart", "chess", 1, w.evening(5, 10, 12))
	w.writes(t, store.Change{Wishes: []store.WishChange{long, first, apart,
		w.waiting("early", "tea", 2, w.evening(3, 18, 20)), w.waiting("late", "chess", 3, w.evening(3, 18, 20))}})
	w.writes(t, store.Change{Bookings: []store.BookingChange{had(w.evening(8, 10, 14), "much", "tea")}})
	q := queue.Queue{Point: w.point, Store: w.db}
	lines, err := q.Lines(t.Context(), w.now)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, community := range []string{"choir", "chess", "tea", "nobody"} {
		for _, got := range lines.PlacesOf(space.DigestReader{Community: community}) {
			seen++
			want, ok, err := q.Place(t.Context(), got.Wish, w.now)
			if err != nil || !ok || got.Number != want.Number || got.Ahead != want.Ahead || got.Behind != want.Behind || got.Figure != want.Figure {
				t.Errorf("%s stands %+v, alone %+v, %v", got.Wish.ID, got, want, err)
			}
		}
	}
	if seen != 5 || lines.Waiting() != 5 {
		t.Errorf("%d places of %d", seen, lines.Waiting())
	}
	if mine := lines.PlacesOf(space.DigestReader{Person: 5}); len(mine) != 5 {
		t.Errorf("the resident has %d places", len(mine))
	}
}
