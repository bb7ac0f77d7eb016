package bot

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"samovar/internal/store"
)

// gate lets requests pass at the rate that Telegram allows the bot in all,
// shared with the other processes through Redis. Who answers a person passes
// before who broadcasts, however long those have waited: so a reply stands
// behind one broadcast at most.
type gate struct {
	store *store.Store
	limit store.Limit
	now   func() time.Time
	log   *slog.Logger

	mu      sync.Mutex
	urgent  []turn
	patient []turn
	open    bool // somebody is letting them through
	last    window
}

// turn tells who waits that it has come, and what to say when the request was
// answered.
type turn chan func()

// pass waits for its turn. It fails only when the context ends; else done is to
// be called when the request was answered.
func (g *gate) pass(ctx context.Context, urgent bool) (done func(), err error) {
	if g.limit.Off() {
		return func() {}, ctx.Err()
	}
	t := g.join(ctx, urgent)
	select {
	case done = <-t:
		return done, nil
	case <-ctx.Done():
		g.leave(t)
		return nil, ctx.Err()
	}
}

func (g *gate) join(ctx context.Context, urgent bool) turn {
	t := make(turn, 1)
	g.mu.Lock()
	defer g.mu.Unlock()
	if urgent {
		g.urgent = append(g.urgent, t)
	} else {
		g.patient = append(g.patient, t)
	}
	if !g.open {
		g.open = true
		go g.run(context.WithoutCancel(ctx))
	}
	return t
}

func (g *gate) leave(t turn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	is := func(other turn) bool { return other == t }
	g.urgent = slices.DeleteFunc(g.urgent, is)
	g.patient = slices.DeleteFunc(g.patient, is)
}

// run lets them through, one by one, until nobody waits.
func (g *gate) run(ctx context.Context) {
	for g.awaited() {
		if wait := g.full(); wait > 0 {
			sleep(ctx, min(wait, glance))
			continue
		}
		wait, err := g.store.Allow(ctx, "all", g.limit)
		switch {
		case err != nil:
			g.log.Error("the limit cannot be read", "err", err)
			sleep(ctx, time.Second)
		case wait > 0:
			sleep(ctx, wait)
		default:
			g.letOne()
		}
	}
}

// glance is how soon to look again while an answer is missing.
const glance = 10 * time.Millisecond

// awaited says whether somebody waits; if nobody does, the next to come starts
// anew.
func (g *gate) awaited() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = len(g.urgent)+len(g.patient) > 0
	return g.open
}

// full is how long this process has to wait because of what it sent itself.
func (g *gate) full() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.last.full(g.now(), g.limit.PerSecond())
}

func (g *gate) letOne() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, line := range []*[]turn{&g.urgent, &g.patient} {
		if len(*line) > 0 {
			p := g.last.add(g.now(), g.limit.PerSecond())
			(*line)[0] <- func() { g.answered(p) }
			*line = (*line)[1:]
			return
		}
	}
}

func (g *gate) answered(p *passage) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p.answered = g.now()
}
