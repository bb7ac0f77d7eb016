package scheduler

import (
	"context"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// planWrites is how many due things one commit adds at most.
	planWrites = 1000
	// clockSkew is more than the clocks of two machines differ: what is due
	// sooner may have been carried out by another.
	clockSkew = time.Minute
)

// plan holds what is due against the config, which may have changed since it
// was planned.
func (w *watch) plan(ctx context.Context) error {
	now := w.Now()
	if err := w.look(ctx); err != nil {
		return err
	}
	if err := w.planDigests(ctx, now); err != nil {
		return err
	}
	if err := w.replan(ctx, now); err != nil {
		return err
	}
	if err := w.planOpening(ctx, now); err != nil {
		return err
	}
	if err := w.planSweeps(ctx, now); err != nil {
		return err
	}
	w.planned = true
	return nil
}

// replan plans what the config asks about bookings since they were written:
// reminders and questions that it did not have then. What is over stays over,
// so nothing comes twice; what the config has no more is dropped when it is due.
func (w *watch) replan(ctx context.Context, now time.Time) error {
	upcoming, err := w.db.Upcoming(ctx, now)
	if err != nil {
		return err
	}
	bookings, err := w.db.Scheduled(ctx, w.point.RoomIDs(), now, time.Time{})
	if err != nil {
		return err
	}
	missing := append(w.missing(bookings, upcoming, now), w.sooner(upcoming)...)
	for len(missing) > 0 {
		n := min(len(missing), planWrites)
		if err := w.db.Commit(ctx, store.Change{Due: missing[:n]}, now); err != nil {
			return err
		}
		missing = missing[n:]
	}
	return nil
}

// missing are the reminders and questions of confirmed bookings that are not
// among what is due.
func (w *watch) missing(bookings []space.Booking, upcoming []space.Due, now time.Time) []space.Due {
	known := make(map[string]bool, len(upcoming))
	for _, d := range upcoming {
		known[d.Name()] = true
	}
	var missing []space.Due
	for _, b := range bookings {
		if b.State != space.Confirmed {
			continue
		}
		for _, d := range w.point.Agenda(b, now.Add(clockSkew)) {
			if (d.Kind == space.DueRemind || d.Kind == space.DueStillOn) && !known[d.Name()] {
				missing = append(missing, d)
			}
		}
	}
	return missing
}
