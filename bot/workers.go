package bot

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// Handler does what an event asks for. An event whose handling fails is handled
// again later, so its effect must be written at once or not at all. One that
// panics, or fails again and again though Redis is there, is given up; a Handler
// that is a Sorry too then tells the person.
type Handler interface {
	Handle(ctx context.Context, e chat.Event) error
}

// WorkerOptions say how the inbox is worked on.
type WorkerOptions struct {
	Pool    int           // chats at a time; 64 where 0
	Timeout time.Duration // of one event; 30 s where 0
	Grace   time.Duration // how long a stop waits for what was begun; 10 s where 0
	After   func()        // called when an event was handled; may be nil
	Now     func() time.Time
	Log     *slog.Logger
	Meter   Meter // may be nil
}

// Workers hand the events of the inbox to a Handler: those of one chat one
// after the other, those of many chats at a time.
type Workers struct {
	store   *store.Store
	handler Handler
	opt     WorkerOptions
	leases  *leases
	slots   slots

	dirty atomic.Int64 // the shards to look into, a bit each
	woken chan struct{}
	first int // the shard to begin with when not all can be looked into
}

const (
	allShards  = 1<<store.Shards - 1
	sweepEvery = time.Second
	// inARow bounds how long a talkative chat keeps its slot.
	inARow = 16
)

// NewWorkers makes workers; Run lets them work.
func NewWorkers(s *store.Store, h Handler, o WorkerOptions) *Workers {
	o.Pool, o.Timeout, o.Grace = orElse(o.Pool, 64), orElse(o.Timeout, 30*time.Second), orElse(o.Grace, 10*time.Second)
	if o.Meter == nil {
		o.Meter = unmetered{}
	}
	if o.After == nil {
		o.After = func() {}
	}
	return &Workers{
		store: s, handler: h, opt: o, leases: newLeases(s, o.Now, o.Log),
		slots: newSlots(o.Pool), woken: make(chan struct{}, 1),
	}
}

// Wake says which shards (a bit each) have something new, so that nothing waits
// for the next sweep.
func (w *Workers) Wake(shards int) {
	w.dirty.Or(int64(shards))
	select {
	case w.woken <- struct{}{}:
	default:
	}
}

// Run works until the context ends. What was begun is finished then, within the
// grace period; the rest stays in the inbox for the next start.
func (w *Workers) Run(ctx context.Context) {
	runUntil(ctx, w.opt.Grace, func(work context.Context, begun *sync.WaitGroup) {
		go w.leases.renew(work)
		w.dispatch(ctx, work, begun)
	})
}

// runUntil runs dispatch, which returns when ctx ends, and gives what it began
// the grace period to finish before its own context ends too.
func runUntil(ctx context.Context, grace time.Duration, dispatch func(work context.Context, begun *sync.WaitGroup)) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var begun sync.WaitGroup
	dispatch(work, &begun)
	done := make(chan struct{})
	go func() {
		begun.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(grace):
	}
}

// dispatch claims chats and gives each a goroutine. A sweep picks up what other
// processes left: the chats of one that was killed, and retries.
func (w *Workers) dispatch(ctx, work context.Context, begun *sync.WaitGroup) {
	sweep := time.NewTicker(sweepEvery)
	defer sweep.Stop()
	w.Wake(allShards)
	for {
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
			w.dirty.Or(allShards)
		case <-w.woken:
		}
		for w.dirty.Load() != 0 && w.claim(ctx, work, begun) {
		}
	}
}

// claim fills the free slots, and says whether it is worth going on.
func (w *Workers) claim(ctx, work context.Context, begun *sync.WaitGroup) bool {
	free := w.slots.acquire(ctx, w.opt.Pool)
	if free == 0 {
		return false
	}
	asks := w.asks(free)
	items, err := w.leases.claim(ctx, asks)
	defer w.leases.claimed()
	if err != nil && ctx.Err() == nil {
		w.opt.Log.Error("the inbox cannot be read", "err", err)
	}
	more := full(asks, items)
	for shard := range store.Shards {
		if slices.Contains(more, store.Inbox(shard)) {
			w.dirty.Or(1 << shard)
		}
	}
	for _, it := range items {
		if w.leases.begin(it) {
			free--
			begun.Go(func() { w.work(ctx, work, it) })
		}
	}
	w.slots.release(free)
	return err == nil // else the next sweep tries again
}

// asks spreads the free slots over the dirty shards.
func (w *Workers) asks(free int) []store.Ask {
	dirty := w.dirty.Swap(0)
	var asks []store.Ask
	for i := range store.Shards {
		shard := (w.first + i) % store.Shards
		switch {
		case dirty&(1<<shard) == 0:
		case len(asks) == free:
			w.dirty.Or(1 << shard)
		default:
			asks = append(asks, store.Ask{Queue: store.Inbox(shard)})
		}
	}
	w.first++
	for i := range asks {
		asks[i].Most = free / len(asks)
	}
	return asks
}

// work handles what a chat has waiting, one after the other.
func (w *Workers) work(ctx, work context.Context, it store.Item) {
	defer w.slots.release(1)
	for n, next := 1, &it; next != nil; n++ {
		it, next = *next, nil
		if w.handle(work, it) {
			next = w.leases.finish(work, it, n < inARow && ctx.Err() == nil)
		}
		if next == nil {
			next = w.leases.end(it)
		}
		if n == inARow {
			w.Wake(1 << store.ShardOf(it.Chat)) // it was given back, maybe with more
		}
	}
}
