package space

import (
	"testing"
	"time"
)

// changed is the test's Point with all that admins can change of it.
func changed(t *testing.T) (*Point, House) {
	t.Helper()
	p, now := blagoveshchensk(), at(0, 8, 0)
	h := House{Version: 3}
	for _, do := range []func() (House, *Refusal){
		func() (House, *Refusal) {
			return h.Close(p, Closing{ID: "c", Closure: Closure{First: Date{2026, 12, 2}, Last: Date{2026, 12, 3}, Room: "hall"}}, now)
		},
		func() (House, *Refusal) {
			return h.ChangeHours(p, HoursChange{ID: "h1", From: Date{2026, 12, 1}, Days: On(time.Tuesday), Hours: Hours{12 * 60, 18 * 60}, At: now}, now)
		},
		func() (House, *Refusal) {
			return h.ChangeHours(p, HoursChange{ID: "h2", From: Date{2026, 12, 8}, Hours: Hours{8 * 60, 20 * 60}, At: now}, now)
		},
		func() (House, *Refusal) { return h.Seat(p, "hall", 10) },
	} {
		after, r := do()
		if r != nil {
			t.Fatal(r)
		}
		h = after
	}
	return p, h
}

func TestThePointUnderTheHouseIsAsAdminsChangedIt(t *testing.T) {
	p, h := changed(t)
	under := p.Under(h)
	if room, _ := under.Room("hall"); room.Seats != 10 || under.HouseVersion != 3 || under.Config() != p {
		t.Errorf("%d seats, version %d", room.Seats, under.HouseVersion)
	}
	if room, _ := p.Room("hall"); room.Seats == 10 || len(p.Closures) == len(under.Closures) || p.HouseVersion != 0 {
		t.Error("the config's Point was changed")
	}
	for _, c := range []struct {
		day  Date
		want Hours
	}{
		{Date{2026, 11, 24}, p.Hours[time.Tuesday]},
		{Date{2026, 12, 1}, Hours{12 * 60, 18 * 60}},
		{Date{2026, 12, 2}, p.Hours[time.Wednesday]},
		{Date{2026, 12, 8}, Hours{8 * 60, 20 * 60}},
		{Date{2027, 6, 1}, Hours{8 * 60, 20 * 60}},
	} {
		if got := under.HoursOn(c.day); got != c.want {
			t.Errorf("on %s it is open %v, want %v", c.day, got, c.want)
		}
	}
	slot := func(room string, day, from, to int) Slot {
		d := Date{2026, 12, day}
		return Slot{Room: room, Start: p.At(d, from*60), End: p.At(d, to*60)}
	}
	for _, c := range []struct {
		what  string
		slot  Slot
		heads int
		want  Reason
	}{
		{"in the closed room", slot("hall", 2, 12, 14), 5, Closed},
		{"in another", slot("class", 2, 12, 14), 5, ""},
		{"after the closure", slot("hall", 4, 12, 14), 5, ""},
		{"too many", slot("hall", 4, 12, 14), 11, TooBig},
		{"too many in the closed room", slot("hall", 2, 12, 14), 11, Closed},
		{"before the new hours", slot("class", 1, 10, 13), 5, OutsideHours},
		{"within them", slot("class", 1, 12, 18), 5, ""},
		{"in the longer morning", slot("class", 8, 8, 9), 5, ""},
		{"in the shorter evening", slot("class", 8, 20, 21), 5, OutsideHours},
	} {
		got := Reason("")
		if r := under.Admits(c.slot, c.heads); r != nil {
			got = r.Reason
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestWhatDoesNotFitTheHouseIsRefused(t *testing.T) {
	p, h := changed(t)
	now := at(0, 8, 0)
	today := p.Day(now)
	closing := func(room string, first, last Date) *Refusal {
		_, r := h.Close(p, Closing{ID: "x", Closure: Closure{First: first, Last: last, Room: room}}, now)
		return r
	}
	hours := func(from Date, days Weekdays, h2 Hours) *Refusal {
		_, r := h.ChangeHours(p, HoursChange{ID: "x", From: from, Days: days, Hours: h2, At: now}, now)
		return r
	}
	seats := func(room string, n int) *Refusal {
		_, r := h.Seat(p, room, n)
		return r
	}
	gone := func(_ House, r *Refusal) *Refusal { return r }
	for what, c := range map[string]struct {
		got  *Refusal
		want Reason
	}{
		"a room that is none":       {closing("attic", today, today), NoRoom},
		"backwards":                 {closing("hall", today.Plus(1), today), Backwards},
		"yesterday":                 {closing("hall", today.Plus(-1), today), PastDay},
		"for years":                 {closing("class", today, today.Plus(LongestClosure)), TooManyDays},
		"over another":              {closing("hall", Date{2026, 12, 3}, Date{2026, 12, 9}), ClosedBefore},
		"all over a room's":         {closing("", Date{2026, 12, 3}, Date{2026, 12, 9}), ClosedBefore},
		"beside another":            {closing("class", Date{2026, 12, 3}, Date{2026, 12, 9}), ""},
		"after another":             {closing("hall", Date{2026, 12, 4}, Date{2026, 12, 9}), ""},
		"hours of the past":         {hours(today.Plus(-1), 0, Hours{600, 705}), PastDay},
		"hours backwards":           {hours(today, 0, Hours{705, 600}), BadHours},
		"hours past midnight":       {hours(today, 0, Hours{600, 1500}), BadHours},
		"hours off the grid":        {hours(today, 0, Hours{600, 1001}), BadHours},
		"hours as they are":         {hours(Date{2026, 12, 8}, 0, Hours{8 * 60, 20 * 60}), NothingNew},
		"closed on a weekday":       {hours(today, On(time.Monday), Hours{}), ""},
		"seats of no room":          {seats("attic", 5), NoRoom},
		"no seats":                  {seats("hall", 0), NoSeats},
		"a stadium":                 {seats("hall", MostSeats+1), NoSeats},
		"seats as they are":         {seats("hall", 10), NothingNew},
		"a closure that is none":    {gone(h.Reopen("x")), NoSuchChange},
		"hours that were not given": {gone(h.RestoreHours("x")), NoSuchChange},
	} {
		got := Reason("")
		if c.got != nil {
			got = c.got.Reason
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}

func TestWhatIsUndoneIsAsInTheConfig(t *testing.T) {
	p, h := changed(t)
	before := len(h.Closings)
	for _, undo := range []func(House) (House, *Refusal){
		func(h House) (House, *Refusal) { return h.Reopen("c") },
		func(h House) (House, *Refusal) { return h.RestoreHours("h1") },
		func(h House) (House, *Refusal) { return h.RestoreHours("h2") },
		func(h House) (House, *Refusal) {
			room, _ := p.Room("hall")
			return h.Seat(p, "hall", room.Seats)
		},
	} {
		after, r := undo(h)
		if r != nil || len(h.Closings) > before {
			t.Fatal(r)
		}
		h = after
	}
	if len(h.Closings)+len(h.Hours)+len(h.Seats) != 0 {
		t.Errorf("left is %+v", h)
	}
}

func TestTheHouseForgetsWhatIsOver(t *testing.T) {
	p, h := changed(t)
	if kept := h.Forget(p, at(0, 8, 0)); len(kept.Closings) != 1 || len(kept.Hours) != 2 {
		t.Errorf("forgot too early: %+v", kept)
	}
	if kept := h.Forget(p, p.At(Date{2026, 12, 9}, 0)); len(kept.Closings) != 0 || len(kept.Hours) != 2 {
		t.Errorf("the next day it kept %+v", kept)
	}
	later := p.At(Date{2027, 12, 20}, 0)
	kept := h.Forget(p, later)
	if len(kept.Closings) != 0 || len(kept.Hours) != 1 || kept.Hours[0].ID != "h2" || kept.Seats["hall"] != 10 {
		t.Errorf("kept %+v", kept)
	}
}

func TestWhoIsKeptIsJudgedByTheConfig(t *testing.T) {
	p, h := changed(t)
	h.Kept = []string{"k"}
	under := p.Under(h)
	if under.Judging(Booking{ID: "k"}) != p || under.Judging(Booking{ID: "other"}) != under {
		t.Error("judged by another")
	}
}

func TestADayWidensWhereMoreCanBeHeld(t *testing.T) {
	p, h := changed(t)
	under := p.Under(h)
	for day, want := range map[Date][2]bool{ // from the config to the house, and back
		{2026, 11, 24}: {false, true},
		{2026, 12, 2}:  {false, true},
		{2026, 12, 8}:  {true, true},
	} {
		if got := [2]bool{p.Widens(under, day), under.Widens(p, day)}; got != want {
			t.Errorf("%s widens %v, want %v", day, got, want)
		}
	}
}

func TestAChangeHitsWhatItIsAgainstAndNotWhatWasAgainstItBefore(t *testing.T) {
	p, day := blagoveshchensk(), Date{2026, 12, 6} // a Sunday
	change := func(do func(House) (House, *Refusal)) func(House) House {
		return func(h House) House {
			after, r := do(h)
			if r != nil {
				t.Fatal(r)
			}
			return after
		}
	}
	closes := change(func(h House) (House, *Refusal) {
		return h.Close(p, Closing{ID: "c", Closure: Closure{First: day, Last: day}}, at(0, 8, 0))
	})
	opens := change(func(h House) (House, *Refusal) {
		return h.ChangeHours(p, HoursChange{ID: "h", From: day, Hours: Hours{9 * 60, 12 * 60}}, at(0, 8, 0))
	})
	shrinks := change(func(h House) (House, *Refusal) { return h.Seat(p, "class", 10) })
	reopens := change(func(h House) (House, *Refusal) { return h.Reopen("c") })
	none := House{}
	s := Slot{Room: "class", Start: p.At(day, 10*60), End: p.At(day, 14*60)}
	for _, c := range []struct {
		what          string
		before, after House
		want          Reason
	}{
		{"a closure of the weekday that was closed anyway", none, closes(none), Closed},
		{"other hours that do not hold it either", none, opens(none), ""},
		{"fewer seats in a room that is closed", none, shrinks(none), ""},
		{"fewer seats, once it is open", change(func(h House) (House, *Refusal) {
			return h.ChangeHours(p, HoursChange{ID: "h", From: day, Hours: Hours{9 * 60, 22 * 60}}, at(0, 8, 0))
		})(none), shrinks(change(func(h House) (House, *Refusal) {
			return h.ChangeHours(p, HoursChange{ID: "h", From: day, Hours: Hours{9 * 60, 22 * 60}}, at(0, 8, 0))
		})(none)), TooBig},
		{"the end of a closure", closes(none), reopens(closes(none)), Closed},
	} {
		got := Reason("")
		if r := p.Under(c.before).Hits(p.Under(c.after), s, 20); r != nil {
			got = r.Reason
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}
