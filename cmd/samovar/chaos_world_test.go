package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chaos"
	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// bustling is a Point for a run: two weeks ahead, rooms with approval and without,
// and a building that they cannot fill all at once.
var bustling = strings.NewReplacer("headcount: 90", "headcount: 150\n    horizon_days: 14", "admins: [11, 12]", "admins: [11, 12, 13]",
	"- {id: quanta, name: Кванты, language: ru, leads: [501]}", quarters()).Replace(crowded) +
	`      - {id: studio, name: {ru: Студия, en: Studio, zh: 工作室}, seats: 30, approval: false}
      - {id: workshop, name: {ru: Мастерская, en: Workshop, zh: 工坊}, seats: 30, approval: false}
`

// quarters are the communities, one for every fifth of the people.
func quarters() string {
	var all []string
	for n := 0; n < mostPeople; n += 5 {
		all = append(all, fmt.Sprintf("- {id: c%d, name: Community %d, language: en, leads: [%d]}", n, n, 1000+n))
	}
	return strings.Join(all, "\n      ")
}

const (
	replicas   = 3
	mostPeople = 240
)

// ordeal is a run: three processes of the bot, each with a proxy before its
// Redis, a Telegram, and people who book all the time while one thing after the
// other fails.
type ordeal struct {
	*premises
	size     scale
	clock    sharedClock
	where    *space.Point
	footing  footing
	brisk    redis.UniversalClient // gives up soon: Redis may well be away
	proxies  []*chaos.Proxy
	post     *postman
	replicas []*replica
	all      []*process // that ever ran
	arrivals *chaos.Arrivals
	crowd    []person
	turns    chan struct{} // one for each update that somebody may send
	enough   chan struct{} // closed when there are as many as were wanted

	injected map[chaos.Kind]int
	struck   []stroke
	leftOut  map[chaos.Kind]string
	inFlight int
	flew     int // the last that was counted
	webhook  bool

	sent atomic.Int64
	mu   sync.Mutex
	acts acts
}

// stroke is when a fault began.
type stroke struct {
	chaos.Fault
	at time.Time
}

// amid are the faults that began in a span of time, or shortly before.
func (o *ordeal) amid(from time.Time, lasted time.Duration) (all []string) {
	for _, s := range o.struck {
		if after := s.at.Sub(from); after > -3*time.Second && after < lasted {
			all = append(all, fmt.Sprintf("%s (%+.1fs, %s)", s.Kind, after.Seconds(), s.For))
		}
	}
	return all
}

// A server that does not wait for the disk answers what a kill makes it forget:
// the writes of the last two seconds, which is how long it puts one off while the
// disk is busy, and some more until it is noticed here.
const (
	putOff      = 3 * time.Second
	overlooked  = 2 * time.Second
	longestHeld = 20 * time.Second // from when somebody does something until it is written, whatever else fails
)

// lapses are the times whose writes may be forgotten.
func (o *ordeal) lapses() (all chaos.Lapses) {
	for _, s := range o.struck {
		if s.Kind == chaos.KillRedis && o.size.fsync != "always" {
			all = append(all, chaos.Lapse{From: s.at.Add(-putOff), Until: s.at.Add(s.For + overlooked)})
		}
	}
	return all
}

// acts are what people did, as they wrote it down.
type acts struct {
	updates []chaos.Sent
	presses []int                // the latest, by update
	asked   map[string]int64     // by request: who sent it
	granted map[string]int64     // likewise, whose receipt was read
	read    map[string]time.Time // and when
}

// person is somebody who takes part until there is enough.
type person interface{ live() }

func newOrdeal(t *testing.T, size scale) *ordeal {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute+time.Duration(size.updates)*50*time.Millisecond)
	t.Cleanup(cancel)
	texts, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	o := &ordeal{premises: &premises{t: t, ctx: ctx, texts: texts, config: write(t, "samovar.yaml", bustling)}, size: size,
		clock: newSharedClock(t, time.Now()), arrivals: chaos.NewArrivals(),
		turns: make(chan struct{}), enough: make(chan struct{}), injected: map[chaos.Kind]int{},
		leftOut: map[chaos.Kind]string{}, acts: acts{asked: map[string]int64{}, granted: map[string]int64{}, read: map[string]time.Time{}}}
	o.stands()
	o.opensTelegram()
	for range replicas {
		o.opensProxy()
	}
	o.where, _ = o.point()
	for _, at := range freeAddresses(t, replicas) {
		o.replicas = append(o.replicas, &replica{at: at})
	}
	o.post = newPostman(t, o.replicas)
	for n := range o.replicas {
		o.starts(n)
		o.replicas[n].await(t, "ready")
	}
	o.gathers()
	go o.paces()
	return o
}

func (o *ordeal) opensTelegram() {
	o.t.Helper()
	o.telegram = emulator.New(emulator.Options{Limits: emulator.Limits{Off: true}, CallsKept: 100, Heard: o.arrivals.Note, WebhookDelay: 50 * time.Millisecond})
	o.t.Cleanup(o.telegram.Close)
	api, err := o.telegram.Start("127.0.0.1:0")
	if err != nil {
		o.t.Fatal(err)
	}
	o.environ = append(environ(o.footing.url(), api, o.telegram.Token()), byClock+"="+o.clock.path,
		"SAMOVAR_TELEGRAM__LIMITS__PER_SECOND=2000", "SAMOVAR_TELEGRAM__LIMITS__PER_CHAT_BURST=1000")
	o.environ = append(o.environ, o.footing.settings()...)
}

func (o *ordeal) opensProxy() {
	o.t.Helper()
	p, err := chaos.NewProxy(o.footing.addrs()...)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(p.Close)
	o.proxies = append(o.proxies, p)
}

// starts starts the n-th process, in place of one that has ended, and does not
// wait for it.
func (o *ordeal) starts(n int) {
	o.t.Helper()
	env := append(slices.Clone(o.environ), "SAMOVAR_WEB__LISTEN="+o.replicas[n].at, "SAMOVAR_REDIS__URL="+string(o.proxies[n].Through([]byte(o.footing.url()))))
	if o.webhook {
		env = append(env, o.post.environ()...)
	}
	o.replicas[n].process = spawn(o.t, env, "serve", "--config", o.config)
	o.all = append(o.all, o.replicas[n].process)
}

// gathers lets people come: admins, and residents of whom every fifth leads a
// community.
func (o *ordeal) gathers() {
	for n := range int64(3) {
		v := &visitor{Person: o.telegram.Person(11+n, emulator.Profile{First: fmt.Sprint("Admin", n), Lang: "ru"}),
			say: o.texts.In(lang.Russian), dice: rand.New(rand.NewPCG(o.size.seed, uint64(n)))}
		v.Opened()
		o.crowd = append(o.crowd, &decider{party: party{visitor: v, ordeal: o, tried: map[string]bool{}}})
	}
	for n := range min(mostPeople, max(24, o.size.updates/100)) {
		o.crowd = append(o.crowd, &guest{party: party{visitor: o.visitor(n, o.size.seed), ordeal: o, tried: map[string]bool{}}})
	}
}

// paces gives everybody their turn, as often as the scale has it.
func (o *ordeal) paces() {
	next := time.NewTicker(time.Second / time.Duration(o.size.rate))
	defer next.Stop()
	for o.sent.Load() < int64(o.size.updates) && o.ctx.Err() == nil {
		<-next.C
		select {
		case o.turns <- struct{}{}:
		case <-o.ctx.Done():
		case <-time.After(time.Second): // everybody is waiting for something
		}
	}
	close(o.enough)
}

// flying counts the chats to which a process is sending, or was when it stopped:
// now, or when Redis last answered.
func (o *ordeal) flying() int {
	n := 0
	for _, lane := range chat.Lanes() {
		owners, err := o.brisk.HLen(o.ctx, "samovar:{blg}:out:"+string(lane)+":owners").Result()
		if err != nil {
			return o.flew
		}
		n += int(owners)
	}
	o.flew = n
	return n
}

// notes takes down what somebody did.
func (o *ordeal) notes(update int, press bool) {
	o.sent.Add(1)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.acts.updates = append(o.acts.updates, chaos.Sent{Update: int64(update), At: time.Now()})
	if press {
		o.acts.presses = append(o.acts.presses[max(0, len(o.acts.presses)-20):], update)
	}
}

// latest are the updates that people sent last, oldest first.
func (o *ordeal) latest(n int) (all []int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, one := range o.acts.updates[max(0, len(o.acts.updates)-n):] {
		all = append(all, int(one.Update))
	}
	return all
}

// pressed is one of the presses that people made last, 0 where there is none.
func (o *ordeal) pressed(which int) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.acts.presses) == 0 {
		return 0
	}
	return o.acts.presses[which%len(o.acts.presses)]
}
