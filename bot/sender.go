package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// Limits are how much Telegram lets through; a zero one does not limit.
type Limits struct {
	All     int         // a second in all chats together
	Private store.Limit // to one person
	Group   store.Limit // to one group
}

// TelegramLimits are those that Telegram names: 30 a second in all, 1 a second
// to a person with short bursts, 20 a minute to a group.
func TelegramLimits() Limits {
	return Limits{
		All:     30,
		Private: store.Limit{Most: 1, Per: time.Second, Burst: 5},
		Group:   store.AtMost(20, time.Minute, 4),
	}
}

// SenderOptions say how the outbox is sent.
type SenderOptions struct {
	Points          []string // whose outboxes
	Concurrency     int      // messages at a time on the lane of replies, half of it on that of broadcasts, an eighth on that of mends; 64 where 0
	Limits          Limits
	DisabledButtons bool          // the server knows disabled buttons (Bot API 10.3)
	PlainTimes      bool          // the server knows no times in the reader's zone (Bot API 9.5)
	Grace           time.Duration // how long a stop waits for what was begun; 10 s where 0
	Now             func() time.Time
	Log             *slog.Logger
	Meter           Meter // may be nil
}

// Sender sends what stands in the outboxes, that of one chat and lane in its
// order. A message leaves the outbox once Telegram accepted it, or refused it
// for good.
type Sender struct {
	api    *API
	store  *store.Store
	opt    SenderOptions
	render renderer
	leases *leases
	gate   *gate
	reach  reach
	pauses pauses
	lanes  []*lane
	cut    atomic.Int32 // how many of the last requests, in a row, did not get through to Telegram
}

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

// behindOthers is how long a sender that is cut off from Telegram lets the
// others claim first: what they have a way for must not wait for it.
const behindOthers = time.Second

// NewSender makes a sender; Run lets it send.
func NewSender(api *API, s *store.Store, o SenderOptions) *Sender {
	o.Concurrency, o.Grace = orElse(o.Concurrency, 64), orElse(o.Grace, 10*time.Second)
	if o.Meter == nil {
		o.Meter = unmetered{}
	}
	return &Sender{
		api: api, store: s, opt: o, render: renderer{disabledButtons: o.DisabledButtons, plainTimes: o.PlainTimes}, leases: newLeases(s, o.Now, o.Log),
		reach: reach{store: s, now: o.Now, points: map[string]*marked{}},
		gate:  newGate(s, o.Limits.All, o.Log),
		lanes: []*lane{newLane(chat.Reply, o.Points, o.Concurrency), newLane(chat.Broadcast, o.Points, max(1, o.Concurrency/2)),
			newLane(chat.Mend, o.Points, max(1, o.Concurrency/8))},
	}
}

func newLane(name chat.Lane, points []string, concurrency int) *lane {
	l := &lane{name: name, point: map[store.Queue]string{}, slots: newSlots(concurrency), woken: make(chan struct{}, 1), due: map[store.Queue]bool{}}
	for _, p := range points {
		queue := store.Outbox(p, name)
		l.queues, l.point[queue] = append(l.queues, queue), p
	}
	l.see(l.queues...)
	return l
}

// Wake says that something was put into the outbox of a Point.
func (s *Sender) Wake(point string) { s.lanes[0].wake(store.Outbox(point, chat.Reply)) }

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

// Run sends until the context ends; what is under way is finished then, within
// the grace period.
func (s *Sender) Run(ctx context.Context) {
	runUntil(ctx, s.opt.Grace, func(work context.Context, begun *sync.WaitGroup) {
		go s.leases.renew(work)
		var lanes sync.WaitGroup
		for _, l := range s.lanes {
			lanes.Go(func() { s.dispatch(ctx, work, l, begun) })
		}
		lanes.Wait()
	})
}

// cutOff says whether what this process sends does not get through to Telegram.
func (s *Sender) cutOff() bool { return s.cut.Load() >= triesCutOff }

// gotThrough counts the requests in a row that did not.
func (s *Sender) gotThrough(kind Kind) {
	if kind == Network || kind == Server {
		s.cut.Add(1)
		return
	}
	s.cut.Store(0)
}

// learnPauses hears of the 429s that other processes got.
func (s *Sender) learnPauses(ctx context.Context) {
	known, err := s.store.Pauses(ctx, s.opt.Now())
	if err != nil {
		s.opt.Log.Warn("pauses are not read", "err", err)
		return
	}
	s.pauses.learn(known, s.opt.Now())
}

// dispatch claims what a lane has and sends each chat's in a goroutine.
func (s *Sender) dispatch(ctx, work context.Context, l *lane, begun *sync.WaitGroup) {
	sweep := time.NewTicker(sendSweep)
	defer sweep.Stop()
	for {
		if s.cutOff() && !sleep(ctx, behindOthers) {
			return
		}
		for l.waits() && s.claim(ctx, work, l, begun) {
		}
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
			l.sweep()
		case <-l.woken:
		}
	}
}

// claim fills the free slots, and says whether it is worth going on.
func (s *Sender) claim(ctx, work context.Context, l *lane, begun *sync.WaitGroup) bool {
	most := cap(l.slots)
	if s.cutOff() {
		most = 1 // to see whether that is over
	}
	free := l.slots.acquire(ctx, most)
	if free == 0 {
		return false
	}
	asks := l.asks(free)
	items, err := s.leases.claim(ctx, asks)
	defer s.leases.claimed()
	if err != nil && ctx.Err() == nil {
		s.opt.Log.Error("the outbox cannot be read", "err", err)
	}
	if len(items) > 0 {
		s.learnPauses(work)
	}
	l.see(full(asks, items)...)
	for _, it := range items {
		if s.leases.begin(it) {
			free--
			begun.Go(func() { s.work(ctx, work, l, it) })
		}
	}
	l.slots.release(free)
	if err != nil { // the next sweep tries again
		for _, a := range asks {
			l.see(a.Queue)
		}
	}
	return err == nil && !s.cutOff()
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

// work sends what a chat has waiting, one after the other.
func (s *Sender) work(ctx, work context.Context, l *lane, it store.Item) {
	defer l.slots.release(1)
	for n, next := 1, &it; next != nil; n++ {
		it, next = *next, nil
		if s.deliver(work, l, &it) {
			next = s.leases.finish(work, it, n < inARow && ctx.Err() == nil)
		}
		if next == nil {
			next = s.leases.end(it)
		}
		if n == inARow {
			l.wake(it.Queue) // the chat was given back, maybe with more
		}
	}
}

// deliver says whether the item is done with, and notes on it what became of
// it; else it was put off. A panic costs the message: it would else come back
// with every start.
func (s *Sender) deliver(ctx context.Context, l *lane, it *store.Item) (done bool) {
	defer func() {
		if p := recover(); p != nil {
			s.opt.Log.Error("message dropped", "chat", it.Chat, "seq", it.Seq, "panic", p, "stack", string(debug.Stack()))
			done = true
		}
	}()
	var o chat.Out
	if err := json.Unmarshal(it.Body, &o); err != nil {
		s.opt.Log.Error("unreadable message dropped", "chat", it.Chat, "err", err)
		return true
	}
	o.Chat = it.Chat // a group that migrated has another than the one written
	d := &delivery{Sender: s, lane: l, point: l.point[it.Queue], item: *it, out: o, came: string(BadRequest)}
	defer func() { it.Outcome = store.Outcome{Point: d.point, Broadcast: o.Broadcast, What: d.came} }()
	return d.deliver(ctx)
}

// putOff leaves an item for later and sees to it that it is not later than that.
func (s *Sender) putOff(ctx context.Context, l *lane, it store.Item, at time.Time) {
	s.leases.putOff(ctx, it, at)
	time.AfterFunc(at.Sub(s.opt.Now()), func() { l.wake(it.Queue) })
}
