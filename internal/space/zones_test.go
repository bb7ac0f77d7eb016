package space

import (
	"fmt"
	"testing"
	"time"
)

// shifts are days on which the clocks of a zone change, there and back, by an
// hour or half of one, at night or at midnight itself; and zones on either side
// of the date line, in which they never do.
var shifts = []struct {
	zone string
	day  Date
	by   time.Duration // how much longer than others the day is
}{
	{"America/New_York", Date{2027, 3, 14}, -time.Hour},
	{"America/New_York", Date{2027, 11, 7}, time.Hour},
	{"Europe/Berlin", Date{2027, 3, 28}, -time.Hour},
	{"Europe/Berlin", Date{2027, 10, 31}, time.Hour},
	{"Australia/Lord_Howe", Date{2027, 10, 3}, -30 * time.Minute},
	{"Australia/Lord_Howe", Date{2027, 4, 4}, 30 * time.Minute},
	{"America/Santiago", Date{2027, 9, 5}, -time.Hour},
	{"Africa/Cairo", Date{2027, 4, 30}, -time.Hour},
	{"Asia/Beirut", Date{2027, 3, 28}, -time.Hour},
	{"Pacific/Kiritimati", Date{2027, 3, 14}, 0},
	{"Pacific/Pago_Pago", Date{2027, 3, 14}, 0},
	{"Asia/Yakutsk", Date{2027, 3, 14}, 0},
}

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestALocalDayIsAsLongAsItsClocksMakeIt(t *testing.T) {
	for _, c := range shifts {
		p := &Point{Zone: zoneOf(t, c.zone)}
		for n := -2; n <= 2; n++ {
			day, want := c.day.Plus(n), 24*time.Hour
			if n == 0 {
				want += c.by
			}
			if got := p.At(day.Plus(1), 0).Sub(p.At(day, 0)); got != want {
				t.Errorf("%s %s is %s long, want %s", c.zone, day, got, want)
			}
			if got := p.Day(p.At(day, 0)); got != day {
				t.Errorf("%s: the beginning of %s is on %s", c.zone, day, got)
			}
			if got := p.Day(p.At(day.Plus(1), 0).Add(-time.Second)); got != day {
				t.Errorf("%s: the end of %s is on %s", c.zone, day, got)
			}
			for _, minute := range []int{4 * 60, 9*60 + 30, 22 * 60} {
				if got := p.At(day, minute).In(p.Zone); got.Hour()*60+got.Minute() != minute {
					t.Errorf("%s %s: minute %d is at %s", c.zone, day, minute, got)
				}
			}
		}
	}
}

func TestAnOpenDayIsOpenByTheWallClockWhenTheClocksChange(t *testing.T) {
	for _, c := range shifts {
		p := &Point{ID: "p", Zone: zoneOf(t, c.zone), Headcount: 100, Shortest: 30 * time.Minute, Longest: 14 * time.Hour, Horizon: 30,
			Rooms: []Room{{ID: "hall", Seats: 50}}}
		for d := range p.Hours {
			p.Hours[d] = Hours{Open: 9 * 60, Close: 22 * 60}
		}
		now := p.At(c.day.Plus(-3), 12*60)
		slot := Slot{Room: "hall", Start: p.At(c.day, 9*60), End: p.At(c.day, 22*60)}
		if why := p.Check(slot, Event{Title: "x", Format: Lecture, Headcount: 10}, now); why != nil {
			t.Errorf("%s %s: from nine to ten is refused: %v", c.zone, c.day, why)
		}
		slot.Start = slot.Start.Add(-Grid)
		if p.Check(slot, Event{Title: "x", Format: Lecture, Headcount: 10}, now) == nil {
			t.Errorf("%s %s: earlier than nine is let in", c.zone, c.day)
		}
	}
}

func TestADeadlineUsesTheWakingTimeExactlyWhenTheClocksChange(t *testing.T) {
	o := Offering{Hold: 12 * time.Hour, Part: 2, Shortest: 30 * time.Minute, Quiet: Quiet{From: 22 * 60, Until: 8 * 60}}
	for _, c := range shifts {
		zone := zoneOf(t, c.zone)
		p := &Point{Zone: zone}
		now, last := p.At(c.day.Plus(-1), 19*60), p.At(c.day.Plus(5), 12*60)
		deadline := o.Deadline(now, last, zone)
		var awake time.Duration
		for at := now; at.Before(deadline); at = at.Add(time.Minute) {
			if h := at.In(zone).Hour(); h >= 8 && h < 22 {
				awake += time.Minute
			}
		}
		if awake != o.Hold || deadline.In(zone).Format("15:04") != "17:00" {
			t.Errorf("%s %s: %s of waking time until %s", c.zone, c.day, awake, deadline.In(zone))
		}
	}
}

// A reminder is planned by how long it is before the event, whatever the wall
// clock does meanwhile: "in 24 hours" is then true.
func TestAReminderComesSoLongBeforeTheEventAsItSays(t *testing.T) {
	for _, c := range shifts {
		p := &Point{Zone: zoneOf(t, c.zone), Reminders: []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour}}
		start := p.At(c.day, 12*60)
		b := Booking{ID: "b", State: Confirmed, Slot: Slot{Room: "hall", Start: start, End: start.Add(time.Hour)}}
		var got []string
		for _, d := range p.Agenda(b, start.Add(-30*24*time.Hour)) {
			got = append(got, fmt.Sprint(d.Kind, " ", start.Sub(d.At)))
		}
		if want := "[remind 168h0m0s remind 24h0m0s remind 1h0m0s start 0s]"; fmt.Sprint(got) != want {
			t.Errorf("%s: %v", c.zone, got)
		}
	}
}
