package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// writeLog adds a line to the booking's log, in the commit that changes it.
// Lines are only ever added.
func (p *Point) writeLog(w *writing, c BookingChange, now time.Time) error {
	e, any := space.Logged(c.Before, c.After, c.By, now.UTC())
	if !any {
		return nil
	}
	body, err := w.body(e)
	if err != nil {
		return err
	}
	w.plan.Logs = append(w.plan.Logs, line{w.key(p.keys.log(c.After.ID)), body})
	if c.Before == nil {
		w.enter(p.keys.logs(), c.After.ID, now.UnixMilli())
	}
	w.enter(p.keys.changed(), c.After.ID, now.UnixMilli())
	return nil
}

// Changed returns the bookings that were changed last, the latest first.
func (p *Point) Changed(ctx context.Context, most int) ([]space.Booking, error) {
	ids, err := p.store.rdb.ZRevRange(ctx, p.keys.changed(), 0, int64(most)-1).Result()
	if err != nil {
		return nil, fmt.Errorf("list changed bookings: %w", err)
	}
	return p.Bookings(ctx, ids)
}

// ChangedSince returns the bookings whose latest change is not older than a
// moment.
func (p *Point) ChangedSince(ctx context.Context, from time.Time) ([]space.Booking, error) {
	ids, err := p.store.rdb.ZRangeByScore(ctx, p.keys.changed(), &redis.ZRangeBy{Min: dec(from.UnixMilli()), Max: "+inf"}).Result()
	if err != nil {
		return nil, fmt.Errorf("list changed bookings: %w", err)
	}
	return p.Bookings(ctx, ids)
}

// Log returns a booking's log, the oldest line first.
func (p *Point) Log(ctx context.Context, booking string) ([]space.Entry, error) {
	lines, err := p.store.rdb.LRange(ctx, p.keys.log(booking), 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("read log of %s: %w", booking, err)
	}
	entries := make([]space.Entry, len(lines))
	for i, text := range lines {
		if err := json.Unmarshal([]byte(text), &entries[i]); err != nil {
			return nil, fmt.Errorf("read log of %s: %w", booking, err)
		}
	}
	return entries, nil
}

// logPage is how many bookings' logs EachLog reads at a time.
const logPage = 500

// EachLog calls do with the log of every booking, in the order they were made,
// until it returns an error.
func (p *Point) EachLog(ctx context.Context, do func([]space.Entry) error) error {
	for from := int64(0); ; from += logPage {
		ids, err := p.store.rdb.ZRange(ctx, p.keys.logs(), from, from+logPage-1).Result()
		if err != nil {
			return fmt.Errorf("list logs: %w", err)
		}
		for _, id := range ids {
			entries, err := p.Log(ctx, id)
			if err != nil {
				return err
			}
			if err := do(entries); err != nil {
				return err
			}
		}
		if len(ids) < logPage {
			return nil
		}
	}
}
