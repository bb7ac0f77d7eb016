package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
)

func TestWhatIsTypedIsAnsweredBelowIt(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	anna.says("Лекция")
	for _, what := range []chat.Event{
		{Kind: chat.Text, Text: "сколько-нибудь"}, {Kind: chat.Text, Text: "миллион человек"},
		{Kind: chat.Thing}, {Kind: chat.Text, Text: "40", Forwarded: true},
	} {
		before := anna.last()
		anna.does(what)
		if m := anna.last(); m == before || len(anna.messages) != 1 || !strings.Contains(m.text, "Сколько человек") || strings.Count(m.text, "\n\n") < 2 {
			t.Errorf("after %+v:\n%s", what, anna.screen())
		}
	}
	anna.presses("40")
	before := anna.last()
	anna.says("в среду на той неделе тридцатого февраля")
	anna.presses("26")
	anna.presses("18:00")
	if anna.last() == before || len(anna.messages) != 1 {
		t.Errorf("a press sends another message:\n%s", anna.screen())
	}
	anna.bookedNothing()
}

func TestAReasonInWordsIsAskedForBelowWhatWasTyped(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.asks(nil)
	boss.presses("Decline")
	boss.presses("own words")
	for _, what := range []chat.Event{{Kind: chat.Thing}, {Kind: chat.Text, Text: strings.Repeat("я", 600)}} {
		before := boss.last()
		boss.does(what)
		if m := boss.last(); m == before || len(m.keyboard) == 0 || !strings.Contains(m.text, "Write in one message") {
			h.Errorf("after %s:\n%s", what.Kind, boss.screen())
		}
	}
	boss.says("Ремонт пола")
	if !strings.Contains(boss.last().text, "Ремонт пола") {
		t.Errorf("the receipt is not below:\n%s", boss.screen())
	}
}

func TestACourtesyIsAnsweredKindly(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, words, answer string }{
		42: {"ru", "Спасибо большое!", "Пожалуйста"}, 43: {"en", "hi there", "What can I do for you"}, 44: {"zh", "谢谢", "不客气"},
		45: {"ru", "Спасибо, я передумал", "Не понял"},
	} {
		g := h.guest(id, "guest", c.language)
		g.says(c.words)
		g.sees(c.answer)
		if len(g.last().keyboard) == 0 {
			t.Errorf("%q gets no menu", c.words)
		}
	}
}

func TestAConversationGoesOnWithAnotherDesk(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	anna.says("Джаз")
	h.desk = New(h.desk.Options) // a restart: nothing is kept but in Redis
	anna.presses("20")
	anna.sees("В какой день")
	anna.says("/book")
	anna.sees("В какой день")
	if n := len(anna.messages); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestAConversationEndsAfterADayOfSilence(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	anna.says("Джаз")
	h.now = h.now.Add(25 * time.Hour)
	anna.says("/help")
	anna.sees("прервался")
	anna.says("40")
	anna.bookedNothing()
	anna.says("/book")
	anna.sees("Как называется")
}

func TestAnyConversationBeginsAfterOneThatEndedByItself(t *testing.T) {
	h := openHouse(t)
	boss := h.guest(theBoss, "Boss", "en")
	for next, asked := range map[string]string{"/announce": "What is the announcement?", "/away": "Until when are you away?", "/close": "What is to be closed?"} {
		boss.says("/book")
		boss.says("Jazz")
		h.now = h.now.Add(25 * time.Hour)
		boss.says(next)
		boss.sees("broke off more than a day ago", asked)
		boss.says("/cancel")
	}
}
