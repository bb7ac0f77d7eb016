package queue

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// Open adds to a change offers of all that is free on a day. It is for when
// time became free without anybody's giving it up: as the day comes near, the
// quotas that kept some waiting apply no more, see space.Quota; hours are
// extended, or a room is put in.
func (q Queue) Open(ctx context.Context, c *store.Change, day space.Date, now time.Time) error {
	whole := func(v space.View) []space.Slot { return wholeDay(v, day) }
	if err := q.serve(ctx, c, day, now, whole); err != nil {
		return fmt.Errorf("open %s: %w", day, err)
	}
	return nil
}

// wholeDay is all that a day has, free or not: a slot of each room.
func wholeDay(v space.View, day space.Date) []space.Slot {
	hours := v.HoursOn(day)
	slots := make([]space.Slot, len(v.Rooms))
	for i, room := range v.Rooms {
		slots[i] = space.Slot{Room: room.ID, Start: v.At(day, hours.Open), End: v.At(day, hours.Close)}
	}
	return slots
}
