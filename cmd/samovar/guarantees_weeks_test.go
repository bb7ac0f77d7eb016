package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/config"
	"samovar/internal/emulator"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// longWeeks in the environment makes the proof as long as `make chaos-weeks`
// has it.
const longWeeks = "TEST_LONG_WEEKS"

// weeks are some weeks of five Points and 150 communities, kept by three
// processes of which now and then one is killed.
type weeks struct {
	*premises
	*calendar
	clock    sharedClock
	dice     *rand.Rand
	stores   map[string]*store.Point
	replicas []*replica
	flying   map[int64]int // by chat, what killed processes were sending
	kills    int
}

func TestWeeksOfRemindersAndDigestsComeOnceAndOnTimeWhoeverIsKilled(t *testing.T) {
	monday := time.Date(2027, 3, 8, 0, 0, 0, 0, time.UTC) // summer time begins in New York at its end
	number, kills := 2, 8
	days, leads := []int{3}, []time.Duration{24 * time.Hour, time.Hour}
	if os.Getenv(longWeeks) != "" {
		monday, number, kills = monday.AddDate(0, 0, -7), 4, 30 // and in Berlin
		days, leads = []int{1, 3, 5}, []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour}
	}
	plan, err := newCalendar(monday, number, days, leads...)
	if err != nil {
		t.Fatal(err)
	}
	w := newWeeks(t, plan)
	wanted := plan.expects()
	w.live(wanted, kills)
	a := w.audited(wanted)
	flew := 0
	for _, n := range w.flying {
		flew += n
	}
	t.Logf("%d weeks, %d Points, %d communities, 3 processes, %d of them killed with %d messages in flight\n%s",
		number, len(w.spots), len(w.spots)*clubsOfSpot, w.kills, flew, a)
	if a.twice() > flew {
		t.Errorf("%d messages came again, and only %d were in flight", a.twice(), flew)
	}
}

// newWeeks sets them up, with everybody in place, and starts three processes.
func newWeeks(t *testing.T, plan *calendar) *weeks {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	t.Logf("the seed is %d", seed)
	w := &weeks{calendar: plan, clock: newSharedClock(t, plan.begins()), dice: rand.New(rand.NewPCG(seed, 0)),
		stores: map[string]*store.Point{}, flying: map[int64]int{}}
	w.premises = w.prepare(t)
	w.settle()
	for _, at := range freeAddresses(t, 3) {
		w.replicas = append(w.replicas, w.starts(at))
	}
	for _, r := range w.replicas {
		r.await(t, "ready")
	}
	return w
}

// prepare are the premises on the clock of the weeks.
func (w *weeks) prepare(t *testing.T) *premises {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Minute)
	t.Cleanup(cancel)
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	h := &premises{t: t, ctx: ctx, texts: texts, config: write(t, "samovar.yaml", w.yaml())}
	h.redis = redisserver.ForTest(t, redisserver.Options{AppendOnly: true, Config: []string{"maxmemory-policy", "noeviction"}})
	h.rdb = redis.NewClient(&redis.Options{Addr: h.redis.Addr()})
	t.Cleanup(func() { _ = h.rdb.Close() })
	h.telegram = emulator.New(emulator.Options{Limits: emulator.Limits{Off: true}, Now: w.clock.now})
	t.Cleanup(h.telegram.Close)
	api := httptest.NewServer(distant(h.telegram))
	t.Cleanup(api.Close)
	h.environ = append(environ(h.redis.URL(), api.URL, h.telegram.Token()), byClock+"="+w.clock.path,
		"SAMOVAR_TELEGRAM__LIMITS__PER_SECOND=2000", "SAMOVAR_TELEGRAM__LIMITS__PER_CHAT_BURST=500", "SAMOVAR_TELEGRAM__LIMITS__PER_GROUP_MINUTE=1000")
	return h
}

// distant is a Telegram that is some way off: a process that is killed leaves
// messages on the way there and answers on the way back.
func distant(telegram http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/sendMessage") {
			<-time.After(5 * time.Millisecond)
			defer func() { <-time.After(5 * time.Millisecond) }()
		}
		telegram.ServeHTTP(out, r)
	})
}

// settle lets everybody be there, and writes what is booked from the beginning.
func (w *weeks) settle() {
	w.t.Helper()
	cfg, err := config.Load(w.config, w.environ)
	if err != nil {
		w.t.Fatal(err)
	}
	db, err := openStore(cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = db.Close() })
	for n, p := range cfg.Points() {
		s := w.spots[n]
		w.stores[s.id] = db.Point(p)
		w.telegram.Person(s.admin, emulator.Profile{First: "Admin", Lang: "ru"}).Opened()
		w.inhabit(s)
		w.change(s, w.begins())
	}
}

func (w *weeks) inhabit(s *spot) {
	w.t.Helper()
	var all []space.Community
	var people []space.Person
	for _, c := range s.clubs {
		one := space.Community{ID: c.id, Name: c.name, Language: c.language, Leads: []int64{c.lead}, Chat: c.group}
		all = append(all, one)
		for _, id := range []int64{c.lead, c.resident} {
			w.telegram.Person(id, emulator.Profile{First: c.name, Lang: c.language}).Opened()
			people = append(people, space.Person{ID: id, Name: c.name, Language: c.language})
		}
		if c.group != 0 {
			w.telegram.Group(c.group, c.name)
		}
	}
	if err := w.stores[s.id].ImportCommunities(w.ctx, all, w.begins()); err != nil {
		w.t.Fatal(err)
	}
	w.commit(s, store.Change{People: people})
}

func (w *weeks) commit(s *spot, c store.Change) {
	w.t.Helper()
	if err := w.stores[s.id].Commit(w.ctx, c, w.clock.now()); err != nil {
		w.t.Fatal(err)
	}
}

// starts begins a process that listens there.
func (w *weeks) starts(at string) *replica {
	env := append(slices.Clone(w.environ), "SAMOVAR_WEB__LISTEN="+at)
	return &replica{spawn(w.t, env, "serve", "--config", w.config), at}
}

// live lets the weeks pass: the clock goes from one time at which something is
// to come to the next, and so many times a process is killed amid it.
func (w *weeks) live(wanted []*expected, kills int) {
	w.t.Helper()
	load := map[time.Time]int{}
	for _, e := range wanted {
		load[e.at]++
	}
	changes := w.changes()
	stops := slices.SortedFunc(maps.Keys(load), time.Time.Compare)
	fatal := map[time.Time]bool{}
	for _, n := range w.dice.Perm(len(stops))[:kills] {
		fatal[stops[n]] = true
	}
	for at := range changes {
		if load[at] == 0 {
			stops = append(stops, at)
		}
	}
	slices.SortFunc(stops, time.Time.Compare)
	for _, at := range append(stops, w.ends()) {
		before := len(w.telegram.Calls())
		w.clock.set(w.t, at)
		for _, s := range changes[at] {
			w.change(s, at)
		}
		if fatal[at] {
			w.killsOne(before, load[at])
		}
		w.quiet()
	}
}

// changes is when something is booked, moved or cancelled, and where.
func (w *weeks) changes() map[time.Time][]*spot {
	all := map[time.Time][]*spot{}
	for _, s := range w.spots {
		for _, a := range s.acts {
			for _, at := range []time.Time{a.made, a.moved, a.gone} {
				if at.After(w.begins()) && !slices.Contains(all[at], s) {
					all[at] = append(all[at], s)
				}
			}
		}
	}
	return all
}

// change does what people do at that time.
func (w *weeks) change(s *spot, at time.Time) {
	w.t.Helper()
	for _, a := range s.acts {
		switch {
		case a.made.Equal(at):
			w.commit(s, store.Change{Bookings: []store.BookingChange{{After: a.asBooked()}}})
		case a.moved.Equal(at):
			w.rewrite(s, a, func(b *space.Booking) { b.Room, b.Start, b.End = a.elsewhere, a.later, a.later.Add(time.Hour) })
		case a.gone.Equal(at):
			w.rewrite(s, a, func(b *space.Booking) { b.State = space.Cancelled })
		}
	}
}

func (a *act) asBooked() space.Booking {
	return space.Booking{ID: a.booking, State: space.Confirmed, Created: a.made, Community: a.id,
		Slot:     space.Slot{Room: a.room, Start: a.start, End: a.start.Add(time.Hour)},
		Event:    space.Event{Title: a.title, Format: space.Lecture, Headcount: 20, Open: true},
		Resident: space.Party{ID: a.resident, Name: a.name}}
}

func (w *weeks) rewrite(s *spot, a *act, by func(*space.Booking)) {
	w.t.Helper()
	before, ok, err := w.stores[s.id].Booking(w.ctx, a.booking)
	if err != nil || !ok {
		w.t.Fatalf("%s is not there: %v", a.title, err)
	}
	after := before
	by(&after)
	w.commit(s, store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}})
}

// state is what is on its way: things that are due, chats that wait, and those
// that somebody is sending to, with who that is.
type state struct {
	due, ready, items int64
	owners            map[string]string
}

func (w *weeks) state() state {
	w.t.Helper()
	var numbers []*redis.IntCmd
	var maps []*redis.MapStringStringCmd
	_, err := w.rdb.Pipelined(w.ctx, func(p redis.Pipeliner) error {
		for _, s := range w.spots {
			prefix := "samovar:{" + s.id + "}:"
			numbers = append(numbers, p.ZCount(w.ctx, prefix+"due", "-inf", fmt.Sprint(w.clock.now().UnixMilli())))
			for _, lane := range chat.Lanes() {
				out := prefix + "out:" + string(lane) + ":"
				numbers = append(numbers, p.ZCard(w.ctx, out+"ready"), p.ZCard(w.ctx, out+"items"))
				maps = append(maps, p.HGetAll(w.ctx, out+"owners"))
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	s := state{owners: map[string]string{}}
	for of := range slices.Chunk(numbers, 1+2*len(chat.Lanes())) {
		s.due += of[0].Val()
		for lane := range slices.Chunk(of[1:], 2) {
			s.ready += lane[0].Val()
			s.items += lane[1].Val()
		}
	}
	for i, m := range maps {
		for chat, owner := range m.Val() {
			s.owners[fmt.Sprint(i, " ", chat)] = owner
		}
	}
	return s
}

// quiet waits until nothing is due and nothing is on its way.
func (w *weeks) quiet() {
	w.t.Helper()
	w.until("nothing is on its way", func() bool {
		s := w.state()
		return s.due == 0 && s.items == 0 && w.telegram.Pending() == 0
	})
}

// killsOne kills a process somewhere amid so many messages that come after those
// before, starts another in its place, and lets the lease of what it was sending
// run out.
func (w *weeks) killsOne(before, messages int) {
	w.t.Helper()
	share := w.dice.IntN(messages)
	w.until("some of it is sent", func() bool { return len(w.telegram.Calls()) >= before+share })
	<-time.After(time.Duration(w.dice.Int64N(int64(15 * time.Millisecond))))
	n := w.dice.IntN(len(w.replicas))
	w.replicas[n].kill()
	w.kills++
	for key := range w.leftBehind() {
		var lane int
		var chat int64
		if _, err := fmt.Sscan(key, &lane, &chat); err != nil {
			w.t.Fatal(err)
		}
		w.flying[chat]++
	}
	w.clock.set(w.t, w.clock.now().Add(store.LeaseFor+time.Second))
	w.replicas[n] = w.starts(w.replicas[n].at)
}

// leftBehind waits until the living have sent all that they can, and returns
// what is left: what the dead one was sending.
func (w *weeks) leftBehind() (left map[string]string) {
	w.t.Helper()
	since := time.Now()
	w.until("the others are done", func() bool {
		s := w.state()
		of := slices.Compact(slices.Sorted(maps.Values(s.owners)))
		if s.due > 0 || s.ready > 0 || len(of) > 1 || !maps.Equal(s.owners, left) {
			left, since = s.owners, time.Now()
		}
		return time.Since(since) > 300*time.Millisecond
	})
	return left
}
