package store

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// History is a booking with its log.
type History struct {
	space.Booking
	Log []space.Entry
}

// MadeBefore returns the histories of bookings that were made before a moment,
// in milliseconds, the latest first: some n of them. Next is the moment to go on
// with, 0 where all were read.
func (p *Point) MadeBefore(ctx context.Context, before int64, n int) (some []History, next int64, err error) {
	found, err := p.store.rdb.ZRevRangeByScoreWithScores(ctx, p.keys.logs(), &redis.ZRangeBy{
		Min: "-inf", Max: "(" + dec(before), Count: int64(n)}).Result()
	if err != nil {
		return nil, 0, fmt.Errorf("list logs: %w", err)
	}
	return p.page(ctx, p.keys.logs(), found, n)
}

// LastChanged returns the histories of bookings whose last change was after one
// moment and not after another, in milliseconds, the longest ago first: some n of
// them. Next is likewise.
func (p *Point) LastChanged(ctx context.Context, after, until int64, n int) (some []History, next int64, err error) {
	found, err := p.store.rdb.ZRangeByScoreWithScores(ctx, p.keys.changed(), &redis.ZRangeBy{
		Min: "(" + dec(after), Max: dec(until), Count: int64(n)}).Result()
	if err != nil {
		return nil, 0, fmt.Errorf("list changed bookings: %w", err)
	}
	return p.page(ctx, p.keys.changed(), found, n)
}

// page reads what was found, with all of the same moment as the last: the next
// page begins beside it.
func (p *Point) page(ctx context.Context, key string, found []redis.Z, n int) (some []History, next int64, err error) {
	if len(found) == 0 {
		return nil, 0, nil
	}
	ids := make([]string, 0, len(found))
	once := map[string]bool{}
	add := func(id string) {
		if !once[id] {
			once[id] = true
			ids = append(ids, id)
		}
	}
	for _, z := range found {
		add(z.Member.(string))
	}
	if len(found) == n {
		next = int64(found[n-1].Score)
		same, err := p.store.rdb.ZRangeByScore(ctx, key, &redis.ZRangeBy{Min: dec(next), Max: dec(next)}).Result()
		if err != nil {
			return nil, 0, fmt.Errorf("list bookings of one moment: %w", err)
		}
		for _, id := range same {
			add(id)
		}
	}
	some, err = p.histories(ctx, ids)
	return some, next, err
}

// histories reads bookings and their logs. One that has no log any more has an
// empty one.
func (p *Point) histories(ctx context.Context, ids []string) ([]History, error) {
	bookings, err := p.Bookings(ctx, ids)
	if err != nil {
		return nil, err
	}
	logs := make([]*redis.StringSliceCmd, len(bookings))
	_, err = p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, b := range bookings {
			logs[i] = pipe.LRange(ctx, p.keys.log(b.ID), 0, -1)
		}
		return nil
	})
	if err != nil && len(bookings) > 0 {
		return nil, fmt.Errorf("read logs: %w", err)
	}
	all := make([]History, len(bookings))
	for i, b := range bookings {
		all[i] = History{b, make([]space.Entry, len(logs[i].Val()))}
		for j, text := range logs[i].Val() {
			if err := json.Unmarshal([]byte(text), &all[i].Log[j]); err != nil {
				return nil, fmt.Errorf("read log of %s: %w", b.ID, err)
			}
		}
	}
	return all, nil
}

// Latest is the moment before which everything was made.
const Latest = int64(math.MaxInt64 >> 10) // what a score can tell from its neighbours

// HistoriesOf returns the histories of a resident's bookings.
func (p *Point) HistoriesOf(ctx context.Context, person int64) ([]History, error) {
	ids, err := p.store.rdb.ZRange(ctx, p.keys.bookingsOf(person), 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("list bookings: %w", err)
	}
	return p.histories(ctx, ids)
}

// LatestHistories calls do with pages of the bookings' histories, the latest made
// first, until so many were read. It returns the moment before which bookings
// were made that were not, in milliseconds; 0 where all were.
func (p *Point) LatestHistories(ctx context.Context, most int, do func([]History) error) (before int64, err error) {
	before = Latest
	for read := 0; before != 0 && read < most; {
		some, next, err := p.MadeBefore(ctx, before, min(logPage, most))
		if err != nil {
			return 0, err
		}
		if err := do(some); err != nil {
			return 0, err
		}
		read, before = read+len(some), next
	}
	return before, nil
}

// EndedWishes returns some n of the wishes that left the queue by a moment.
func (p *Point) EndedWishes(ctx context.Context, until int64, n int) ([]space.Wish, error) {
	ids, err := p.store.rdb.ZRangeByScore(ctx, p.keys.ended(), &redis.ZRangeBy{Min: "-inf", Max: dec(until), Count: int64(n)}).Result()
	if err != nil {
		return nil, fmt.Errorf("list ended wishes: %w", err)
	}
	return p.wishes(ctx, ids)
}

// ListEnded enters those wishes among the ended ones that left the queue before
// there was a list of them. When is not known: at the latest as the last day ended
// that they waited for. Doing so again changes nothing.
func (p *Point) ListEnded(ctx context.Context) error {
	return p.eachWish(ctx, func(some []space.Wish) error {
		_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
			for _, w := range some {
				if !w.State.Live() {
					over := p.space.At(w.Want.Last.Plus(1), 0).UnixMilli()
					pipe.ZAddNX(ctx, p.keys.ended(), redis.Z{Score: float64(over), Member: w.ID})
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("list ended wishes: %w", err)
		}
		return nil
	})
}
