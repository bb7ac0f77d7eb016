package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/redisserver"
	"samovar/internal/store"
)

const point = "blg"

// rig is a bot against an emulated Telegram and a real Redis, on a clock that
// a test can move.
type rig struct {
	t     *testing.T
	ctx   context.Context
	redis *redisserver.Server
	store *store.Store
	tg    *emulator.Server
	url   string
	api   *API
	clock *clock
	log   *slog.Logger
	logs  *logs
}

// clock goes on by itself and can be moved ahead.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}

// logs keeps what was logged, and shows it when the test fails.
type logs struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newRig(t *testing.T, opt emulator.Options, kept ...redisserver.Options) *rig {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	r := &rig{t: t, ctx: ctx, redis: redisserver.ForTest(t, kept...), clock: &clock{}, logs: &logs{}}
	r.log = slog.New(slog.NewTextHandler(r.logs, nil))
	opt.T = t
	r.tg = emulator.New(opt)
	t.Cleanup(r.tg.Close)
	r.url = must(r.tg.Start("127.0.0.1:0"))
	r.store = must(store.Open(r.redis.URL()))
	t.Cleanup(func() { _ = r.store.Close() })
	r.api = must(NewAPI(APIOptions{Token: r.tg.Token(), URL: r.url, Timeout: time.Second}))
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the log:\n%s", r.logs)
		}
	})
	return r
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// start runs something until the test ends, or stop is called; stop waits for it.
func (r *rig) start(run func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(r.ctx)
	done := make(chan struct{})
	go func() {
		run(ctx)
		close(done)
	}()
	stop = func() { cancel(); <-done }
	r.t.Cleanup(stop)
	return stop
}

func (r *rig) sender(change func(*SenderOptions)) *Sender {
	o := SenderOptions{Points: []string{point}, Grace: time.Second, Now: r.clock.Now, Log: r.log}
	if change != nil {
		change(&o)
	}
	return NewSender(r.api, r.store, o)
}

func (r *rig) workers(h Handler, change func(*WorkerOptions)) *Workers {
	o := WorkerOptions{Grace: time.Second, Now: r.clock.Now, Log: r.log}
	if change != nil {
		change(&o)
	}
	return NewWorkers(r.store, h, o)
}

func (r *rig) intake(stored func(int)) *Intake {
	return &Intake{Store: r.store, Username: r.tg.Username(), Stored: stored, Now: r.clock.Now, Log: r.log}
}

// put writes messages into the outbox, as a commit would.
func (r *rig) put(outs ...chat.Out) {
	r.t.Helper()
	for i := range outs {
		outs[i].Kind = orElse(outs[i].Kind, chat.Say)
	}
	if err := r.store.Put(r.ctx, point, outs, r.clock.Now()); err != nil {
		r.t.Fatal(err)
	}
}

// updates puts text messages into the inbox: number and chat of each.
func (r *rig) updates(pairs ...[2]int64) {
	r.t.Helper()
	var batch []store.Update
	for _, p := range pairs {
		body := must(json.Marshal(chat.Event{ID: p[0], Kind: chat.Text, Place: chat.Place{ID: p[1]}}))
		batch = append(batch, store.Update{ID: p[0], Chat: p[1], Body: body})
	}
	if _, err := r.store.Intake(r.ctx, batch, r.clock.Now()); err != nil {
		r.t.Fatal(err)
	}
}

// resident is a person who has started the bot.
func (r *rig) resident(id int64) *emulator.Person {
	p := r.tg.Person(id, emulator.Profile{First: "Anna", Lang: "ru"})
	p.Says("/start")
	return p
}

// texts waits until a person got so many messages and returns them.
func (r *rig) texts(p *emulator.Person, n int) []string {
	r.t.Helper()
	var texts []string
	_ = p.WaitFor(r.ctx, func(c emulator.Chat) bool { // it fails the test itself
		texts = nil
		for _, m := range c.FromBot() {
			texts = append(texts, m.Text)
		}
		return len(texts) >= n
	})
	return texts
}

// eventually waits for something that nothing announces.
func (r *rig) eventually(what string, ok func() bool) {
	r.t.Helper()
	for !ok() {
		if !sleep(r.ctx, 2*time.Millisecond) {
			r.t.Fatalf("it did not come to pass that %s", what)
		}
	}
}

// outboxIsEmpty waits until nothing is left to send.
func (r *rig) outboxIsEmpty() {
	r.t.Helper()
	r.eventually("the outbox is empty", func() bool {
		return r.waiting(chat.Reply)+r.waiting(chat.Broadcast)+r.waiting(chat.Mend) == 0
	})
}

func (r *rig) waiting(l chat.Lane) int64 {
	return must(r.store.Backlog(r.ctx, store.Outbox(point, l), r.clock.Now())).Items
}

func (r *rig) inboxIsEmpty() {
	r.t.Helper()
	r.eventually("the inbox is empty", func() bool {
		for shard := range store.Shards {
			if must(r.store.Backlog(r.ctx, store.Inbox(shard), r.clock.Now())).Items > 0 {
				return false
			}
		}
		return true
	})
}

// book keeps what a handler was given, by chat.
type book struct {
	mu     sync.Mutex
	events map[int64][]int64
	do     func(context.Context, chat.Event) error // may be nil
}

func (b *book) Handle(ctx context.Context, e chat.Event) error {
	b.mu.Lock()
	if b.events == nil {
		b.events = map[int64][]int64{}
	}
	b.events[e.Place.ID] = append(b.events[e.Place.ID], e.ID)
	b.mu.Unlock()
	if b.do == nil {
		return nil
	}
	return b.do(ctx, e)
}

func (b *book) of(chat int64) []int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.events[chat])
}
