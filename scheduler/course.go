package scheduler

import (
	"samovar/internal/space"
	"samovar/internal/store"
)

// start sets a confirmed booking running, and asks those it concerns to check
// in. Its end is due from then on, at once where the clock stood still
// meanwhile.
func (r *round) start(d space.Due) (store.Change, error) {
	change, err := r.move(d, space.Running)
	for _, c := range change.Bookings {
		change.Outs, err = r.askToCheckIn(d, c.After)
	}
	return change, err
}

// end makes a running booking done.
func (r *round) end(d space.Due) (store.Change, error) { return r.move(d, space.Done) }

// move moves a booking to a state, if that is the next one and its time has
// come.
func (r *round) move(d space.Due, to space.State) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	at := b.Start
	if to == space.Done {
		at = b.End
	}
	if err != nil || !ok || !b.State.CanBecome(to) || r.now.Before(at) {
		return store.Change{}, err
	}
	after := b
	after.State = to
	return store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}, nil
}
