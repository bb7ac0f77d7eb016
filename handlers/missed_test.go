package handlers

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// crowded is a house in which all rooms are taken on Thursday from 18 to 20 and
// Анна waits for any of them with 60 people.
func crowded(t *testing.T) (h *house, boris, anna *guest, class space.Booking) {
	t.Helper()
	h = openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	boris, anna = h.guest(41, "Борис", "ru"), h.guest(42, "Анна", "ru")
	clara := h.guest(43, "Клара", "ru")
	class = boris.has(func(b *space.Booking) { b.Room = "class" })
	for _, room := range []string{"hall", "expo"} {
		clara.has(func(b *space.Booking) { b.Room, b.Start, b.End = room, h.at(26, 10), h.at(26, 22) })
	}
	anna.says("/book в четверг с 18 до 20, конференц-зал, 60 человек, Джаз")
	anna.presses("Встать в очередь")
	anna.presses("Любой зал")
	anna.sees("Вы в очереди", "Джаз")
	return h, boris, anna, class
}

func TestWhoWasPassedOverIsToldWhyAndSoAreTheAdmins(t *testing.T) {
	h, boris, anna, class := crowded(t)
	anna.says("/my")
	anna.seesNot("освобождалось")
	boris.givesUp(class)
	anna.seesNot("Освободилось")
	for _, later := range []struct {
		time.Duration
		when string
	}{{0, "Сегодня освобождалось время (Учебный класс, чт, 26 ноября, 18:00–20:00), но зал был мал для 60 человек."}, {24 * time.Hour, "Вчера освобождалось"}} {
		h.now = h.now.Add(later.Duration)
		anna.says("/my")
		anna.sees(later.when)
	}
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/line")
	boss.sees("Time freed yesterday (Classroom, Thu 26 November, 18:00–20:00), but the room was too small for 60 people.")
	h.now = h.now.Add(2 * time.Hour)
	boss.says("/lang")
	boss.seesNot("too small")
}

func TestWhoBlocksTheBotPassesTheirOfferOnAtOnce(t *testing.T) {
	h, boris, anna, held := full(t)
	clara := h.guest(43, "Клара", "ru")
	h.now = h.now.Add(time.Minute)
	clara.waitsFor("Хор", "Именно это время")
	boris.givesUp(held)
	anna.sees("Освободилось")
	take, _ := anna.button("Беру")
	anna.does(chat.Event{Kind: chat.Blocked})
	clara.sees("Освободилось", "Хор")
	anna.forges(take.Data)
	anna.sees("Время на ответ вышло")
	anna.bookedNothing()
	clara.presses("Беру")
	clara.booked()
}

func TestWhoBlockedTheBotKeepsTheirPlaceAndIsOfferedNothingUntilTheyWrite(t *testing.T) {
	h, boris, anna, held := full(t)
	clara := h.guest(43, "Клара", "ru")
	h.now = h.now.Add(time.Minute)
	clara.waitsFor("Хор", "Именно это время")
	anna.does(chat.Event{Kind: chat.Blocked})
	boris.givesUp(held)
	clara.sees("Освободилось")
	anna.says("/my")
	anna.sees("Место: <b>1</b>", "сообщения от бота тогда не доходили")
	clara.presses("Пропустить")
	clara.presses("Да, отдать")
	anna.sees("Освободилось", "Джаз")
}

func TestWhoBlockedTheBotIsMarkedAtAllPoints(t *testing.T) {
	h := openHouse(t)
	other := boilingPoint()
	other.ID = "khv"
	h.desk.Points = append(h.desk.Points, other)
	anna := h.guest(42, "Анна", "ru")
	marked := func() int {
		all, err := h.desk.Store.UnreachableChats(t.Context(), "khv")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	anna.does(chat.Event{Kind: chat.Blocked})
	due, err := h.desk.Store.Point(other).Due(t.Context(), h.now.Add(time.Second), 10)
	if err != nil || marked() != 1 || len(due) != 1 || due[0].Kind != space.DueUnreached || due[0].Subject != "42" {
		t.Errorf("%d are marked at the other Point, due there: %+v, %v", marked(), due, err)
	}
	anna.says("/help")
	if marked() != 0 {
		t.Error("they wrote, and are marked at the other Point")
	}
}
