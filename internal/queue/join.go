package queue

import (
	"context"
	"fmt"
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// welcome offers those who join by the change, or wait on after an offer that
// they passed or that was taken back, what is free already: so nobody waits for
// time that anybody else could book. Who let an offer lapse is not there just now.
func (q Queue) welcome(ctx context.Context, c *store.Change, now time.Time) error {
	for i := range c.Wishes {
		if before := c.Wishes[i].Before; before != nil && (before.State != space.WishOffered || !before.Offer.Stands(now)) {
			continue
		}
		for _, day := range c.Wishes[i].After.Want.Days(q.Point, now) {
			if c.Wishes[i].After.State != space.WishWaiting {
				break
			}
			if err := q.join(ctx, c, c.Wishes[i].After, day, now); err != nil {
				return fmt.Errorf("join on %s: %w", day, err)
			}
		}
	}
	return nil
}

// join offers a wish that is in no line what is free on a day. Where there is something for it
// the whole line of the day is served with it in its place: whoever was there
// before and could use that time by now comes first by the same rules.
func (q Queue) join(ctx context.Context, c *store.Change, w space.Wish, day space.Date, now time.Time) error {
	view, err := q.after(ctx, *c, day, now)
	if err != nil {
		return err
	}
	has, err := q.Store.StandingsAfter(ctx, *c, []string{w.Holder()}, q.Point.Policy, now)
	if err != nil {
		return err
	}
	free := wholeDay(view, day)
	if miss := space.NewRound(view, free, q.Point.Policy).Miss(w, has[w.Holder()]); miss.Reason != "" {
		return nil
	}
	classes, lifted, err := q.Store.LineClasses(ctx, day)
	if err != nil {
		return err
	}
	r := &round{Queue: q, ctx: ctx, day: day, change: c, Round: space.NewRound(view, free, q.Point.Policy), joins: w.ID}
	r.line = parts{newcomer(w)}
	return r.serve(classes, lifted, now)
}

// newcomer is the part of a wish that is in no line yet.
func newcomer(w space.Wish) *part {
	return &part{LineHolder: store.LineHolder{Class: w.Class(), ID: w.Holder(), Since: w.Created},
		next: w.Created, wishes: []space.Wish{w}, ended: true, lifted: w.Lifted != nil}
}

// write puts what became of a wish into the change.
func (r *round) write(before, after space.Wish) {
	i := slices.IndexFunc(r.change.Wishes, func(w store.WishChange) bool { return w.After.ID == after.ID })
	if i >= 0 {
		r.change.Wishes[i].After = after
		return
	}
	r.change.Wishes = append(r.change.Wishes, store.WishChange{Before: &before, After: after})
}
