package bot

import (
	"context"
	"crypto/rand"
	"log/slog"
	"maps"
	"sync"
	"time"

	"samovar/internal/store"
)

// renewEvery is how often leases are made longer: often enough that one missed
// time does no harm.
const renewEvery = store.LeaseFor * 3 / 10

// leases are the chats that this process has claimed and works on. A process
// that was killed renews nothing, and another takes its chats over.
type leases struct {
	store *store.Store
	owner string // of this process, anew at every start
	now   func() time.Time
	log   *slog.Logger

	mu       sync.Mutex
	held     map[hold]*lease
	failures map[try]*failures  // of items that were put off
	claiming int                // claims under way
	done     map[try]bool       // items dealt with meanwhile: such a claim may still bring them
	ends     map[hold]time.Time // of the leases, unless they are renewed before
}

type hold struct {
	queue store.Queue
	chat  int64
}

type try struct {
	hold
	seq int64
}

// failures are how often an item failed here.
type failures struct {
	all     int
	lasting int // for what does not pass
	last    time.Time
}

// failuresKept is how long they are remembered: what does not fail again within
// it was done by another process, since nothing is put off for so long.
const failuresKept = 10 * longestWait

// lease is one chat worked on. Again is what a claim brought meanwhile: a lease
// that could not be renewed in time ran out, and was claimed by us again.
type lease struct {
	item  store.Item
	again *store.Item
}

func newLeases(s *store.Store, now func() time.Time, log *slog.Logger) *leases {
	return &leases{store: s, owner: rand.Text(), now: now, log: log, held: map[hold]*lease{}, failures: map[try]*failures{}, done: map[try]bool{}, ends: map[hold]time.Time{}}
}

func holdOf(it store.Item) hold { return hold{it.Queue, it.Chat} }

// claim claims chats. What it returns is to be begun, and then claimed called.
func (l *leases) claim(ctx context.Context, asks []store.Ask) ([]store.Item, error) {
	l.mu.Lock()
	l.claiming++
	l.mu.Unlock()
	now := l.now()
	items, err := l.store.Claim(ctx, l.owner, asks, now)
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, it := range items {
		l.ends[holdOf(it)] = now.Add(store.LeaseFor)
	}
	return items, err
}

// claimed says that all that a claim returned was begun.
func (l *leases) claimed() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.claiming--; l.claiming == 0 {
		clear(l.done)
		maps.DeleteFunc(l.ends, func(h hold, _ time.Time) bool { return l.held[h] == nil })
	}
}

// begin says whether a claimed item is to be worked on now: not while an item
// of the same chat is, nor when it was dealt with before the claim, which found
// its lease run out, came back.
func (l *leases) begin(it store.Item) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done[try{holdOf(it), it.Seq}] {
		return false
	}
	if current := l.held[holdOf(it)]; current != nil {
		current.again = &it
		return false
	}
	l.held[holdOf(it)] = &lease{item: it}
	return true
}

// end says that the chat of an item is not worked on any more, or which item
// of it is to be worked on instead: one that was claimed meanwhile. One with
// no higher number was claimed before it was done; it is done now.
func (l *leases) end(it store.Item) *store.Item {
	l.mu.Lock()
	defer l.mu.Unlock()
	again := l.held[holdOf(it)].again
	if again != nil && again.Seq > it.Seq {
		l.held[holdOf(it)] = &lease{item: *again}
		return again
	}
	delete(l.held, holdOf(it))
	return nil
}

// holds says whether the item's lease has not run out yet. A process that was
// frozen holds nothing when it wakes: others may have gone on for it.
func (l *leases) holds(it store.Item) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now().Before(l.ends[holdOf(it)])
}

// extend notes that leases were renewed. One that had run out by then stays so:
// the chat may be another's.
func (l *leases) extend(items []store.Item, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, it := range items {
		if now.Before(l.ends[holdOf(it)]) {
			l.ends[holdOf(it)] = now.Add(store.LeaseFor)
		}
	}
}

// finish marks an item as dealt with and returns the next one of its chat, if
// more are wanted. It tries until Redis takes it or the context ends: what was
// sent but not marked would be sent again.
func (l *leases) finish(ctx context.Context, it store.Item, more bool) *store.Item {
	l.forget(it)
	for n := 1; ; n++ {
		now := l.now()
		next, err := l.store.Done(ctx, l.owner, it, more, now)
		if err == nil {
			l.noteDone(it, next, now)
			return next
		}
		l.log.Error("what was done cannot be marked as done", "chat", it.Chat, "err", err)
		if !sleep(ctx, delay(min(n, 3))) {
			return nil
		}
	}
}

func (l *leases) noteDone(it store.Item, next *store.Item, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if next != nil { // the lease goes on for it
		l.ends[holdOf(it)] = now.Add(store.LeaseFor)
	}
	if l.claiming > 0 {
		l.done[try{holdOf(it), it.Seq}] = true
	}
}

// putOff leaves an item for later. If that fails the lease runs out by itself.
func (l *leases) putOff(ctx context.Context, it store.Item, at time.Time) {
	if err := l.store.Retry(ctx, l.owner, it, at); err != nil {
		l.log.Error("an item cannot be put off", "chat", it.Chat, "err", err)
	}
}

// failed counts one more failure of an item.
func (l *leases) failed(it store.Item) int {
	return l.count(it, func(f *failures) *int { return &f.all })
}

// failedForGood counts one more failure that does not pass by itself, however
// many others there were.
func (l *leases) failedForGood(it store.Item) int {
	return l.count(it, func(f *failures) *int { return &f.lasting })
}

func (l *leases) count(it store.Item, which func(*failures) *int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := try{holdOf(it), it.Seq}
	f := l.failures[t]
	if f == nil {
		f = new(failures)
		l.failures[t] = f
	}
	f.last = l.now()
	n := which(f)
	*n++
	return *n
}

func (l *leases) forget(it store.Item) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.failures, try{holdOf(it), it.Seq})
}

// forgetOld forgets the failures of what others have done since.
func (l *leases) forgetOld(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	maps.DeleteFunc(l.failures, func(_ try, f *failures) bool { return now.Sub(f.last) > failuresKept })
}

// renew makes the leases longer until the context ends.
func (l *leases) renew(ctx context.Context) {
	for sleep(ctx, renewEvery) {
		items, now := l.items(), l.now()
		l.forgetOld(now)
		err := l.store.Renew(ctx, l.owner, items, now)
		if err == nil {
			l.extend(items, now)
		} else if ctx.Err() == nil {
			l.log.Warn("leases are not renewed", "err", err)
		}
	}
}

func (l *leases) items() []store.Item {
	l.mu.Lock()
	defer l.mu.Unlock()
	items := make([]store.Item, 0, len(l.held))
	for _, current := range l.held {
		items = append(items, current.item)
	}
	return items
}
