package status

import (
	"fmt"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// noon is of Tuesday 24 November 2026 at the Point.
var noon = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)

// desk is one over a Redis of its own, with a Point that has a hall.
func desk(t *testing.T) (Desk, *store.Point) {
	t.Helper()
	s, err := store.Open(redisserver.ForTest(t, redisserver.Options{AppendOnly: true}).URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := &space.Point{ID: "blg", Zone: time.FixedZone("east", 9*3600), Headcount: 100, Horizon: 60, Longest: 12 * time.Hour,
		Rooms: []space.Room{{ID: "hall", Seats: 90, Approval: true}},
		Communities: []space.Community{{ID: "quiet", Name: "Quiet"}, {ID: "loud", Name: "Loud", Leads: []int64{5}},
			{ID: "shut", Name: "Shut", Chat: -7}}}
	for day := time.Monday; day <= time.Saturday; day++ {
		p.Hours[day] = space.Hours{Open: 10 * 60, Close: 22 * 60}
	}
	db := s.Point(p)
	if err := db.SeedCommunities(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	return Desk{Store: s, Points: []*space.Point{p}}, db
}

func commit(t *testing.T, db *store.Point, c store.Change, at time.Time) {
	t.Helper()
	if err := db.Commit(t.Context(), c, at); err != nil {
		t.Fatal(err)
	}
}

// booking is one of a day, from 18 to 20.
func booking(id string, day space.Date, state space.State) space.Booking {
	start := time.Date(day.Year, day.Month, day.Day, 9, 0, 0, 0, time.UTC)
	return space.Booking{ID: id, State: state, Slot: space.Slot{Room: "hall", Start: start, End: start.Add(2 * time.Hour)},
		Event: space.Event{Title: "Lecture", Headcount: 10}, Resident: space.Party{ID: 42, Name: "Anna"}, Created: noon.Add(-5 * time.Hour)}
}

func TestAReportTellsHowFullTheHouseIsAndWhoWaits(t *testing.T) {
	d, db := desk(t)
	today := space.Date{Year: 2026, Month: 11, Day: 24}
	for _, b := range []space.Booking{booking("b1", today, space.Confirmed), booking("b2", today.Plus(7), space.Requested)} {
		commit(t, db, store.Change{Bookings: []store.BookingChange{{After: b}}}, noon.Add(-5*time.Hour))
	}
	gone := booking("b3", today.Plus(-1), space.Running)
	missed := gone
	missed.State = space.NoShow
	commit(t, db, store.Change{Bookings: []store.BookingChange{{After: gone}}}, noon.Add(-20*time.Hour))
	gone, _, _ = db.Booking(t.Context(), "b3")
	commit(t, db, store.Change{Bookings: []store.BookingChange{{Before: &gone, After: missed}}}, noon.Add(-19*time.Hour))
	for _, id := range []string{"w1", "w2"} {
		w := space.Wish{ID: id, State: space.WishWaiting, Resident: space.Party{ID: 43, Name: "Boris"}, Created: noon,
			Want: space.Want{Rooms: []string{"hall"}, First: today, Last: today.Plus(3), Length: time.Hour}}
		commit(t, db, store.Change{Wishes: []store.WishChange{{After: w}}}, noon)
	}
	if err := d.Store.MarkUnreachable(t.Context(), "blg", -7, "kicked", noon); err != nil {
		t.Fatal(err)
	}
	r, err := d.Report(t.Context(), noon)
	if err != nil {
		t.Fatal(err)
	}
	h := r.Points[0].House
	got := fmt.Sprint(h.Today[0].Held, h.Today[0].Open, h.Week[0].Held, h.Week[0].Open, h.NextWeek[0].Held, h.Requests,
		noon.Sub(h.Oldest), h.Wishes, h.NoShows, h.Silence)
	if want := "2h0m0s 12h0m0s 2h0m0s 72h0m0s 2h0m0s 1 5h0m0s 2 1 {3 [quiet] [{shut kicked}]}"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func TestAReportTellsWhatWaitsAndSinceWhen(t *testing.T) {
	d, db := desk(t)
	if _, err := d.Store.Intake(t.Context(), []store.Update{{ID: 1, Chat: 5, Body: []byte("{}")}, {ID: 2, Chat: 6, Body: []byte("{}")}}, noon); err != nil {
		t.Fatal(err)
	}
	out := chat.Out{Kind: chat.Say, Chat: 5, Text: "hi", Lane: chat.Reply}
	due := space.Due{Kind: space.DueDigests, For: noon, At: noon}
	commit(t, db, store.Change{Outs: []chat.Out{out}, Due: []space.Due{due}}, noon)
	for _, id := range []string{"one", "two"} {
		if err := d.Store.Alive(t.Context(), store.Process{ID: id, Version: "v1", Since: noon}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Store.Lead(t.Context(), store.Candidate{Name: "host :80 two"}); err != nil {
		t.Fatal(err)
	}
	now := noon.Add(3 * time.Minute)
	r, err := d.Machine(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	p := r.Points[0]
	got := fmt.Sprint(now.Sub(r.LastUpdate), r.Inbox, p.Replies, p.Broadcast, p.Due, len(r.Processes), r.Redis.Unsaved == "", r.Redis.Used > 0)
	if want := "3m0s {2 3m0s} {1 3m0s} {0 0s} {1 3m0s} 2 true true"; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	for _, one := range r.Processes {
		if one.Leads != (one.ID == "two") {
			t.Errorf("%s leads: %v", one.ID, one.Leads)
		}
	}
	if got, want := fmt.Sprint(r.Findings(true)), "[{inbox_late  3m0s} {replies_late blg 3m0s} {clock_late blg 3m0s}]"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	running := []Process{{store.Process{ID: "a", Version: "v1"}, false}}
	mixed := append(running, Process{store.Process{ID: "b", Version: "v2"}, true})
	for want, r := range map[string]Report{
		"[{nobody_runs  0s}]":               {},
		"[{nobody_leads  0s}]":              {Processes: running},
		"[{mixed_version  0s}]":             {Processes: mixed},
		"[{unsaved  0s} {nearly_full  0s}]": {Processes: mixed[1:], Redis: store.Health{Unsaved: "aof_enabled:0", Used: 95, Limit: 100}},
		"[{casts_late blg 16m0s}]":          {Processes: mixed[1:], Points: []Point{{ID: "blg", Broadcast: Line{1, 16 * time.Minute}}}},
		"[{hook_fails  0s}]":                {At: noon, Processes: mixed[1:], Webhook: &store.Webhook{Pending: 1, Failed: noon.Add(-time.Minute)}},
		"[]":                                {Processes: mixed[1:], Points: []Point{{ID: "blg", Replies: Line{9, time.Second}}}},
	} {
		if got := fmt.Sprint(r.Findings(true)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, w := range []store.Webhook{{Pending: 1}, {Failed: noon}, {Pending: 1, Failed: noon.Add(-time.Hour)}} {
		if found := (Report{At: noon, Processes: running, Webhook: &w}).Findings(false); len(found) != 0 {
			t.Errorf("%+v is no trouble: %v", w, found)
		}
	}
	if found := (Report{Processes: running}).Findings(false); len(found) != 0 {
		t.Errorf("by webhook nobody has to lead: %v", found)
	}
}

func TestARedisThatKeepsNoFileIsFound(t *testing.T) {
	s, err := store.Open(redisserver.ForTest(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if h, err := s.Health(t.Context()); err != nil || h.Unsaved != "aof_enabled:0" {
		t.Errorf("%+v, %v", h, err)
	}
}
