package handlers

import (
	"fmt"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheRestOfASeriesIsGivenUpInOneStep(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(47, 18), h.at(47, 20) })
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("Назад")
	anna.says("5")
	anna.presses("✗ чт 17.12")
	anna.presses("В очередь на это время")
	anna.presses("отправить 4")
	boss.presses("Approve all 4")
	anna.says("/my")
	anna.sees("1. <b>Английский клуб</b>", "и ещё 3 даты")
	anna.presses("🔁 1. Английский")
	anna.sees("Ваша серия", "каждый четверг")
	anna.presses("чт 03.12")
	anna.sees("одна из дат серии")
	anna.presses("Эта и все следующие")
	anna.presses("Отменить эту и следующие")
	anna.sees("Точно отменить 3 даты?")
	yes, _ := anna.button("Да")
	told := len(boss.messages)
	anna.forges(yes.Data)
	if got := states(anna.dates()); got != "[cancelled:3 confirmed:1]" {
		t.Errorf("left %s", got)
	}
	if w := h.wishes(42); w[0].State != space.WishLeft {
		t.Errorf("the wish is %s", w[0].State)
	}
	if len(boss.messages) != told+1 {
		t.Errorf("the admin got %d messages", len(boss.messages)-told)
	}
	anna.forges(yes.Data)
	anna.sees("всё изменилось")
}

func TestOneDateOfASeriesIsGivenUpAlone(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	anna.forges(fmt.Sprintf("show:%s:1:0", anna.dates()[1].ID))
	anna.presses("Отозвать")
	anna.presses("только эту")
	if got := states(anna.dates()); got != "[requested:3 withdrawn:1]" {
		t.Errorf("left %s", got)
	}
	if len(boss.messages) != 1 {
		t.Errorf("the admin has %d messages:\n%s", len(boss.messages), boss.screen())
	}
	boss.presses("Approve all 3")
	if got := states(anna.dates()); got != "[confirmed:3 withdrawn:1]" {
		t.Errorf("decided %s", got)
	}
	next := anna.dates()[0]
	anna.forges(fmt.Sprintf("show:%s:%d:0", next.ID, next.Version))
	told := len(anna.messages)
	anna.presses("Отменить")
	anna.presses("только эту")
	if got := states(anna.dates()); got != "[cancelled:1 confirmed:2 withdrawn:1]" {
		t.Errorf("cancelled %s", got)
	}
	if len(anna.messages) != told {
		t.Errorf("she is told what she sees:\n%s", anna.screen())
	}
}

func TestTheRestOfASeriesMovesWhenTheAdminsAgree(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Approve all 4")
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(40, 20), h.at(40, 22) })
	was := anna.dates()
	anna.forges(fmt.Sprintf("rest:%s:%d:ask", was[1].ID, was[1].Version))
	anna.presses("Перенести эту и следующие")
	anna.says("с 19 до 21")
	anna.sees("То же будет")
	anna.presses("Посмотреть даты")
	anna.sees("3 даты", "✗ чт, 10 декабря", "подходит: 2")
	told := len(boss.messages)
	anna.presses("Перенести 2 даты")
	anna.sees("Попросил администраторов", "как было")
	if len(boss.messages) != told+1 {
		t.Errorf("the admin got %d messages:\n%s", len(boss.messages)-told, boss.screen())
	}
	boss.sees("→")
	boss.presses("Approve both dates")
	for i, want := range []int{18, 19, 18, 19} {
		if b := anna.dates()[i]; b.Start.In(h.point.Zone).Hour() != want || b.Asks() {
			t.Errorf("date %d is at %s", i, b.Start.In(h.point.Zone))
		}
	}
	anna.sees("Серия перенесена")
}

func TestARefusedMoveOfASeriesLeavesItAsItWas(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Approve all 4")
	was := anna.dates()
	anna.forges(fmt.Sprintf("rest:%s:%d:move", was[1].ID, was[1].Version))
	anna.says("с 19 до 21")
	anna.presses("Посмотреть даты")
	anna.presses("Перенести 3 даты")
	boss.presses("Decline")
	boss.presses("Maintenance")
	anna.sees("Перенести серию не получилось", "технические работы")
	for i, b := range anna.dates() {
		if b.Slot != was[i].Slot || b.State != space.Confirmed {
			t.Errorf("date %d: %+v", i, b.Slot)
		}
	}
}

func TestASeriesInARoomWithoutApprovalIsBookedAndMovedAtOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.says("/book в четверг с 18 до 20, зона встреч, 10 человек, Шахматы")
	anna.presses("Повторять")
	anna.presses("раз в две недели")
	anna.presses("4 даты")
	anna.presses("забронировать 3 даты")
	anna.sees("серия за вами")
	all := anna.dates()
	if got := states(all); got != "[confirmed:3]" {
		t.Fatalf("booked %s", got)
	}
	if len(boss.messages) != 0 {
		t.Errorf("the admin was asked:\n%s", boss.screen())
	}
	anna.forges(fmt.Sprintf("rest:%s:1:move", all[0].ID))
	anna.says("в пятницу с 10 до 12")
	anna.presses("Посмотреть даты")
	anna.presses("Перенести 3 даты")
	anna.sees("серия перенесена")
	for _, b := range anna.dates() {
		if local := b.Start.In(h.point.Zone); local.Weekday() != time.Friday || local.Hour() != 10 {
			t.Errorf("moved to %s", local)
		}
	}
	if s := h.series(all[0]); s.First.Weekday() != time.Friday || s.Start != 600 {
		t.Errorf("the series is %+v", s.Rule)
	}
}

func TestAMovedDateKeepsWhatIsItsOwn(t *testing.T) {
	_, anna, _, _ := staffed(t)
	anna.says("/book в четверг с 18 до 20, зона встреч, 10 человек, Шахматы")
	anna.presses("Повторять")
	anna.presses("Каждый четверг")
	anna.presses("4 даты")
	anna.presses("забронировать 4 даты")
	second := anna.dates()[1]
	anna.forges(fmt.Sprintf("change:%s:1:edit", second.ID))
	anna.presses("Название")
	anna.says("Шахматы с гроссмейстером")
	anna.presses("Сохранить")
	anna.forges(fmt.Sprintf("rest:%s:1:move", anna.dates()[0].ID))
	anna.says("с 10 до 12, 12 человек")
	anna.presses("Посмотреть даты")
	anna.presses("Перенести 4 даты")
	for i, b := range anna.dates() {
		if b.Headcount != 12 || (b.Title == "Шахматы") != (i != 1) {
			t.Errorf("date %d: %+v", i, b.Event)
		}
	}
}

func TestAnOfferOfADateBelongsToItsSeries(t *testing.T) {
	h, anna, _, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	boris := h.guest(41, "Борис", "ru")
	held := boris.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(33, 18), h.at(33, 20) })
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("✗ чт 03.12")
	anna.presses("В очередь на это время")
	anna.presses("отправить 3")
	boris.givesUp(held)
	anna.presses("Беру")
	all := anna.dates()
	if len(all) != 4 || all[1].Series != all[0].Series || all[1].Joint() {
		t.Fatalf("%d dates: %+v", len(all), all)
	}
}

func TestADateThatCouldNotBeIsBookedAtAnotherTime(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	id := anna.dates()[0].Series
	press := fmt.Sprintf("series:%s:0:at.hall.%d", id, h.at(27, 18).Unix())
	anna.forges(press)
	anna.sees("Проверьте заявку", "Английский клуб", "Конференц-зал", "27 ноября")
	anna.forges(press)
	anna.sees("устарела")
	anna.forges("series:" + id + ":0:at.attic.1")
	anna.sees("устарела")
	h.guest(50, "Чужой", "ru").forges(press)
	anna.presses("отправить")
	if n := len(anna.dates()); n != 5 {
		t.Errorf("%d bookings", n)
	}
}
