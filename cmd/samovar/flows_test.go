package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/demo"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flows is the demo, played in one language: who takes part finds the buttons by
// the words of that language, and the admin has chosen it, too. Only the hall
// needs an admin's decision, and only of what is booked in the play it is asked
// whether it is still on: with all else the admins would hear of little more.
type flows struct {
	*raised
	lang.Speaker
	boss   actor
	leads  [2]actor // of a community
	people int64
	titles int
}

// The community, and the first of the people, of the flows.
const (
	circle    = "circle"
	circleOf  = 7001
	strangers = 8001
	asking    = 15 // days before an event, which is not what the demo has
)

// inEachLanguage plays in a demo for each of the three, whose Point is changed
// a little more.
func inEachLanguage(t *testing.T, play func(*flows), change ...func(*space.Point)) {
	t.Helper()
	for _, tag := range lang.Tags() {
		t.Run(string(tag), func(t *testing.T) {
			t.Parallel()
			play(flowsIn(t, tag, change...))
		})
	}
}

func flowsIn(t *testing.T, tag lang.Tag, change ...func(*space.Point)) *flows {
	t.Helper()
	f := &flows{people: strangers}
	f.raised = playing(t, append(change, func(p *space.Point) {
		for i := range p.Rooms {
			p.Rooms[i].Approval, p.Rooms[i].StillOn = p.Rooms[i].ID == "hall", nil
		}
		p.StillOn, p.Policy.Quota.Evenings = []time.Duration{asking * 24 * time.Hour}, 1
		p.Communities = append(p.Communities, space.Community{ID: circle, Name: "Samovar", Language: string(tag), Leads: []int64{circleOf, circleOf + 1}})
	})...)
	f.Speaker = f.app.texts.In(tag)
	f.boss = f.cast("sergey_volkov")
	f.boss.Says("/lang")
	f.boss.chooses(f.Plain("start.language_name"))
	f.boss.say = f.Speaker
	for i := range f.leads {
		f.leads[i] = f.arrives(int64(circleOf+i), fmt.Sprint("Lead", i+1))
	}
	return f
}

// arrives lets somebody meet the bot.
func (f *flows) arrives(id int64, name string) actor {
	f.t.Helper()
	a := f.joins(id, name, string(f.Tag()))
	a.Starts("")
	a.chooses(a.text("start.agree"))
	return a
}

// guest is somebody new.
func (f *flows) guest() actor {
	f.t.Helper()
	f.people++
	return f.arrives(f.people, fmt.Sprint("Guest", f.people-strangers))
}

// event is a title that nothing else has.
func (f *flows) event() string {
	f.titles++
	words := map[lang.Tag]string{lang.Russian: "Чаепитие", lang.English: "Tea party", lang.Chinese: "茶会"}
	return words[f.Tag()] + " " + string(rune('A'+f.titles-1))
}

// room is a room's name as it is said.
func (f *flows) room(id string) string {
	room, _ := f.app.points[0].Room(id)
	return room.Name.In(string(f.Tag()))
}

// evening is from six to eight of a day.
func (f *flows) evening(day space.Date) (start, end time.Time) {
	p := f.app.points[0]
	return p.At(day, 18*60), p.At(day, 20*60)
}

// freeDay is the first day, that many days ahead or more, whose evening is free
// in all of those rooms.
func (f *flows) freeDay(ahead int, rooms ...string) space.Date {
	f.t.Helper()
	p := f.app.points[0]
	return f.freeFrom(p.Day(f.clock.Now()).Plus(ahead), rooms...)
}

func (f *flows) freeFrom(day space.Date, rooms ...string) space.Date {
	f.t.Helper()
	p := f.app.points[0]
	for ; ; day = day.Plus(1) {
		start, end := f.evening(day)
		taken, err := f.app.store.Point(p).Scheduled(f.ctx, rooms, start.Add(-time.Hour), end.Add(time.Hour))
		if err != nil {
			f.t.Fatal(err)
		}
		if len(taken) == 0 && demo.Opening(p, p.At(day, 10*60)).Equal(p.At(day, 10*60)) {
			return day
		}
	}
}

// asks writes the whole wish for an evening in one message.
func (f *flows) asks(a actor, day space.Date, room string, heads int, title string) {
	f.t.Helper()
	words := map[lang.Tag]string{
		lang.Russian: "/book %s с 18 до 20, %s, %d человек, %s",
		lang.English: "/book %s 6-8pm, %s, %d people, %s",
		lang.Chinese: "/book %s 18点到20点，%s，%d人，%s",
	}
	date := fmt.Sprintf("%02d.%02d.%d", day.Day, day.Month, day.Year)
	a.Says(fmt.Sprintf(words[f.Tag()], date, f.room(room), heads, title))
}

// books has a room that nobody decides about.
func (f *flows) books(a actor, day space.Date, room string) (title string) {
	f.t.Helper()
	title = f.event()
	f.asks(a, day, room, 20, title)
	a.chooses(a.text("book.reserve"))
	a.gets(a.pieces("book.reserved", "Lines", "ID")...)
	return title
}

// opens opens the person's only booking that is to come.
func (a actor) opens() {
	a.t.Helper()
	a.Says("/my")
	a.choosesOne(`^1\. `)
}

// pieces are the words of a text between what is put into it.
func (a actor) pieces(key string, blanks ...string) (words []string) {
	var args []any
	for _, name := range blanks {
		args = append(args, name, "\x00")
	}
	for _, part := range strings.Split(a.text(key, args...), "\x00") {
		if part = strings.TrimSpace(part); part != "" {
			words = append(words, part)
		}
	}
	return words
}

// has waits for a button.
func (a actor) has(words string) {
	a.t.Helper()
	a.awaits(func(c emulator.Chat) bool {
		for _, m := range c.FromBot() {
			if _, ok := m.Button(words); ok {
				return true
			}
		}
		return false
	})
}

// isAnswered presses a button and holds what is said to that.
func (a actor) isAnswered(button, answer string) {
	a.t.Helper()
	if got := a.chooses(button); got != answer {
		a.t.Errorf("%q is answered %q, want %q", button, got, answer)
	}
}

// on presses a button of the newest message that holds the words.
func (a actor) on(button string, words ...string) {
	a.t.Helper()
	press, err := a.PressesOn(a.gets(words...), button)
	if err != nil {
		a.t.Fatal(err)
	}
	if _, err := press.Answer(a.ctx); err != nil {
		a.t.Fatal(err)
	}
}

// until moves the clock.
func (f *flows) until(at time.Time) { f.clock.Advance(at.Sub(f.clock.Now()) + time.Second) }
