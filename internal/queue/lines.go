package queue

import (
	"cmp"
	"context"
	"slices"
	"time"

	"samovar/internal/space"
)

// Lines are all that wait at one moment, read once for many who ask for their
// places.
type Lines struct {
	point     *space.Point
	now       time.Time
	Days      map[space.Date][]space.Wish // the wishes that wait, by the days they wait for
	Offered   []space.Wish                // and those that were offered something
	waiting   []space.Wish                // each that waits, once
	standings map[string]space.Standing
}

// Lines reads them: a few round trips for each day that somebody waits for.
func (q Queue) Lines(ctx context.Context, now time.Time) (Lines, error) {
	l := Lines{point: q.Point, now: now, Days: map[space.Date][]space.Wish{}}
	days, err := q.Store.DaysWaited(ctx, now)
	if err != nil {
		return l, err
	}
	for _, day := range days {
		if l.Days[day], err = q.Store.Line(ctx, day, placeWishes); err != nil {
			return l, err
		}
	}
	l.waiting = once(l.Days)
	if l.standings, err = q.Store.Standings(ctx, l.holders(), q.Point.Policy, now); err != nil {
		return l, err
	}
	held, err := q.Store.Holding(ctx, q.Point.RoomIDs(), now, time.Time{})
	l.Offered = held.Offers
	return l, err
}

func (l Lines) holders() []string {
	known := map[string]bool{}
	var ids []string
	for _, w := range l.waiting {
		if !known[w.Holder()] {
			known[w.Holder()] = true
			ids = append(ids, w.Holder())
		}
	}
	return ids
}

// once is each wish of the lines, once.
func once(days map[space.Date][]space.Wish) []space.Wish {
	known := map[string]bool{}
	var all []space.Wish
	for _, line := range days {
		for _, w := range line {
			if !known[w.ID] {
				known[w.ID] = true
				all = append(all, w)
			}
		}
	}
	return all
}

// Waiting is how many wishes wait.
func (l Lines) Waiting() int { return len(l.waiting) }

// PlacesOf returns the places of a reader's wishes, the oldest first: what is
// offered to them has Number 0.
func (l Lines) PlacesOf(r space.DigestReader) []space.Place {
	var places []space.Place
	for _, w := range l.Offered {
		if r.Waits(w) && w.State == space.WishOffered {
			places = append(places, space.Place{Wish: w})
		}
	}
	for _, w := range l.waiting {
		if r.Waits(w) {
			places = append(places, l.place(w))
		}
	}
	slices.SortStableFunc(places, func(a, b space.Place) int {
		return cmp.Or(a.Wish.Created.Compare(b.Wish.Created), cmp.Compare(a.Wish.ID, b.Wish.ID))
	})
	return places
}

// place is what Queue.Place says, of what was read.
func (l Lines) place(w space.Wish) space.Place {
	days := w.Want.Days(l.point, l.now)
	known := map[string]bool{}
	var rivals []space.Wish
	for _, day := range days[:min(len(days), placeDays)] {
		for _, o := range l.Days[day] {
			if !known[o.ID] && o.Want.Meets(w.Want) {
				known[o.ID] = true
				rivals = append(rivals, o)
			}
		}
	}
	places := space.Rank(rivals, func(holder string) space.Standing { return l.standings[holder] }, l.point.Policy)
	for _, p := range places {
		if p.Wish.ID == w.ID {
			return p
		}
	}
	return space.Place{Wish: w}
}
