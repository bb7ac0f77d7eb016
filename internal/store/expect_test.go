package store

import (
	"errors"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestWhatIsSaidOfABookingNeedsTheBookingThatWasRead(t *testing.T) {
	p := startStore(t)
	b := book(t, p, request("hall", 12, 14, 20))
	said := Change{Expect: []space.Booking{b}, Outs: []chat.Out{{Kind: chat.Say, Chat: 42, Lane: chat.Broadcast, Text: "soon"}}}
	if err := p.Commit(t.Context(), said, monday); err != nil {
		t.Errorf("as it was read: %v", err)
	}
	if got := reload(t, p, b.ID); got.Version != b.Version {
		t.Errorf("version %d became %d by a look", b.Version, got.Version)
	}
	if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.Title = "Other" }), monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), said, monday); !errors.Is(err, ErrStale) {
		t.Errorf("once it changed: %v", err)
	}
}

func TestWhatRestsOnTheStaffNeedsTheStaffThatWasRead(t *testing.T) {
	p := startStore(t)
	trusting := Change{Trusted: &space.Staff{}, Outs: []chat.Out{{Kind: chat.Say, Chat: 42, Text: "you lead it now"}}}
	if err := p.Commit(t.Context(), trusting, monday); err != nil {
		t.Errorf("as it was read: %v", err)
	}
	if err := p.Commit(t.Context(), Change{Staff: &space.Staff{Removed: []int64{11}}}, monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), trusting, monday); !errors.Is(err, ErrStale) {
		t.Errorf("once it changed: %v", err)
	}
}

func TestASlotThatIsAsLongAsCanBeIsFoundFromItsEnd(t *testing.T) {
	p := startStore(t)
	b := request("hall", 0, space.LongestEvent.Hours(), 20)
	b.SetUp, b.ClearUp = space.LongestAround, space.LongestAround
	b = book(t, p, b)
	end := b.Footprint().End
	o, err := p.Occupancy(t.Context(), end.Add(-time.Minute), end)
	if err != nil || len(o.Busy["hall"]) != 1 {
		t.Errorf("busy: %v, %v", o.Busy, err)
	}
}

func TestNobodyIsExpectedInBucketsThatArePast(t *testing.T) {
	p := startStore(t)
	at := func(b space.Booking, s space.State) space.Booking {
		if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = s }), b.End); err != nil {
			t.Fatal(err)
		}
		return reload(t, p, b.ID)
	}
	long := request("class", 11, 17, 10)
	long.State = space.Confirmed
	long = at(book(t, p, long), space.Running)
	short := request("hall", 12, 14, 20)
	short.State = space.Confirmed
	short = at(at(book(t, p, short), space.Running), space.Done)
	o, err := p.Occupancy(t.Context(), short.End, long.End)
	if err != nil {
		t.Fatal(err)
	}
	for b, after := (space.Slot{Start: short.End, End: long.End}).Buckets(); b < after; b++ {
		if o.Heads[b] != 10 {
			t.Errorf("%d people are expected in a bucket to come, want 10", o.Heads[b])
		}
	}
	if n := p.store.rdb.HLen(t.Context(), p.keys.heads()).Val(); n != 4+12 {
		t.Errorf("%d buckets are kept, want one hour before and three after", n)
	}
	at(long, space.Cancelled)
	if n := p.store.rdb.HLen(t.Context(), p.keys.heads()).Val(); n != 0 {
		t.Errorf("%d buckets are left", n)
	}
	if all, err := p.Scheduled(t.Context(), []string{"hall"}, short.Start, short.End); err != nil || len(all) != 1 {
		t.Errorf("the schedule of what was: %v, %v", all, err)
	}
}
