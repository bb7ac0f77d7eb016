package scheduler

import (
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

const day = 24 * time.Hour

// undecided reminds those who decide, and the admins, of a request, or of a change, that waits for
// them, and plans to do so again a day later. While the resident is asked for
// changes it only plans.
func (r *round) undecided(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || !b.State.Waits() && !b.Asks() || !r.now.Before(b.Start) {
		return store.Change{}, err
	}
	since := b.WaitsSince()
	if d.Lead > 0 && !d.At.Add(-day).After(since) {
		return store.Change{}, nil // it follows one from before what was decided since
	}
	change := store.Change{Expect: []space.Booking{b}, Due: r.undecidedAgain(d, b)}
	if b.State == space.ChangesAsked {
		return change, nil
	}
	who, key := b.Resident.Name, "clock.undecided"
	if b.Asks() {
		who, key = b.Change.By.Name, "clock.undecided_change"
	}
	speaks, waiting, err := r.speaksFor(b, func(o space.Booking) bool { return o.State != space.ChangesAsked })
	if err != nil || !speaks {
		return change, err // the first of its series is spoken of
	}
	if b.Joint() {
		key = "series.clock_undecided"
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return change, err
	}
	reminded := staff.Reminded(r.point, b.DecidedRoom(), r.now)
	if later, asleep, err := r.asleep(d, reminded, b.Start.Add(-r.point.Notice)); asleep || err != nil {
		return later, err
	}
	admins, err := r.readers(reminded)
	for _, to := range admins {
		text := to.say.T(key, "Ago", to.say.Ago(r.now.Sub(since)), "Who", who, "Count", waiting) +
			"\n\n" + r.lines(to.say, b)
		change.Outs = append(change.Outs, r.about(d, b, to, text, r.toQueue(to)))
	}
	return change, err
}

// undecidedAgain is the next such reminder, if there is time for it. Its name
// differs by the lead: under the same name another process, late with this one,
// would carry it out at once.
func (r *round) undecidedAgain(d space.Due, b space.Booking) []space.Due {
	next := d
	next.Lead += day
	next.At = r.now.Add(day)
	if !next.At.Before(b.Start) {
		return nil
	}
	return []space.Due{next}
}
