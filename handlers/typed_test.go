package handlers

import (
	"testing"

	"samovar/internal/space"
)

func TestCancelWithoutAConversationNamesTheWayToBookings(t *testing.T) {
	_, anna, _, _ := staffed(t)
	anna.says("/cancel")
	anna.sees("/my", "карточке")
}

func TestATypedReasonDeclinesAChange(t *testing.T) {
	for _, own := range []bool{false, true} {
		h, anna, boss, _ := staffed(t)
		b := anna.has(nil)
		anna.changes()
		anna.says("в пятницу в 19")
		anna.presses("Попросить")
		boss.presses("Decline")
		if own {
			boss.presses("In my own words")
		}
		boss.says("tomorrow at 19 the hall is painted")
		anna.sees("the hall is painted")
		boss.bookedNothing()
		boss.seesNot("Check your request")
		if h.is(b, space.Confirmed).Asks() {
			t.Error("the change still waits")
		}
	}
}

func TestATypedTimeIsProposedAfterATap(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Another time")
	boss.says("whatever")
	boss.sees("Tick it in the list above")
	boss.says("from 3 to 5")
	boss.says("from 19:00 to 20:30 in the classroom")
	boss.sees("Offer this time", "Classroom")
	boss.presses("Offer this time")
	want := h.slot("class", 26, 19, 20.5)
	if after := h.is(b, space.ChangesAsked); len(after.Proposed) != 1 || after.Proposed[0].Room != want.Room || !after.Proposed[0].Start.Equal(want.Start) || !after.Proposed[0].End.Equal(want.End) {
		t.Errorf("proposed %+v", after.Proposed)
	}
	boss.bookedNothing()
	anna.says("19:00")
	anna.sees("Выбираете это время?")
	anna.presses("19:00–20:30 · Учебный класс")
	if after := h.is(b, space.Confirmed); after.Room != "class" {
		t.Errorf("it is %+v", after.Slot)
	}
}

func TestATypedTimeThatIsTakenIsNotProposed(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	h.guest(43, "Клара", "ru").has(func(b *space.Booking) { b.Slot = h.slot("class", 26, 19, 21) })
	boss.presses("Another time")
	boss.says("from 19:00 to 20:30 in the classroom")
	boss.sees("already taken", "Choose a time from the list")
	h.is(b, space.Requested)
}

func TestQuietHoursCanBeTyped(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/settings")
	anna.presses("Тихие часы")
	anna.says("22:00-8:00")
	anna.sees("22:00–08:00")
	anna.bookedNothing()
	anna.says("с 23 до 7:30")
	anna.sees("23:00–07:30")
	anna.says("завтра с 18 до 20, 15 человек, Шахматы")
	anna.sees("Проверьте заявку")
}
