package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// LeaseFor is how long a claim holds without being renewed: so long do the
// chats of a process that was killed wait for another.
const LeaseFor = 5 * time.Second

// Queue names one queue of items, ordered within each chat. Of a chat one
// owner at a time has the oldest item; chats do not wait for each other.
type Queue struct{ prefix string }

// Item is the oldest item of a chat, claimed.
type Item struct {
	Queue Queue
	Chat  int64
	Seq   int64
	Body  []byte

	Outcome Outcome // of a message: what Done counts
}

// Ask is how many chats of a queue to claim at most.
type Ask struct {
	Queue Queue
	Most  int
}

// Backlog is what waits in a queue.
type Backlog struct {
	Items int64         // all of them
	Late  time.Duration // how long the chat that waits longest could have been claimed
}

var (
	claimScript = loadScript("queue_head", "queue_claim")
	doneScript  = loadScript("queue_head", "queue_done")
	retryScript = loadScript("queue_head", "queue_retry")
	renewScript = loadScript("queue_renew")
	moveScript  = loadScript("portions", "queue_put", "queue_head", "queue_move")
)

// Claim claims chats of several queues, in one round trip. What it returns is
// claimed even where it returns an error too.
func (s *Store) Claim(ctx context.Context, owner string, asks []Ask, now time.Time) ([]Item, error) {
	calls := make([]call, len(asks))
	for i, a := range asks {
		calls[i] = call{claimScript, queueKeys(a.Queue.prefix), []any{a.Most, owner, now.UnixMilli(), leaseEnd(now)}}
	}
	results, err := s.runAll(ctx, calls)
	if err != nil {
		err = fmt.Errorf("claim from queues: %w", err)
	}
	var items []Item
	for i, r := range results {
		items = append(items, itemsOf(asks[i].Queue, r)...)
	}
	return items, err
}

// Done removes an item that was dealt with. With more, the next item of the
// same chat is returned at once, if there is one, and the claim goes on for
// it; else the chat is given back. The item's outcome is counted by the same
// script, once, however often and by whoever it is done.
func (s *Store) Done(ctx context.Context, owner string, it Item, more bool, now time.Time) (next *Item, err error) {
	keep := 0
	if more {
		keep = 1
	}
	counted, outcome := it.Outcome.counted()
	r := s.run(ctx, call{doneScript, append(queueKeys(it.Queue.prefix), counted...),
		append([]any{it.Chat, it.member(), owner, now.UnixMilli(), leaseEnd(now), keep}, outcome...)})
	if r.Err() != nil {
		return nil, fmt.Errorf("finish item %s: %w", it.member(), r.Err())
	}
	if items := itemsOf(it.Queue, r); len(items) > 0 {
		return &items[0], nil
	}
	return nil, nil
}

// Retry gives a chat back, to be claimed again from a moment on. Its items stay.
func (s *Store) Retry(ctx context.Context, owner string, it Item, at time.Time) error {
	r := s.run(ctx, call{retryScript, queueKeys(it.Queue.prefix), []any{it.Chat, owner, at.UnixMilli()}})
	if r.Err() != nil {
		return fmt.Errorf("put off item %s: %w", it.member(), r.Err())
	}
	return nil
}

// Renew makes the owner's leases longer, those of items it still has.
func (s *Store) Renew(ctx context.Context, owner string, items []Item, now time.Time) error {
	chats := map[Queue][]any{}
	for _, it := range items {
		if chats[it.Queue] == nil {
			chats[it.Queue] = []any{owner, leaseEnd(now)}
		}
		chats[it.Queue] = append(chats[it.Queue], it.Chat)
	}
	var calls []call
	for queue, args := range chats {
		calls = append(calls, call{renewScript, queueKeys(queue.prefix), args})
	}
	if len(calls) == 0 {
		return nil
	}
	if _, err := s.runAll(ctx, calls); err != nil {
		return fmt.Errorf("renew leases: %w", err)
	}
	return nil
}

// Move re-addresses all items of an item's chat to another chat, and gives
// both back.
func (s *Store) Move(ctx context.Context, it Item, to int64, now time.Time) error {
	r := s.run(ctx, call{moveScript, queueKeys(it.Queue.prefix), []any{it.Chat, to, now.UnixMilli()}})
	if r.Err() != nil {
		return fmt.Errorf("move items of chat %d: %w", it.Chat, r.Err())
	}
	return nil
}

// Backlog measures a queue.
func (s *Store) Backlog(ctx context.Context, q Queue, now time.Time) (Backlog, error) {
	all, err := s.Backlogs(ctx, []Queue{q}, now)
	if err != nil {
		return Backlog{}, err
	}
	return all[0], nil
}

// Backlogs measures queues, in one round trip.
func (s *Store) Backlogs(ctx context.Context, queues []Queue, now time.Time) ([]Backlog, error) {
	items, oldest := make([]*redis.IntCmd, len(queues)), make([]*redis.ZSliceCmd, len(queues))
	_, err := s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, q := range queues {
			keys := queueKeys(q.prefix)
			oldest[i], items[i] = p.ZRangeWithScores(ctx, keys[0], 0, 0), p.ZCard(ctx, keys[3])
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("measure queues: %w", err)
	}
	all := make([]Backlog, len(queues))
	for i := range queues {
		all[i] = Backlog{Items: items[i].Val(), Late: lateness(oldest[i].Val(), now)}
	}
	return all, nil
}

// lateness is how long ago the first of a sorted set of times was, 0 where there
// is none or it lies ahead.
func lateness(first []redis.Z, now time.Time) time.Duration {
	if len(first) == 0 {
		return 0
	}
	return max(0, now.Sub(time.UnixMilli(int64(first[0].Score))))
}

func leaseEnd(now time.Time) int64 { return now.Add(LeaseFor).UnixMilli() }

// member is the item's name in Redis: as queue_put.lua makes it.
func (it Item) member() string { return fmt.Sprintf("%d:%016d", it.Chat, it.Seq) }

// itemsOf reads {member, body, member, body ...}. A reply that failed has none.
func itemsOf(q Queue, r *redis.Cmd) []Item {
	flat, err := r.StringSlice()
	if err != nil {
		return nil
	}
	var items []Item
	for i := 0; i+1 < len(flat); i += 2 {
		it := Item{Queue: q, Body: []byte(flat[i+1])}
		id, seq, _ := strings.Cut(flat[i], ":")
		it.Chat, _ = strconv.ParseInt(id, 10, 64) // both are numbers: queue_put.lua made them
		it.Seq, _ = strconv.ParseInt(seq, 10, 64)
		items = append(items, it)
	}
	return items
}
