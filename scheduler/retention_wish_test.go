package scheduler

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestWishesThatEndedBeforeThatWasWrittenDownGoByTheirLastDay(t *testing.T) {
	h := keeping(t)
	wish := func(id string, state space.WishState, days time.Duration) store.WishChange {
		slot := h.event(space.Confirmed, saturday.Add(days*day)).Slot
		return store.WishChange{After: space.Wish{ID: id, State: state, Resident: space.Party{ID: anna}, Created: saturday, Event: space.Event{Title: "Хор", Headcount: 10}, Want: h.point.WantSlot(slot)}}
	}
	h.write(store.Change{Wishes: []store.WishChange{wish("left2345", space.WishLeft, 2), wish("taken234", space.WishTaken, 100), wish("waits234", space.WishWaiting, 170)}})
	h.forgets("samovar:{blg}:ended")
	c := h.clock()
	h.sweepsAt(c, saturday.Add(2*day))
	if len(h.traces("left2345")) == 0 {
		t.Error("it is gone too early")
	}
	h.sweepsAt(c, saturday.Add(94*day))
	if left := h.traces("left2345"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
	for _, id := range []string{"taken234", "waits234"} {
		if len(h.traces(id)) == 0 {
			t.Errorf("%s is gone, too", id)
		}
	}
	h.sweepsAt(c, saturday.Add(192*day))
	if left := h.traces("taken234"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
}

// forgets deletes a key, as if an older program had written all.
func (h *house) forgets(key string) {
	h.t.Helper()
	options, err := redis.ParseURL(h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	rdb := redis.NewClient(options)
	defer func() { _ = rdb.Close() }()
	if n, err := rdb.Del(h.t.Context(), key).Result(); err != nil || n != 1 {
		h.t.Fatalf("deleted %d keys, %v", n, err)
	}
}
