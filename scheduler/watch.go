package scheduler

import (
	"context"
	"errors"
	"time"

	"samovar/internal/chat"
	"samovar/internal/queue"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/told"
)

const (
	// batch is how many due things are read at once.
	batch = 100
	// tries is how often one is decided anew at once because what it was
	// decided on has changed meanwhile.
	tries = 5
	// longestHold is how long one that keeps failing is let be at most.
	longestHold = 10 * time.Minute
)

// watch looks after what is due at one Point.
type watch struct {
	*Clock
	point   *space.Point // under the house as it was read last
	db      *store.Point
	planned bool                  // whether plan was done since the start
	held    map[string]hold       // what failed, by its name
	letGo   map[space.DueKind]int // what was too late to be of use, since it was reported
}

// hold keeps something that failed from being tried too soon.
type hold struct {
	until time.Time
	tries int
}

func newWatch(c *Clock, p *space.Point) *watch {
	return &watch{Clock: c, point: p, db: c.Store.Point(p), held: map[string]hold{}, letGo: map[space.DueKind]int{}}
}

// look reads what admins changed of the Point: what follows is decided under
// that.
func (w *watch) look(ctx context.Context) error {
	house, err := w.db.House(ctx)
	if err != nil {
		return err
	}
	w.point = w.point.Config().Under(house)
	w.db = w.Store.Point(w.point)
	return nil
}

// tick goes round after round until nothing is due but what is held.
func (w *watch) tick(ctx context.Context) error {
	if !w.planned {
		if err := w.plan(ctx); err != nil {
			return err
		}
	}
	defer w.reportLetGo()
	for ctx.Err() == nil {
		r := &round{watch: w, ctx: ctx, now: w.Now()}
		due, err := w.ready(ctx, r.now)
		if err != nil || len(due) == 0 {
			return err
		}
		if err := w.look(ctx); err != nil {
			return err
		}
		if err := r.all(due); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// ready returns what is due and not held. Those that are held stand first in
// the list, so that many more are asked for.
func (w *watch) ready(ctx context.Context, now time.Time) ([]space.Due, error) {
	ask := batch + len(w.held)
	all, err := w.db.Due(ctx, now, ask)
	if err == nil && len(all) == ask && missed(all[0], now) {
		ask += lateBatch
		all, err = w.db.Due(ctx, now, ask)
	}
	if err != nil {
		return nil, err
	}
	held := map[string]hold{}
	var ready []space.Due
	for _, d := range all {
		h, known := w.held[d.Name()]
		if known {
			held[d.Name()] = h
		}
		if !known || !now.Before(h.until) {
			ready = append(ready, d)
		}
	}
	if len(all) < ask {
		w.held = held // the others are no longer due
	}
	return ready, nil
}

// settle does one thing that is due and commits it, anew where what it was
// decided on has changed meanwhile: what was read, or the slots that it offers
// to those who wait. Somebody else's having done it is as good.
func (w *watch) settle(ctx context.Context, d space.Due, now time.Time, do func(space.Due) (store.Change, error)) (err error) {
	defer caught(&err)
	for range tries {
		var refusal *space.Refusal
		err = w.attempt(ctx, d, now, do)
		if !errors.Is(err, store.ErrStale) && !errors.As(err, &refusal) {
			return err
		}
		if err := w.look(ctx); err != nil {
			return err
		}
	}
	return err
}

func (w *watch) attempt(ctx context.Context, d space.Due, now time.Time, do func(space.Due) (store.Change, error)) error {
	change, err := do(d)
	if err != nil {
		return err
	}
	change.Fired = append(change.Fired, d)
	if err := w.told(d).Correct(ctx, &change, now); err != nil {
		return err
	}
	if err := w.line().Promote(ctx, &change, now); err != nil {
		return err
	}
	if err := w.hush(ctx, &change, now); err != nil {
		return err
	}
	err = w.db.Commit(ctx, change, now)
	if errors.Is(err, store.ErrFired) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, d := range change.Fired {
		w.Fired(d.Kind)
	}
	w.noteLetGo(ctx, change, now)
	w.noteErased(change)
	if len(change.Outs) > 0 {
		w.Wake(w.point.ID)
	}
	return nil
}

// line is the Point's queue.
func (w *watch) line() queue.Queue { return queue.Queue{Point: w.point, Store: w.db, Texts: w.Texts} }

// told is what people of the Point were told.
func (w *watch) told(d space.Due) told.Told {
	return told.Told{Point: w.point, Store: w.db, Texts: w.Texts, Lane: chat.Broadcast, Occasion: d.Name()}
}

// hold keeps what failed for a while that doubles each time.
func (w *watch) hold(d space.Due, now time.Time, why error) {
	h := w.held[d.Name()]
	h.tries++
	wait := longestHold
	if h.tries <= 10 {
		wait = min(longestHold, time.Second<<(h.tries-1))
	}
	h.until = now.Add(wait)
	w.held[d.Name()] = h
	w.Failed(d.Kind)
	w.Log.Error("what was due failed and is tried again", "point", w.point.ID, "due", d.Name(),
		"tries", h.tries, "again", wait, "error", why)
}
