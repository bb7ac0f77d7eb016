package bot

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// gate lets requests pass at the rate that Telegram allows the bot in all,
// shared with the other processes through Redis. Who answers a person passes
// before who broadcasts, however long those have waited, and is not held to
// their pace; who mends passes when nobody else waits.
type gate struct {
	store     *store.Store
	perSecond int
	log       *slog.Logger
	hurry     chan struct{} // somebody urgent has come

	mu    sync.Mutex
	lines map[chat.Lane][]turn
	open  bool // somebody is letting them through
}

// turn tells who waits that it has come, and what to say when the request was
// answered.
type turn chan func()

func newGate(s *store.Store, perSecond int, log *slog.Logger) *gate {
	return &gate{store: s, perSecond: perSecond, log: log, hurry: make(chan struct{}, 1), lines: map[chat.Lane][]turn{}}
}

// pass waits for its turn. It fails only when the context ends; else done is to
// be called when the request was answered.
func (g *gate) pass(ctx context.Context, lane chat.Lane) (done func(), err error) {
	if g.perSecond <= 0 {
		return func() {}, ctx.Err()
	}
	t := g.join(ctx, lane)
	select {
	case done = <-t:
		return done, nil
	case <-ctx.Done():
		g.leave(lane, t)
		return nil, ctx.Err()
	}
}

func (g *gate) join(ctx context.Context, lane chat.Lane) turn {
	t := make(turn, 1)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.lines[lane] = append(g.lines[lane], t)
	if lane == chat.Reply {
		g.hasten()
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

func (g *gate) leave(lane chat.Lane, t turn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.lines[lane] = slices.DeleteFunc(g.lines[lane], func(other turn) bool { return other == t })
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
	for _, line := range g.lines {
		any = any || len(line) > 0
	}
	g.open = any
	return len(g.lines[chat.Reply]) > 0, any
}

func (g *gate) letOne(ctx context.Context, passage string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, lane := range chat.Lanes() {
		if line := g.lines[lane]; len(line) > 0 {
			line[0] <- func() { g.answered(ctx, passage) }
			g.lines[lane] = line[1:]
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
