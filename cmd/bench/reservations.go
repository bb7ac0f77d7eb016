package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync/atomic"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	clients      = 64    // at a time, on both sides
	wanted       = 10000 // slots asked for in a round, on both sides
	collideEvery = 10    // every tenth of ours wants a slot that is taken
)

// reservations compares bookings through the store's full rules with a script
// that sets an entry if it is not there, run by redis-benchmark.
func (b *bench) reservations(ctx context.Context) error {
	var p pairs
	for range b.rounds {
		ours, err := oneRound(ctx, reserve)
		if err != nil {
			return err
		}
		peer, err := oneRound(ctx, checkAndSet)
		if err != nil {
			return err
		}
		p.add(ours, peer)
	}
	b.compare("reservations a second, full rules, against a bare EVALSHA", "%.0f", p, "≥ 0.5", atLeast(0.5))
	return nil
}

// oneRound measures on a fresh server.
func oneRound(ctx context.Context, measure func(context.Context, *redisserver.Server) (float64, error)) (float64, error) {
	server, err := durable()
	if err != nil {
		return 0, err
	}
	defer server.Stop()
	return measure(ctx, server)
}

// reserve asks for slots and returns how many bookings a second were written.
// What is refused takes its time too, and is not counted.
func reserve(ctx context.Context, server *redisserver.Server) (float64, error) {
	return reserveAt(ctx, server.URL(), 0)
}

// reserveAt does so at an address, where so many replicas must have each.
func reserveAt(ctx context.Context, url string, replicas int) (float64, error) {
	s, err := store.Open(url)
	if err != nil {
		return 0, err
	}
	if replicas > 0 {
		s.Replicate(replicas)
	}
	defer func() { _ = s.Close() }() // all is written
	point, err := examplePoint()
	if err != nil {
		return 0, err
	}
	db, now := s.Point(point), time.Now().UTC()
	if err := byAll(func(i int64) error {
		person, session := talk(i, now)
		return db.Commit(ctx, store.Change{People: []space.Person{person}, Session: session}, now)
	}); err != nil {
		return 0, fmt.Errorf("prepare: %w", err)
	}
	var granted, refused atomic.Int64
	began := time.Now()
	err = byAll(func(i int64) error {
		err := db.Commit(ctx, request(point, i, now), now)
		if refusal := new(space.Refusal); errors.As(err, &refusal) && i%collideEvery == 0 {
			refused.Add(1)
			return nil
		}
		granted.Add(1)
		return err
	})
	if err == nil && refused.Load() != wanted/collideEvery-1 {
		err = fmt.Errorf("%d were refused, not all but one of %d", refused.Load(), wanted/collideEvery)
	}
	return float64(granted.Load()) / time.Since(began).Seconds(), err
}

// byAll lets the clients do something once for each number from 0 on.
func byAll(do func(i int64) error) error {
	return byEach(func(_ int, i int64) error { return do(i) })
}

// byEach tells which client it is, too.
func byEach(do func(client int, i int64) error) error {
	var next atomic.Int64
	return each(clients, func(client int) error {
		for i := next.Add(1) - 1; i < wanted; i = next.Add(1) - 1 {
			if err := do(client, i); err != nil {
				return fmt.Errorf("number %d: %w", i, err)
			}
		}
		return nil
	})
}

// minimal sets what nobody has set before: the least that could be called a
// reservation.
const minimal = `if redis.call('ZADD', KEYS[1], 'NX', ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[1])
return 1`

// checkAndSet lets redis-benchmark run the minimal script, and returns how
// often a second it did.
func checkAndSet(ctx context.Context, server *redisserver.Server) (float64, error) {
	c, err := dial(server.Addr())
	if err != nil {
		return 0, err
	}
	defer c.close()
	sha, err := c.do("SCRIPT", "LOAD", minimal)
	if err != nil {
		return 0, err
	}
	out, err := exec.CommandContext(ctx, "redis-benchmark", "-p", portOf(server.Addr()), "-c", fmt.Sprint(clients),
		"-n", fmt.Sprint(wanted), "-r", "1000000000", "--csv",
		"EVALSHA", sha, "2", "{blg}:room", "{blg}:booking", "__rand_int__", "__rand_int__").Output()
	if err != nil {
		return 0, fmt.Errorf("run redis-benchmark: %w", err)
	}
	return rateIn(string(out))
}
