// Package queue gives time that frees to those who wait for it: whoever frees
// it adds to the same commit the offers that this makes possible, so that
// nobody outside the line can take the slot meanwhile. Who is first is decided
// by package space; what people are told is written here, in their language.
package queue

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// Queue is the line of one Point.
type Queue struct {
	Point *space.Point
	Store *store.Point
	Texts *lang.Texts
}

// Promote adds to a change the offers that it makes possible: of the time that it
// frees, and of what is free for those who join by it. The change is written by
// the caller; if it is refused because something has changed, all of it is
// decided anew.
func (q Queue) Promote(ctx context.Context, c *store.Change, now time.Time) error {
	freed := freedBy(q.Point, *c, now)
	for _, day := range days(q.Point, freed) {
		if err := q.onDay(ctx, c, day, freed, now); err != nil {
			return fmt.Errorf("promote on %s: %w", day, err)
		}
	}
	return q.welcome(ctx, c, now)
}

// onDay offers what frees on a day.
func (q Queue) onDay(ctx context.Context, c *store.Change, day space.Date, freed []space.Held, now time.Time) error {
	return q.serve(ctx, c, day, now, func(v space.View) []space.Slot {
		var slots []space.Slot
		for _, h := range freed {
			if q.Point.Day(h.Start) == day {
				slots = append(slots, v.Frees(h.Slot, h.Heads)...)
			}
		}
		return slots
	})
}

// serve hands slots of a day out to its line.
func (q Queue) serve(ctx context.Context, c *store.Change, day space.Date, now time.Time, slots func(space.View) []space.Slot) error {
	classes, lifted, err := q.Store.LineClasses(ctx, day)
	if err != nil || len(classes) == 0 && !lifted {
		return err
	}
	view, err := q.after(ctx, *c, day, now)
	if err != nil {
		return err
	}
	r := &round{Queue: q, ctx: ctx, day: day, change: c, Round: space.NewRound(view, slots(view), q.Point.Policy)}
	return r.serve(classes, lifted, now)
}

// after is the Point on a day as the change leaves it.
func (q Queue) after(ctx context.Context, c store.Change, day space.Date, now time.Time) (space.View, error) {
	from, to := q.Point.At(day.Plus(-1), 12*60), q.Point.At(day.Plus(1), 12*60)
	o, err := q.Store.Occupancy(ctx, from, to)
	if err != nil {
		return space.View{}, err
	}
	for _, h := range heldBefore(c) {
		o = o.Minus(h)
	}
	for _, h := range heldAfter(c) {
		o = o.Plus(h)
	}
	return space.View{Point: q.Point, Occupancy: o, Now: now}, nil
}
