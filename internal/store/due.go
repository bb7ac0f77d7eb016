package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// Due returns up to n things that are due by now, the longest due first. It
// claims nothing: whoever carries one out names it in Change.Fired, and only
// one commit can.
func (p *Point) Due(ctx context.Context, now time.Time, n int) ([]space.Due, error) {
	return p.dueIn(ctx, &redis.ZRangeBy{Min: "-inf", Max: dec(now.UnixMilli()), Count: int64(n)})
}

// Upcoming returns all things that are not due yet at now, the next first.
func (p *Point) Upcoming(ctx context.Context, now time.Time) ([]space.Due, error) {
	return p.dueIn(ctx, &redis.ZRangeBy{Min: "(" + dec(now.UnixMilli()), Max: "+inf"})
}

// Planned returns what is due or will be of a kind about a subject, the next
// first.
func (p *Point) Planned(ctx context.Context, kind space.DueKind, subject string) ([]space.Due, error) {
	pattern := string(kind) + ":" + subject + ":*"
	found := map[string]space.Due{}
	entries := p.store.rdb.ZScan(ctx, p.keys.due(), 0, pattern, 1000).Iterator()
	for entries.Next(ctx) {
		name := entries.Val()
		if !entries.Next(ctx) {
			break
		}
		score, err := strconv.ParseFloat(entries.Val(), 64)
		if err != nil {
			return nil, fmt.Errorf("read due %q: %w", name, err)
		}
		d, err := space.ParseDue(name)
		if err != nil {
			return nil, err
		}
		d.At = time.UnixMilli(int64(score)).UTC()
		found[name] = d
	}
	if err := entries.Err(); err != nil {
		return nil, fmt.Errorf("read due: %w", err)
	}
	return slices.SortedFunc(maps.Values(found), func(a, b space.Due) int { return a.At.Compare(b.At) }), nil
}

// Overdue measures what is due by now at each of the Points and not carried out,
// in one round trip.
func (s *Store) Overdue(ctx context.Context, points []string, now time.Time) ([]Backlog, error) {
	counts, oldest := make([]*redis.IntCmd, len(points)), make([]*redis.ZSliceCmd, len(points))
	_, err := s.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range points {
			due := keysOf(id).due()
			counts[i], oldest[i] = pipe.ZCount(ctx, due, "-inf", dec(now.UnixMilli())), pipe.ZRangeWithScores(ctx, due, 0, 0)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("measure what is due: %w", err)
	}
	all := make([]Backlog, len(points))
	for i := range points {
		all[i] = Backlog{Items: counts[i].Val(), Late: lateness(oldest[i].Val(), now)}
	}
	return all, nil
}

func (p *Point) dueIn(ctx context.Context, span *redis.ZRangeBy) ([]space.Due, error) {
	entries, err := p.store.rdb.ZRangeByScoreWithScores(ctx, p.keys.due(), span).Result()
	if err != nil {
		return nil, fmt.Errorf("read due: %w", err)
	}
	due := make([]space.Due, 0, len(entries))
	for _, z := range entries {
		d, err := space.ParseDue(z.Member.(string))
		if err != nil {
			return nil, err
		}
		d.At = time.UnixMilli(int64(z.Score)).UTC()
		due = append(due, d)
	}
	return due, nil
}

// Pending returns a page of the requests that wait for a decision, oldest
// first, and how many there are. The dates of a series that wait together are
// one: its first. All are read, since only they themselves tell.
func (p *Point) Pending(ctx context.Context, offset, n int) ([]space.Booking, int, error) {
	ids, err := p.store.rdb.ZRange(ctx, p.keys.pending(), 0, -1).Result()
	if err != nil {
		return nil, 0, fmt.Errorf("read queue of requests: %w", err)
	}
	all, err := p.Bookings(ctx, ids)
	all = space.Together(all)
	return all[min(offset, len(all)):min(offset+n, len(all))], len(all), err
}
