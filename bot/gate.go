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
// before who broadcasts, however long those have waited, and is not held to
// their pace.
type gate struct {
	store     *store.Store
	perSecond int
	log       *slog.Logger
	hurry     chan struct{} // somebody urgent has come

	mu      sync.Mutex
	urgent  []turn
	patient []turn
	open    bool // somebody is letting them through
}

// turn tells who waits that it has come, and what to say when the request was
// answered.
type turn chan func()

func newGate(s *store.Store, perSecond int, log *slog.Logger) *gate {
	return &gate{store: s, perSecond: perSecond, log: log, hurry: make(chan struct{}, 1)}
}

// pass waits for its turn. It fails only when the context ends; else done is to
// be called when the request was answered.
func (g *gate) pass(ctx context.Context, urgent bool) (done func(), err error) {
	if g.perSecond <= 0 {
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
		g.hasten()
	} else {
		g.patient = append(g.patient, t)
	}
	if !g.open {
		g.open = true
		go g.run(context.WithoutCancel(ctx))
	}
	return t
}

func (g *gate) hasten() {
	select {
	case g.hurry <- struct{}{}:
	default:
	}
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
	for {
		urgent, any := g.awaited()
		if !any {
			return
		}
		passage, wait, err := g.store.Enter(ctx, "all", g.perSecond, !urgent)
		switch {
		case err != nil:
			g.log.Error("the limit cannot be read", "err", err)
			sleep(ctx, time.Second)
		case wait > 0:
			g.rest(min(wait, glance))
		default:
			g.letOne(ctx, passage)
		}
	}
}

// glance is how soon to look again at the latest: an answer may make room.
const glance = 20 * time.Millisecond

// rest waits so long, or until somebody urgent comes.
func (g *gate) rest(d time.Duration) {
	select {
	case <-g.hurry:
	case <-time.After(d):
	}
}

// awaited says whether somebody waits, and somebody urgent; if nobody does, the
// next to come starts anew.
func (g *gate) awaited() (urgent, any bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = len(g.urgent)+len(g.patient) > 0
	return len(g.urgent) > 0, g.open
}

func (g *gate) letOne(ctx context.Context, passage string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, line := range []*[]turn{&g.urgent, &g.patient} {
		if len(*line) > 0 {
			(*line)[0] <- func() { g.answered(ctx, passage) }
			*line = (*line)[1:]
			return
		}
	}
}

// answered makes room for another. Where that fails the passage makes it by
// itself, a little later.
func (g *gate) answered(ctx context.Context, passage string) {
	if err := g.store.Arrived(ctx, "all", passage); err != nil {
		g.log.Warn("an answer does not make room for more", "err", err)
	}
}
