package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"sync/atomic"
	"time"

	"samovar/internal/store"
)

const (
	// extendEvery is often enough that one missed time does no harm.
	extendEvery = store.LeadFor * 3 / 10
	// askEvery is how long at most nobody polls after a leader has resigned.
	askEvery = time.Second
	// othersAsk is how long it takes until all others have asked for a lead that
	// is free.
	othersAsk = 2 * askEvery
)

// LeadOptions are what a Lead needs.
type LeadOptions struct {
	Name string // of the process, nobody else's; one is made up where it is empty
	// Seat is a place where two processes cannot be at a time, such as a port of
	// this machine: who starts there knows that who led from there is dead, and
	// does not wait for its lease to run out. Empty where there is none.
	Seat    string
	Changed func(leads bool) // may be nil
	Log     *slog.Logger
}

// Lead is the right to take updates in by polling, which one of the processes
// that share a Redis has at a time. It is a lease: who does not renew it loses
// it to another.
//
//	standby ── nobody leads ──► leads ── another does, or Telegram says so ──► standby
//	                              └── Telegram is out of reach ──► rests, then standby
//
// It keeps processes from ending each other's polls, no more: updates keep their
// order and their effect happens once also while two poll, for a moment or
// because Redis lost the lease. Nothing is acknowledged before it is stored, so
// whatever a batch holds, all that comes before it is stored already.
type Lead struct {
	store   *store.Store
	me      store.Candidate
	changed func(bool)
	log     *slog.Logger
	taken   atomic.Bool // by another, when this process asked last
}

// NewLead makes a Lead; While takes it.
func NewLead(s *store.Store, o LeadOptions) *Lead {
	l := &Lead{store: s, me: store.Candidate{Name: cmp.Or(o.Name, rand.Text())}, changed: o.Changed, log: o.Log}
	if o.Seat != "" {
		l.me = store.Candidate{Name: o.Seat + " " + l.me.Name, Dead: o.Seat + " "}
	}
	if l.changed == nil {
		l.changed = func(bool) {}
	}
	return l
}

// Work is what a leader does. It returns for how long the lead is left to others
// before this process asks for it again, or 0.
type Work func(context.Context) (rest time.Duration, err error)

// While does the work whenever this process leads, until the context ends or the
// work fails. The work's context ends when the lead is another's.
func (l *Lead) While(ctx context.Context, work Work) error {
	for ctx.Err() == nil {
		wait := l.ask(ctx)
		if wait == 0 {
			var err error
			if wait, err = l.lead(ctx, work); err != nil {
				return err
			}
		}
		sleep(ctx, wait)
	}
	return nil
}

// ask asks for the lead and returns 0 where this process has it now, else how
// long to wait before the next time.
func (l *Lead) ask(ctx context.Context) time.Duration {
	taken, err := l.take(ctx)
	if err != nil {
		return askEvery
	}
	// From now on this process is known to Redis: a leader with the same seat
	// would be alive, on a machine of the same name, and must not be robbed.
	l.me.Dead = ""
	return min(taken, askEvery)
}

// take takes the lead, or makes the lease longer.
func (l *Lead) take(ctx context.Context) (taken time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, extendEvery)
	defer cancel()
	taken, err = l.store.Lead(ctx, l.me)
	if err == nil {
		l.taken.Store(taken > 0)
	}
	return taken, err
}

// lead does the work until it ends or the lead is another's, and then leaves the
// lead to others.
func (l *Lead) lead(ctx context.Context, work Work) (rest time.Duration, err error) {
	l.changed(true)
	l.log.Info("this process takes the updates in")
	leading, stop := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		l.keep(leading, stop)
	}()
	rest, err = work(leading)
	stop()
	<-kept
	l.changed(false)
	l.resign(ctx)
	return rest, err
}

// keep renews the lease until the context ends, and stops the work when the lead
// is another's. While Redis does not answer the work goes on: nobody else can
// know that this process does not lead, and people have to be told.
func (l *Lead) keep(ctx context.Context, stop context.CancelFunc) {
	for sleep(ctx, extendEvery) {
		taken, err := l.take(ctx)
		if err == nil && taken > 0 {
			l.log.Warn("another process takes the updates in by now")
			stop()
		}
	}
}

// holds asks Redis whether this process leads: not where another does, nor where
// nobody can tell.
func (l *Lead) holds(ctx context.Context) bool {
	taken, err := l.take(ctx)
	return err == nil && taken == 0
}

// resign lets another lead at once. Where it fails the lease runs out by itself.
func (l *Lead) resign(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), extendEvery)
	defer cancel()
	if err := l.store.Resign(ctx, l.me); err != nil {
		l.log.Warn("the lead is not given up; its lease runs out", "err", err)
	}
}
