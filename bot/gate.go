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
	log   *slog.Logger

	mu      sync.Mutex
	urgent  []chan struct{}
	patient []chan struct{}
	open    bool // somebody is letting them through
}

// pass waits for its turn. It fails only when the context ends.
func (g *gate) pass(ctx context.Context, urgent bool) error {
	if g.limit.Off() {
		return ctx.Err()
	}
	turn := g.join(ctx, urgent)
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		g.leave(turn)
		return ctx.Err()
	}
}

func (g *gate) join(ctx context.Context, urgent bool) chan struct{} {
	turn := make(chan struct{})
	g.mu.Lock()
	defer g.mu.Unlock()
	if urgent {
		g.urgent = append(g.urgent, turn)
	} else {
		g.patient = append(g.patient, turn)
	}
	if !g.open {
		g.open = true
		go g.run(context.WithoutCancel(ctx))
	}
	return turn
}

func (g *gate) leave(turn chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	is := func(other chan struct{}) bool { return other == turn }
	g.urgent = slices.DeleteFunc(g.urgent, is)
	g.patient = slices.DeleteFunc(g.patient, is)
}

// run lets them through, one by one, until nobody waits.
func (g *gate) run(ctx context.Context) {
	for g.awaited() {
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

// awaited says whether somebody waits; if nobody does, the next to come starts
// anew.
func (g *gate) awaited() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = len(g.urgent)+len(g.patient) > 0
	return g.open
}

func (g *gate) letOne() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, line := range []*[]chan struct{}{&g.urgent, &g.patient} {
		if len(*line) > 0 {
			close((*line)[0])
			*line = (*line)[1:]
			return
		}
	}
}
