package handlers

import (
	"testing"

	"samovar/internal/space"
)

func TestASeriesIsSaidInOneLine(t *testing.T) {
	for _, c := range []struct{ language, words, rule, until, answer, sends string }{
		{"ru", "/book каждый четверг 18-20, учебный класс, 20 человек, Клуб", "каждый четверг, 18:00–20:00", "Сколько раз", "шесть", "отправить 5 дат"},
		{"en", "/book every Thursday 6-8pm, classroom, 20 people, Chess", "every Thursday, 18:00–20:00", "How many times", "six", "5 dates"},
		{"zh", "/book 每周四18点到20点，教室，20人，读书会", "18:00–20:00", "一共几次", "六次", "5"},
	} {
		h := openHouse(t)
		anna := h.guest(42, "Анна", c.language)
		anna.says(c.words)
		anna.sees(c.rule, c.until)
		anna.says(c.answer)
		anna.sees("26")
		anna.presses(c.sends)
		all := anna.dates()
		if len(all) != 5 || all[0].Room != "class" || all[0].Headcount != 20 || !all[0].Start.Equal(h.at(26, 18)) || !all[1].Start.Equal(h.at(33, 18)) {
			t.Errorf("%s: %d dates, %+v", c.words, len(all), all)
		}
	}
}

func TestASeriesThatIsSaidWithItsEndIsShownAtOnce(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book каждые две недели по четвергам 18-20, учебный класс, 20 человек, Клуб, 4 раза")
	anna.sees("по четвергам раз в две недели", "4 даты")
	anna.presses("отправить 3 даты") // the fourth is a holiday
	all := anna.dates()
	if len(all) != 3 || !all[1].Start.Equal(h.at(40, 18)) || all[0].Title != "Клуб" {
		t.Errorf("%+v", all)
	}
}

func TestASeriesThatIsSaidAsksOnlyForWhatIsMissing(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book каждый четверг 18-20, учебный класс, Клуб")
	anna.sees("Сколько")
	anna.says("20")
	anna.sees("Сколько раз или до какого дня")
	anna.says("до 17 декабря")
	anna.presses("отправить 4 даты")
	if got := states(anna.dates()); got != "[requested:4]" {
		t.Errorf("asked %s", got)
	}
}

func TestASeriesOfAThousandDatesThatIsSaidIsAskedAbout(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book каждый четверг 18-20, учебный класс, 20 человек, Клуб, 1000 раз")
	anna.sees("не больше 52 дат", "Сколько раз или до какого дня")
	anna.says("десять")
	anna.sees("10 дат")
}

func TestASeriesWhoseFirstDateIsTakenShowsItsDates(t *testing.T) {
	h := openHouse(t)
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room = "class" })
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book каждый четверг 18-20, учебный класс, 20 человек, Клуб, 4 раза")
	anna.presses("отправить 3 даты")
	if got := states(anna.dates()); got != "[requested:3]" {
		t.Errorf("asked %s", got)
	}
}
