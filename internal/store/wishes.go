package store

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/space"
)

// WishChange is a wish before and after; Before is nil for a new one.
// After.Version is ignored: the write counts.
type WishChange struct {
	Before *space.Wish
	After  space.Wish
}

// writeWish plans a wish's record, the slot that is held for it, its places in
// the lines of its days, and what the clock has to do about it.
func (p *Point) writeWish(w *writing, c WishChange, now time.Time) error {
	version := int64(0)
	if c.Before != nil {
		version = c.Before.Version
		w.dropDue(p.space.WishAgenda(*c.Before))
		p.freeHold(w, *c.Before)
		p.leaveLines(w, *c.Before)
	}
	w.addDue(p.space.WishAgenda(c.After))
	p.takeHold(w, c.After)
	p.enterLines(w, c.After, now)
	if c.Before != nil && c.Before.Resident.ID != c.After.Resident.ID {
		w.leave(p.keys.wishesOf(c.Before.Resident.ID), c.After.ID)
	}
	if !c.After.State.Live() {
		w.enter(p.keys.ended(), c.After.ID, now.UnixMilli())
	}
	w.enter(p.keys.wishesOf(c.After.Resident.ID), c.After.ID, c.After.Created.Unix())
	return w.put(p.keys.wish(c.After.ID), version, c.After, 0)
}

// holdSlot is the slot that an offer holds, as one of its room's set.
func (p *Point) holdSlot(w *writing, wish space.Wish) (take, bool) {
	hold, held := wish.Hold()
	if !held {
		return take{}, false
	}
	from, to := wish.Offer.Buckets()
	return take{Key: w.key(p.keys.room(hold.Room)), Start: hold.Start.Unix(), Stop: hold.End.Unix(),
		Member: slotMember(hold.End, wish.ID), From: from, To: to, Heads: wish.Headcount, room: hold.Room}, true
}

func (p *Point) freeHold(w *writing, wish space.Wish) {
	if t, held := p.holdSlot(w, wish); held {
		w.plan.Free = append(w.plan.Free, t)
		w.leave(p.keys.spent(wish.Holder()), offerSpent(wish))
	}
}

func (p *Point) takeHold(w *writing, wish space.Wish) {
	if t, held := p.holdSlot(w, wish); held {
		w.plan.Take = append(w.plan.Take, t)
		w.enter(p.keys.spent(wish.Holder()), offerSpent(wish), wish.Offer.Start.Unix())
	}
}

// Wish returns a wish, or false when there is none of that id.
func (p *Point) Wish(ctx context.Context, id string) (space.Wish, bool, error) {
	all, err := p.wishes(ctx, []string{id})
	if err != nil || len(all) == 0 {
		return space.Wish{}, false, err
	}
	return all[0], true, nil
}

// WishesOf returns the wishes of a resident, the oldest first.
func (p *Point) WishesOf(ctx context.Context, person int64) ([]space.Wish, error) {
	ids, err := p.store.rdb.ZRange(ctx, p.keys.wishesOf(person), 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("list wishes: %w", err)
	}
	return p.wishes(ctx, ids)
}

func (p *Point) wishes(ctx context.Context, ids []string) ([]space.Wish, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = p.keys.wish(id)
	}
	return readAll(ctx, p.store.rdb, keys, func(w *space.Wish, v int64) { w.Version = v })
}
