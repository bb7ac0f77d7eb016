package handlers

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestBackFromAnAlternativeShowsTheAlternativesAgain(t *testing.T) {
	h := openHouse(t)
	h.guest(41, "Борис", "ru").has(nil) // the hall on Thursday from 18 to 20
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, конференц-зал, 40 человек, Джаз")
	anna.sees("занято")
	before := anna.alternatives()
	anna.presses(before[0].Text)
	anna.sees("Проверьте заявку")
	anna.presses("Назад")
	anna.sees("занято", "18:00–20:00")
	if after := anna.alternatives(); len(after) != len(before) || after[0].Text != before[0].Text {
		t.Errorf("offered at first %v, then %v", before, after)
	}
	anna.presses("Встать в очередь")
	anna.presses("Именно это время")
	anna.sees("Вы в очереди")
}

func TestBackFromAChangeThatDoesNotFitLeadsToWhatThereWas(t *testing.T) {
	h, anna, _, _ := staffed(t)
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Start, b.End = h.at(27, 18), h.at(27, 20) })
	anna.has(nil)
	anna.changes()
	anna.says("в пятницу в 19")
	anna.sees("занято")
	anna.presses("Назад")
	anna.sees("Что меняем?", "26 ноября, 18:00–20:00")
	anna.presses("Зал")
	anna.says("зона встреч") // too small
	anna.presses("Назад")
	anna.sees("В каком зале")
	anna.presses("Назад")
	anna.sees("Что меняем?", "Конференц-зал")
}

func TestMissingEquipmentCanBeDoneWithout(t *testing.T) {
	for _, way := range []func(*guest){
		func(g *guest) { g.presses("Обойдёмся без этого") },
		func(g *guest) { g.says("обойдёмся") },
		func(g *guest) { g.says("без микрофонов") },
		func(g *guest) {
			g.presses("Другое время")
			g.sees("Дело не во времени")
			g.seesNot("всё занято")
			g.presses("Обойдёмся без этого")
		},
	} {
		h, anna, _, _ := staffed(t)
		b := anna.has(func(b *space.Booking) { b.Equipment = []string{"projector", "microphones"} })
		h.point.Rooms[2].Equipment = []string{"projector"}
		anna.changes()
		anna.presses("Зал")
		anna.says("учебный класс")
		anna.sees("обходится без этого", "микрофоны")
		way(anna)
		anna.sees("Что меняем?", "Учебный класс")
		anna.presses("Попросить")
		if change := h.is(b, space.Confirmed).Change; change == nil || change.Room != "class" || !slices.Equal(change.Equipment, []string{"projector"}) {
			t.Errorf("asked for %+v", change)
		}
	}
}

func TestAlternativesAreInOrderAndTheNearestIsAmongThem(t *testing.T) {
	h := openHouse(t)
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Start, b.End = h.at(26, 10), h.at(26, 22) })
	h.fills(26, "expo")
	h.guest(43, "Клара", "ru").has(func(b *space.Booking) { b.Slot = h.slot("class", 26, 18, 19) })
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, конференц-зал, 40 человек, Джаз")
	anna.button("19:00–21:00 · Учебный класс")
	var last int64
	for _, b := range anna.alternatives() {
		p, _ := chat.ParsePress(b.Data)
		seconds, _ := strconv.ParseInt(strings.Split(p.Arg, "|")[1], 10, 64)
		if seconds < last {
			t.Errorf("%q stands too late", b.Text)
		}
		last = seconds
	}
}

func TestMorePeopleThanAnyRoomHoldsIsSaidSo(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book завтра с 12 до 14, 200 человек, Джаз")
	anna.sees("Больше 100 человек не вмещает ни один зал")
	anna.seesNot("Нужен зал побольше")
}
