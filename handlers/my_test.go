package handlers

import (
	"fmt"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func thing() chat.Event { return chat.Event{Kind: chat.Thing} }

func TestMyShowsWhatIsToComeAndThenWhatIsOver(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.says("/my")
	anna.sees("пока нет ни одной брони")
	anna.has(func(b *space.Booking) { b.Title, b.Start, b.End = "Прошлая", h.at(20, 18), h.at(20, 20) })
	anna.has(func(b *space.Booking) { b.Title = "Будущая" })
	anna.says("/my")
	anna.sees("Впереди", "1. <b>Будущая</b>", "✅ подтверждена", "Завершённые", "2. <b>Прошлая</b>")
	anna.button("1. Будущая")
	anna.hasNo("Прошлая")
}

func TestMyIsTurnedInPlace(t *testing.T) {
	h, anna, _, _ := staffed(t)
	for i := range 8 {
		anna.has(func(b *space.Booking) {
			b.Title, b.Start, b.End = fmt.Sprintf("Встреча %d", i), h.at(26+7*i, 18), h.at(26+7*i, 20)
		})
	}
	anna.says("/my")
	count := len(anna.messages)
	anna.presses("›")
	anna.sees("7. <b>Встреча 6</b>", "8. <b>Встреча 7</b>")
	anna.seesNot("Встреча 5")
	anna.forges("my::0:99")
	anna.sees("Встреча 7")
	anna.forges("my::0:-5")
	anna.sees("Встреча 0")
	if len(anna.messages) != count {
		t.Errorf("%d messages instead of %d", len(anna.messages), count)
	}
}

func TestACancelledBookingFreesItsSlotAtOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	lead := h.guest(21, "Лидер", "ru")
	b := anna.has(func(b *space.Booking) { b.Community = "quanta" })
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.presses("Отменить бронь")
	anna.sees("Точно отменить бронь?")
	h.is(b, space.Confirmed)
	anna.presses("Нет")
	anna.seesNot("Точно")
	anna.presses("Отменить бронь")
	yes, _ := anna.button("Да")
	anna.forges(yes.Data)
	h.is(b, space.Cancelled)
	h.isFree(b.Slot, true)
	anna.sees("Бронь отменена", "Отменено: Анна")
	boss.sees("A confirmed booking was cancelled", "Cancelled: Анна")
	lead.sees("отменена")
	told := len(boss.messages)
	anna.forges(yes.Data)
	anna.sees("уже нельзя")
	if len(boss.messages) != told {
		t.Error("the admins are told twice")
	}
}

func TestAWithdrawnRequestTakesTheButtonsOffTheCards(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.presses("Отозвать заявку")
	anna.presses("Да")
	h.is(b, space.Withdrawn)
	h.isFree(b.Slot, true)
	boss.sees("Withdrawn: Анна")
	boss.hasNo("Approve")
}

func TestOnlyWhoAnswersForABookingGivesItUp(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	lead := h.guest(21, "Лидер", "ru")
	b := anna.has(func(b *space.Booking) { b.Community = "quanta" })
	for _, verb := range []string{"giveup:%s:1:yes", "show:%s:1:0", "ics:%s:1:", "again:%s:1:hall|0"} {
		boss.forges(fmt.Sprintf(verb, b.ID))
		boss.sees("not yours")
	}
	anna.forges("giveup:" + b.ID + ":7:yes")
	anna.sees("уже нельзя")
	h.is(b, space.Confirmed)
	lead.forges("giveup:" + b.ID + ":1:yes=0")
	h.is(b, space.Cancelled)
	anna.sees("Бронь отменили", "Отменено: Лидер")
}

func TestWhatHasBegunIsNotGivenUp(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	h.now = h.at(26, 19)
	anna.forges("giveup:" + b.ID + ":1:yes")
	h.is(b, space.Confirmed)
}

func TestTheCalendarFileIsReadAsWhatWasBooked(t *testing.T) {
	_, anna, _, _ := staffed(t)
	b := anna.has(func(b *space.Booking) {
		b.Title, b.Description = "Кванты; и, запятые", "первая\nвторая"
		b.Equipment = []string{"projector"}
	})
	anna.says("/my")
	anna.presses("1. Кванты")
	anna.presses("В календарь")
	if len(anna.files) != 1 || anna.files[0].Name != "samovar-"+b.ID+".ics" {
		t.Fatalf("files %v", anna.files)
	}
	cal, err := ics.ParseCalendar(strings.NewReader(string(anna.files[0].Data)))
	if err != nil || len(cal.Events()) != 1 {
		t.Fatalf("%v\n%s", err, anna.files[0].Data)
	}
	e := cal.Events()[0]
	start, _ := e.GetStartAt()
	end, _ := e.GetEndAt()
	if !start.Equal(b.Start) || !end.Equal(b.End) {
		t.Errorf("from %s to %s", start, end)
	}
	for property, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertySummary:  "Кванты; и, запятые",
		ics.ComponentPropertyLocation: "Конференц-зал, Точка кипения — Благовещенск, ул. Ленина, 139",
		ics.ComponentPropertyUniqueId: b.ID + "@blg.samovar",
	} {
		if got := e.GetProperty(property).Value; got != want {
			t.Errorf("%s is %q, want %q", property, got, want)
		}
	}
	for _, line := range []string{"METHOD:PUBLISH", "DTSTART:20261126T090000Z", "TRIGGER:-PT1H", "BEGIN:VALARM"} {
		if !strings.Contains(string(anna.files[0].Data), line) {
			t.Errorf("no %s in\n%s", line, anna.files[0].Data)
		}
	}
}

func TestWhoCancelsIsNoLongerToldThatTheyAreAwaited(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.asks(nil)
	boss.presses("Approve")
	anna.sees("ждём вас")
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.presses("Отменить бронь")
	anna.presses("Да")
	if strings.Contains(anna.screen(), "ждём вас") {
		t.Errorf("still awaited:\n%s", anna.screen())
	}
}

func TestWhoHasOnlyWhatIsOverCanBookAnew(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.has(func(b *space.Booking) { b.Title, b.Start, b.End = "Прошлая", h.at(20, 18), h.at(20, 20) })
	anna.says("/my")
	anna.presses("Забронировать зал")
	anna.sees("Как называется событие")
}

func TestAFileForTheCalendarIsNamedByTheBookingsVersion(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.presses("В календарь")
	if anna.files[0].Type != "text/calendar" {
		t.Errorf("the file is %s", anna.files[0].Type)
	}
	if err := h.desk.Store.SetPanel(t.Context(), "blg", 42, "ics:"+b.ID+":1", 5); err != nil { // it was sent
		t.Fatal(err)
	}
	anna.presses("В календарь")
	if last := anna.toasts[len(anna.toasts)-1]; !strings.Contains(last, "уже есть выше") {
		t.Errorf("the second press says %q", last)
	}
}
