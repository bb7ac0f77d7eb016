package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// Share is what a holder has had and has ahead, as it was read. A change that
// was judged by it names it: see Change.Shares.
type Share struct {
	space.Standing
	holder string
	since  time.Time
	slots  []string // all that the standing was made of
}

// Shares returns what each of the holders has once a change is written, as the
// policy counts it.
func (p *Point) Shares(ctx context.Context, c Change, holders []string, policy space.Policy, now time.Time) (map[string]Share, error) {
	since := earliest(now.Add(-policy.Past-space.LongestFootprint), p.space.At(monthOf(p.space.Day(now)), 0))
	sets := make([]*redis.ZSliceCmd, len(holders))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, holder := range holders {
			sets[i] = pipe.ZRangeByScoreWithScores(ctx, p.keys.spent(holder), &redis.ZRangeBy{Min: dec(since.Unix()), Max: "+inf"})
		}
		return nil
	})
	if err != nil && len(holders) > 0 {
		return nil, fmt.Errorf("read standings: %w", err)
	}
	all := make(map[string]Share, len(holders))
	for i, holder := range holders {
		share := Share{holder: holder, since: since, slots: slotsOf(sets[i].Val())}
		bookings, err := readSpent(c.spent(holder, sets[i].Val()))
		if err != nil {
			return nil, err
		}
		share.Standing = p.space.Standings(bookings, nil, policy, now)[spender]
		all[holder] = share
	}
	return all, nil
}

// slotsOf are the members of a set with what they start at, as the script of the
// commit writes them.
func slotsOf(set []redis.Z) []string {
	slots := make([]string, len(set))
	for i, z := range set {
		slots[i] = dec(int64(z.Score)) + " " + z.Member.(string)
	}
	return slots
}

// writeShares makes the commit depend on what the holders had: two who book for
// one at the same time would both find the last of its quota.
func (p *Point) writeShares(w *writing, shares []Share) {
	for _, s := range shares {
		w.plan.Seen = append(w.plan.Seen, seen{Key: w.key(p.keys.spent(s.holder)), Min: dec(s.since.Unix()), Max: "+inf", Slots: s.slots})
	}
}
