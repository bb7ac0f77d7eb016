package handlers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// repeats begins a series in the classroom on Thursdays from 18 to 20.
func (g *guest) repeats(rhythm, until string) {
	g.Helper()
	g.says("/book в четверг с 18 до 20, учебный класс, 30 человек, Английский клуб")
	g.presses("Повторять")
	g.presses(rhythm)
	g.presses(until)
}

// dates are all bookings of a person, by their start.
func (g *guest) dates() []space.Booking {
	g.Helper()
	all, err := g.db.BookingsOf(g.Context(), g.ID, time.Time{}, time.Time{})
	if err != nil {
		g.Fatal(err)
	}
	return all
}

// states counts bookings by their state.
func states(all []space.Booking) string {
	count := map[space.State]int{}
	for _, b := range all {
		count[b.State]++
	}
	return strings.TrimPrefix(fmt.Sprint(count), "map")
}

func (h *house) wishes(person int64) []space.Wish {
	h.Helper()
	all, err := h.db.WishesOf(h.Context(), person)
	if err != nil {
		h.Fatal(err)
	}
	return all
}

func (h *house) series(of space.Booking) space.Series {
	h.Helper()
	s, ok, err := h.db.Series(h.Context(), of.Series)
	if err != nil || !ok {
		h.Fatalf("series %q: %v, %v", of.Series, ok, err)
	}
	return s
}

func TestASeriesIsAskedForAsOneAndApprovedWithOneTap(t *testing.T) {
	h, anna, boss, other := staffed(t)
	anna.repeats("Каждый четверг", "8 дат")
	anna.sees("8 дат", "подходит: 6", "не выходит: 2", "31 декабря", "новогодние каникулы", "✓ чт, 26 ноября")
	anna.presses("отправить 6 дат")
	anna.sees("Серия отправлена", "За вами (6)", "Не вошли (2)", "чт 31.12")
	all := anna.dates()
	if states(all) != "[requested:6]" || all[0].Series == "" {
		t.Fatalf("booked %s", states(all))
	}
	for i, b := range all {
		if local := b.Start.In(h.point.Zone); b.Room != "class" || local.Hour() != 18 || local.Weekday() != time.Thursday {
			t.Errorf("date %d: %s %s", i, b.Room, local)
		}
	}
	if len(boss.messages) != 1 || len(other.messages) != 1 {
		t.Fatalf("the admin has %d messages:\n%s", len(boss.messages), boss.screen())
	}
	boss.sees("Series: every Thursday, 18:00–20:00", "Английский клуб", "30 of 250", "No collisions")
	told := len(anna.messages)
	yes, _ := boss.button("Approve all 6")
	boss.forges(yes.Data)
	if got := states(anna.dates()); got != "[confirmed:6]" {
		t.Errorf("after the approval %s", got)
	}
	if len(anna.messages) != told+1 {
		t.Errorf("%d messages about one decision", len(anna.messages)-told)
	}
	anna.sees("Серия подтверждена", "Boss")
	boss.hasNo("Approve")
	other.hasNo("Одобрить")
	boss.forges(yes.Data)
	boss.sees("Already decided")
}

func TestADateThatCollidesGetsAnotherTimeOrAPlaceInTheQueue(t *testing.T) {
	h, anna, _, _ := staffed(t)
	boris := h.guest(41, "Борис", "ru")
	for _, day := range []int{33, 40} { // 3 and 10 December
		boris.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(day, 18), h.at(day, 20) })
	}
	anna.repeats("Каждый четверг", "4 даты")
	anna.sees("не выходит: 2", "3 декабря — <i>занято</i>")
	anna.presses("✗ чт 03.12")
	anna.sees("3 декабря", "Что сделаем")
	anna.presses("Конференц-зал")
	anna.sees("↔ чт, 3 декабря", "подходит: 3")
	anna.presses("✗ чт 10.12")
	anna.presses("В очередь на это время")
	anna.sees("в очереди: 1")
	anna.presses("отправить 3 даты")
	anna.sees("За вами (3)", "чт 03.12 18:00–20:00 · Конференц-зал", "В очереди (1): чт 10.12")
	all := anna.dates()
	if len(all) != 3 || all[1].Room != "hall" || all[1].SetUp == 0 {
		t.Errorf("booked %+v", all)
	}
	w := h.wishes(42)
	if len(w) != 1 || w[0].Series != all[0].Series || w[0].Want.First != (space.Date{Year: 2026, Month: 12, Day: 10}) {
		t.Errorf("wishes %+v", w)
	}
}

func TestWhatWasTakenMeanwhileIsShownAndNothingIsWritten(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	send, _ := anna.button("отправить 4")
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(33, 19), h.at(33, 21) })
	anna.forges(send.Data)
	anna.sees("кое-что изменилось", "✗ чт, 3 декабря", "подходит: 3")
	anna.bookedNothing()
	if _, total, _ := h.db.Pending(t.Context(), 0, 10); total != 0 {
		t.Errorf("%d wait", total)
	}
	anna.presses("отправить 3 даты")
	if got := states(anna.dates()); got != "[requested:3]" {
		t.Errorf("booked %s", got)
	}
	anna.forges(send.Data)
	if got := len(anna.dates()); got != 3 {
		t.Errorf("a second press made %d", got)
	}
}

func TestBadSeriesAreAnsweredWithTheirLimit(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.says("/book в четверг с 18 до 20, учебный класс, 30 человек, Клуб")
	anna.presses("Повторять")
	anna.says("как-нибудь")
	anna.sees("как часто")
	anna.presses("Каждый четверг")
	for words, want := range map[string]string{
		"1000":               "не больше 52 дат",
		"1000 раз":           "не больше 52 дат",
		"1":                  "не наберётся и двух дат",
		"0":                  "не наберётся и двух дат",
		"25 ноября":          "не наберётся и двух дат",
		"10 сентября 2028":   "",
		"когда рак свистнет": "Не понял, до каких пор",
	} {
		anna.says(words)
		anna.sees(want)
		anna.seesNot("подходит")
	}
	boris := h.guest(41, "Борис", "ru")
	for day := 26; day < 60; day += 7 {
		boris.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(day, 10), h.at(day, 22) })
	}
	anna.says("5")
	anna.sees("Ни одна дата пока не свободна", "не выходит: 5")
	anna.hasNo("отправить")
	anna.bookedNothing()
}

func TestDatesBeyondTheHorizonAreKeptForLater(t *testing.T) {
	h, anna, _, _ := staffed(t)
	anna.repeats("Каждый 4-й четверг", "12 дат")
	anna.sees("позже: 6", "попрошу сам")
	anna.presses("›")
	anna.presses("отправить")
	anna.sees("Попрошу, когда откроется запись (6)")
	s := h.series(anna.dates()[0])
	if len(s.Later) != 6 || s.Later[0] != (space.Date{Year: 2027, Month: 5, Day: 27}) {
		t.Errorf("later %v", s.Later)
	}
	due, err := h.db.Upcoming(t.Context(), h.now)
	if n := len(slices.DeleteFunc(due, func(d space.Due) bool { return d.Kind != space.DueSeries })); err != nil || n != 6 {
		t.Errorf("%d due, %v", n, err)
	}
}

func TestAQuotaLeavesOutTheDatesThatAreTooMuch(t *testing.T) {
	h, anna, _, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	h.point.Policy.Quota = space.Quota{Ahead: 5 * time.Hour}
	anna.repeats("Каждый четверг", "4 даты")
	anna.sees("подходит: 2", "предела: 5 ч")
	anna.presses("отправить 2")
	anna.repeats("Каждый четверг", "4 даты")
	anna.sees("Ни одна дата")
}

func TestTheLongestSeriesFitsIntoItsMessages(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Horizon = 400
	lead := h.guest(22, "Li", "zh")
	anna.ID = 21
	h.guests[21] = anna
	h.commit(store.Change{People: []space.Person{{ID: 21, Name: "Анна", Language: "ru", Consent: h.now}}})
	anna.says("/book в четверг с 18 до 20, учебный класс, 30 человек, " + strings.Repeat("Клуб ", 20))
	anna.presses("Повторять")
	anna.presses("Каждый четверг")
	anna.says("52")
	for range 5 {
		anna.presses("›")
	}
	anna.sees("52 даты")
	anna.presses("отправить")
	if n := len(anna.dates()); n != 50 {
		t.Fatalf("%d dates", n)
	}
	boss.presses("Date by date")
	for range 4 {
		boss.presses("›")
	}
	boss.presses("✓ Thu 11 Nov")
	boss.presses("Approve 49, decline 1")
	boss.presses("Maintenance")
	anna.sees("Часть дат")
	lead.sees("Кванты &amp; Ко", "已确认")
	anna.says("/my")
	anna.sees("и ещё 48 дат")
	if got := states(anna.dates()); got != "[confirmed:49 declined:1]" {
		t.Errorf("decided %s", got)
	}
}

func TestTheLastDayOfASeriesIsTakenInWords(t *testing.T) {
	_, anna, _, _ := staffed(t)
	for words, want := range map[string]string{
		"до 22 декабря":     "4 даты",
		"15 декабря":        "3 даты",
		"5 раз":             "5 дат",
		"7":                 "7 дат",
		"до 24 ноября 2027": "52 даты",
		"до 27 ноября 2027": "помещается в один год",
		"10 сентября 2028":  "помещается в один год",
		"31 февраля":        "в календаре нет",
	} {
		anna.repeats("Каждый четверг", "4 даты")
		anna.presses("Назад")
		anna.says(words)
		anna.sees(want)
	}
}
