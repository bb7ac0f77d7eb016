package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"
)

var snapshotScript = loadScript("snapshot")

func (b *backup) inboxes(ctx context.Context) error {
	for shard := range Shards {
		if err := b.snapshot(ctx, inboxKeys(shard), ""); err != nil {
			return fmt.Errorf("read inbox %d: %w", shard, err)
		}
	}
	return nil
}

// alone reads keys that belong to no others, some in a round trip.
func (b *backup) alone(ctx context.Context) error {
	for some := range slices.Chunk(b.single, 500) {
		calls := make([]call, len(some))
		for i, name := range some {
			calls[i] = call{snapshotScript, []string{name}, []any{""}}
		}
		results, err := b.store.runAll(ctx, calls)
		if err != nil {
			return fmt.Errorf("read keys without a Point: %w", err)
		}
		for _, r := range results {
			if err := b.write(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *backup) tagged(ctx context.Context) error {
	for _, tag := range b.tags {
		prefix := keysOf(tag).prefix
		if err := b.snapshot(ctx, []string{prefix + "due"}, prefix+"*"); err != nil {
			return fmt.Errorf("read Point %s: %w", tag, err)
		}
	}
	return nil
}

// snapshot reads keys at one moment and writes them.
func (b *backup) snapshot(ctx context.Context, keys []string, pattern string) error {
	master, err := b.store.patient(ctx, keys[0])
	if err != nil {
		return err
	}
	return b.write(snapshotScript.RunRO(ctx, master, keys, pattern))
}

// patience is how long the answer about one tag may take.
const patience = 5 * time.Minute

// patient is a client of the server that has the key, which waits longer for an
// answer than anything else may. It shares the connections of the store's, which
// closes them.
func (s *Store) patient(ctx context.Context, key string) (*redis.Client, error) {
	switch rdb := s.rdb.(type) {
	case *redis.ClusterClient:
		master, err := rdb.MasterForKey(ctx, key)
		if err != nil {
			return nil, err
		}
		return master.WithTimeout(patience), nil
	case *redis.Client:
		return rdb.WithTimeout(patience), nil
	}
	return nil, fmt.Errorf("find masters: unknown client %T", s.rdb)
}
