package handlers

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestASeriesIsDecidedByDate(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Date by date")
	boss.sees("Which dates")
	boss.presses("✓ Thu 3 Dec")
	boss.presses("Approve 3, decline 1")
	boss.sees("Why do we decline?", "1 date")
	boss.presses("Maintenance")
	all := anna.dates()
	if got := states(all); got != "[confirmed:3 declined:1]" {
		t.Fatalf("decided %s", got)
	}
	anna.sees("Часть дат серии подтверждена", "технические работы", "отклонена (1): чт 03.12")
	h.isFree(all[1].Slot, true)
}

func TestASeriesIsDeclinedInOwnWords(t *testing.T) {
	_, anna, boss, other := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Decline")
	boss.presses("own words")
	yes, _ := other.button("Одобрить")
	boss.says("Renovation until spring")
	if got := states(anna.dates()); got != "[declined:4]" {
		t.Fatalf("decided %s", got)
	}
	anna.sees("не получилось", "Renovation until spring")
	other.forges(yes.Data)
	other.sees("Уже решено")
	if got := states(anna.dates()); got != "[declined:4]" {
		t.Errorf("decided again: %s", got)
	}
}

func TestASeriesApprovedInPartIsNotToldAsDeclined(t *testing.T) {
	_, anna, boss, other := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	yes, _ := other.button("Одобрить")
	boss.presses("Date by date")
	boss.presses("✓ Thu 3 Dec")
	boss.presses("Approve 3, decline 1")
	boss.says("the floor is waxed on that day")
	boss.sees("dates approved 3, declined 1", "Approved: Boss, Tue 24 November, 12:30 (3 of 4)", "Declined: Boss, Tue 24 November, 12:30 (1 of 4)")
	anna.sees("Часть дат серии подтверждена", "(3 из 4)", "(1 из 4)", "the floor is waxed")
	other.forges(yes.Data)
	if told := other.toasts[len(other.toasts)-1]; !strings.Contains(told, "Одобрено: Boss") || !strings.Contains(told, "(3 из 4)") {
		t.Errorf("told %q", told)
	}
}

func TestOnlyAdminsDecideAboutASeries(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	yes, _ := boss.button("Approve all")
	anna.forges(yes.Data)
	anna.sees("только администраторы")
	id := anna.dates()[0].Series
	boss.forges("series:" + id + ":4:t.zzzzzzzzzzzz.0")
	boss.forges("series:" + id + ":4:r.1.perhaps")
	boss.forges("series:nosuch:4:yes")
	boss.forges("series:" + id + ":4:mine=0")
	boss.sees("not yours")
	h.guest(50, "Чужой", "ru").forges("series:" + id + ":0:mine=0")
	if got := states(anna.dates()); got != "[requested:4]" {
		t.Errorf("decided %s", got)
	}
}

func TestTheQueueOfRequestsShowsASeriesOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.asks(func(b *space.Booking) { b.Room, b.Title = "expo", "Выставка" })
	h.now = h.now.Add(time.Minute)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.says("/queue")
	boss.sees("1 of 2", "Выставка")
	boss.presses("›")
	boss.sees("2 of 2", "Series: every Thursday")
	boss.presses("Approve all 4")
	boss.sees("1 of 1", "Выставка")
	if got := states(anna.dates()); got != "[confirmed:4 requested:1]" {
		t.Errorf("decided %s", got)
	}
}

func TestApproversDecideAboutTheDatesOfTheirRooms(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Rooms[2].Approvers = []int64{61}
	keeper := h.guest(61, "Хранитель", "ru")
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(33, 18), h.at(33, 20) })
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("✗ чт 03.12")
	anna.presses("Конференц-зал")
	anna.presses("отправить 4")
	keeper.says("/queue")
	keeper.sees("1 из 1", "Серия")
	keeper.presses("Одобрить все 3")
	keeper.sees("Заявок нет")
	if got := states(anna.dates()); got != "[confirmed:3 requested:1]" {
		t.Fatalf("decided %s", got)
	}
	anna.sees("Часть дат серии подтверждена", "ждёт решения (1)", "Хранитель, вт, 24 ноября, 12:30 (3 из 4)")
	boss.sees("Approved: Хранитель", "(3 of 4)")
	keeper.hasNo("Одобрить")
	boss.presses("Approve 1")
	if got := states(anna.dates()); got != "[confirmed:4]" {
		t.Errorf("decided %s", got)
	}
}

func TestNoMoreDatesAreAskedForOnceASeriesIsDeclinedOrStopped(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	for _, stop := range []func(){
		func() { boss.presses("Decline"); boss.presses("Maintenance") },
		func() {
			anna.says("/my")
			anna.presses("🔁 1.")
			anna.presses("Остальные даты не просить")
		},
	} {
		anna.repeats("Каждый 4-й четверг", "8 дат")
		anna.presses("отправить")
		all := slices.DeleteFunc(anna.dates(), func(b space.Booking) bool { return !b.State.Holds() })
		s := h.series(all[0])
		if len(s.Later) != 2 {
			t.Fatalf("later %v", s.Later)
		}
		stop()
		if s = h.series(all[0]); len(s.Later) != 0 || s.Version != 2 {
			t.Errorf("later %v, version %d", s.Later, s.Version)
		}
	}
	anna.sees("Ваша серия")
	anna.hasNo("не просить")
}

func TestTheFirstDecisionAboutASeriesStands(t *testing.T) {
	h, anna, boss, other := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	id := anna.dates()[0].Series
	var both sync.WaitGroup
	for arg, admin := range map[string]*guest{"yes": boss, "r.0.works": other} {
		h.updates++
		e := chat.Event{ID: h.updates, At: h.now, Kind: chat.Pressed, PressID: "p", From: admin.Person,
			Place: chat.Place{ID: admin.ID, Type: chat.Private}, Data: "series:" + id + ":4:" + arg}
		both.Go(func() {
			if err := h.desk.Handle(h.Context(), e); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	told := len(anna.messages)
	h.deliver()
	got := states(anna.dates())
	if got != "[confirmed:4]" && got != "[declined:4]" || len(anna.messages) != told+1 {
		t.Errorf("decided %s, told %d times", got, len(anna.messages)-told)
	}
	if v := seriesVersion(anna.dates()); v != 8 {
		t.Errorf("the dates have the versions %d together", v)
	}
}
