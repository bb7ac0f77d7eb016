package main

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/demo"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
)

// tongue is what the story needs to know of a language.
type tongue struct {
	code      string
	names     [3]string
	title     string // of the first event
	oneLine   string // the second, in one message
	lineTitle string
	group     string // one whose digest is in this language
}

func tongues() []tongue {
	return []tongue{
		{"ru", [3]string{"Анна", "Иван", "Ольга"}, "Вечер керамики",
			"/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах", "Лекция о квантах", "robotics"},
		{"en", [3]string{"Anna", "John", "Grace"}, "An evening of pottery",
			"/book tomorrow 6-8pm, conference hall, 40 people, A lecture on quanta", "A lecture on quanta", "english-club"},
		{"zh", [3]string{"安娜", "李娜", "王芳"}, "陶艺之夜",
			"/book 明天18点到20点，会议厅，40人，量子讲座", "量子讲座", "corner-zh"},
	}
}

func TestTheWholeStoryIsPlayedInThreeLanguages(t *testing.T) {
	for _, words := range tongues() {
		t.Run(words.code, func(t *testing.T) {
			t.Parallel()
			playing(t).tells(words, func() {})
		})
	}
}

// The master is killed once a request is approved: its replica knows of all that
// was booked, and reminds and tells the digests in its place.
func TestTheWholeStoryGoesOnWhenItsMasterIsLost(t *testing.T) {
	t.Parallel()
	watched := redisserver.WatchedForTest(t, 2, replicated())
	r := playingOn(t, watched.URL(), 1)
	r.expected = " err(or)?=" // of Redis, while there is no master
	lost := watched.Master()
	r.tells(tongues()[1], lost.Kill)
	if now := watched.Master(); now == nil || now == lost {
		t.Error("no other master has taken its place")
	}
}

// tells plays the story; after the approval something happens.
func (r *raised) tells(words tongue, happens func()) {
	r.t.Helper()
	var people [3]actor
	for i, name := range words.names {
		people[i] = r.joins(int64(900+i), name, words.code)
	}
	r.booksByButtons(people[0], words.title)
	r.booksInOneMessage(people[1], words)
	r.takesAnAlternative(people[2], words)
	r.isApproved(people[0], words.title)
	happens()
	r.isReminded(people[0], words.title)
	r.getsDigests(words)
	r.nobodyIsRemindedTwice(people[:]...)
}

// booksByButtons types one title and taps five times to the card, and once to
// send it.
func (r *raised) booksByButtons(anna actor, title string) {
	r.t.Helper()
	anna.Starts("")
	anna.chooses(anna.text("start.agree"))
	anna.chooses(anna.text("menu.book"))
	anna.reads(anna.text("book.ask_title"))
	anna.Says(title)
	anna.choosesOne(`^20$`)
	anna.choosesOne(`^24$`)
	anna.choosesOne(`^19:00$`)
	anna.choosesOne(`:\d\d`)
	anna.chooses(anna.text("book.send"))
	anna.gets(title)
	r.cast("sergey_volkov").gets(title)
	r.cast("elena_yudina").gets(title)
}

// booksInOneMessage says all at once; who is new is asked for consent first.
func (r *raised) booksInOneMessage(ivan actor, words tongue) {
	r.t.Helper()
	ivan.Says(words.oneLine)
	ivan.chooses(ivan.text("start.agree"))
	ivan.reads("18:00")
	ivan.chooses(ivan.text("book.send"))
	r.cast("sergey_volkov").gets(words.lineTitle, "18:00–20:00", "40")
}

// takesAnAlternative wants the same slot.
func (r *raised) takesAnAlternative(olga actor, words tongue) {
	r.t.Helper()
	olga.Says(words.oneLine)
	olga.chooses(olga.text("start.agree"))
	card := olga.reads(olga.text("refusal.taken"))
	slots := 0
	for _, row := range card.Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, "–") {
				slots++
			}
		}
	}
	if slots < 3 {
		r.t.Errorf("only %d alternatives: %+v", slots, card.Buttons)
	}
	olga.choosesOne(`–`)
	olga.chooses(olga.text("book.send"))
	r.cast("sergey_volkov").awaits(func(c emulator.Chat) bool {
		n := 0
		for _, m := range c.FromBot() {
			if strings.Contains(m.Text, words.lineTitle) {
				n++
			}
		}
		return n == 2
	})
}

// isApproved has one admin decide; the other one's card tells who did.
func (r *raised) isApproved(anna actor, title string) {
	r.t.Helper()
	sergey, elena := r.cast("sergey_volkov"), r.cast("elena_yudina")
	press, err := sergey.PressesOn(sergey.gets(title), sergey.text("request.approve"))
	if err != nil {
		r.t.Fatal(err)
	}
	if answer, _ := press.Answer(r.ctx); answer.Text != sergey.text("request.approved") {
		r.t.Errorf("the admin is answered %+v", answer)
	}
	card := elena.gets(title, "Сергей Волков")
	onlyHistory := len(card.Buttons) == 1 && len(card.Buttons[0]) == 1 && card.Buttons[0][0].Text == elena.text("log.open")
	if !onlyHistory || card.Edits == 0 {
		r.t.Errorf("the other admin still sees %+v", card)
	}
	anna.gets(title, "Сергей Волков")
}

// isReminded moves the clock to where less than a day is left until the event.
func (r *raised) isReminded(anna actor, title string) {
	r.t.Helper()
	before := len(anna.Chat().FromBot())
	r.clock.Advance(12 * time.Hour)
	anna.awaits(func(c emulator.Chat) bool {
		last, _ := c.Last()
		return len(c.FromBot()) > before && strings.Contains(last.Text, "🔔") && strings.Contains(last.Text, title)
	})
}

// getsDigests moves the clock to the next Monday at ten.
func (r *raised) getsDigests(words tongue) {
	r.t.Helper()
	zone := r.app.points[0].Zone
	r.clock.Advance(time.Date(2026, 11, 30, 10, 0, 1, 0, zone).Sub(r.clock.Now()))
	for _, c := range demo.Communities() {
		if c.ID != words.group {
			continue
		}
		speaker := r.app.texts.In(lang.Of(words.code))
		foot := speaker.Plain("digest.foot")
		if c.Chat == 0 {
			r.leadOf(c).gets("☕ " + c.Name)
		} else if _, err := r.telegram.Group(c.Chat, c.Name).WaitText(r.ctx, foot); err != nil {
			r.t.Fatal(err)
		}
	}
}

// leadOf is the first lead of a community.
func (r *raised) leadOf(c space.Community) actor {
	r.t.Helper()
	for _, p := range demo.Cast() {
		if p.ID == c.Leads[0] {
			return r.plays(p)
		}
	}
	r.t.Fatalf("nobody leads %s", c.ID)
	return actor{}
}

// nobodyIsRemindedTwice looks at all that the leads got, and these people.
func (r *raised) nobodyIsRemindedTwice(people ...actor) {
	r.t.Helper()
	for _, p := range demo.Cast() {
		people = append(people, r.plays(p))
	}
	for _, one := range people {
		seen := map[string]bool{}
		for _, m := range one.Messages() {
			if strings.HasPrefix(m.Text, "🔔") && seen[m.Text] {
				r.t.Errorf("%d is reminded twice: %s", one.ID(), m.Text)
			}
			seen[m.Text] = true
		}
	}
}
