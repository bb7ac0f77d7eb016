package handlers

import (
	"encoding/json"
	"log/slog"
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

// house is a Point with its bot, on a Redis of its own and a clock that the
// test moves.
type house struct {
	testing.TB
	url     string
	desk    *Desk
	point   *space.Point
	db      *store.Point
	now     time.Time
	updates int64
	guests  map[int64]*guest
}

// guest is a person with what they see in their chat.
type guest struct {
	*house
	chat.Person
	messages []*message
	panels   map[string]*message
	toasts   []string
	files    []chat.File
	menu     []string
	news     []string // what came since the last act of anybody
}

type message struct {
	id       int
	text     string
	keyboard chat.Keyboard
}

const theBoss, theOther = 11, 12

// tuesday is half past noon of Tuesday 24 November 2026 at the house.
var tuesday = time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC)

// boilingPoint has four rooms, is closed on Sundays, and two admins.
func boilingPoint() *space.Point {
	p := &space.Point{
		ID: "blg", Zone: time.FixedZone("Asia/Blagoveshchensk", 9*3600), Headcount: 250, Horizon: 182,
		Name:     space.Local{"ru": "Точка кипения — Благовещенск", "en": "Boiling Point Blagoveshchensk", "zh": "布拉戈维申斯克沸点"},
		Address:  space.Local{"ru": "ул. Ленина, 139", "en": "139 Lenin St"},
		Notice:   time.Hour,
		Shortest: 30 * time.Minute, Longest: 12 * time.Hour,
		Reminders: []time.Duration{24 * time.Hour, time.Hour}, Undecided: 24 * time.Hour,
		Admins: []int64{theBoss, theOther},
		Rooms: []space.Room{
			{ID: "hall", Name: space.Local{"ru": "Конференц-зал", "en": "Conference hall", "zh": "会议厅"}, Seats: 90,
				Equipment: []string{"projector", "microphones"}, SetUp: 15 * time.Minute, ClearUp: 15 * time.Minute, Approval: true},
			{ID: "zone", Name: space.Local{"ru": "Зона встреч", "en": "Meeting zone", "zh": "会客区"}, Seats: 20},
			{ID: "class", Name: space.Local{"ru": "Учебный класс", "en": "Classroom", "zh": "教室"}, Seats: 40, Approval: true},
			{ID: "expo", Name: space.Local{"ru": "Выставочная зона", "en": "Exhibition zone", "zh": "展览区"}, Seats: 100, Approval: true},
		},
		Closures: []space.Closure{{First: space.Date{Year: 2026, Month: 12, Day: 31}, Last: space.Date{Year: 2027, Month: 1, Day: 8},
			Reason: space.Local{"ru": "новогодние каникулы", "en": "New Year holidays", "zh": "新年假期"}}},
		Communities: []space.Community{{ID: "quanta", Name: "Кванты & Ко", Language: "ru", Leads: []int64{21, 22}}},
	}
	for day := time.Monday; day <= time.Saturday; day++ {
		p.Hours[day] = space.Hours{Open: 10 * 60, Close: 22 * 60}
	}
	return p
}

// loadTexts reads the texts once for all tests.
var loadTexts = sync.OnceValues(lang.Load)

// openHouse starts all of it.
func openHouse(t testing.TB) *house {
	t.Helper()
	url := redisserver.ForTest(t).URL()
	s, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{TB: t, url: url, point: boilingPoint(), now: tuesday, guests: map[int64]*guest{}}
	h.db = s.Point(h.point)
	h.desk = New(Options{Store: s, Points: []*space.Point{h.point}, Texts: texts, Username: "samovar_bot",
		Silence: 24 * time.Hour, Now: func() time.Time { return h.now }, Log: slog.New(slog.DiscardHandler)})
	if err := h.db.SeedCommunities(t.Context(), h.now); err != nil {
		t.Fatal(err)
	}
	return h
}

// opensAlso gives the bot another Point.
func (h *house) opensAlso(p *space.Point) {
	o := h.desk.Options
	o.Points = append(o.Points, p)
	h.desk = New(o)
}

// guest is somebody who agreed to be remembered before.
func (h *house) guest(id int64, name, language string) *guest {
	h.Helper()
	g := h.stranger(id, name, language)
	h.commit(store.Change{People: []space.Person{{ID: id, Name: name, Username: g.Username, Language: language, Consent: h.now}}})
	return g
}

// stranger is somebody the bot has never seen.
func (h *house) stranger(id int64, name, language string) *guest {
	g := &guest{house: h, Person: chat.Person{ID: id, Name: name, Username: "u" + name, Language: language}, panels: map[string]*message{}}
	if strings.ContainsFunc(name, func(r rune) bool { return r > 'z' || r < 'A' }) {
		g.Username = ""
	}
	h.guests[id] = g
	return g
}

func (h *house) commit(c store.Change) {
	h.Helper()
	if err := h.db.Commit(h.Context(), c, h.now); err != nil {
		h.Fatal(err)
	}
}

// says writes something in the private chat, a command or words.
func (g *guest) says(text string) {
	g.Helper()
	e := chat.Event{Kind: chat.Text, Text: text}
	if rest, ok := strings.CutPrefix(text, "/"); ok {
		e.Kind = chat.Command
		e.Command, e.Text, _ = strings.Cut(rest, " ")
	}
	g.does(e)
}

// presses presses the latest button whose text holds the words.
func (g *guest) presses(words string) {
	g.Helper()
	b, _ := g.button(words)
	g.forges(b.Data)
}

// forges sends a press with any data.
func (g *guest) forges(data string) {
	g.Helper()
	g.does(chat.Event{Kind: chat.Pressed, Data: data, PressID: "p"})
}

// button finds the latest button that says the words, else whose text holds
// them.
func (g *guest) button(words string) (chat.Button, bool) {
	g.Helper()
	for _, fits := range []func(text string) bool{
		func(text string) bool { return text == words },
		func(text string) bool { return strings.Contains(text, words) },
	} {
		for i := len(g.messages) - 1; i >= 0; i-- {
			for _, row := range g.messages[i].keyboard {
				for _, b := range row {
					if fits(b.Text) {
						return b, true
					}
				}
			}
		}
	}
	g.Fatalf("%s has no button %q; sees:\n%s", g.Name, words, g.screen())
	return chat.Button{}, false
}

// hasNo fails where a button with these words is there.
func (g *guest) hasNo(words string) {
	g.Helper()
	for _, m := range g.messages {
		for _, row := range m.keyboard {
			for _, b := range row {
				if strings.Contains(b.Text, words) {
					g.Errorf("%s has a button %q under:\n%s", g.Name, b.Text, m.text)
				}
			}
		}
	}
}

func (g *guest) does(e chat.Event) {
	g.Helper()
	g.handle(g.event(e))
}

// event is something that somebody does in private.
func (g *guest) event(e chat.Event) chat.Event {
	g.updates++
	e.ID, e.At, e.From, e.Place = g.updates, g.now, g.Person, chat.Place{ID: g.ID, Type: chat.Private}
	return e
}

// begins is the turn that an event makes, decided and not yet written.
func (h *house) begins(e chat.Event) *turn {
	h.Helper()
	t, err := h.desk.open(h.Context(), e)
	if err == nil {
		err = t.route()
	}
	if err != nil {
		h.Fatalf("%s: %v", e.From.Name, err)
	}
	return t
}

// handle lets the bot answer an event and brings everybody their messages.
func (h *house) handle(e chat.Event) {
	h.Helper()
	for _, g := range h.guests {
		g.news = nil
	}
	if err := h.desk.Handle(h.Context(), e); err != nil {
		h.Fatalf("%s: %v", e.From.Name, err)
	}
	h.deliver()
}

// deliver empties the outboxes.
func (h *house) deliver() {
	h.Helper()
	for _, p := range h.desk.Points {
		h.deliverOf(p.ID)
	}
}

func (h *house) deliverOf(point string) {
	h.Helper()
	asks := []store.Ask{{Queue: store.Outbox(point, chat.Reply), Most: 100}, {Queue: store.Outbox(point, chat.Broadcast), Most: 100}}
	items, err := h.desk.Store.Claim(h.Context(), "test", asks, h.now)
	if err != nil {
		h.Fatal(err)
	}
	for _, it := range items {
		for next := &it; next != nil; {
			var out chat.Out
			if err := json.Unmarshal(next.Body, &out); err != nil {
				h.Fatal(err)
			}
			h.bring(out)
			if next, err = h.desk.Store.Done(h.Context(), "test", *next, true, h.now); err != nil {
				h.Fatal(err)
			}
		}
	}
}
