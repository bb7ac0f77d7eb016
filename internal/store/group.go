package store

import (
	"context"
	"sync"

	"github.com/redis/go-redis/v9"
)

// flights is how many pipelines may be on their way. Redis reads 16 kB of a
// connection before it writes to its disk, so that a few connections fill one
// fsync better than a long pipeline on one.
const flights = 8

// group lets calls made at the same time go to Redis together: while pipelines
// are on their way the next gathers. Under load a call then costs a part of a
// round trip, and of an fsync, instead of a whole one; alone it goes at once.
type group struct {
	mu      sync.Mutex
	flying  int
	waiting []*ticket
}

// ticket is a call that waits for its pipeline.
type ticket struct {
	call call
	done chan *redis.Cmd
}

// run runs one call, together with others that are made meanwhile. A context
// that ends stops the waiting, not the call.
func (s *Store) run(ctx context.Context, c call) *redis.Cmd {
	t := &ticket{c, make(chan *redis.Cmd, 1)}
	s.group.mu.Lock()
	s.group.waiting = append(s.group.waiting, t)
	lead := s.group.flying < flights
	if lead {
		s.group.flying++
	}
	s.group.mu.Unlock()
	if lead {
		go s.flyAll(context.WithoutCancel(ctx))
	}
	select {
	case result := <-t.done:
		return result
	case <-ctx.Done():
		result := redis.NewCmd(ctx)
		result.SetErr(ctx.Err())
		return result
	}
}

// flyAll sends what waits, pipeline after pipeline, until nothing does.
func (s *Store) flyAll(ctx context.Context) {
	for {
		s.group.mu.Lock()
		tickets := s.group.waiting
		s.group.waiting = nil
		if len(tickets) == 0 {
			s.group.flying--
		}
		s.group.mu.Unlock()
		if len(tickets) == 0 {
			return
		}
		s.fly(ctx, tickets)
	}
}

func (s *Store) fly(ctx context.Context, tickets []*ticket) {
	calls := make([]call, len(tickets))
	for i, t := range tickets {
		calls[i] = t.call
	}
	results, _ := s.runAll(ctx, calls) // each result has its own error
	for i, t := range tickets {
		t.done <- results[i]
	}
}
