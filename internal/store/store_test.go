package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samovar/internal/space"
)

// monday is a Monday noon at the test's Point.
var monday = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)

// testPoint is open every day from 9 to 22 at UTC+9, with two rooms.
func testPoint() *space.Point {
	p := &space.Point{ID: "blg", Zone: time.FixedZone("test", 9*3600), Headcount: 100,
		Shortest: 30 * time.Minute, Longest: 12 * time.Hour, Horizon: 182,
		Reminders: []time.Duration{24 * time.Hour, time.Hour}, Undecided: 24 * time.Hour,
		Rooms: []space.Room{
			{ID: "hall", Seats: 90, SetUp: 15 * time.Minute, ClearUp: 15 * time.Minute, Approval: true},
			{ID: "class", Seats: 40, Approval: true},
		}}
	for day := range p.Hours {
		p.Hours[day] = space.Hours{Open: 9 * 60, Close: 22 * 60}
	}
	return p
}

func openStore(t testing.TB, url string) *Store {
	t.Helper()
	s, err := Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func startStore(t testing.TB) *Point {
	t.Helper()
	return openStore(t, emptyRedis(t)).Point(testPoint())
}

// request is a booking of the room on the day after monday, hours in UTC+9.
func request(room string, from, to float64, heads int) space.Booking {
	day := time.Date(2026, 11, 24, 0, 0, 0, 0, time.FixedZone("test", 9*3600))
	hour := func(h float64) time.Time { return day.Add(time.Duration(h * float64(time.Hour))).UTC() }
	b := space.Booking{ID: space.NewID(), State: space.Requested, Created: monday,
		Slot:     space.Slot{Room: room, Start: hour(from), End: hour(to)},
		Event:    space.Event{Title: "Кванты", Format: space.Lecture, Headcount: heads},
		Resident: space.Party{ID: 42, Name: "Анна"}, Community: "quanta"}
	if room == "hall" {
		b.SetUp, b.ClearUp = 15*time.Minute, 15*time.Minute
	}
	return b
}

func book(t testing.TB, p *Point, b space.Booking) space.Booking {
	t.Helper()
	if err := p.Commit(t.Context(), create(b), monday); err != nil {
		t.Fatalf("book %s %s: %v", b.Room, b.Start, err)
	}
	return reload(t, p, b.ID)
}

func create(b space.Booking) Change {
	return Change{Bookings: []BookingChange{{After: b}}}
}

func reload(t testing.TB, p *Point, id string) space.Booking {
	t.Helper()
	b, ok, err := p.Booking(context.Background(), id)
	if err != nil || !ok {
		t.Fatalf("booking %s: %v, %v", id, ok, err)
	}
	return b
}

// with returns the change of a booking by a function.
func with(b space.Booking, change func(*space.Booking)) Change {
	after := b
	change(&after)
	return Change{Bookings: []BookingChange{{Before: &b, After: after}}}
}

// mustBeEmpty fails unless the script left nothing of slots and heads.
func mustBeEmpty(t testing.TB, p *Point) {
	t.Helper()
	o, err := p.Occupancy(t.Context(), monday, monday.AddDate(0, 0, 7))
	if err != nil || len(o.Busy) != 0 {
		t.Errorf("rooms are busy: %v, %v", o.Busy, err)
	}
	if n := p.store.rdb.HLen(t.Context(), p.keys.heads()).Val(); n != 0 {
		t.Errorf("%d buckets still expect people", n)
	}
}

func describe(b space.Booking) string {
	return fmt.Sprintf("%s %s–%s", b.Room, b.Start.Format("15:04"), b.End.Format("15:04"))
}
