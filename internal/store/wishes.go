package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

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

// A waiting wish stands in the line of each of its days, by holder and, within
// one, by when it joined. Lifted ones stand before all holders.
const liftedLine = "!"

func lineMember(w space.Wish) string {
	holder, since := w.Holder(), w.Created
	if w.Lifted != nil {
		holder, since = liftedLine, w.Lifted.At
	}
	return fmt.Sprintf("%s %015d %s", holder, since.UnixMilli(), w.ID)
}

func (p *Point) enterLines(w *writing, wish space.Wish, now time.Time) {
	if wish.State != space.WishWaiting {
		return
	}
	for _, day := range wish.Want.Days(p.space, now) {
		w.enter(p.keys.line(day), lineMember(wish), 0)
	}
}

// leaveLines takes the wish out of every line it may stand in; those of days
// that are past hold nobody up and go with the day.
func (p *Point) leaveLines(w *writing, wish space.Wish) {
	if wish.State != space.WishWaiting {
		return
	}
	for _, day := range wish.Want.Days(p.space, wish.Created) {
		w.leave(p.keys.line(day), lineMember(wish))
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

var lineHolders = loadScript("line_holders")

// LineHolder is who waits on a day, and since when: "" for all the wishes that
// were lifted.
type LineHolder struct {
	ID    string
	Since time.Time // of the first of its wishes
}

// LineHolders returns who waits on a day. It takes time for each holder, not
// for each wish.
func (p *Point) LineHolders(ctx context.Context, day space.Date) ([]LineHolder, error) {
	firsts, err := lineHolders.Run(ctx, p.store.rdb, []string{p.keys.line(day)}).StringSlice()
	if err != nil && err != redis.Nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	holders := make([]LineHolder, len(firsts))
	for i, member := range firsts {
		part := strings.Fields(member)
		if len(part) != 3 {
			return nil, fmt.Errorf("read line %q: not three parts", member)
		}
		ms, err := strconv.ParseInt(part[1], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read line %q: %w", member, err)
		}
		holders[i] = LineHolder{strings.TrimPrefix(part[0], liftedLine), time.UnixMilli(ms).UTC()}
	}
	return holders, nil
}

// Waiting returns up to n wishes of a holder that wait on a day, after so many
// others, in the order they joined; the lifted ones for "".
func (p *Point) Waiting(ctx context.Context, day space.Date, holder string, offset, n int) ([]space.Wish, error) {
	if holder == "" {
		holder = liftedLine
	}
	members, err := p.store.rdb.ZRangeByLex(ctx, p.keys.line(day), &redis.ZRangeBy{
		Min: "[" + holder + " ", Max: "(" + holder + "!", Offset: int64(offset), Count: int64(n)}).Result()
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	return p.wishes(ctx, wishIDs(members))
}

// Line returns up to n of the wishes that wait on a day, holder by holder.
func (p *Point) Line(ctx context.Context, day space.Date, n int) ([]space.Wish, error) {
	members, err := p.store.rdb.ZRange(ctx, p.keys.line(day), 0, int64(n-1)).Result()
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	return p.wishes(ctx, wishIDs(members))
}

// wishIDs are the ids that end the members of a line.
func wishIDs(members []string) []string {
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m[strings.LastIndexByte(m, ' ')+1:]
	}
	return ids
}

// DaysWaited returns the local days, from today to the horizon, that somebody
// waits for.
func (p *Point) DaysWaited(ctx context.Context, now time.Time) ([]space.Date, error) {
	today := p.space.Day(now)
	counts := make([]*redis.IntCmd, p.space.Horizon+1)
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i := range counts {
			counts[i] = pipe.ZCard(ctx, p.keys.line(today.Plus(i)))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count lines: %w", err)
	}
	var days []space.Date
	for i, count := range counts {
		if count.Val() > 0 {
			days = append(days, today.Plus(i))
		}
	}
	return days, nil
}
