package store

import (
	"context"
	"fmt"
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
// first, and how many there are.
func (p *Point) Pending(ctx context.Context, offset, n int) ([]space.Booking, int, error) {
	var ids *redis.StringSliceCmd
	var count *redis.IntCmd
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		ids = pipe.ZRange(ctx, p.keys.pending(), int64(offset), int64(offset+n-1))
		count = pipe.ZCard(ctx, p.keys.pending())
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("read queue of requests: %w", err)
	}
	all, err := p.Bookings(ctx, ids.Val())
	return all, int(count.Val()), err
}
