package handlers

import (
	"strings"
	"testing"

	"samovar/internal/space"
)

func TestAnIntentionBeginsTheConversationWithWhatWasUnderstood(t *testing.T) {
	for _, c := range []struct{ language, words, asks, then string }{
		{"ru", "хочу забронировать зал", "Как называется событие", ""},
		{"ru", "Добрый день! Нужен зал на завтра", "Как называется событие", ""},
		{"ru", "нужен учебный класс для лекции завтра с 18 до 20 на 15 человек", "Как называется событие", "Учебный класс"},
		{"en", "I'd like to book a room", "What is the event called?", ""},
		{"en", "I'd like to book a room for Chess Club tomorrow from 6pm to 8pm for 15 people", "Chess Club", "check your request"},
		{"zh", "我想订个房间", "活动叫什么", ""},
	} {
		h := openHouse(t)
		anna := h.guest(42, "Анна", c.language)
		anna.says(c.words)
		anna.sees(c.asks)
		if strings.Contains(c.asks, "Как") && c.then != "" {
			anna.says("Кванты")
		}
		anna.sees(c.then)
		anna.bookedNothing()
		anna.says("/cancel")
		anna.says("/book " + c.words)
		anna.sees(c.asks)
	}
}

func TestAQuestionLeadsToTheScheduleAndToOnesBookings(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, today, tomorrow, mine, off, sheet, other, list string }{
		42: {"ru", "что сегодня?", "Что будет завтра?", "мои брони", "отмени мою бронь", "вт, 24 ноября", "ср, 25 ноября", "Лекция о квантах"},
		43: {"en", "schedule", "what's on tomorrow", "my bookings", "I want to cancel my booking", "Tue 24 November", "Wed 25 November", "Лекция о квантах"},
		44: {"zh", "今天有什么活动", "明天有什么", "我的预订", "取消我的预订", "11月24日", "11月25日", "Лекция о квантах"},
	} {
		g := h.guest(id, "Anna", c.language)
		b := g.has(func(b *space.Booking) { b.Slot = h.slot("hall", 26+int(id-42), 18, 20) })
		g.says(c.today)
		g.sees(c.sheet)
		g.says(c.tomorrow)
		g.sees(c.other)
		for _, words := range []string{c.mine, c.off} {
			g.says(words)
			g.sees(c.list)
		}
		g.is(b, b.State)
	}
}

func TestAnIntentionThatIsForwardedOrOrdinaryIsNone(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	e := thing()
	e.Kind, e.Text, e.Forwarded = "text", "хочу забронировать зал", true
	anna.does(e)
	anna.sees("Не понял")
	anna.says("я забронировал зал, спасибо")
	anna.sees("Не понял")
}
