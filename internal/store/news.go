package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// News returns the house's line of news; its Version is 0 where there never
// was one.
func (p *Point) News(ctx context.Context) (space.News, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.news()}, func(n *space.News, v int64) { n.Version = v })
	if err != nil || len(all) == 0 {
		return space.News{}, err
	}
	return all[0], nil
}

// writeNews plans its record. One that was removed stays as an empty line, so
// that its version goes on counting.
func (p *Point) writeNews(w *writing, n *space.News) error {
	if n == nil {
		return nil
	}
	return w.put(p.keys.news(), n.Version, n, 0)
}

// LastStarts returns when the latest booking of each community begins, past or
// to come, whatever became of it; those without any are left out.
func (p *Point) LastStarts(ctx context.Context, communities []string) (map[string]time.Time, error) {
	last := map[string]time.Time{}
	if len(communities) == 0 {
		return last, nil
	}
	found := make([]*redis.ZSliceCmd, len(communities))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range communities {
			found[i] = pipe.ZRevRangeWithScores(ctx, p.keys.bookingsIn(id), 0, 0)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read last bookings: %w", err)
	}
	for i, id := range communities {
		for _, z := range found[i].Val() {
			last[id] = time.Unix(int64(z.Score), 0).UTC()
		}
	}
	return last, nil
}

// MissedSince returns the bookings nobody came to that became so since then, in
// the order they were made.
func (p *Point) MissedSince(ctx context.Context, since time.Time) ([]space.Booking, error) {
	span := &redis.ZRangeBy{Min: strconv.FormatInt(since.UnixMilli(), 10), Max: "+inf"}
	ids, err := p.store.rdb.ZRangeByScore(ctx, p.keys.changed(), span).Result()
	if err != nil {
		return nil, fmt.Errorf("list changed bookings: %w", err)
	}
	all, err := p.Bookings(ctx, ids)
	var missed []space.Booking
	for _, b := range all {
		if b.State == space.NoShow {
			missed = append(missed, b)
		}
	}
	return missed, err
}
