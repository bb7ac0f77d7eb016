package store

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"samovar/internal/space"
)

// asking is the booking with a change to another that waits for a decision.
func asking(b, wanted space.Booking) Change {
	return with(b, func(b *space.Booking) {
		b.Change = &space.Proposal{Slot: wanted.Slot, SetUp: wanted.SetUp, ClearUp: wanted.ClearUp, Event: wanted.Event, By: b.Resident, At: monday}
	})
}

// TestAChangeHoldsWhatItWantsBesidesAndGivesAllBack tries changes of any kind:
// with the change held nobody else has its time, approved it always goes
// through, and at the end nothing is left.
func TestAChangeHoldsWhatItWantsBesidesAndGivesAllBack(t *testing.T) {
	p := startStore(t)
	rapid.Check(t, func(rt *rapid.T) {
		any := func(name string) space.Booking {
			room := rapid.SampledFrom([]string{"hall", "class"}).Draw(rt, name+" room")
			from := rapid.IntRange(9*4, 20*4).Draw(rt, name+" from")
			length := rapid.IntRange(2, 8).Draw(rt, name+" length")
			return request(room, float64(from)/4, float64(from+length)/4, rapid.IntRange(1, 40).Draw(rt, name+" heads"))
		}
		was, wanted := any("was"), any("wanted")
		was.State = space.Confirmed
		b := book(t, p, was)
		if err := p.Commit(t.Context(), asking(b, wanted), monday); err != nil {
			rt.Fatalf("ask: %v", err)
		}
		b = reload(t, p, b.ID)
		for _, s := range []space.Booking{was, wanted} {
			other := request(s.Room, 9, 10, 1)
			other.Slot = s.Slot
			var refusal *space.Refusal
			if err := p.Commit(t.Context(), create(other), monday); !errors.As(err, &refusal) || refusal.Reason != space.Taken {
				rt.Fatalf("%s is free for others: %v", describe(s), err)
			}
		}
		holdsEnough(t, rt, p, was, wanted)
		if rapid.Bool().Draw(rt, "approved") {
			if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { *b = b.Change.Proposed(*b) }), monday); err != nil {
				rt.Fatalf("approve: %v", err)
			}
			b = reload(t, p, b.ID)
		}
		if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = space.Cancelled }), monday); err != nil {
			rt.Fatalf("cancel: %v", err)
		}
		mustBeEmpty(t, p)
	})
}

// holdsEnough fails unless the building counts whoever may come, of both, once.
func holdsEnough(t *testing.T, rt *rapid.T, p *Point, was, wanted space.Booking) {
	o, err := p.Occupancy(t.Context(), monday, monday.AddDate(0, 0, 7))
	if err != nil {
		rt.Fatal(err)
	}
	expect := map[int64]int{}
	for _, b := range []space.Booking{was, wanted} {
		for bucket, after := b.Buckets(); bucket < after; bucket++ {
			expect[bucket] = max(expect[bucket], b.Headcount)
		}
	}
	for bucket, n := range expect {
		if o.Heads[bucket] != n {
			rt.Fatalf("%d people are counted in a bucket, want %d", o.Heads[bucket], n)
		}
	}
	for bucket, n := range o.Heads {
		if expect[bucket] != n {
			rt.Fatalf("%d people are counted in a bucket, want %d", n, expect[bucket])
		}
	}
}

func TestAChangeThatNeedsMorePeopleThanTheHouseHoldsIsRefused(t *testing.T) {
	p := startStore(t)
	a := request("hall", 18, 20, 60)
	a.State = space.Confirmed
	a = book(t, p, a)
	book(t, p, request("class", 18, 20, 30))
	more := a
	more.Headcount = 75
	var refusal *space.Refusal
	if err := p.Commit(t.Context(), asking(a, more), monday); !errors.As(err, &refusal) || refusal.Reason != space.HouseFull || refusal.Free != 10 {
		t.Errorf("got %v, %+v", err, refusal)
	}
}

func TestAHandedBookingStandsInTheNewResidentsListOnly(t *testing.T) {
	p := startStore(t)
	b := book(t, p, request("hall", 18, 20, 60))
	if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.Resident = space.Party{ID: 43, Name: "Вера"} }), monday); err != nil {
		t.Fatal(err)
	}
	for person, want := range map[int64]int{42: 0, 43: 1} {
		all, err := p.BookingsOf(t.Context(), person, monday, monday.AddDate(0, 0, 7))
		if err != nil || len(all) != want {
			t.Errorf("%d has %d bookings, %v", person, len(all), err)
		}
	}
	entries, err := p.Log(t.Context(), b.ID)
	if err != nil || len(entries) != 2 || entries[1].Heir == nil || entries[1].Heir.ID != 43 {
		t.Errorf("the log says %+v, %v", entries, err)
	}
}
