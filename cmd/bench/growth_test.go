package main

import (
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestAHouseThatGrewOldIsMeasuredAtWhatItHolds(t *testing.T) {
	t.Chdir("../..") // where the example config is
	h, err := (&bench{}).age(t.Context(), 1200)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.close() })
	held, err := h.db.Scheduled(t.Context(), h.point.RoomIDs(), h.now.AddDate(-2, 0, 0), h.now.AddDate(2, 0, 0))
	if err != nil || len(held) != 1200 {
		t.Fatalf("%d bookings, %v", len(held), err)
	}
	over := 0
	for _, b := range held {
		if b.State == space.Done {
			over++
		}
	}
	if over != 1200-ahead {
		t.Errorf("%d of them are over", over)
	}
	for _, a := range aspects {
		if _, err := h.median(t.Context(), 2, a.do); err != nil {
			t.Errorf("%s: %v", a.name, err)
		}
	}
	// Three requests of which each has a message for who asked and one for an
	// admin, besides the answer; and three pages of the queue.
	queue := store.Outbox(h.point.ID, chat.Reply)
	if waits, err := h.store.Backlog(t.Context(), queue, h.now); err != nil || waits.Items != 3*3+3 {
		t.Errorf("%d messages wait, %v", waits.Items, err)
	}
}

func TestSizesThatMakeNoSenseAreRefused(t *testing.T) {
	for _, sizes := range []string{"", "many", "10", "1000,,10000"} {
		if got, err := (&bench{sizes: sizes}).fitting(); err == nil {
			t.Errorf("%q gives %v", sizes, got)
		}
	}
	got, err := (&bench{sizes: "1000,900000000000"}).fitting()
	if err != nil || len(got) != 1 {
		t.Errorf("what no memory holds: %v, %v", got, err)
	}
}

func TestNumbersArePutInThousands(t *testing.T) {
	for n, want := range map[int]string{7: "7", 1000: "1,000", 123456: "123,456", 1000000: "1,000,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
