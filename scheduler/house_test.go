package scheduler

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	anna   = 42 // a resident who reads English
	boris  = 43 // leads quanta, never wrote
	vera   = 44 // leads quanta, reads Chinese
	admin1 = 11
	admin2 = 12
)

// house is a Point with a real Redis and a clock that tests move.
type house struct {
	t     testing.TB
	url   string
	point *space.Point
	db    *store.Point
	store *store.Store
	log   bytes.Buffer

	mu  sync.Mutex
	now time.Time
}

// loadTexts reads the catalogue once for all tests.
var loadTexts = sync.OnceValues(lang.Load)

// saturday is noon of Saturday, 21 November 2026, at the Point.
var saturday = time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC)

func newHouse(t testing.TB) *house {
	t.Helper()
	return houseAt(t, redisserver.ForTest(t).URL(), testPoint("blg"))
}

// houseAt puts a Point into a Redis that is there, with three people in it.
func houseAt(t testing.TB, url string, p *space.Point) *house {
	t.Helper()
	s, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	h := houseIn(t, s, p)
	h.url = url
	return h
}

// houseIn is a house whose clocks all use one connection.
func houseIn(t testing.TB, s *store.Store, p *space.Point) *house {
	t.Helper()
	h := &house{t: t, store: s, db: s.Point(p), point: p, now: saturday}
	h.write(store.Change{People: []space.Person{{ID: anna, Name: "Anna", Language: "en"}, {ID: vera, Name: "Vera", Language: "zh"}}})
	h.communities(space.Community{ID: "quanta", Name: "Клуб <Кванты>", Language: "ru", Leads: []int64{boris, vera, boris}})
	return h
}

// testPoint is open every day from 9 to 22, has two rooms and digests on
// Mondays.
func testPoint(id string) *space.Point {
	zone, err := time.LoadLocation("Asia/Yakutsk")
	if err != nil {
		panic(err)
	}
	p := &space.Point{ID: id, Zone: zone, Headcount: 250, Admins: []int64{admin1, admin2},
		Name: space.Local{"ru": "Точка", "en": "The Point", "zh": "沸点"}, Address: space.Local{"ru": "ул. Ленина, 139"},
		Shortest: 30 * time.Minute, Longest: 12 * time.Hour, Horizon: 182, Notice: 2 * time.Hour,
		Reminders: []time.Duration{7 * day, day, time.Hour}, Undecided: day, Digest: "0 10 * * 1",
		Rooms: []space.Room{
			{ID: "hall", Name: space.Local{"ru": "Конференц-зал", "en": "Hall", "zh": "会议厅"}, Seats: 120, SetUp: 30 * time.Minute, ClearUp: 30 * time.Minute},
			{ID: "class", Name: space.Local{"ru": "Класс", "en": "Classroom", "zh": "教室"}, Seats: 40},
		}}
	for d := range p.Hours {
		p.Hours[d] = space.Hours{Open: 9 * 60, Close: 22 * 60}
	}
	return p
}

// connect is one more client of the same Redis, as another process has.
func (h *house) connect() *store.Store {
	h.t.Helper()
	if h.url == "" {
		return h.store
	}
	s, err := store.Open(h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = s.Close() })
	return s
}

// clock is a Clock on a connection of its own.
func (h *house) clock() *Clock { return h.clockWaking(func() {}) }

func (h *house) clockWaking(wake func()) *Clock {
	h.t.Helper()
	texts, err := loadTexts()
	if err != nil {
		h.t.Fatal(err)
	}
	return New(Options{Store: h.connect(), Points: []*space.Point{h.point}, Texts: texts, Now: h.time, Wake: func(string) { wake() },
		Log: slog.New(slog.NewTextHandler(&locked{h: h}, nil))})
}

// locked writes the log, which several clocks share.
type locked struct{ h *house }

func (l *locked) Write(p []byte) (int, error) {
	l.h.mu.Lock()
	defer l.h.mu.Unlock()
	return l.h.log.Write(p)
}

func (h *house) logged() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.String()
}

func (h *house) time() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// set moves the clock.
func (h *house) set(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
}

// tickAt moves the clock there and ticks.
func (h *house) tickAt(c *Clock, now time.Time) {
	h.t.Helper()
	h.set(now)
	if err := c.Tick(context.Background()); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) write(c store.Change) {
	h.t.Helper()
	if err := h.db.Commit(context.Background(), c, h.time()); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) communities(all ...space.Community) {
	h.t.Helper()
	if err := h.db.ImportCommunities(context.Background(), all, h.time()); err != nil {
		h.t.Fatal(err)
	}
}

// event is a booking of two hours from then on, in the classroom.
func (h *house) event(state space.State, start time.Time) space.Booking {
	return space.Booking{ID: space.NewID(), State: state, Created: h.time(), Slot: space.Slot{Room: "class", Start: start, End: start.Add(2 * time.Hour)},
		Event:     space.Event{Title: "Кванты & <котики>", Format: space.Lecture, Headcount: 20, Open: true},
		Community: "quanta", Resident: space.Party{ID: anna, Name: "Anna"}}
}

// book writes a booking and returns it as it is kept.
func (h *house) book(b space.Booking) space.Booking {
	h.t.Helper()
	h.write(store.Change{Bookings: []store.BookingChange{{After: b}}})
	return h.booking(b.ID)
}

// change changes a booking.
func (h *house) change(id string, by func(*space.Booking)) {
	h.t.Helper()
	before := h.booking(id)
	after := before
	by(&after)
	h.write(store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}})
}

func (h *house) booking(id string) space.Booking {
	h.t.Helper()
	b, ok, err := h.db.Booking(context.Background(), id)
	if err != nil || !ok {
		h.t.Fatalf("booking %s: %v, %v", id, ok, err)
	}
	return b
}

// sent empties the outbox, and leaves out what only corrects older messages.
func (h *house) sent() []chat.Out {
	h.t.Helper()
	return slices.DeleteFunc(h.outs(), func(o chat.Out) bool { return o.Kind == chat.Undress && o.Text != "" })
}

// outs empties the outbox, and returns what lists several things that were
// missed once for each of them.
func (h *house) outs() (all []chat.Out) {
	h.t.Helper()
	for _, o := range h.messages() {
		for _, occasion := range strings.Split(o.Occasion, together) {
			o.Occasion = occasion
			all = append(all, o)
		}
	}
	return all
}

// messages empties the outbox.
func (h *house) messages() []chat.Out {
	h.t.Helper()
	var all []chat.Out
	ctx := context.Background()
	ask := []store.Ask{{Queue: store.Outbox(h.point.ID, chat.Broadcast), Most: 1000}, {Queue: store.Outbox(h.point.ID, chat.Reply), Most: 1000}}
	items, err := h.store.Claim(ctx, "test", ask, h.time())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, it := range items {
		for next := &it; next != nil; {
			var o chat.Out
			if err := json.Unmarshal(next.Body, &o); err != nil {
				h.t.Fatal(err)
			}
			all = append(all, o)
			if next, err = h.store.Done(ctx, "test", *next, true, h.time()); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	return all
}

// kinds counts messages by what made them and whom they are for:
// "remind:24h0m0s to 42".
func kinds(t testing.TB, outs []chat.Out) map[string]int {
	t.Helper()
	count := map[string]int{}
	for _, o := range outs {
		d, err := space.ParseDue(o.Occasion)
		if err != nil || o.Lane != chat.Broadcast {
			t.Errorf("a message of lane %q and occasion %q", o.Lane, o.Occasion)
		}
		name := string(d.Kind)
		if d.Kind == space.DueRemind {
			name += fmt.Sprint(":", d.Lead)
		}
		count[fmt.Sprint(name, " to ", o.Chat)]++
	}
	return count
}

// expect holds the messages that were sent since against what is wanted.
func (h *house) expect(what string, want map[string]int) {
	h.t.Helper()
	if got := kinds(h.t, h.sent()); fmt.Sprint(got) != fmt.Sprint(want) {
		h.t.Errorf("%s: sent %v, want %v", what, got, want)
	}
}

// each is one message of that kind to each of the chats.
func each(kind string, chats ...int64) map[string]int {
	all := map[string]int{}
	for _, id := range chats {
		all[fmt.Sprint(kind, " to ", id)]++
	}
	return all
}
