package store

import (
	"context"
	"fmt"
	"maps"
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
	for some := range slices.Chunk(b.names.alone(), 500) {
		calls := make([]call, len(some))
		for i, name := range some {
			calls[i] = call{snapshotScript, []string{name}, []any{""}}
		}
		results, err := b.store.runAll(ctx, calls)
		if err != nil {
			return fmt.Errorf("read keys without a Point: %w", err)
		}
		for _, r := range results {
			all, err := r.Slice()
			if err != nil {
				return err
			}
			if err := b.write(all); err != nil {
				return err
			}
		}
	}
	return nil
}

// tagged reads tag after tag, also one that was born since the first line was
// written: an update for it may have been handled when the inboxes were read.
func (b *backup) tagged(ctx context.Context) error {
	if b.writes != nil {
		if err := b.writes.caughtUp(ctx); err != nil {
			return err
		}
	}
	for _, tag := range b.names.tags() {
		if err := b.tag(ctx, tag); err != nil {
			return fmt.Errorf("read Point %s: %w", tag, err)
		}
	}
	return nil
}

// tag writes all keys of a tag as they were at one moment.
func (b *backup) tag(ctx context.Context, tag string) error {
	keys, err := b.copied(ctx, tag)
	switch {
	case err != nil:
		return err
	case keys != nil:
		return b.write(slices.Collect(maps.Values(keys)))
	}
	prefix := keysOf(tag).prefix
	return b.snapshot(ctx, []string{prefix + "due"}, prefix+"*")
}

// snapshot reads keys at one moment and writes them.
func (b *backup) snapshot(ctx context.Context, keys []string, pattern string) error {
	master, err := b.store.patient(ctx, keys[0])
	if err != nil {
		return err
	}
	all, err := snapshotScript.RunRO(ctx, master, keys, pattern).Slice()
	if err != nil {
		return err
	}
	return b.write(all)
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
