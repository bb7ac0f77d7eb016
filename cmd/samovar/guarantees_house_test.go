package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/config"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/scheduler"
)

// crowded is a Point that is tight for a crowd: three rooms that the building
// cannot fill all at once. Its admins are 11 and 12.
const crowded = `flood: {per_minute: 0}
points:
  - id: blg
    name: {ru: Точка, en: Point, zh: 沸点}
    zone: Asia/Yakutsk
    headcount: 90
    hours: {mon: 09:00-22:00, tue: 09:00-22:00, wed: 09:00-22:00, thu: 09:00-22:00, fri: 09:00-22:00, sat: 09:00-22:00, sun: closed}
    admins: [11, 12]
    reminders: [1h]
    digest: ""
    communities:
      - {id: quanta, name: Кванты, language: ru, leads: [501]}
    rooms:
      - {id: hall, name: {ru: Зал, en: Hall, zh: 大厅}, seats: 60, set_up: 30m, clear_up: 30m, equipment: [projector]}
      - {id: class, name: {ru: Класс, en: Classroom, zh: 教室}, seats: 40}
      - {id: meeting, name: {ru: Переговорная, en: Meeting zone, zh: 洽谈区}, seats: 30}
`

// premises are a Redis that keeps what it has, a Telegram, and the config of a
// bot between them; the test starts the bot as it likes.
type premises struct {
	t        *testing.T
	ctx      context.Context
	redis    *redisserver.Server // nil where it is more than one
	rdb      redis.UniversalClient
	telegram *emulator.Server
	texts    *lang.Texts
	config   string
	environ  []string
}

// loadTexts reads the texts once for all tests.
var loadTexts = sync.OnceValues(lang.Load)

// prepare sets them up on one server.
func prepare(t *testing.T, content string) *premises {
	t.Helper()
	server := redisserver.ForTest(t, redisserver.Options{AppendOnly: true, Fsync: "always", Config: []string{"maxmemory-policy", "noeviction"}})
	h := prepareOn(t, content, server.URL(), redis.NewClient(&redis.Options{Addr: server.Addr()}))
	h.redis = server
	return h
}

// prepareOn sets them up. Rates are high: what is tested is not the limits. The
// waits of the story fail only by their errors, so that it may be played by many
// goroutines.
func prepareOn(t *testing.T, content, url string, rdb redis.UniversalClient) *premises {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	t.Cleanup(cancel)
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	h := &premises{t: t, ctx: ctx, texts: texts, config: write(t, "samovar.yaml", content), rdb: rdb}
	t.Cleanup(func() { _ = h.rdb.Close() })
	h.telegram = emulator.New(emulator.Options{Limits: emulator.Limits{Off: true}})
	t.Cleanup(h.telegram.Close)
	api, err := h.telegram.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	for _, admin := range []int64{11, 12} {
		h.telegram.Person(admin, emulator.Profile{First: "Admin", Lang: "ru"}).Opened()
	}
	h.environ = append(environ(url, api, h.telegram.Token()),
		"SAMOVAR_TELEGRAM__LIMITS__PER_SECOND=2000", "SAMOVAR_TELEGRAM__LIMITS__PER_CHAT_BURST=500")
	return h
}

// begin lets the bot run within the test.
func (h *premises) begin() *command {
	h.t.Helper()
	c := begin(h.t, h.environ, "serve", "--config", h.config)
	c.err.await(h.t, "ready")
	h.t.Cleanup(func() {
		c.stop()
		c.ends(h.t)
		if h.t.Failed() {
			h.t.Logf("the bot's log:\n%s", c.err)
		}
	})
	return c
}

// point is the Point as the bot's config has it, and the store's part of it.
func (h *premises) point() (*space.Point, *store.Point) {
	h.t.Helper()
	cfg, err := config.Load(h.config, h.environ)
	if err != nil {
		h.t.Fatal(err)
	}
	if err := cfg.Check(scheduler.CheckSpec); err != nil {
		h.t.Fatal(err)
	}
	db, err := openStore(cfg)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = db.Close() })
	return cfg.Points()[0], db.Point(cfg.Points()[0])
}

// until waits for something that nothing announces.
func (h *premises) until(what string, ok func() bool) {
	h.t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		select {
		case <-look.C:
		case <-h.ctx.Done():
			h.t.Fatalf("it did not come to pass that %s", what)
		}
	}
}

// settled waits until nothing is under way: Telegram has nothing to deliver, and
// inboxes and outboxes are empty.
func (h *premises) settled() {
	h.t.Helper()
	h.until("all is done", func() bool { return h.telegram.Pending() == 0 && h.queued() == 0 })
}

// queued counts what waits in inboxes and outboxes, in the order in which it goes
// through them: what goes on meanwhile is not overlooked.
func (h *premises) queued() (n int64) {
	for _, inboxes := range []bool{true, false} {
		for _, key := range h.keys() {
			if strings.HasSuffix(key, ":items") && strings.HasPrefix(key, "samovar:{in") == inboxes {
				n += h.must(h.rdb.ZCard(h.ctx, key).Result())
			}
		}
	}
	return n
}

func (h *premises) keys() []string {
	h.t.Helper()
	if all, is := h.rdb.(*redis.ClusterClient); is {
		return h.keysOf(all)
	}
	keys, err := h.rdb.Keys(h.ctx, "*").Result()
	if err != nil {
		h.t.Fatal(err)
	}
	slices.Sort(keys)
	return keys
}

// keysOf are the keys of all masters.
func (h *premises) keysOf(c *redis.ClusterClient) (keys []string) {
	h.t.Helper()
	var mu sync.Mutex
	err := c.ForEachMaster(h.ctx, func(ctx context.Context, master *redis.Client) error {
		some, err := master.Keys(ctx, "*").Result()
		mu.Lock()
		defer mu.Unlock()
		keys = append(keys, some...)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	slices.Sort(keys)
	return keys
}

// day is an open day that many days ahead or a little later, as people write it.
func (h *premises) day(ahead int) string {
	point, _ := h.point()
	day := point.Day(time.Now()).Plus(ahead)
	for point.HoursOn(day).Closed() {
		day = day.Plus(1)
	}
	return fmt.Sprintf("%02d.%02d.%d", day.Day, day.Month, day.Year)
}

func (h *premises) must(n int64, err error) int64 {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

// memory is all that Redis holds but the bookkeeping of what came in and what
// goes out: inboxes, outboxes, which updates were handled, which message a panel
// is, and Telegram's limits.
type memory map[string]string

func (h *premises) memory() memory {
	h.t.Helper()
	m := memory{}
	for _, key := range h.keys() {
		if bookkeeping(key) {
			continue
		}
		value, err := h.rdb.Dump(h.ctx, key).Result()
		if err != nil && err != redis.Nil {
			h.t.Fatal(err)
		}
		m[key] = value
	}
	return m
}

func bookkeeping(key string) bool {
	for _, part := range []string{"samovar:{in", "samovar:{limit", "rate:", ":handled", ":out:", ":panels:", ":group:", "samovar:pauses", "samovar:alive:", "samovar:webhook"} {
		if strings.Contains(key, part) {
			return true
		}
	}
	return false
}

// changed lists the keys that differ, but for those of the person.
func (m memory) changed(now memory, whose ...int64) (keys []string) {
	for key := range now {
		if _, known := m[key]; !known {
			keys = append(keys, key)
		}
	}
	for key, value := range m {
		if now[key] != value {
			keys = append(keys, key)
		}
	}
	return slices.DeleteFunc(keys, func(key string) bool {
		return slices.ContainsFunc(whose, func(id int64) bool { return strings.HasSuffix(key, ":"+strconv.FormatInt(id, 10)) })
	})
}
