package queue

import (
	"context"
	"slices"
	"time"

	"samovar/internal/space"
)

// How much of the line is looked at to say what place a wish has: enough for
// any line that people wait in.
const (
	placeDays   = 14
	placeWishes = 500
)

// Place says where a waiting wish stands among those that could stand in its
// way, and why; false where it does not wait.
func (q Queue) Place(ctx context.Context, w space.Wish, now time.Time) (space.Place, bool, error) {
	line, err := q.rivals(ctx, w, now)
	if err != nil {
		return space.Place{}, false, err
	}
	places, err := q.rank(ctx, line, now)
	for _, place := range places {
		if place.Wish.ID == w.ID {
			return place, true, nil
		}
	}
	return space.Place{}, false, err
}

// OnDay is who waits for a day, in the order they are served. A wish that is
// about to be written stands there as it will be; nil for none.
func (q Queue) OnDay(ctx context.Context, day space.Date, changed *space.Wish, now time.Time) ([]space.Place, error) {
	line, err := q.Store.Line(ctx, day, placeWishes)
	if err != nil {
		return nil, err
	}
	for i := range line {
		if changed != nil && line[i].ID == changed.ID {
			line[i] = *changed
		}
	}
	return q.rank(ctx, line, now)
}

// rank puts a line in order by what its holders have.
func (q Queue) rank(ctx context.Context, line []space.Wish, now time.Time) ([]space.Place, error) {
	if len(line) == 0 {
		return nil, nil
	}
	holders := map[string]bool{}
	var ids []string
	for _, o := range line {
		if !holders[o.Holder()] {
			holders[o.Holder()] = true
			ids = append(ids, o.Holder())
		}
	}
	standings, err := q.Store.Standings(ctx, ids, q.Point.Policy, now)
	if err != nil {
		return nil, err
	}
	return space.Rank(line, func(holder string) space.Standing { return standings[holder] }, q.Point.Policy), nil
}

// rivals are the wishes that want what this one could get, itself included.
func (q Queue) rivals(ctx context.Context, w space.Wish, now time.Time) ([]space.Wish, error) {
	days := w.Want.Days(q.Point, now)
	seen := map[string]bool{}
	var line []space.Wish
	for _, day := range days[:min(len(days), placeDays)] {
		all, err := q.near(ctx, w, day)
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			if !seen[o.ID] && o.Want.Meets(w.Want) {
				seen[o.ID] = true
				line = append(line, o)
			}
		}
	}
	return line, nil
}

// near are the wishes of a day that may be rivals: those that were lifted, and
// those whose class wants what this one does.
func (q Queue) near(ctx context.Context, w space.Wish, day space.Date) ([]space.Wish, error) {
	classes, lifted, err := q.Store.LineClasses(ctx, day)
	if err != nil {
		return nil, err
	}
	var all []space.Wish
	if lifted {
		if all, err = q.Store.Lifted(ctx, day, 0, placeWishes); err != nil {
			return nil, err
		}
	}
	classes = slices.DeleteFunc(classes, func(c space.Class) bool { return !c.Meets(w.Want, day) })
	others, err := q.Store.LineOf(ctx, day, classes, placeWishes)
	return append(all, others...), err
}
