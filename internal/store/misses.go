package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// PassedOver is a line of the log of those whom offers passed over: of one wish,
// of all of a class that wait on a day, or of those of them that one holder has.
type PassedOver struct {
	space.Miss
	Day    space.Date   // on which they wait; of a wish its last
	Wish   string       // "" for many
	Class  *space.Class // of them
	Holder string       // "" for all holders
}

// missesFor is how long a line is kept after its day, where the Point does not
// say.
const missesFor = 30 * 24 * time.Hour

// writePassedOver plans a line for their log. What was written before for the
// same slot and reason is only dated anew.
func (p *Point) writePassedOver(w *writing, o PassedOver, now time.Time) {
	key := p.keys.misses(o.Wish)
	if o.Class != nil {
		key = p.keys.missesOf(o.Day, *o.Class, o.Holder)
	}
	w.enter(key, missMember(o.Miss), o.At.UnixMilli())
	left := p.space.At(o.Day.Plus(1), 0).Add(cmp.Or(p.space.Keeps.Misses, missesFor)).Sub(now)
	w.plan.Trim = append(w.plan.Trim, trim{w.key(key), space.MissesKept, max(int64(left/time.Second), 1)})
}

func missMember(m space.Miss) string {
	return fmt.Sprintf("%s %s %d %d", m.Reason, m.Slot.Room, m.Slot.Start.Unix(), m.Slot.End.Unix())
}

// Misses returns how the wish was passed over since it waits, the latest first.
func (p *Point) Misses(ctx context.Context, w space.Wish) ([]space.Miss, error) {
	keys := []string{p.keys.misses(w.ID)}
	for _, day := range w.Want.Days(p.space, w.Created) {
		keys = append(keys, p.keys.missesOf(day, w.Class(), ""), p.keys.missesOf(day, w.Class(), w.Holder()))
	}
	return p.missesIn(ctx, keys, dec(w.Created.UnixMilli()))
}

// missesIn are the lines that some keys have from a time on, the latest first.
func (p *Point) missesIn(ctx context.Context, keys []string, since string) ([]space.Miss, error) {
	found := make([]*redis.ZSliceCmd, len(keys))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, key := range keys {
			found[i] = pipe.ZRangeByScoreWithScores(ctx, key, &redis.ZRangeBy{Min: since, Max: "+inf"})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read misses: %w", err)
	}
	var all []space.Miss
	for _, lines := range found {
		for _, z := range lines.Val() {
			m, err := readMiss(z)
			if err != nil {
				return nil, err
			}
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b space.Miss) int { return b.At.Compare(a.At) })
	return all, nil
}

func readMiss(z redis.Z) (space.Miss, error) {
	member := z.Member.(string)
	part := strings.Fields(member)
	if len(part) != 4 {
		return space.Miss{}, fmt.Errorf("read miss %q: not four parts", member)
	}
	var times [2]time.Time
	for i := range times {
		seconds, err := strconv.ParseInt(part[i+2], 10, 64)
		if err != nil {
			return space.Miss{}, fmt.Errorf("read miss %q: %w", member, err)
		}
		times[i] = time.Unix(seconds, 0).UTC()
	}
	return space.Miss{At: time.UnixMilli(int64(z.Score)).UTC(), Reason: space.Reason(part[0]),
		Slot: space.Slot{Room: part[1], Start: times[0], End: times[1]}}, nil
}
