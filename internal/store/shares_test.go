package store

import (
	"errors"
	"sync"
	"testing"
	"time"

	"samovar/internal/space"
)

// shareOf is what a holder has by now.
func shareOf(t testing.TB, p *Point, holder string) Share {
	t.Helper()
	all, err := p.Shares(t.Context(), Change{}, []string{holder}, space.DefaultPolicy(), monday)
	if err != nil {
		t.Error(err)
	}
	return all[holder]
}

func TestWhatWasJudgedByAShareNeedsItNotToHaveGrown(t *testing.T) {
	moved := func(b *space.Booking) { b.Start, b.End = b.Start.Add(time.Hour), b.End.Add(time.Hour) }
	for what, c := range map[string]struct {
		meanwhile func(*testing.T, *Point, space.Booking)
		want      error
	}{
		"nothing": {func(*testing.T, *Point, space.Booking) {}, nil},
		"another booking of the holder": {func(t *testing.T, p *Point, _ space.Booking) {
			book(t, p, request("hall", 16, 18, 20))
		}, ErrStale},
		"a booking of somebody else": {func(t *testing.T, p *Point, _ space.Booking) {
			other := request("hall", 16, 18, 20)
			other.Community = "jazz"
			book(t, p, other)
		}, nil},
		"the holder's moves": {func(t *testing.T, p *Point, b space.Booking) {
			if err := p.Commit(t.Context(), with(b, moved), monday); err != nil {
				t.Fatal(err)
			}
		}, ErrStale},
		"the holder's is cancelled": {func(t *testing.T, p *Point, b space.Booking) {
			if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = space.Cancelled }), monday); err != nil {
				t.Fatal(err)
			}
		}, nil},
	} {
		t.Run(what, func(t *testing.T) {
			p := startStore(t)
			b := book(t, p, request("hall", 12, 14, 20))
			change := create(request("class", 10, 11, 20))
			change.Shares = []Share{shareOf(t, p, "quanta")}
			c.meanwhile(t, p, b)
			if err := p.Commit(t.Context(), change, monday); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func TestManyBookForOneHolderAtATimeAndNoneOfThemBeyondItsQuota(t *testing.T) {
	url := emptyRedis(t)
	quota := space.Quota{Ahead: 5 * time.Hour}
	var points [4]*Point
	for i := range points {
		points[i] = openStore(t, url).Point(testPoint())
	}
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			b := request("class", 10, 11, 20)
			b.Start, b.End = b.Start.AddDate(0, 0, i), b.End.AddDate(0, 0, i)
			bookWithin(t, points[i%4], quota, b)
		})
	}
	all.Wait()
	if has := shareOf(t, points[0], "quanta"); has.Ahead != quota.Ahead {
		t.Errorf("the holder has %s ahead, its quota is %s", has.Ahead, quota.Ahead)
	}
}

// bookWithin books if the quota leaves it, judged anew as long as somebody else
// is quicker.
func bookWithin(t *testing.T, p *Point, quota space.Quota, b space.Booking) {
	for {
		share := shareOf(t, p, b.Holder())
		if quota.Hit(p.space, b.Slot, share.Standing, monday) != nil {
			return
		}
		change := create(b)
		change.Shares = []Share{share}
		if err := p.Commit(t.Context(), change, monday); !errors.Is(err, ErrStale) {
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
}
