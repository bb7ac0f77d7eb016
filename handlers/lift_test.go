package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
)

func TestAnAdminLiftsOneWishWhichIsWrittenDownAndShown(t *testing.T) {
	h, boris, anna, held := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	clara := h.guest(43, "Клара", "ru")
	h.now = h.now.Add(time.Minute)
	clara.waitsFor("Хор", "Именно это время")
	boss.says("/line")
	boss.sees("The queue", "Thu 26 November", "1. <b>Джаз</b>", "2. <b>Хор</b>")
	boss.presses("⬆️ 2. Хор")
	boss.presses("matters to the city")
	boss.sees("1. <b>Хор</b>", "⬆️ Boss")
	clara.sees("Вас подняли", "важно для города")
	anna.says("/my")
	anna.sees("Место: <b>2</b>", "поднял администратор")
	clara.says("/my")
	clara.sees("Место: <b>1</b>", "Вас поднял администратор: Событие важно")
	boris.givesUp(held)
	clara.sees("Освободилось")
	anna.seesNot("Освободилось")
}

func TestALiftIsUndone(t *testing.T) {
	h, boris, anna, held := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	clara := h.guest(43, "Клара", "ru")
	h.now = h.now.Add(time.Minute)
	clara.waitsFor("Хор", "Именно это время")
	boss.says("/line")
	boss.presses("⬆️ 2. Хор")
	boss.presses("first event")
	boss.presses("⬇️ 1. Хор")
	boss.sees("1. <b>Джаз</b>")
	clara.sees("на обычном месте")
	boris.givesUp(held)
	anna.sees("Освободилось")
}

func TestOnlyAdminsLift(t *testing.T) {
	h, _, anna, _ := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/line")
	lift, _ := boss.button("⬆️ 1.")
	anna.forges(lift.Data)
	anna.sees("только администраторы")
	anna.says("/line")
	anna.sees("только администраторы")
	anna.presses("Выйти из очереди")
	boss.forges(lift.Data)
	boss.sees("has changed meanwhile")
}

func TestTheLineIsTurnedDayByDay(t *testing.T) {
	h, _, _, _ := full(t)
	h.guest(43, "Клара", "ru").has(func(b *space.Booking) { b.Start, b.End = h.at(27, 18), h.at(27, 20) })
	dora := h.guest(44, "Дора", "ru")
	dora.says("/book в пятницу с 18 до 20, конференц-зал, 40 человек, Хор")
	dora.presses("Встать в очередь")
	dora.presses("Именно это время")
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/line")
	boss.sees("Thu 26 November", "Джаз")
	boss.presses("›")
	boss.sees("Fri 27 November", "Хор")
	boss.presses("‹")
	boss.sees("Thu 26 November", "Джаз")
}
