package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// sweepBatch is how many things one commit sweeps out: what a person waits
	// for goes before the next.
	sweepBatch = 100
	// sweepStep is how long after one batch the next comes.
	sweepStep = time.Second
)

// planSweeps sees to it that each kind of what is not kept for good is swept. The
// first time that is at once.
func (w *watch) planSweeps(ctx context.Context, now time.Time) error {
	var missing []space.Due
	for _, what := range space.AllSwept() {
		planned, err := w.db.Planned(ctx, space.DueRetain, what.String()+" *")
		if err != nil {
			return err
		}
		if len(planned) == 0 && w.point.Keeps.For(what) > 0 {
			missing = append(missing, space.Sweep{What: what}.Due(now))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return w.db.Commit(ctx, store.Change{Due: missing}, now)
}

// retain sweeps out a batch of what was kept long enough, and plans the next: in
// a moment, or, when nothing is left, for the next night. How far it got stands
// in what is due, so that nothing is lost or looked through twice.
func (r *round) retain(d space.Due) (store.Change, error) {
	s, err := space.ParseSweep(d.Subject)
	keep := r.point.Keeps.For(s.What)
	if err != nil || keep <= 0 {
		return store.Change{}, nil // the config keeps it for good by now
	}
	until := r.now.Add(-keep).UnixMilli()
	do := map[space.Swept]func(space.Sweep, int64) (*store.Erasure, space.Sweep, error){
		space.SweptNames:      r.sweepNames,
		space.SweptLog:        r.sweepLogs,
		space.SweptWishes:     r.sweepWishes,
		space.SweptBroadcasts: r.sweepBroadcasts,
		space.SweptStrangers:  r.sweepStrangers,
	}[s.What]
	erased, next, err := do(s, until)
	if err != nil {
		return store.Change{}, err
	}
	at := r.point.NextSweep(r.now)
	if next.What != "" {
		at = r.now.Add(sweepStep)
	} else {
		next = space.Sweep{What: s.What, Until: max(s.Until, next.Until)}
	}
	return store.Change{Erase: erased, Due: []space.Due{next.Due(at)}}, nil
}

// sweepNames takes everybody's name out of bookings that are over. It goes on
// where it ended: what was changed since comes after that.
func (r *round) sweepNames(s space.Sweep, until int64) (*store.Erasure, space.Sweep, error) {
	some, next, err := r.db.LastChanged(r.ctx, s.Until, until, sweepBatch)
	if err != nil || len(some) == 0 {
		return nil, space.Sweep{}, err
	}
	e := &store.Erasure{}
	for _, h := range some {
		if !h.State.Holds() {
			eraseFrom(e, space.EraserOfAll(), h)
		}
	}
	s.Until = max(next, s.Until)
	if next == 0 {
		s.Until = until
	}
	over, err := r.whoseSeriesAreOver(some)
	if err == nil {
		err = r.eraseSeries(e, space.EraserOfAll(), over)
	}
	return e, s, err
}

// whoseSeriesAreOver leaves the bookings of series none of whose dates is to
// come.
func (r *round) whoseSeriesAreOver(some []store.History) (over []store.History, err error) {
	for _, h := range some {
		if h.Series == "" {
			continue
		}
		s, ok, errSeries := r.db.Series(r.ctx, h.Series)
		dates, errDates := r.db.DatesOf(r.ctx, h.Series)
		err = errors.Join(err, errSeries, errDates)
		live := slices.ContainsFunc(dates, func(b space.Booking) bool { return b.State.Holds() })
		if ok && !live && len(s.Later) == 0 {
			over = append(over, h)
		}
	}
	return over, err
}

// sweepLogs removes the logs of bookings that are over, with what names they
// still have.
func (r *round) sweepLogs(s space.Sweep, until int64) (*store.Erasure, space.Sweep, error) {
	some, next, err := r.db.LastChanged(r.ctx, s.Until, until, sweepBatch)
	if err != nil || len(some) == 0 {
		return nil, space.Sweep{}, err
	}
	e := &store.Erasure{}
	for _, h := range some {
		if !h.State.Holds() {
			eraseBooking(e, space.EraserOfAll(), h.Booking)
			e.Logs = append(e.Logs, h.ID)
		}
	}
	s.Until = max(next, s.Until)
	if next == 0 {
		s.Until = until
	}
	return e, s, nil
}

// sweepWishes removes those that left the queue. First, once, it looks for those
// that did so before that was written down.
func (r *round) sweepWishes(s space.Sweep, until int64) (*store.Erasure, space.Sweep, error) {
	if s.Until == 0 {
		if err := r.db.ListEnded(r.ctx); err != nil {
			return nil, space.Sweep{}, err
		}
		s.Until = until
	}
	some, err := r.db.EndedWishes(r.ctx, until, sweepBatch)
	if err != nil || len(some) == 0 {
		return nil, space.Sweep{Until: s.Until}, err
	}
	return &store.Erasure{Wishes: some}, s, nil
}

// sweepBroadcasts removes those that ended.
func (r *round) sweepBroadcasts(s space.Sweep, until int64) (*store.Erasure, space.Sweep, error) {
	traces, err := r.db.Traces(r.ctx)
	if err != nil {
		return nil, space.Sweep{}, err
	}
	e := &store.Erasure{}
	for _, b := range traces.Broadcasts {
		if !b.Ended.IsZero() && b.Ended.UnixMilli() <= until && len(e.Casts) < sweepBatch {
			e.Casts = append(e.Casts, b.ID)
		}
	}
	if len(e.Casts) < sweepBatch {
		s = space.Sweep{}
	}
	return e, s, nil
}

// sweepStrangers forgets that people cannot be written to who are not known.
func (r *round) sweepStrangers(s space.Sweep, until int64) (*store.Erasure, space.Sweep, error) {
	marks, err := r.Store.UnreachableChats(r.ctx, r.point.ID)
	if err != nil {
		return nil, space.Sweep{}, err
	}
	var old []int64
	for chat, mark := range marks {
		if chat > 0 && mark.Since.UnixMilli() <= until {
			old = append(old, chat)
		}
	}
	known, err := r.db.People(r.ctx, old)
	if err != nil {
		return nil, space.Sweep{}, err
	}
	old = slices.DeleteFunc(old, func(id int64) bool {
		return slices.ContainsFunc(known, func(p space.Person) bool { return p.ID == id })
	})
	e := &store.Erasure{Strangers: old[:min(len(old), sweepBatch)]}
	for _, id := range e.Strangers {
		if err := r.Store.MarkReachable(r.ctx, r.point.ID, id); err != nil {
			return nil, space.Sweep{}, err
		}
	}
	if len(old) <= sweepBatch {
		s = space.Sweep{}
	}
	return e, s, nil
}

// noteErased says in one line what was taken out.
func (w *watch) noteErased(change store.Change) {
	e := change.Erase
	if e == nil {
		return
	}
	var words []string
	for _, one := range []struct {
		n    int
		what string
	}{{len(e.Bookings), "bookings without names"}, {len(e.Logs), "logs"}, {len(e.Wishes), "wishes"},
		{len(e.Casts), "announcements"}, {len(e.Strangers), "marks of strangers"}} {
		if one.n > 0 {
			words = append(words, fmt.Sprint(one.n, " ", one.what))
		}
	}
	if len(words) > 0 {
		w.Log.Info("took out what is kept no longer", "point", w.point.ID, "what", strings.Join(words, ", "))
	}
}
