package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/status"
	"samovar/internal/store"
)

func TestTheHousesAreLookedAtOnceAMinuteTheLongestUnseenFirst(t *testing.T) {
	s, err := store.Open(redisserver.ForTest(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var points []*space.Point
	for i := range 3 {
		points = append(points, &space.Point{ID: fmt.Sprintf("p%d", i), Zone: time.UTC, Rooms: []space.Room{{ID: "hall"}}})
	}
	h := &houses{desk: status.Desk{Store: s, Points: points}}
	now := time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	asked := func() (at string) {
		for _, one := range h.all() {
			at += one.asked.Format(" 4:05")
		}
		return at
	}
	look := func(ctx context.Context, at time.Time, want string) {
		t.Helper()
		if err := h.look(ctx, at); err != nil || asked() != want {
			t.Errorf("asked at%s, %v; want%s", asked(), err, want)
		}
	}
	look(t.Context(), now, " 0:00 0:00 0:00")
	look(t.Context(), now.Add(30*time.Second), " 0:00 0:00 0:00")
	h.known[1].asked = now.Add(20 * time.Second) // as where there was no time for all
	look(t.Context(), now.Add(70*time.Second), " 1:10 0:20 1:10")
	if got := h.order(); got[0] != 1 {
		t.Errorf("asked next in the order %v", got)
	}
	over, end := context.WithCancel(t.Context())
	end()
	look(over, now.Add(time.Hour), " 1:10 0:20 1:10") // no time at all: what is known stays
}
