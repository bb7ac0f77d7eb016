package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"
)

// seenFor is how long an update is remembered: Telegram keeps one for 24 hours.
const seenFor = 25 * time.Hour

// Update is an update as the inbox keeps it.
type Update struct {
	ID   int64
	Chat int64
	Body []byte // a JSON object
	Pace Pace
}

// Pace is how much one sender may send: Burst at once, and one more for each
// time Every that passes. The first update beyond it is kept with "flooding" set
// in its Body; later ones are dropped, until the sender has been quiet for as
// long as all that was sent takes. The zero value does not limit.
type Pace struct {
	Sender int64
	Every  time.Duration
	Burst  int
}

// Off says whether it does not limit.
func (p Pace) Off() bool { return p.Sender == 0 || p.Every <= 0 || p.Burst <= 0 }

var intakeScript = loadScript("portions", "queue_put", "intake")

// Inbox is the queue of the updates of one shard, 0 to Shards-1.
func Inbox(shard int) Queue { return Queue{inPrefix(shard)} }

// ShardOf is the shard of a chat's updates.
func ShardOf(chat int64) int { return int(uint64(chat) % Shards) }

// Intake puts updates into the inbox, in one round trip. It returns how many
// were new: one that was taken in within the last day is passed over, and what
// its sender may not send is dropped. After an
// error some may have been taken in; taking in all of them again is right.
func (s *Store) Intake(ctx context.Context, updates []Update, now time.Time) (int, error) {
	calls := byShard(updates, now)
	if len(calls) == 0 {
		return 0, nil
	}
	results, err := s.runAll(ctx, calls)
	if err != nil {
		return 0, fmt.Errorf("take in updates: %w", err)
	}
	taken := 0
	for _, r := range results {
		added, _ := r.Int64Slice()
		for _, one := range added {
			taken += int(one)
		}
	}
	return taken, nil
}

// byShard gathers the updates into one call of intake.lua for each shard.
func byShard(updates []Update, now time.Time) (calls []call) {
	places := map[int]int{} // of the shards' calls
	for _, u := range updates {
		shard := ShardOf(u.Chat)
		i, begun := places[shard]
		if !begun {
			i, places[shard] = len(calls), len(calls)
			calls = append(calls, call{intakeScript, inboxKeys(shard), []any{now.UnixMilli(), now.Add(-seenFor).UnixMilli()}})
		}
		c := &calls[i]
		c.args = append(c.args, u.ID, u.Chat, u.Body, c.paceOf(u), max(1, u.Pace.Every.Milliseconds()), u.Pace.Burst)
	}
	return calls
}

// paceOf declares the key of the sender's pace, at its first use, and returns
// its place; 0 where the update is not limited.
func (c *call) paceOf(u Update) int {
	if u.Pace.Off() {
		return 0
	}
	key := paceKey(ShardOf(u.Chat), u.Pace.Sender)
	place := slices.Index(c.keys, key) + 1
	if place == 0 {
		c.keys = append(c.keys, key)
		place = len(c.keys)
	}
	return place
}

// InboxBacklog measures the inboxes of all shards as one.
func (s *Store) InboxBacklog(ctx context.Context, now time.Time) (Backlog, error) {
	queues := make([]Queue, Shards)
	for i := range queues {
		queues[i] = Inbox(i)
	}
	all, err := s.Backlogs(ctx, queues, now)
	var sum Backlog
	for _, one := range all {
		sum.Items += one.Items
		sum.Late = max(sum.Late, one.Late)
	}
	return sum, err
}

// LastTaken is when the last new update was taken in; zero where none was for a
// day.
func (s *Store) LastTaken(ctx context.Context) (last time.Time, err error) {
	latest := make([]*redis.ZSliceCmd, Shards)
	_, err = s.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i := range latest {
			latest[i] = pipe.ZRevRangeWithScores(ctx, inPrefix(i)+"seen", 0, 0)
		}
		return nil
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("read when the last update came: %w", err)
	}
	for _, found := range latest {
		for _, z := range found.Val() {
			if at := time.UnixMilli(int64(z.Score)).UTC(); at.After(last) {
				last = at
			}
		}
	}
	return last, nil
}
