package handlers

import (
	"testing"
	"time"

	"samovar/internal/lang"
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

// allTaken is a series of four dates, said in one line, none of which is free.
func allTaken(t *testing.T, language, words string) (*house, *guest) {
	t.Helper()
	h := openHouse(t)
	h.point.Rules = []space.Local{{"ru": "Без сменки не ходим", "en": "Indoor shoes, please", "zh": "请穿室内鞋"}}
	boris := h.guest(41, "Борис", "ru")
	for _, day := range []int{26, 33, 40, 47} {
		boris.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(day, 17), h.at(day, 21) })
	}
	anna := h.guest(42, "Анна", language)
	anna.says(words)
	anna.sees(h.desk.Texts.In(lang.Of(language)).T("series.nothing_free"))
	return h, anna
}

func TestASeriesNoneOfWhoseDatesIsFreeGetsAnotherDayHourOrRoom(t *testing.T) {
	for language, words := range map[string]string{
		"ru": "/book каждый четверг 18-20, учебный класс, 20 человек, Клуб, 4 раза",
		"en": "/book every Thursday 6-8pm, classroom, 20 people, Клуб, 4 times",
		"zh": "/book 每周四18点到20点，教室，20人，Клуб，4次",
	} {
		for step, c := range map[string]struct {
			choice, room string
			day          int
			hour         float64
		}{
			stepDay:   {"d=2026-11-27", "class", 27, 18},
			stepStart: {"s=600", "class", 26, 10},
			stepRoom:  {"r=hall", "hall", 26, 18},
		} {
			t.Run(language+" "+step, func(t *testing.T) {
				h, anna := allTaken(t, language, words)
				anna.taps("go=" + step)
				anna.taps(c.choice)
				anna.sees(h.point.Rules[0].In(language))
				anna.taps("send=1")
				all := anna.dates()
				if got := states(all); got != "[requested:4]" {
					t.Fatalf("asked %s", got)
				}
				for i, b := range all {
					if b.Room != c.room || !b.Start.Equal(h.at(c.day+7*i, c.hour)) || b.Length() != 2*time.Hour || b.Title != "Клуб" || b.Headcount != 20 {
						t.Errorf("date %d is %+v", i, b)
					}
				}
			})
		}
	}
}

func TestASeriesNoneOfWhoseDatesIsFreeIsChangedInWords(t *testing.T) {
	h, anna := allTaken(t, "ru", "/book каждый четверг 18-20, учебный класс, 20 человек, Клуб, 4 раза")
	for _, c := range [][2]string{{"с 10 до 12", "каждый четверг, 10:00–12:00"}, {"каждую среду", "каждую среду, 10:00–12:00"}, {"в конференц-зале", "Конференц-зал"}} {
		anna.says(c[0])
		anna.sees(c[1], "4 даты")
	}
	anna.presses("отправить 4 даты")
	if all := anna.dates(); len(all) != 4 || all[0].Room != "hall" || all[0].Start.In(h.point.Zone).Weekday() != time.Wednesday {
		t.Errorf("asked for %+v", all)
	}
}

func TestADayOnWhichNothingIsFreeOffersOthersToASeries(t *testing.T) {
	h, anna := allTaken(t, "ru", "/book каждый четверг 18-20, учебный класс, 20 человек, Клуб, 4 раза")
	h.guest(43, "Вера", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(26, 10), h.at(26, 17) })
	anna.presses("Начало")
	anna.sees("всё занято")
	anna.taps("d=2026-11-27")
	anna.sees("каждую пятницу, 18:00–20:00", "подходит: 4")
}

func TestWhatIsChangedOnTheCardOfASeriesIsShownOnIt(t *testing.T) {
	_, anna, _, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("Назад")
	anna.presses("Назад")
	anna.presses("Назад")
	anna.taps("go=" + stepStart)
	anna.taps("s=600")
	anna.sees("каждый четверг, 10:00–12:00")
	anna.button("Посмотреть даты")
}
