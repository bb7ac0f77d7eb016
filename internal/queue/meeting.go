package queue

import (
	"context"

	"samovar/internal/space"
)

// Meeting returns the wishes that wait for a time which a slot has some of, and
// whether these are all: no more are read than are looked at to say what place
// one of them has.
func (q Queue) Meeting(ctx context.Context, s space.Slot) (line []space.Wish, all bool, err error) {
	line, err = q.near(ctx, space.Wish{Want: q.Point.WantSlot(s)}, q.Point.Day(s.Start))
	return line, len(line) < placeWishes, err
}
