package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// Scheduled returns the bookings that hold or held a slot in the rooms and
// overlap [from, to), by room and start.
func (p *Point) Scheduled(ctx context.Context, rooms []string, from, to time.Time) ([]space.Booking, error) {
	var ids []string
	err := p.eachSlot(ctx, rooms, from, to, func(_, id string, _, _ time.Time) { ids = append(ids, id) })
	if err != nil {
		return nil, err
	}
	return p.Bookings(ctx, ids)
}

// eachSlot calls found with every slot of the rooms whose footprint overlaps
// [from, to), by room and start, in one round trip.
func (p *Point) eachSlot(ctx context.Context, rooms []string, from, to time.Time, found func(room, id string, start, end time.Time)) error {
	sets := make([]*redis.ZSliceCmd, len(rooms))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, room := range rooms {
			sets[i] = pipe.ZRangeByScoreWithScores(ctx, p.keys.room(room),
				&redis.ZRangeBy{Min: dec(from.Add(-space.LongestFootprint).Unix()), Max: before(to)})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read slots: %w", err)
	}
	for i, room := range rooms {
		for _, z := range sets[i].Val() {
			end, id, err := parseSlot(z.Member.(string))
			if err != nil {
				return err
			}
			if end.After(from) {
				found(room, id, time.Unix(int64(z.Score), 0).UTC(), end)
			}
		}
	}
	return nil
}

func parseSlot(member string) (end time.Time, id string, err error) {
	text, id, ok := strings.Cut(member, ":")
	seconds, err := strconv.ParseInt(text, 10, 64)
	if !ok || err != nil {
		return time.Time{}, "", fmt.Errorf("read slot %q: not end:id", member)
	}
	return time.Unix(seconds, 0).UTC(), id, nil
}

// Occupancy returns what holds the rooms and the building in [from, to).
func (p *Point) Occupancy(ctx context.Context, from, to time.Time) (space.Occupancy, error) {
	o := space.Occupancy{From: from, To: to, Busy: map[string][]space.Slot{}, Heads: map[int64]int{}}
	err := p.eachSlot(ctx, p.space.RoomIDs(), from, to, func(room, _ string, start, end time.Time) {
		o.Busy[room] = append(o.Busy[room], space.Slot{Room: room, Start: start, End: end})
	})
	if err != nil {
		return o, err
	}
	return o, p.readHeads(ctx, o)
}

// readHeads fills in the people expected, for the buckets in which any room is
// busy: the others have nobody.
func (p *Point) readHeads(ctx context.Context, o space.Occupancy) error {
	var buckets []int64
	seen := map[int64]bool{}
	for _, busy := range o.Busy {
		for _, s := range busy {
			for b, after := s.Buckets(); b < after; b++ {
				if !seen[b] {
					seen[b] = true
					buckets = append(buckets, b)
				}
			}
		}
	}
	if len(buckets) == 0 {
		return nil
	}
	fields := make([]string, len(buckets))
	for i, b := range buckets {
		fields[i] = dec(b)
	}
	values, err := p.store.rdb.HMGet(ctx, p.keys.heads(), fields...).Result()
	if err != nil {
		return fmt.Errorf("read headcounts: %w", err)
	}
	for i, v := range values {
		if text, ok := v.(string); ok {
			o.Heads[buckets[i]], _ = strconv.Atoi(text)
		}
	}
	return nil
}
