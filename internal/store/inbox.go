package store

import (
	"context"
	"fmt"
	"time"
)

// seenFor is how long an update is remembered: Telegram keeps one for 24 hours.
const seenFor = 25 * time.Hour

// Update is an update as the inbox keeps it.
type Update struct {
	ID   int64
	Chat int64
	Body []byte
}

var intakeScript = loadScript("queue_put", "intake")

// Inbox is the queue of the updates of one shard, 0 to Shards-1.
func Inbox(shard int) Queue { return Queue{inPrefix(shard)} }

// ShardOf is the shard of a chat's updates.
func ShardOf(chat int64) int { return int(uint64(chat) % Shards) }

// Intake puts updates into the inbox, in one round trip. It returns how many
// were new: one that was taken in within the last day is passed over. After an
// error some may have been taken in; taking in all of them again is right.
func (s *Store) Intake(ctx context.Context, updates []Update, now time.Time) (int, error) {
	var calls []call
	for shard, args := range byShard(updates, now) {
		if args != nil {
			calls = append(calls, call{intakeScript, inboxKeys(shard), args})
		}
	}
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

// byShard gathers the arguments of intake.lua for each shard.
func byShard(updates []Update, now time.Time) (args [Shards][]any) {
	for _, u := range updates {
		shard := ShardOf(u.Chat)
		if args[shard] == nil {
			args[shard] = []any{now.UnixMilli(), now.Add(-seenFor).UnixMilli()}
		}
		args[shard] = append(args[shard], u.ID, u.Chat, u.Body)
	}
	return args
}
