package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// broadcastKept is how long a broadcast is remembered, with whom it went to.
const broadcastKept = 30 * 24 * time.Hour

// BroadcastChange is a broadcast before and after; Before is nil for a new one,
// which alone has recipients. After.Version is ignored: the write counts.
type BroadcastChange struct {
	Before     *space.Broadcast
	After      space.Broadcast
	Recipients []space.Recipient
	Leaving    []space.Recipient // those taken out of them, whom After counts no more
	Kept       []space.Recipient // those moved to the end of them, which After.Rest counts already
	Again      []space.Recipient // likewise: their messages were of no use any more, and that counts no more
}

// writeBroadcast plans the record and, of a new one, the recipients in their
// order: a portion is read by its place among them.
func (p *Point) writeBroadcast(w *writing, c BroadcastChange) error {
	version := int64(0)
	if c.Before != nil {
		version = c.Before.Version
	}
	to := p.keys.recipients(c.After.ID)
	for i, r := range c.Recipients {
		w.enter(to, r.String(), int64(i))
	}
	for _, r := range c.Leaving {
		w.leave(to, r.String())
	}
	last := slices.Concat(c.Kept, c.Again)
	for i, r := range last {
		w.enter(to, r.String(), int64(c.After.Total+c.After.Rest.Moved-len(last)+i))
	}
	if len(c.Again) > 0 {
		again := uncount{Key: w.key(p.keys.tally(c.After.ID)), Missed: w.key(p.keys.missed(c.After.ID)), What: space.Outlived}
		for _, r := range c.Again {
			again.Chats = append(again.Chats, dec(r.Chat))
		}
		w.plan.Uncount = append(w.plan.Uncount, again)
	}
	if len(c.Recipients) > 0 {
		w.plan.Trim = append(w.plan.Trim, trim{w.key(to), len(c.Recipients), int64(broadcastKept / time.Second)})
	}
	return w.put(p.keys.broadcast(c.After.ID), version, c.After, broadcastKept)
}

// Broadcast returns a broadcast, or false when there is none of that id.
func (p *Point) Broadcast(ctx context.Context, id string) (space.Broadcast, bool, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.broadcast(id)}, func(b *space.Broadcast, v int64) { b.Version = v })
	if err != nil || len(all) == 0 {
		return space.Broadcast{}, false, err
	}
	return all[0], true, nil
}

// BroadcastStopped says whether somebody stopped a broadcast.
func (s *Store) BroadcastStopped(ctx context.Context, point, id string) (bool, error) {
	b, ok, err := s.Point(&space.Point{ID: point}).Broadcast(ctx, id)
	return ok && b.State == space.BroadcastStopped, err
}

// Recipients are n of the recipients of a broadcast, from that place on.
func (p *Point) Recipients(ctx context.Context, id string, from, n int) ([]space.Recipient, error) {
	if n <= 0 {
		return nil, nil
	}
	names, err := p.store.rdb.ZRange(ctx, p.keys.recipients(id), int64(from), int64(from+n-1)).Result()
	if err != nil {
		return nil, fmt.Errorf("read recipients: %w", err)
	}
	all := make([]space.Recipient, len(names))
	for i, name := range names {
		if all[i], err = space.ParseRecipient(name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Outcome is what became of a message of a broadcast; the zero one is of a
// message of none.
type Outcome struct {
	Point     string
	Broadcast string
	What      string // space.Delivered, space.NotSent, or how it failed
}

// counted are the keys in which an outcome is counted, and what of it.
func (o Outcome) counted() (keys []string, args []any) {
	if o.Broadcast == "" {
		return nil, nil
	}
	k := keysOf(o.Point)
	return []string{k.tally(o.Broadcast), k.missed(o.Broadcast)}, []any{o.What, int(broadcastKept / time.Second)}
}

// Tally returns how many messages of a broadcast came to what.
func (p *Point) Tally(ctx context.Context, id string) (space.Tally, error) {
	counts, err := p.store.rdb.HGetAll(ctx, p.keys.tally(id)).Result()
	if err != nil {
		return nil, fmt.Errorf("read tally: %w", err)
	}
	t := space.Tally{}
	for what, count := range counts {
		if t[what], err = strconv.Atoi(count); err != nil {
			return nil, fmt.Errorf("read tally of %s: %w", what, err)
		}
	}
	return t, nil
}

// Missed returns which chats a broadcast did not reach, and why.
func (p *Point) Missed(ctx context.Context, id string) (map[int64]string, error) {
	all, err := p.store.rdb.HGetAll(ctx, p.keys.missed(id)).Result()
	if err != nil {
		return nil, fmt.Errorf("read who was not reached: %w", err)
	}
	missed := make(map[int64]string, len(all))
	for chat, why := range all {
		id, err := strconv.ParseInt(chat, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read who was not reached: %w", err)
		}
		missed[id] = why
	}
	return missed, nil
}

// Lapsed are those of the recipients whose messages waited until they were of no
// use.
func (p *Point) Lapsed(ctx context.Context, b space.Broadcast) ([]space.Recipient, error) {
	missed, err := p.Missed(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	handed, err := p.Recipients(ctx, b.ID, 0, b.Handed)
	return slices.DeleteFunc(handed, func(r space.Recipient) bool { return missed[r.Chat] != space.Outlived }), err
}

// Everybody returns all who ever agreed to be remembered, all communities, and
// which chats cannot be written to.
func (p *Point) Everybody(ctx context.Context) (all space.Everybody, err error) {
	ids, err := p.store.rdb.ZRange(ctx, p.keys.people(), 0, -1).Result()
	if err != nil {
		return all, fmt.Errorf("list people: %w", err)
	}
	people := make([]int64, len(ids))
	for i, id := range ids {
		if people[i], err = strconv.ParseInt(id, 10, 64); err != nil {
			return all, fmt.Errorf("list people: %w", err)
		}
	}
	if all.People, err = p.People(ctx, people); err != nil {
		return all, err
	}
	if all.Communities, err = p.Communities(ctx); err != nil {
		return all, err
	}
	all.Shut, err = p.store.Marked(ctx, p.space.ID)
	return all, err
}

// listPeople enters into the lists of people those who were written before
// there were any.
func (s *Store) listPeople(ctx context.Context) error {
	return s.eachKey(ctx, "samovar:{*}:person:*", s.listPerson)
}

func (s *Store) listPerson(ctx context.Context, key string) error {
	all, err := readAll(ctx, s.rdb, []string{key}, func(*space.Person, int64) {})
	if err != nil || len(all) == 0 || all[0].Consent.IsZero() {
		return err
	}
	who := all[0]
	list := pointKeys{key[:len(key)-len("person:"+dec(who.ID))]}.people()
	if err := s.rdb.ZAdd(ctx, list, redis.Z{Member: dec(who.ID), Score: float64(who.Consent.Unix())}).Err(); err != nil {
		return fmt.Errorf("write %s: %w", list, err)
	}
	return nil
}
