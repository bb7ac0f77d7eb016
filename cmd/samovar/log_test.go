package main

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"samovar/internal/config"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestTheLogComesOutAsCSV(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	env := []string{"SAMOVAR_REDIS__URL=" + url}
	file := write(t, "samovar.yaml", minimal)
	cfg, err := config.Load(file, env)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	point := cfg.Points()[0]
	p, now := s.Point(point), time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC)
	b := space.Booking{ID: "k7f3q2w8", State: space.Requested, Slot: space.Slot{Room: point.Rooms[0].ID, Start: now.Add(48 * time.Hour), End: now.Add(50 * time.Hour)},
		Event: space.Event{Title: "Лекция", Headcount: 1}, Resident: space.Party{ID: 42, Name: "=Анна"}}
	commit := func(c store.BookingChange) {
		t.Helper()
		if err := p.Commit(t.Context(), store.Change{Bookings: []store.BookingChange{c}}, now); err != nil {
			t.Fatal(err)
		}
	}
	commit(store.BookingChange{After: b, By: b.Resident})
	b.Version = 1
	declined := b
	declined.State = space.Declined
	declined.Decision = &space.Decision{By: space.Party{ID: 11, Name: "Boss"}, At: now, State: space.Declined, Reason: "ремонт, до мая"}
	commit(store.BookingChange{Before: &b, After: declined})

	code, out, errs := result(t, env, "log", "export", "--config", file)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if code != 0 || err != nil || len(rows) != 3 {
		t.Fatalf("code %d, %v: %s%s", code, err, out, errs)
	}
	if r := rows[1]; r[0] != b.ID || r[2] != "'=Анна" || r[4] != "" || r[5] != "requested" {
		t.Errorf("first row %q", r)
	}
	if r := rows[2]; r[2] != "Boss" || r[3] != "11" || r[4] != "requested" || r[5] != "declined" || r[len(r)-1] != "ремонт, до мая" {
		t.Errorf("second row %q", r)
	}
}
