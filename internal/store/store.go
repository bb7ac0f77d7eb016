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
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Store is a connection to one Redis server.
type Store struct {
	rdb   redis.UniversalClient
	group group // calls that are to go together
}

// connections is how many there are at most, unless the URL says otherwise:
// enough that no worker waits for one.
const connections = 100

// Open makes a Store of a URL as go-redis reads it (redis://, rediss://,
// unix://). It does not connect yet; Ping does.
//
// What fails is not tried again beneath the caller: after a lost answer nobody
// knows whether a script ran, and putting a message or claiming a chat twice
// is not the same as once. Who calls knows what may be repeated, and waits
// before it.
func Open(url string) (*Store, error) {
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("read redis url: %w", err)
	}
	if options.PoolSize == 0 {
		options.PoolSize = connections
	}
	options.MaxRetries = -1 // none; 0 would be go-redis's three
	return &Store{rdb: redis.NewClient(options)}, nil
}

// Ping says whether Redis answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.rdb.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("ping redis: %w", err)
	}
	return nil
}

// Close closes the connections.
func (s *Store) Close() error { return s.rdb.Close() }
