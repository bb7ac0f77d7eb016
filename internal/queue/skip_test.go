package queue_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/queue"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// TestWishesThatCannotFitAreNotRead writes into their records what cannot be
// read: whoever looked at one would fail.
func TestWishesThatCannotFitAreNotRead(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	w, rdb := hallAt(t, url), clientOf(t, url)
	slot := w.evening(7, 18, 20)
	busy, poor := w.evening(8, 9, 21), w.waiting("fits", "poor", 9, slot)
	c := store.Change{Bookings: []store.BookingChange{had(slot, "held", ""), had(busy, "ahead", "rich")}, Wishes: []store.WishChange{poor}}
	for i, unfit := range []func(*space.Wish){
		func(w *space.Wish) { w.Want.From, w.Want.Until = 10*60, 12*60 },
		func(w *space.Wish) { w.Want.Rooms = []string{"class"} },
		func(w *space.Wish) { w.Want.From, w.Want.Until, w.Want.Length = 0, 0, 14*time.Hour },
		func(w *space.Wish) { w.Headcount = 51 },
		func(w *space.Wish) { w.Equipment = []string{"piano"} },
		func(w *space.Wish) { w.Community = "rich" }, // over its quota
	} {
		o := w.waiting(fmt.Sprint("unfit", i), "", i, slot)
		unfit(&o.After)
		c.Wishes = append(c.Wishes, o)
	}
	w.point.Policy.Quota = space.Quota{Ahead: 12 * time.Hour}
	w.writes(t, c)
	for i := range c.Wishes[1:] {
		key := fmt.Sprintf("samovar:{%s}:wish:unfit%d", w.point.ID, i)
		if n, err := rdb.Exists(t.Context(), key).Result(); n != 1 || err != nil {
			t.Fatalf("there is no %s: %v", key, err)
		}
		rdb.HSet(t.Context(), key, "body", "{")
	}
	if got := w.gives(t, "held"); !slices.Equal(got, []string{"fits"}) {
		t.Errorf("offered to %v", got)
	}
}

func TestAHolderOverItsQuotaHasOneLineForAllOfAClass(t *testing.T) {
	w := hall(t)
	slot := w.evening(7, 18, 20)
	c := store.Change{Bookings: []store.BookingChange{had(slot, "held", ""), had(w.evening(8, 9, 21), "ahead", "rich")}}
	for i := range 30 {
		c.Wishes = append(c.Wishes, w.waiting(fmt.Sprint("w", i), "rich", i, slot))
	}
	w.point.Policy.Quota = space.Quota{Ahead: 12 * time.Hour}
	w.writes(t, c)
	freed := w.cancelled(t, "held")
	if len(freed.Wishes) != 0 || len(freed.Passed) != 1 || freed.Passed[0].Holder != "rich" || freed.Passed[0].Reason != space.OverQuota {
		t.Fatalf("%d offers, %+v", len(freed.Wishes), freed.Passed)
	}
	w.writes(t, freed)
	for _, id := range []string{"w0", "w29"} {
		wish, _, err := w.db.Wish(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := w.db.Misses(t.Context(), wish); err != nil || len(got) != 1 || got[0].Slot != slot {
			t.Errorf("the log of %s says %+v, %v", id, got, err)
		}
	}
}

func TestAnEveningQuotaPassesOverOnlyEvenings(t *testing.T) {
	w := hall(t)
	slot := w.evening(7, 15, 20)
	day := w.point.Day(slot.Start)
	late := w.waiting("late", "rich", 0, w.evening(7, 18, 20))
	any := w.waiting("any", "rich", 1, slot)
	any.After.Want = space.WantDay("hall", day, 2*time.Hour)
	w.point.Policy.Quota = space.Quota{Evenings: 1}
	w.writes(t, store.Change{
		Bookings: []store.BookingChange{had(slot, "held", ""), had(w.evening(6, 19, 20), "evening", "rich")},
		Wishes:   []store.WishChange{late, any}})
	freed := w.cancelled(t, "held")
	if got := offered(freed); !slices.Equal(got, []string{"any"}) {
		t.Errorf("offered to %v, passed over %+v", got, freed.Passed)
	}
}

// hallAt is a Point with one room on a Redis that is there.
func hallAt(t *testing.T, url string) *world {
	t.Helper()
	db, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	p := oneRoom()
	w := &world{point: p, db: db.Point(p), now: begin}
	w.line = queue.Queue{Point: p, Store: w.db, Texts: texts}
	return w
}

func clientOf(t *testing.T, url string) *redis.Client {
	t.Helper()
	options, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	rdb := redis.NewClient(options)
	t.Cleanup(func() { _ = rdb.Close() })
	return rdb
}
