// Package scheduler is what the clock does: it reminds, lets requests expire,
// starts and ends events, and makes the weekly digests. Time only ever asks
// what is due by now, so a tick that was missed loses nothing, and whatever is
// carried out is taken from what is due by the same commit that writes its
// effect, so that it happens once, whatever ticks besides.
//
// What is due about a booking is planned by package space and written with the
// booking; what is said about it is sent by package bot. Alone this package
// knows robfig/cron.
package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// Options are what a Clock needs.
type Options struct {
	Store  *store.Store
	Points []*space.Point
	Texts  *lang.Texts
	Now    func() time.Time
	Tick   string                   // when to look at what is due; "@every 1s" when empty
	Wake   func(point string)       // called when the outbox of a Point has something new; may be nil
	Fired  func(space.DueKind)      // called when something due was carried out; may be nil
	LetGo  func(space.DueKind, int) // called with how many were missed and let go; may be nil
	Failed func(space.DueKind)      // called when something due failed and is tried again; may be nil
	Log    *slog.Logger
}

// Clock carries out what is due. Any number of them may tick on one Redis.
type Clock struct {
	Options
	mu      sync.Mutex // one tick at a time
	watches []*watch
}

// New makes a Clock.
func New(o Options) *Clock {
	if o.Tick == "" {
		o.Tick = "@every 1s"
	}
	if o.Wake == nil {
		o.Wake = func(string) {}
	}
	if o.Fired == nil {
		o.Fired = func(space.DueKind) {}
	}
	if o.LetGo == nil {
		o.LetGo = func(space.DueKind, int) {}
	}
	if o.Failed == nil {
		o.Failed = func(space.DueKind) {}
	}
	c := &Clock{Options: o}
	for _, p := range o.Points {
		c.watches = append(c.watches, newWatch(c, p))
	}
	return c
}

// Run ticks, at once and then as the spec says, until the context ends; a tick
// that is under way is finished. An error means that the spec is none.
func (c *Clock) Run(ctx context.Context) error {
	schedule, err := parse(c.Options.Tick)
	if err != nil {
		return fmt.Errorf("read tick %q: %w", c.Options.Tick, err)
	}
	log := cronLog{c.Log}
	// The order matters: a panic inside SkipIfStillRunning would stop it for good.
	job := cron.NewChain(cron.SkipIfStillRunning(log), cron.Recover(log)).Then(cron.FuncJob(func() { c.beat(ctx) }))
	job.Run()
	driver := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(log))
	driver.Schedule(schedule, job)
	driver.Start()
	<-ctx.Done()
	<-driver.Stop().Done()
	return nil
}

func (c *Clock) beat(ctx context.Context) {
	if err := c.Tick(ctx); err != nil && ctx.Err() == nil {
		c.Log.Error("clock cannot see what is due", "error", err)
	}
}

// Tick carries out all that is due by now, and what becomes due by that. What
// fails is logged, kept, and tried again by later ticks; an error means that
// what is due could not be read or written at all.
func (c *Clock) Tick(ctx context.Context) error {
	return c.each(func(w *watch) error { return w.tick(ctx) })
}

// Plan sees to it that of each Point exactly one time for digests lies ahead,
// one of the config's spec, and that bookings made before have the reminders
// that the config asks for now. The first tick does it, too.
func (c *Clock) Plan(ctx context.Context) error {
	return c.each(func(w *watch) error { return w.plan(ctx) })
}

// pointsAtOnce is how many Points are seen to at a time: what one has to do
// delays few others.
const pointsAtOnce = 8

func (c *Clock) each(do func(*watch) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make([]error, len(c.watches))
	room := make(chan struct{}, pointsAtOnce)
	var begun sync.WaitGroup
	for i, w := range c.watches {
		room <- struct{}{}
		begun.Go(func() {
			defer func() { <-room }()
			if err := unpanicked(func() error { return do(w) }); err != nil {
				all[i] = fmt.Errorf("point %s: %w", w.point.ID, err)
			}
		})
	}
	begun.Wait()
	return errors.Join(all...)
}

// unpanicked makes a panic an error.
func unpanicked(do func() error) (err error) {
	defer caught(&err)
	return do()
}

// caught, deferred, makes a panic the error that is returned.
func caught(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}

// cronLog hands what cron has to say to slog. That it runs is no news.
type cronLog struct{ *slog.Logger }

// Info is of interest only to who looks for a mistake.
func (l cronLog) Info(message string, values ...any) { l.Logger.Debug("cron: "+message, values...) }

// Error is a panic that was caught.
func (l cronLog) Error(err error, message string, values ...any) {
	l.Logger.Error("cron: "+message, append([]any{"error", err}, values...)...)
}
