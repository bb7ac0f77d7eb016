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

// Wake says that something was put into the outbox of a Point.
func (s *Sender) Wake(point string) { s.lanes[0].wake(store.Outbox(point, chat.Reply)) }

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
