package scheduler

import (
	"context"
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// everything is more than is ever due.
const everything = 1 << 30

// planDigests sees to it that exactly one time for digests lies ahead, one of
// the config's spec. One that was missed stays: it comes late, once.
func (w *watch) planDigests(ctx context.Context, now time.Time) error {
	known, err := w.dueDigests(ctx, now)
	if err != nil {
		return err
	}
	change, err := w.oneAhead(known, now)
	if err != nil {
		return err
	}
	if len(change.Due)+len(change.Undue) == 0 {
		return nil
	}
	return w.db.Commit(ctx, change, now)
}

// dueDigests reads what times for digests are planned, the earliest first.
func (w *watch) dueDigests(ctx context.Context, now time.Time) ([]space.Due, error) {
	due, err := w.db.Due(ctx, now, everything)
	if err != nil {
		return nil, err
	}
	upcoming, err := w.db.Upcoming(ctx, now)
	return slices.DeleteFunc(append(due, upcoming...), func(d space.Due) bool { return d.Kind != space.DueDigests }), err
}

// oneAhead leaves one of the known times, or puts the right one in their place.
func (w *watch) oneAhead(known []space.Due, now time.Time) (store.Change, error) {
	if w.point.Digest == "" {
		return store.Change{Undue: known}, nil
	}
	var last time.Time
	var late *space.Due
	for _, d := range known {
		if before := d.For.Add(-d.Lead); d.Lead > 0 && before.After(last) {
			last = before
		}
		if !d.At.After(now) {
			late = &d
		}
	}
	if late != nil {
		return store.Change{Undue: without(known, *late)}, nil
	}
	next, err := w.nextDigests(last, now)
	if err != nil {
		return store.Change{}, err
	}
	if i := slices.IndexFunc(known, func(d space.Due) bool { return d.For.Equal(next.For) }); i >= 0 {
		return store.Change{Undue: without(known, known[i])}, nil
	}
	return store.Change{Due: []space.Due{next}, Undue: known}, nil
}

func without(all []space.Due, one space.Due) []space.Due {
	return slices.DeleteFunc(slices.Clone(all), func(d space.Due) bool { return d.Name() == one.Name() })
}

// nextDigests is the next time for digests after those of last, which its Lead
// tells: so no clock that is late, and no new spec, gives one week two. A zero
// last is none.
func (w *watch) nextDigests(last, now time.Time) (space.Due, error) {
	from := now
	if last.After(now) {
		from = last
	}
	at, err := Next(w.point.Digest, w.point.Zone, from)
	if err != nil {
		return space.Due{}, err
	}
	following, err := Next(w.point.Digest, w.point.Zone, at)
	if err != nil {
		return space.Due{}, err
	}
	d := space.Due{Kind: space.DueDigests}
	if !last.IsZero() {
		if w.sameWeek(last, at) && following.Sub(at) > 6*day {
			at = following
		}
		d.Lead = at.Sub(last)
	}
	d.For, d.At = at, at
	return d, nil
}

func (w *watch) sameWeek(a, b time.Time) bool {
	year, week := a.In(w.point.Zone).ISOWeek()
	y, k := b.In(w.point.Zone).ISOWeek()
	return year == y && week == k
}

// digests plans the digest of each community, and when there are digests next.
func (r *round) digests(d space.Due) (store.Change, error) {
	known, err := r.dueDigests(r.ctx, r.now)
	if err != nil {
		return store.Change{}, err
	}
	change := store.Change{Undue: without(known, d)}
	if r.point.Digest == "" {
		return change, nil
	}
	occasion, err := r.latest(d.For)
	if err != nil {
		return change, err
	}
	next, err := r.nextDigests(occasion, r.now)
	if err != nil {
		return change, err
	}
	change.Undue = without(change.Undue, next)
	change.Due, err = r.digestOfEach(occasion)
	change.Due = append(change.Due, next)
	return change, err
}

// digestOfEach is a digest for each community, at once; none when it comes so
// late that the next is near.
func (r *round) digestOfEach(occasion time.Time) ([]space.Due, error) {
	if stale, err := r.stale(occasion); stale || err != nil {
		return nil, err
	}
	communities, err := r.db.Communities(r.ctx)
	var due []space.Due
	for _, c := range communities {
		due = append(due, space.Due{Kind: space.DueDigest, Subject: c.ID, For: occasion, At: occasion})
	}
	return due, err
}

// latest is the last time for digests by now, at least at.
func (r *round) latest(at time.Time) (time.Time, error) {
	for {
		next, err := Next(r.point.Digest, r.point.Zone, at)
		if err != nil || next.After(r.now) {
			return at, err
		}
		at = next
	}
}

// stale says that digests of that time are of no use any more: the next are
// due, or they are more than a day late and the next come within a day.
func (r *round) stale(occasion time.Time) (bool, error) {
	next, err := Next(r.point.Digest, r.point.Zone, occasion)
	late := r.now.Sub(occasion) > day
	return !next.After(r.now) || late && next.Sub(r.now) < day, err
}
