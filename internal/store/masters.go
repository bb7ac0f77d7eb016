package store

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/redis/go-redis/v9"
)

// eachMaster does something on every master: the one there is, or all of a
// Cluster, those at the same time.
func (s *Store) eachMaster(ctx context.Context, do func(context.Context, *redis.Client) error) error {
	switch rdb := s.rdb.(type) {
	case *redis.ClusterClient:
		return rdb.ForEachMaster(ctx, do)
	case *redis.Client:
		return do(ctx, rdb)
	}
	return fmt.Errorf("find masters: unknown client %T", s.rdb)
}

// eachKey calls found with every key of a pattern, wherever it is, one after
// the other on each master; a Cluster's masters at the same time.
func (s *Store) eachKey(ctx context.Context, pattern string, found func(ctx context.Context, key string) error) error {
	return s.eachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
		keys := master.Scan(ctx, 0, pattern, 1000).Iterator()
		for keys.Next(ctx) {
			if err := found(ctx, keys.Val()); err != nil {
				return err
			}
		}
		return keys.Err()
	})
}

// errNoMaster is said when no Sentinel knows the name in redis.url.
var errNoMaster = errors.New("the Sentinels know no master of the name")

// master is where the Sentinels say that the master is.
func (s *Store) master(ctx context.Context) (string, error) {
	var errs []error
	for _, addr := range s.sentinels.SentinelAddrs {
		sentinel := redis.NewSentinelClient(&redis.Options{
			Addr: addr, Username: s.sentinels.SentinelUsername, Password: s.sentinels.SentinelPassword,
			TLSConfig: s.sentinels.TLSConfig, MaxRetries: never,
		})
		found, err := sentinel.GetMasterAddrByName(ctx, s.sentinels.MasterName).Result()
		if err := errors.Join(err, sentinel.Close()); err != nil || len(found) != 2 {
			errs = append(errs, fmt.Errorf("ask sentinel %s: %w", addr, err))
			continue
		}
		return net.JoinHostPort(found[0], found[1]), nil
	}
	return "", errors.Join(errs...)
}
