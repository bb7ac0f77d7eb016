package bot

import (
	"sync"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// lane is what is sent with one urgency.
type lane struct {
	name   chat.Lane
	queues []store.Queue // one a Point
	point  map[store.Queue]string
	slots  slots
	woken  chan struct{}
	swept  int // how many queues the sweeps have looked into

	mu  sync.Mutex
	due map[store.Queue]bool // the queues to look into
}

const (
	// sendSweep is how long a message that nobody announced waits at most, for
	// each lot of sweptAtOnce Points.
	sendSweep = 200 * time.Millisecond
	// sweptAtOnce bounds what it costs to look where nothing is.
	sweptAtOnce = 100
)

func newLane(name chat.Lane, points []string, concurrency int) *lane {
	l := &lane{name: name, point: map[store.Queue]string{}, slots: newSlots(concurrency), woken: make(chan struct{}, 1), due: map[store.Queue]bool{}}
	for _, p := range points {
		queue := store.Outbox(p, name)
		l.queues, l.point[queue] = append(l.queues, queue), p
	}
	l.see(l.queues...)
	return l
}

func (l *lane) wake(queue store.Queue) {
	l.see(queue)
	select {
	case l.woken <- struct{}{}:
	default:
	}
}

// see marks queues as ones to look into.
func (l *lane) see(queues ...store.Queue) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, queue := range queues {
		if l.point[queue] != "" {
			l.due[queue] = true
		}
	}
}

// sweep marks the next queues in turn: for what other processes left there.
func (l *lane) sweep() {
	for range min(sweptAtOnce, len(l.queues)) {
		l.see(l.queues[l.swept%len(l.queues)])
		l.swept++
	}
}

// waits says whether there is a queue to look into.
func (l *lane) waits() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.due) > 0
}

// full are the queues that gave as much as was asked for: they may have more.
func full(asks []store.Ask, items []store.Item) []store.Queue {
	got := map[store.Queue]int{}
	for _, it := range items {
		got[it.Queue]++
	}
	var queues []store.Queue
	for _, a := range asks {
		if got[a.Queue] >= a.Most {
			queues = append(queues, a.Queue)
		}
	}
	return queues
}

// asks spreads the free slots over the queues to look into, as far as they go.
func (l *lane) asks(free int) []store.Ask {
	l.mu.Lock()
	defer l.mu.Unlock()
	var asks []store.Ask
	for queue := range l.due {
		if len(asks) == free {
			break
		}
		asks = append(asks, store.Ask{Queue: queue})
		delete(l.due, queue)
	}
	for i := range asks {
		asks[i].Most = free / len(asks)
	}
	return asks
}
