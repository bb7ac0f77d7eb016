package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
)

// changes opens the card of the first booking in /my and begins to change it.
func (g *guest) changes() {
	g.Helper()
	g.says("/my")
	g.presses("1. ")
	g.presses("Изменить")
}

// holds says whether somebody else could not book the slot.
func (h *house) holds(s space.Slot, want bool) {
	h.Helper()
	o, err := h.db.Occupancy(h.Context(), s.Start.Add(-24*time.Hour), s.End.Add(24*time.Hour))
	if err != nil {
		h.Fatal(err)
	}
	room, _ := h.point.Room(s.Room)
	if got := o.Check(h.point, room, s, 1) != nil; got != want {
		h.Errorf("%s %s is held: %v, want %v", s.Room, s.Start, got, want)
	}
}

func (h *house) slot(room string, day int, from, to float64) space.Slot {
	return space.Slot{Room: room, Start: h.at(day, from), End: h.at(day, to)}
}

func TestAMoveKeepsTheOldSlotAndHoldsTheNewUntilAnAdminDecides(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.sees("Что меняем?")
	anna.says("в пятницу в 19")
	anna.sees("было: чт, 26 ноября", "станет: <b>", "27 ноября, 19:00–21:00", "решит администратор")
	anna.presses("Попросить администраторов")
	anna.sees("Попросил администраторов")
	boss.sees("asked to be changed", "was: Thu 26 November", "Fri 27 November")
	if after := h.is(b, space.Confirmed); !after.Start.Equal(b.Start) || !after.Asks() {
		t.Errorf("it is %+v", after)
	}
	h.holds(b.Slot, true)
	h.holds(h.slot("hall", 27, 19, 21), true)
	h.holds(h.slot("hall", 27, 16, 18), false)

	yes, _ := boss.button("Approve")
	boss.forges(yes.Data)
	after := h.is(b, space.Confirmed)
	if !after.Start.Equal(h.at(27, 19)) || after.Asks() || after.Decision.By.ID != theBoss {
		t.Errorf("it is %+v", after)
	}
	anna.sees("Бронь изменена", "27 ноября")
	h.holds(b.Slot, false)
	h.holds(h.slot("hall", 27, 19, 21), true)
	boss.forges(yes.Data)
	if again := h.is(b, space.Confirmed); again.Version != after.Version {
		t.Error("it was decided twice")
	}
}

func TestADeclinedMoveLeavesAllAsItWas(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	boss.presses("Decline")
	boss.presses("Maintenance")
	anna.sees("Бронь осталась прежней", "технические работы")
	other.sees("Менять не стали (решение: Boss")
	other.hasNo("Одобрить")
	after := h.is(b, space.Confirmed)
	if !after.Start.Equal(b.Start) || after.Asks() {
		t.Errorf("it is %+v", after)
	}
	h.holds(b.Slot, true)
	h.holds(h.slot("hall", 27, 19, 21), false)
}

func TestALongerEventHoldsOnlyWhatItWantsBesides(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(func(b *space.Booking) { b.Headcount = 90 })
	h.guest(43, "Клара", "ru").has(func(b *space.Booking) {
		b.Room, b.Start, b.End, b.Headcount = "expo", h.at(26, 18), h.at(26, 21), 100
	})
	anna.changes()
	anna.presses("Длительность")
	anna.presses("до 21:00")
	anna.presses("Попросить")
	boss.sees("asked to be changed", "18:00–21:00", "90 of 90", "190 of 250")
	h.holds(h.slot("hall", 26, 20.5, 21), true)
	boris := h.guest(41, "Борис", "ru")
	boris.says("/book в четверг с 20:30 до 21:30, конференц-зал, 40 человек, Джаз")
	boris.sees("занято")
	boss.presses("Approve")
	if after := h.is(b, space.Confirmed); !after.End.Equal(h.at(26, 21)) {
		t.Errorf("it ends at %s", after.End)
	}
	h.holds(h.slot("hall", 26, 21.5, 22), false)
}

func TestShorteningATitleAndFewerPeopleApplyAtOnceAndFeedTheLine(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	b := anna.has(func(b *space.Booking) { b.Start, b.End = h.at(26, 16), h.at(26, 20) })
	boris := h.guest(41, "Борис", "ru")
	boris.says("/book в четверг с 18:30 до 20:30, конференц-зал, 40 человек, Джаз")
	boris.presses("Встать в очередь")
	boris.presses("Именно это время")
	anna.changes()
	anna.presses("Длительность")
	anna.presses("до 18:00")
	anna.presses("Название")
	anna.says("Лекция покороче")
	anna.presses("Гости")
	anna.presses("20")
	anna.sees("было: 40, станет: <b>20</b>", "Лекция покороче")
	anna.presses("Сохранить")
	anna.sees("Готово, изменил")
	after := h.is(b, space.Confirmed)
	if !after.End.Equal(h.at(26, 18)) || after.Title != "Лекция покороче" || after.Headcount != 20 {
		t.Errorf("it is %+v", after)
	}
	boss.seesNot("asked")
	boris.sees("Освободилось", "18:30–20:30")
}

func TestMoreGuestsWhereApprovalIsNeededAreAskedFor(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("70 человек")
	anna.presses("Попросить")
	boss.sees("was: 40, will be: <b>70</b>")
	boss.presses("Approve")
	if after := h.is(b, space.Confirmed); after.Headcount != 70 {
		t.Errorf("%d people", after.Headcount)
	}
}

func TestWhereNoApprovalIsNeededAMoveIsMadeAtOnceWithItsReminders(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(func(b *space.Booking) { b.Room, b.Headcount = "zone", 10 })
	anna.changes()
	anna.says("в субботу в 12")
	anna.presses("Сохранить")
	after := h.is(b, space.Confirmed)
	if !after.Start.Equal(h.at(28, 12)) {
		t.Errorf("it starts at %s", after.Start)
	}
	h.holds(b.Slot, false)
	due, err := h.db.Upcoming(t.Context(), h.now)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range due {
		if d.Subject == b.ID && !d.For.Equal(after.Start) {
			t.Errorf("%s is still due", d.Name())
		}
	}
}

func TestARequestIsChangedAndWaitsOnWithItsNewSlot(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	old, _ := boss.button("Approve")
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Сохранить")
	h.holds(b.Slot, false)
	boss.sees("Fri 27 November")
	boss.forges(old.Data)
	if after := h.is(b, space.Requested); !after.Start.Equal(h.at(27, 19)) {
		t.Errorf("it starts at %s", after.Start)
	}
	boss.presses("Approve")
	h.is(b, space.Confirmed)
}

func TestAMoveToATakenSlotIsAnsweredWithAlternativesAndNoQueue(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Start, b.End = h.at(27, 18), h.at(27, 20) })
	anna.changes()
	anna.says("в пятницу в 19")
	anna.sees("занято")
	anna.hasNo("Встать в очередь")
	if len(anna.alternatives()) < 3 {
		t.Error(anna.screen())
	}
	anna.presses("Отмена")
	anna.sees("остаётся как была")
	h.is(b, space.Confirmed)
}

func TestTheOwnSlotDoesNotStandInTheWayOfAMoveByAnHour(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("в четверг в 19")
	anna.presses("Попросить")
	h.holds(h.slot("hall", 26, 20.5, 21), true)
	boss.presses("Approve")
	if after := h.is(b, space.Confirmed); !after.Start.Equal(h.at(26, 19)) {
		t.Errorf("it starts at %s", after.Start)
	}
	h.holds(h.slot("hall", 26, 17, 18), false)
}

func TestAChangeIsTakenBackAndCancellingGivesAllBack(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	yes, _ := boss.button("Approve")
	anna.says("/my")
	anna.presses("1. ")
	anna.sees("Ждёт решения")
	anna.presses("Не менять")
	h.holds(h.slot("hall", 27, 19, 21), false)
	boss.forges(yes.Data)
	boss.sees("taken back")
	h.holds(b.Slot, true)

	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	anna.givesUp(b)
	h.holds(b.Slot, false)
	h.holds(h.slot("hall", 27, 19, 21), false)
}

func TestOnlyWhoAnswersForABookingChangesItAndOnlyAdminsDecide(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	boris := h.guest(41, "Борис", "ru")
	boris.forges("change:" + b.ID + ":1:edit")
	boris.sees("не ваша")
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	yes, _ := boss.button("Approve")
	anna.forges(yes.Data)
	anna.sees("только администраторы")
	if after := h.is(b, space.Confirmed); !after.Asks() {
		t.Error("it was decided")
	}
}

func TestABookingIsHandedToAnotherLead(t *testing.T) {
	h, anna, _, _ := staffed(t)
	lida := h.guest(22, "Лида", "ru")
	h.guest(43, "Клара", "ru")
	b := anna.has(func(b *space.Booking) { b.Community = "quanta" })
	anna.says("/my")
	anna.presses("1. ")
	anna.presses("Передать")
	anna.forges("change:" + b.ID + ":1:43=0")
	anna.sees("устарела")
	anna.presses("Лида")
	lida.sees("Бронь передана")
	if after := h.is(b, space.Confirmed); after.Resident.ID != 22 {
		t.Errorf("it is %s's", after.Resident.Name)
	}
	lida.booked()
	anna.bookedNothing()
}

func TestAChangeOfWhatWasCancelledMeanwhileEndsTheConversation(t *testing.T) {
	h, anna, _, _ := staffed(t)
	lead := h.guest(21, "Лидер", "ru")
	b := anna.has(func(b *space.Booking) { b.Community = "quanta" })
	anna.changes()
	anna.says("в пятницу в 19")
	lead.forges("giveup:" + b.ID + ":1:yes=0")
	h.is(b, space.Cancelled)
	anna.presses("Попросить")
	anna.sees("уже нельзя изменить")
	h.holds(h.slot("hall", 27, 19, 21), false)
}

func TestAChangeWaitsInTheQueueOfRequestsAndIsDecidedThere(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	boss.says("/queue")
	boss.sees("1 of 1", "asked to be changed", "Fri 27 November")
	boss.presses("Approve")
	boss.sees("No requests")
	if after := h.is(b, space.Confirmed); !after.Start.Equal(h.at(27, 19)) {
		t.Errorf("it starts at %s", after.Start)
	}
}

func TestTheFirstAnswerToAChangeStands(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	yes, _ := boss.button("Approve")
	other.presses("Отклонить")
	other.presses("Без объяснений")
	boss.forges(yes.Data)
	boss.sees("Already decided", "Not changed (decided by Другая")
	if after := h.is(b, space.Confirmed); !after.Start.Equal(b.Start) {
		t.Error("it was moved")
	}
}

func TestASecondChangeReplacesTheFirst(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	for _, words := range []string{"в пятницу в 19", "в субботу в 19"} {
		anna.changes()
		anna.says(words)
		anna.presses("Попросить")
	}
	h.holds(h.slot("hall", 27, 19, 21), false)
	boss.presses("Approve")
	if after := h.is(b, space.Confirmed); !after.Start.Equal(h.at(28, 19)) {
		t.Errorf("it starts at %s", after.Start)
	}
}

func TestAChangeIsResumedAfterOtherWordsAndInOtherLanguages(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, change, words, ask string }{
		43: {"en", "Change", "Friday at 7pm", "Ask the admins"},
		44: {"zh", "修改", "周五晚上七点", "请管理员决定"},
	} {
		g := h.guest(id, "guest", c.language)
		b := g.has(func(b *space.Booking) {
			if id == 44 {
				b.Room = "class"
			}
		})
		g.says("/my")
		g.presses("1. ")
		g.presses(c.change)
		g.says(c.words)
		g.presses(c.ask)
		if after := h.is(b, space.Confirmed); !after.Asks() || !after.Change.Start.Equal(h.at(27, 19)) {
			t.Errorf("%s: %+v\n%s", c.language, after.Change, g.screen())
		}
	}
}

func TestABookingIsMovedByAsMuchAsIsSaid(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, change, later, sooner string }{
		42: {"ru", "Изменить", "на час позже", "на полчаса раньше"},
		43: {"en", "Change", "an hour later", "half an hour earlier"},
		44: {"zh", "修改", "推迟一小时", "提前半小时"},
	} {
		g, day := h.guest(id, "guest", c.language), 26+int(id-42)
		g.has(func(b *space.Booking) { b.Slot = h.slot("hall", day, 18, 20) })
		g.says("/my")
		g.presses("1. ")
		g.presses(c.change)
		g.says(c.later)
		g.sees("19:00–21:00")
		g.says(c.sooner)
		g.sees("18:30–20:30")
		g.says("/cancel")
	}
}
