package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"samovar/internal/space"
)

// closedHall is the house with the hall closed on the day after monday.
func closedHall(t testing.TB, p *Point) space.House {
	t.Helper()
	kept, err := p.House(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	day := p.space.Day(monday).Plus(1)
	after, r := kept.Close(p.space, space.Closing{ID: "c", Closure: space.Closure{First: day, Last: day, Room: "hall",
		Reason: space.Local{"ru": "ремонт"}}, By: space.Party{ID: 11}, At: monday}, monday)
	if r != nil {
		t.Fatal(r)
	}
	return after
}

func TestTheHouseIsKeptAsItWasWritten(t *testing.T) {
	p := startStore(t)
	if h, err := p.House(t.Context()); err != nil || h.Version != 0 {
		t.Fatalf("before: %+v, %v", h, err)
	}
	want := closedHall(t, p)
	if err := p.Commit(t.Context(), Change{House: &want}, monday); err != nil {
		t.Fatal(err)
	}
	want.Version = 1
	got, err := p.House(t.Context())
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("kept %+v, want %+v, %v", got, want, err)
	}
	known, err := p.Know(t.Context(), 42, 42, 1)
	if err != nil || fmt.Sprint(known.House) != fmt.Sprint(want) {
		t.Errorf("known is %+v, %v", known.House, err)
	}
	want.Version = 0
	if err := p.Commit(t.Context(), Change{House: &want}, monday); !errors.Is(err, ErrStale) {
		t.Errorf("written over another's: %v", err)
	}
}

func TestWhatTakesASlotDependsOnTheHouseItWasDecidedUnder(t *testing.T) {
	p := startStore(t)
	before := book(t, p, request("class", 12, 14, 20))
	h := closedHall(t, p)
	if err := p.Commit(t.Context(), Change{House: &h}, monday); err != nil {
		t.Fatal(err)
	}
	wish := space.Wish{ID: "w", State: space.WishWaiting, Resident: space.Party{ID: 42}, Created: monday,
		Want: space.WantDay("hall", p.space.Day(monday).Plus(1), time.Hour)}
	offered := wish
	offered.State, offered.Offer = space.WishOffered, &space.Offer{Slot: request("hall", 16, 17, 5).Slot, Deadline: monday.Add(time.Hour)}
	for what, c := range map[string]Change{
		"a booking":   create(request("class", 18, 20, 20)),
		"an approval": with(before, func(b *space.Booking) { b.State = space.Confirmed }),
		"a move":      with(before, func(b *space.Booking) { b.Start = b.Start.Add(-time.Hour) }),
		"a wish":      {Wishes: []WishChange{{After: wish}}},
		"an offer":    {Wishes: []WishChange{{After: offered}}},
	} {
		if err := p.Commit(t.Context(), c, monday); !errors.Is(err, ErrStale) {
			t.Errorf("%s decided under the former house: %v", what, err)
		}
	}
	if err := p.Commit(t.Context(), with(before, func(b *space.Booking) { b.State = space.Withdrawn }), monday); err != nil {
		t.Errorf("what gives back: %v", err)
	}
	h.Version = 1
	under := p.store.Point(p.space.Under(h))
	if err := under.Commit(t.Context(), create(request("class", 18, 20, 20)), monday); err != nil {
		t.Errorf("decided under the house as it is: %v", err)
	}
}

func TestTheHouseIsNotChangedOverWhatWasNotSeen(t *testing.T) {
	p := startStore(t)
	day := p.space.Day(monday).Plus(1)
	from, to := p.space.At(day, 0), p.space.At(day.Plus(1), 0)
	known := book(t, p, request("hall", 12, 14, 20))
	seen, err := p.Holding(t.Context(), []string{"hall"}, from, to)
	if err != nil || len(seen.Bookings) != 1 || seen.Bookings[0].ID != known.ID {
		t.Fatalf("saw %+v, %v", seen, err)
	}
	h := closedHall(t, p)
	other := book(t, p, request("hall", 16, 18, 20))
	if err := p.Commit(t.Context(), Change{House: &h, Seen: &seen.Seen}, monday); !errors.Is(err, ErrStale) {
		t.Errorf("closed over a booking that came meanwhile: %v", err)
	}
	if err := p.Commit(t.Context(), with(other, func(b *space.Booking) { b.State = space.Withdrawn }), monday); err != nil {
		t.Fatal(err)
	}
	book(t, p, request("class", 12, 14, 20))
	if err := p.Commit(t.Context(), Change{House: &h, Seen: &seen.Seen}, monday); err != nil {
		t.Errorf("what is elsewhere stands in the way: %v", err)
	}
}

func TestHoldingFindsOffersAndWhatChangesHold(t *testing.T) {
	p := startStore(t)
	b := request("class", 12, 14, 20)
	b.State = space.Confirmed
	b.Change = &space.Proposal{Slot: request("hall", 12, 14, 20).Slot, Event: b.Event, At: monday}
	book(t, p, b)
	w := space.Wish{ID: "w", State: space.WishOffered, Resident: space.Party{ID: 42}, Created: monday,
		Offer: &space.Offer{Slot: request("hall", 16, 17, 5).Slot, Deadline: monday.Add(time.Hour)}}
	if err := p.Commit(t.Context(), Change{Wishes: []WishChange{{After: w}}}, monday); err != nil {
		t.Fatal(err)
	}
	h, err := p.Holding(t.Context(), []string{"hall"}, monday, time.Time{})
	if err != nil || len(h.Bookings) != 1 || !h.Bookings[0].Asks() || len(h.Offers) != 1 || h.Offers[0].ID != "w" {
		t.Errorf("holding %+v, %v", h, err)
	}
}

func TestAClosureThatRacesWithBookingsLeavesNoneOnItsDay(t *testing.T) {
	p := startStore(t)
	for round := range 15 {
		q := testPoint()
		q.ID = fmt.Sprintf("p%d", round)
		race(t, p.store, q)
	}
}

// race closes the hall for a day while many book it, as everybody does: read,
// decide, commit, and anew where what was read has changed.
func race(t *testing.T, s *Store, q *space.Point) {
	t.Helper()
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			for hour := range 5 {
				tryBooking(t, s, q, request("hall", float64(9+2*hour), float64(10+2*hour), 5+n))
			}
		})
	}
	all.Go(func() { tryClosing(t, s, q) })
	all.Wait()
	db, day := s.Point(q), q.Day(monday).Plus(1)
	left, err := db.Holding(t.Context(), []string{"hall"}, q.At(day, 0), q.At(day.Plus(1), 0))
	if err != nil || len(left.Bookings) != 0 {
		t.Errorf("%s: %d bookings on the closed day, %v", q.ID, len(left.Bookings), err)
	}
	if h, err := db.House(t.Context()); err != nil || len(h.Closings) != 1 {
		t.Errorf("%s: the house is %+v, %v", q.ID, h, err)
	}
}

func tryBooking(t *testing.T, s *Store, q *space.Point, b space.Booking) {
	for {
		h, err := s.Point(q).House(t.Context())
		if err != nil {
			t.Error(err)
			return
		}
		under := q.Under(h)
		if under.Check(b.Slot, b.Event, monday) != nil {
			return
		}
		if err := s.Point(under).Commit(t.Context(), create(b), monday); !errors.Is(err, ErrStale) {
			return // taken, or booked
		}
	}
}

func tryClosing(t *testing.T, s *Store, q *space.Point) {
	db, day := s.Point(q), q.Day(monday).Plus(1)
	for {
		seen, err := db.Holding(t.Context(), []string{"hall"}, q.At(day, 0), q.At(day.Plus(1), 0))
		if err != nil {
			t.Error(err)
			return
		}
		h := closedHall(t, db)
		c := Change{House: &h, Seen: &seen.Seen}
		for _, b := range seen.Bookings {
			c.Bookings = append(c.Bookings, with(b, func(b *space.Booking) { b.State = space.Declined }).Bookings...)
		}
		if err := db.Commit(t.Context(), c, monday); !errors.Is(err, ErrStale) {
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
}

func TestHalfAYearOfBookingsEndsInOneCommit(t *testing.T) {
	p := startStore(t)
	p.space.Horizon = 400
	var all, ended Change
	for day := range 200 {
		b := request("hall", 9, 21, 20)
		b.ID = fmt.Sprintf("b%d", day)
		b.Start, b.End = b.Start.AddDate(0, 0, day), b.End.AddDate(0, 0, day)
		all.Bookings = append(all.Bookings, BookingChange{After: b})
	}
	if err := p.Commit(t.Context(), all, monday); err != nil {
		t.Fatal(err)
	}
	held, err := p.Holding(t.Context(), []string{"hall"}, monday, time.Time{})
	if err != nil || len(held.Bookings) != 200 {
		t.Fatalf("%d are held, %v", len(held.Bookings), err)
	}
	for _, b := range held.Bookings {
		ended.Bookings = append(ended.Bookings, with(b, func(b *space.Booking) { b.State = space.Declined }).Bookings...)
	}
	ended.Seen = &held.Seen
	if err := p.Commit(t.Context(), ended, monday); err != nil {
		t.Fatal(err)
	}
	mustBeEmpty(t, p)
}
