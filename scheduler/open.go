package scheduler

import (
	"context"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// openingAt is when a day is opened, in minutes of the local day: people
	// are awake to answer offers.
	openingAt = 10 * 60
	// openingsLate is how many days a clock that was away makes up for.
	openingsLate = 7
)

// opening is the first time to open a day that comes after now.
func (w *watch) opening(now time.Time) space.Due {
	at := w.point.At(w.point.Day(now), openingAt)
	if !at.After(now) {
		at = w.point.At(w.point.Day(now).Plus(1), openingAt)
	}
	return space.Due{Kind: space.DueOpen, For: at, At: at}
}

// planOpening sees to it that a time to open a day lies ahead, where quotas
// end before the day of an event.
func (w *watch) planOpening(ctx context.Context, now time.Time) error {
	if w.point.Policy.Quota.Soft == 0 {
		return nil
	}
	due, err := w.db.Due(ctx, now, everything)
	if err != nil {
		return err
	}
	for _, d := range due {
		if d.Kind == space.DueOpen {
			return nil // it comes late, and plans the next
		}
	}
	return w.db.Commit(ctx, store.Change{Due: []space.Due{w.opening(now)}}, now)
}

// open offers what is free on the day on which quotas apply no more from today
// on to those whom they kept waiting, and on the days that were missed.
func (r *round) open(d space.Due) (store.Change, error) {
	soft := r.point.Policy.Quota.Soft
	if soft == 0 {
		return store.Change{}, nil
	}
	change := store.Change{Due: []space.Due{r.opening(r.now)}}
	today := r.point.Day(r.now)
	first := r.point.Day(d.For)
	if late := today.Plus(-openingsLate); first.Before(late) {
		first = late
	}
	for day := first; !today.Before(day); day = day.Plus(1) {
		if err := r.line().Open(r.ctx, &change, day.Plus(soft), r.now); err != nil {
			return change, err
		}
	}
	return change, nil
}
