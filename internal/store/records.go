package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// readAll reads records of one kind, those that are missing left out.
func readAll[T any](ctx context.Context, rdb redis.UniversalClient, keys []string, version func(*T, int64)) ([]T, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	raw := make([]*redis.SliceCmd, len(keys))
	_, err := rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, key := range keys {
			raw[i] = pipe.HMGet(ctx, key, "v", "body")
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	all := make([]T, 0, len(keys))
	for i := range raw {
		one, ok, err := decode(raw[i].Val(), version)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", keys[i], err)
		}
		if ok {
			all = append(all, one)
		}
	}
	return all, nil
}

// decode reads a record's {v, body}; false when there is none.
func decode[T any](fields []any, version func(*T, int64)) (one T, ok bool, err error) {
	if len(fields) != 2 || fields[0] == nil || fields[1] == nil {
		return one, false, nil
	}
	if err := json.Unmarshal([]byte(fields[1].(string)), &one); err != nil {
		return one, false, err
	}
	v, err := strconv.ParseInt(fields[0].(string), 10, 64)
	version(&one, v)
	return one, err == nil, err
}
