// Package contents reads all that a Redis holds, for tests that ask whether
// anything is left of what should be gone. What it means belongs to package
// store.
package contents

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Of returns what every key of the Redis at the URL holds, as text.
func Of(ctx context.Context, url string) (map[string]string, error) {
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("read redis url: %w", err)
	}
	rdb := redis.NewClient(options)
	defer rdb.Close()
	all := map[string]string{}
	keys := rdb.Scan(ctx, 0, "*", 1000).Iterator()
	for keys.Next(ctx) {
		if all[keys.Val()], err = held(ctx, rdb, keys.Val()); err != nil {
			return nil, fmt.Errorf("read %s: %w", keys.Val(), err)
		}
	}
	return all, keys.Err()
}

// held is what one key holds.
func held(ctx context.Context, rdb *redis.Client, key string) (string, error) {
	kind, err := rdb.Type(ctx, key).Result()
	if err != nil {
		return "", err
	}
	var what any
	switch kind {
	case "string":
		what, err = rdb.Get(ctx, key).Result()
	case "hash":
		what, err = rdb.HGetAll(ctx, key).Result()
	case "list":
		what, err = rdb.LRange(ctx, key, 0, -1).Result()
	case "zset":
		what, err = rdb.ZRangeWithScores(ctx, key, 0, -1).Result()
	case "none": // it ran out meanwhile
	default:
		err = fmt.Errorf("a %s", kind)
	}
	if err == redis.Nil {
		err = nil
	}
	return fmt.Sprint(what), err
}
