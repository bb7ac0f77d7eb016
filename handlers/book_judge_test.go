package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
)

func TestWhoHasTheirShareIsToldByWhichFigure(t *testing.T) {
	for name, c := range map[string]struct {
		quota space.Quota
		says  string
	}{
		"hours":    {space.Quota{Ahead: 5 * time.Hour}, "забронировано 4 ч в залах, а вместе с этим событием вышло бы больше предела: 5 ч"},
		"requests": {space.Quota{Requests: 1}, "ждёт 1 ваша заявка, а больше 1"},
		"evenings": {space.Quota{Evenings: 1}, "Ноябрь 2026: у вас уже 1 вечер, а больше 1 в месяц"},
	} {
		t.Run(name, func(t *testing.T) {
			h, anna, _, _ := staffed(t)
			anna.has(nil)
			anna.asks(func(b *space.Booking) { b.Start, b.End = h.at(25, 12), h.at(25, 14) })
			h.point.Policy = space.Policy{Quota: c.quota}
			anna.says("/book в пятницу с 18 до 20, конференц-зал, 40 человек, Джаз")
			anna.sees(c.says)
			anna.hasNo("отправить")
			h.guest(43, "Клара", "ru").says("/book в пятницу с 18 до 20, конференц-зал, 40 человек, Хор")
			h.guests[43].sees("Проверьте заявку")
		})
	}
}

func TestAQuotaIsJudgedAgainWhereTheRequestIsSent(t *testing.T) {
	h, anna, _, _ := staffed(t)
	h.point.Policy = space.Policy{Quota: space.Quota{Ahead: 3 * time.Hour}}
	anna.says("/book в пятницу с 18 до 20, конференц-зал, 40 человек, Джаз")
	anna.sees("Проверьте заявку")
	b := anna.has(nil)
	anna.presses("отправить")
	anna.sees("больше предела: 3 ч")
	h.is(b, space.Confirmed)
	anna.booked()
}

func TestAsTheDayComesNearNoQuotaApplies(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.has(nil)
	h.point.Policy = space.Policy{Quota: space.Quota{Ahead: 3 * time.Hour, Soft: 14}}
	anna.says("/book в пятницу с 18 до 20, конференц-зал, 40 человек, Джаз")
	anna.sees("Проверьте заявку")
	anna.says("11 декабря")
	anna.sees("больше предела: 3 ч", "За 14 дней до события ограничение снимается")
}

func TestAMoveIsMeasuredWithoutWhatItGivesBack(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	h.point.Policy = space.Policy{Quota: space.Quota{Ahead: 2 * time.Hour, Evenings: 1, Requests: 1}}
	anna.changes()
	anna.says("в пятницу в 19")
	anna.sees("решит администратор")
	anna.presses("Длительность")
	anna.presses("до 22:00")
	anna.sees("больше предела: 2 ч")
	h.is(b, space.Confirmed)
}
