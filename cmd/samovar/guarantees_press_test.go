package main

import (
	"slices"
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/lang"
)

// twin is a person each of whose presses reaches the bot three times: once, once
// more under its own number, and once under a new one.
type twin struct {
	*premises
	*emulator.Person
	say lang.Speaker
}

func (h *premises) twin(id int64, name string) twin {
	return twin{h, h.telegram.Person(id, emulator.Profile{First: name, Lang: "ru"}), h.texts.In(lang.Russian)}
}

// finds waits for the newest button of that verb whose argument begins so.
func (w twin) finds(verb, arg string) (m emulator.Message, data string) {
	w.t.Helper()
	err := w.WaitFor(w.ctx, func(c emulator.Chat) bool {
		for _, one := range c.FromBot() {
			for _, p := range presses(one) {
				if p.Verb == verb && strings.HasPrefix(p.Arg, arg) && (m.ID != one.ID || data == "") {
					m = one
					data, _ = p.Data()
				}
			}
		}
		return data != ""
	})
	if err != nil {
		w.t.Fatalf("find button %s %s: %v", verb, arg, err)
	}
	return m, data
}

// presses presses it, and its twins after it: these change nothing, and nobody
// else hears of them. What the first and the last was answered is returned.
func (w twin) presses(verb, arg string) (first, last string) {
	w.t.Helper()
	m, data := w.finds(verb, arg)
	p := w.PressesData(m.ID, data)
	first = w.answered(p)
	before, heard := w.memory(), w.heard()
	if err := w.telegram.Redeliver(p.UpdateID); err != nil {
		w.t.Fatal(err)
	}
	last = w.answered(w.PressesData(m.ID, data))
	own := []int64{}
	if verb == chat.VerbMenu {
		own = append(own, w.ID()) // a conversation that is begun twice is shown twice
	}
	if changed := before.changed(w.memory(), own...); len(changed) > 0 {
		w.t.Errorf("pressing %s again changes %v", data, changed)
	}
	if now := w.heard(); now != heard {
		w.t.Errorf("pressing %s again sends %d messages to others", data, now-heard)
	}
	return first, last
}

// answered waits for the answer to a press, and until all that it caused is done.
func (w twin) answered(p *emulator.Press) string {
	w.t.Helper()
	a, err := p.Answer(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	w.settled()
	return a.Text
}

// heard counts the messages that others have.
func (w twin) heard() (n int) {
	for _, c := range w.telegram.Calls() {
		if c.OK && c.ChatID != w.ID() && (c.Method == "sendMessage" || c.Method == "sendDocument") {
			n++
		}
	}
	return n
}

// asksFor asks for a room in one message, and sends the request.
func (w twin) asksFor(words string) {
	w.t.Helper()
	w.Says("/book " + words)
	w.settled()
	w.presses("talk", "send=")
}

func TestEveryPressThatComesTwiceChangesNothing(t *testing.T) {
	h := prepare(t, crowded)
	h.begin()
	anna, boss, other := h.twin(501, "Анна"), h.twin(11, "Ирина"), h.twin(12, "Пётр")
	for _, w := range []twin{boss, other, anna} {
		w.Says("/start")
		w.presses("agree", "")
	}

	anna.booksByButtons()
	card, _ := other.finds("decide", "yes")
	boss.presses("decide", "yes")
	if stale, _ := other.PressesOn(card, other.say.Plain("request.approve")); !strings.Contains(other.answered(stale), "Ирина") {
		t.Error("the other admin is not told who decided")
	}
	anna.presses("ics", "")
	anna.givesUp()

	anna.asksFor(h.day(8) + " с 10 до 12, класс, 20 человек, Кружок")
	boss.proposes()
	anna.presses("take", "0")

	anna.asksFor(h.day(11) + " с 10 до 12, класс, 20 человек, Курсы")
	boss.presses("decide", "no")
	boss.presses("decide", "works")
	anna.presses("again", "")

	anna.asksFor(h.day(12) + " с 10 до 12, класс, 20 человек, Встреча")
	boss.writes("decide", "ask", "Расскажите, пожалуйста, подробнее")
	anna.writes("reply", "", "Читаем вслух")
	boss.writes("decide", "ask", "А сколько стульев?")
	anna.presses("giveup", "here")
	anna.presses("giveup", "yes")

	boss.seesToAdmins()
	h.nothingWasRefused("message is not modified")
}

// nothingWasRefused holds that Telegram refused no request, but for some.
func (h *premises) nothingWasRefused(but ...string) {
	h.t.Helper()
	for text, n := range h.telegram.Violations() {
		if !slices.ContainsFunc(but, func(b string) bool { return strings.Contains(text, b) }) {
			h.t.Errorf("Telegram refused %d × %s", n, text)
		}
	}
}

// booksByButtons goes the whole way, with all that the card can change.
func (w twin) booksByButtons() {
	w.t.Helper()
	w.presses("menu", "lang")
	w.presses("lang", "ru")
	w.presses("menu", "book")
	w.Says("Вечер <керамики>")
	w.presses("talk", "n=20")
	w.presses("talk", "m=") // the next month has days for sure
	w.presses("talk", "d=")
	w.presses("talk", "s=")
	w.presses("talk", "l=")
	for _, change := range []string{"open=1", "go=room", "r=hall", "go=format", "f=lecture", "go=equipment", "e=projector", "ok=1", "go=community", "c=", "go=title", "back"} {
		w.presses("talk", change)
	}
	if _, again := w.presses("talk", "send="); again != w.say.Plain("start.stale") {
		w.t.Errorf("a request sent twice is answered %q", again)
	}
}

// givesUp opens the booking from the list and cancels it.
func (w twin) givesUp() {
	w.t.Helper()
	w.presses("menu", "my")
	w.presses("show", "0")
	w.presses("giveup", "ask")
	w.presses("giveup", "yes")
}

// writes presses what asks for words, and writes them.
func (w twin) writes(verb, arg, words string) {
	w.t.Helper()
	w.presses(verb, arg)
	w.Says(words)
	w.settled()
}

// proposes ticks two other times and sends them.
func (w twin) proposes() {
	w.t.Helper()
	w.presses("propose", "m")
	w.presses("propose", "m.1")
	w.presses("propose", "m.3")
	w.presses("propose", "s.3")
}

// seesToAdmins lets another admin in, and one out.
func (w twin) seesToAdmins() {
	w.t.Helper()
	w.presses("menu", "queue")
	w.presses("menu", "admins")
	w.presses("admins", "add")
	w.presses("admins", "ask=12")
	w.presses("admins", "yes=12")
}
