// Package store keeps everything of Samovar in Redis: bookings and their
// slots, people, sessions, the inbox of updates and the outbox of messages.
// What belongs together is written together, by one script. It decides
// nothing: package space does.
//
// All keys are built in keys.go, all scripts stand in lua/, and a noun has a
// file of its own.
package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Store is a connection to Redis: one server, the master that Sentinels name,
// or a Cluster.
type Store struct {
	rdb       redis.UniversalClient
	sentinels *redis.FailoverOptions // nil without
	group     group                  // calls that are to go together
	replicas  int                    // that must have what was written
}

// Open makes a Store of a URL as go-redis reads it: redis://, rediss:// and
// unix:// for one server, with master_name for one that Sentinels watch, with
// addr for a Cluster. It does not connect yet; Ping does.
//
// What fails is not tried again beneath the caller: after a lost answer nobody
// knows whether a script ran, and putting a message or claiming a chat twice
// is not the same as once. Who calls knows what may be repeated, and waits
// before it.
func Open(url string) (*Store, error) {
	s := &Store{}
	if err := s.dial(url); err != nil {
		return nil, fmt.Errorf("read redis url: %w", err)
	}
	return s, nil
}

// Ping says whether Redis answers, all masters of a Cluster.
func (s *Store) Ping(ctx context.Context) error {
	err := s.eachMaster(ctx, func(ctx context.Context, master *redis.Client) error { return master.Ping(ctx).Err() })
	if errors.Is(err, redis.Nil) {
		err = fmt.Errorf("%w %q", errNoMaster, s.sentinels.MasterName)
	}
	if err != nil {
		return fmt.Errorf("ping redis: %w", err)
	}
	return nil
}

// Close closes the connections.
func (s *Store) Close() error { return s.rdb.Close() }
