package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// What may stand against a restore.
var (
	// ErrNotEmpty: there is something in Redis. Nothing is changed then.
	ErrNotEmpty = errors.New("this Redis is not empty: a backup is only ever restored into an empty one, and nothing was changed")
	// ErrRestoring: a restore runs, or ended before its time.
	ErrRestoring = errors.New("a backup is being restored into this Redis, or that broke off: wait until it is done; if it broke off, empty Redis (redis-cli flushdb) and restore anew")
)

// restoring stands in the place of the schema's number until all is written: no
// program serves from a half.
const restoring = "restoring"

// Restore writes a backup into an empty Redis: all of it, or, where the file is
// not as it was written or Redis not empty, nothing. It calls told with how many
// of how many keys are there by now. What expired in the meantime is left out by
// Redis itself, and updates that were handled while the backup was made by the
// restore.
//
// It is done once the replicas that Replicate asks for have it too. Redis may
// fail in the middle. What is there then stays, marked, so that neither
// a bot starts on it nor another restore does.
func (s *Store) Restore(ctx context.Context, file io.ReadSeeker, told func(keys, of int)) (Backup, int, error) {
	updates := settled{}
	head, keys, err := readBackup(file, updates.look)
	if err != nil {
		return head, 0, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return head, 0, fmt.Errorf("read backup again: %w", err)
	}
	if err := s.claimEmpty(ctx); err != nil {
		return head, 0, err
	}
	r := restore{store: s, of: keys, told: told, updates: updates}
	err = r.all(ctx, file)
	if err == nil {
		err = r.whole(ctx)
	}
	if err != nil {
		return head, r.done, fmt.Errorf("restore, with %d of %d keys written: %w; empty Redis (redis-cli flushdb) and restore anew", r.done, keys, err)
	}
	if err := s.rdb.Set(ctx, schemaKey, head.Schema, 0).Err(); err != nil {
		return head, r.done, fmt.Errorf("write schema: %w", err)
	}
	return head, keys, nil
}

// claimEmpty makes an empty Redis that of the restore.
func (s *Store) claimEmpty(ctx context.Context) error {
	n, err := s.rdb.DBSize(ctx).Result()
	if err != nil {
		return fmt.Errorf("count keys: %w", err)
	}
	if n > 0 {
		return s.whyNotEmpty(ctx)
	}
	first, err := s.rdb.SetNX(ctx, schemaKey, restoring, 0).Result()
	if err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	if !first {
		return s.whyNotEmpty(ctx)
	}
	return nil
}

func (s *Store) whyNotEmpty(ctx context.Context) error {
	if at, err := s.rdb.Get(ctx, schemaKey).Result(); err == nil && at == restoring {
		return ErrRestoring
	}
	return ErrNotEmpty
}

// restore is one on its way into Redis.
type restore struct {
	store *Store
	of    int
	told  func(keys, of int)
	some  []kept // to be written next
	bytes int
	done  int
	last  int // of those written, how many do not expire

	updates settled // those that were handled are left out
}

// A pipeline ends with so many keys, or so many bytes.
const (
	someKeys  = 500
	someBytes = 1 << 20
)

func (r *restore) all(ctx context.Context, file io.Reader) error {
	_, _, err := readBackup(file, func(k kept) error {
		r.some = append(r.some, k)
		if r.bytes += len(k.Value); len(r.some) < someKeys && r.bytes < someBytes {
			return nil
		}
		return r.write(ctx)
	})
	if err != nil {
		return err
	}
	return r.write(ctx)
}

// whole waits until so many replicas as must have what was written have all of
// it, and looks whether it is all there: a master may have been lost in the
// middle, with what nobody had from it yet.
func (r *restore) whole(ctx context.Context) error {
	if err := r.store.replicateAll(ctx); err != nil {
		return fmt.Errorf("wait for %d replicas: %w", r.store.replicas, err)
	}
	there, err := r.store.lasting(ctx)
	if err != nil {
		return err
	}
	if there--; there < int64(r.last) { // without the mark
		return fmt.Errorf("of %d keys that were written %d are there: was a master lost meanwhile?", r.last, there)
	}
	return nil
}

// lasting is how many keys there are that do not expire.
func (s *Store) lasting(ctx context.Context) (int64, error) {
	var sum atomic.Int64
	err := s.eachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
		info, err := master.Info(ctx, "keyspace").Result()
		if err != nil {
			return fmt.Errorf("count keys: %w", err)
		}
		counts := readInfo(info)["db"+strconv.Itoa(master.Options().DB)] // "keys=5,expires=2,…"; "" for none
		var keys, expiring int64
		if _, err := fmt.Sscanf(counts, "keys=%d,expires=%d", &keys, &expiring); err != nil && counts != "" {
			return fmt.Errorf("count keys of %q: %w", counts, err)
		}
		sum.Add(keys - expiring)
		return nil
	})
	return sum.Load(), err
}

// write writes some keys in one round trip; each command is about one key, so
// that a Cluster takes them too.
func (r *restore) write(ctx context.Context) error {
	lasting := 0
	_, err := r.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, k := range r.some {
			all, err := r.updates.without(k)
			if err != nil {
				return err
			}
			k.put(ctx, pipe, all)
			if len(all) > 0 && k.Expires == nil {
				lasting++
			}
		}
		return nil
	})
	if err != nil && len(r.some) > 0 {
		return fmt.Errorf("write %s to %s: %w", r.some[0].Key, r.some[len(r.some)-1].Key, err)
	}
	r.done, r.last = r.done+len(r.some), r.last+lasting
	r.some, r.bytes = nil, 0
	r.told(r.done, r.of)
	return nil
}

// atOnce is how many values one command takes, an even number.
const atOnce = 2000

// put writes what the key holds by the commands of its type.
func (k kept) put(ctx context.Context, pipe redis.Pipeliner, all []any) {
	for part := range slices.Chunk(all, atOnce) {
		pipe.Do(ctx, append([]any{k.command(), k.Key}, k.inOrder(part)...)...)
	}
	if k.Expires != nil {
		pipe.PExpireAt(ctx, k.Key, *k.Expires)
	}
}

func (k kept) command() string {
	return map[string]string{"string": "SET", "list": "RPUSH", "set": "SADD", "hash": "HSET", "zset": "ZADD"}[k.Type]
}

// inOrder is what the command takes: ZADD has the score before the member.
func (k kept) inOrder(part []any) []any {
	if k.Type != "zset" {
		return part
	}
	for i := 0; i < len(part); i += 2 {
		part[i], part[i+1] = part[i+1], part[i]
	}
	return part
}
