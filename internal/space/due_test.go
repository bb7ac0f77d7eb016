package space

import (
	"testing"
	"time"
)

func confirmed(start time.Time) Booking {
	return Booking{ID: "k7f3m2aa", State: Confirmed, Slot: Slot{Room: "class", Start: start, End: start.Add(2 * time.Hour)}, Created: now}
}

func TestNothingIsPlannedForThePast(t *testing.T) {
	p := blagoveshchensk()
	for _, d := range p.Agenda(confirmed(at(1, 10, 0)), now) { // in 22 hours
		if !d.At.After(now) || d.Kind == DueRemind && d.Lead > time.Hour {
			t.Errorf("planned: %+v", d)
		}
	}
	if got := len(p.Agenda(confirmed(at(10, 10, 0)), now)); got != 4 {
		t.Errorf("ten days ahead %d things are planned, want three reminders and the start", got)
	}
}

func TestAMovedBookingHasAnotherAgenda(t *testing.T) {
	p := blagoveshchensk()
	old := map[string]bool{}
	for _, d := range p.Agenda(confirmed(at(10, 10, 0)), now) {
		old[d.Name()] = true
	}
	for _, d := range p.Agenda(confirmed(at(10, 12, 0)), now) {
		if old[d.Name()] {
			t.Errorf("%s is of both", d.Name())
		}
	}
}

func TestADueComesBackFromItsName(t *testing.T) {
	for _, d := range blagoveshchensk().Agenda(confirmed(at(10, 10, 0)), now) {
		got, err := ParseDue(d.Name())
		got.At = d.At
		if err != nil || got != d {
			t.Errorf("%s reads as %+v, %v", d.Name(), got, err)
		}
	}
	for _, bad := range []string{"", "a:b", "remind:x:y:1", "remind:x:1:y", "a:b:c:d:e"} {
		if d, err := ParseDue(bad); err == nil {
			t.Errorf("%q reads as %+v", bad, d)
		}
	}
}

func TestALateReminderSpeaksOnlyWhileItIsOfUse(t *testing.T) {
	p := blagoveshchensk()
	b := confirmed(at(10, 10, 0))
	day := Due{Kind: DueRemind, Subject: b.ID, Lead: 24 * time.Hour, For: b.Start}
	for name, c := range map[string]struct {
		at   time.Time
		b    Booking
		want bool
	}{
		"on time":                         {at(9, 10, 0), b, true},
		"an hour late":                    {at(9, 11, 0), b, true},
		"when the shorter is due as well": {at(10, 9, 0), b, false},
		"after the start":                 {at(10, 10, 0), b, false},
		"for a booking that moved":        {at(9, 10, 0), confirmed(at(11, 10, 0)), false},
		"for one that was cancelled":      {at(9, 10, 0), Booking{State: Cancelled, Slot: b.Slot}, false},
	} {
		if got := p.Useful(day, c.b, c.at); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAReminderThatTheConfigHasNoMoreIsNotSent(t *testing.T) {
	p := blagoveshchensk()
	b := confirmed(at(10, 10, 0))
	d := Due{Kind: DueRemind, Subject: b.ID, Lead: 36 * time.Hour, For: b.Start}
	if p.Useful(d, b, b.Start.Add(-d.Lead)) {
		t.Error("36 hours before is sent")
	}
}

func TestARequestGivenBackWaitsFromThenOn(t *testing.T) {
	p := blagoveshchensk()
	b := confirmed(at(10, 10, 0))
	back := b.Created.Add(3 * p.Undecided)
	b.State, b.Decision = Requested, &Decision{At: back, State: Requested}
	for _, d := range p.Agenda(b, back) {
		if d.Kind == DueUndecided && d.At.Equal(back.Add(p.Undecided)) {
			return
		}
	}
	t.Errorf("the admins are not reminded: %+v", p.Agenda(b, back))
}

func TestStatesMoveOnlyAsDrawn(t *testing.T) {
	allowed := 0
	for _, from := range States() {
		for _, to := range States() {
			if from.CanBecome(to) {
				allowed++
				if !from.Holds() {
					t.Errorf("%s is an end, and becomes %s", from, to)
				}
			}
		}
		if again, err := ParseState(from.String()); err != nil || again != from {
			t.Errorf("%s reads as %s, %v", from, again, err)
		}
	}
	if allowed != 17 {
		t.Errorf("%d moves, want 17", allowed)
	}
	if _, err := ParseState("lost"); err == nil {
		t.Error("there is a state lost")
	}
}
