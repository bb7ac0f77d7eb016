package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheScheduleShowsADayOfAllRooms(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	boris := h.guest(43, "Борис", "ru")
	anna.has(nil)
	anna.has(func(b *space.Booking) { b.Room, b.Title, b.Open = "zone", "Тайное", false; b.Headcount = 5 })
	anna.asks(func(b *space.Booking) { b.Room, b.Title = "class", "Ждёт" })

	boris.says("/schedule")
	boris.sees("вт, 24 ноября", "Конференц-зал", "🟢 12:30–22:00 свободно")
	boris.forges("sched::0:2026-11-26")
	boris.sees("18:00–20:00 Лекция о квантах", "18:00–20:00 занято", "🟢 10:00–17:30 свободно", "🟢 20:30–22:00 свободно")
	boris.seesNot("Тайное", "Ждёт")
	anna.forges("sched::0:2026-11-26")
	anna.sees("🔒 Тайное", "🕓 Ждёт")
	boss.forges("sched::0:2026-11-26")
	boss.sees("🔒 Тайное", "🕓 Ждёт")
}

func TestTheScheduleIsTurned(t *testing.T) {
	_, anna, _, _ := staffed(t)
	anna.has(nil)
	anna.says("/schedule")
	anna.presses("день ›")
	anna.sees("ср, 25 ноября")
	anna.presses("Конференц-зал: неделя")
	anna.sees("пн, 23 ноября – вс, 29 ноября", "Лекция о квантах", "В этот день недели закрыто")
	anna.presses("неделя ›")
	anna.sees("пн, 30 ноября")
	anna.presses("Все залы, день")
	anna.presses("Сегодня")
	anna.sees("вт, 24 ноября")
	anna.forges("sched::0:2026-12-31")
	anna.sees("Закрыто: новогодние каникулы")
	anna.forges("sched::0:2031-01-01")
	anna.sees("25 мая")
	anna.hasNo("день ›")
	anna.forges("sched::0:2001-01-01.nowhere")
	anna.sees("вт, 17 ноября")
	anna.hasNo("‹ день")
}

func TestTheScheduleUnderstandsADay(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	li := h.guest(44, "Li", "zh")
	anna.says("/schedule завтра")
	anna.sees("ср, 25 ноября")
	boss.says("/schedule friday")
	boss.sees("Fri 27 November")
	li.says("/schedule 明天")
	li.sees("11月25日 周三")
	anna.says("/schedule 31 февраля")
	anna.sees("такого дня в календаре нет")
	anna.says("/schedule абракадабра")
	anna.sees("День не разобрал", "вт, 24 ноября")
	anna.says("/schedule завтра конференц-зал")
	anna.sees("пн, 23 ноября – вс, 29 ноября")
}

func TestAFullScheduleFitsIntoOneMessage(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	for day := range 6 {
		for i := range 24 {
			anna.has(func(b *space.Booking) {
				b.Room, b.Title, b.Headcount = "class", fmt.Sprintf("%d <%s>", i, strings.Repeat("Ы&", 60)), 1
				b.Start = h.at(30+day, 10+float64(i)/2)
				b.End = b.Start.Add(30 * time.Minute)
			})
		}
	}
	boss.forges("sched::0:2026-11-30.class")
	boss.sees("Mon 30 November", "not all of it fits")
	boss.forges("sched::0:2026-11-30")
	boss.sees("Classroom", "21:30–22:00")
}

func TestADayOfTheScheduleIsBooked(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/schedule пятница")
	press, _ := anna.button("Забронировать на этот день")
	anna.presses("Забронировать на этот день")
	anna.says("Лекция")
	anna.presses("40")
	anna.sees("пт, 27 ноября", "Во сколько")
	anna.forges(press.Data)
	anna.sees("уже выбран")
	anna.says("/schedule суббота")
	anna.presses("Забронировать на этот день")
	anna.sees("сб, 28 ноября", "Во сколько")
	if !strings.Contains(anna.last().text, "Во сколько") {
		t.Errorf("the question is not below:\n%s", anna.screen())
	}
	for _, day := range []string{"2026-11-29", "2026-11-20", "2036-11-20", "nonsense"} {
		anna.forges("day::0:" + day)
		anna.seesNot("Во сколько")
	}
	anna.says("/schedule воскресенье")
	if last := anna.last(); strings.Contains(drawMessage(last.text, last.keyboard), "Забронировать") {
		t.Errorf("a closed day can be booked:\n%s", last.text)
	}
	anna.bookedNothing()
}
