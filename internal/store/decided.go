package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// LoggedSince returns the lines of all logs since a moment, booking by booking.
// Whatever was booked so long before that it is over by then is not looked at.
func (p *Point) LoggedSince(ctx context.Context, since time.Time) ([]space.Entry, error) {
	oldest := since.AddDate(0, 0, -p.space.Horizon-1)
	ids, err := p.store.rdb.ZRangeByScore(ctx, p.keys.logs(), &redis.ZRangeBy{Min: dec(oldest.UnixMilli()), Max: "+inf"}).Result()
	if err != nil {
		return nil, fmt.Errorf("list logs: %w", err)
	}
	var entries []space.Entry
	for page := range slices.Chunk(ids, logPage) {
		some, err := p.logsOf(ctx, page, since)
		if err != nil {
			return nil, err
		}
		entries = append(entries, some...)
	}
	return entries, nil
}

// logsOf reads logs in one round trip.
func (p *Point) logsOf(ctx context.Context, ids []string, since time.Time) ([]space.Entry, error) {
	logs := make([]*redis.StringSliceCmd, len(ids))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range ids {
			logs[i] = pipe.LRange(ctx, p.keys.log(id), 0, -1)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read logs: %w", err)
	}
	var entries []space.Entry
	for i, log := range logs {
		for _, text := range log.Val() {
			var e space.Entry
			if err := json.Unmarshal([]byte(text), &e); err != nil {
				return nil, fmt.Errorf("read log of %s: %w", ids[i], err)
			}
			if !e.At.Before(since) {
				entries = append(entries, e)
			}
		}
	}
	return entries, nil
}
