package lang

import (
	"fmt"
	"testing"
	"time"
)

func TestWordsSayHowOftenAnEventComes(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, yakutsk(t)) // a Tuesday
	for text, want := range map[string]string{
		"каждый четверг 18-20, класс, 20 человек, Клуб":                       "weekly 2026-11-26 18:00 «Клуб»",
		"/book каждую среду с 18 до 20, класс, 20 человек, Клуб":              "weekly 2026-11-25 18:00 «Клуб»",
		"Клуб, каждое воскресенье в 18:00, класс":                             "weekly 2026-11-29 18:00 «Клуб»",
		"каждые две недели по четвергам 18-20, класс, Клуб":                   "fortnightly 2026-11-26 18:00 «Клуб»",
		"каждые 2 недели в четверг 18-20, класс, Клуб":                        "fortnightly 2026-11-26 18:00 «Клуб»",
		"каждый второй четверг 18-20, класс, Клуб":                            "fortnightly 2026-11-26 18:00 «Клуб»",
		"по четвергам раз в две недели, 18-20, класс, Клуб":                   "fortnightly 2026-11-26 18:00 «Клуб»",
		"по четвергам, 18-20, класс, Клуб":                                    "weekly 2026-11-26 18:00 «Клуб»",
		"каждый четверг 18-20, 8 раз, класс, Клуб":                            "weekly 2026-11-26 18:00 8 times «Клуб»",
		"каждый четверг с 18 до 20, до 25 февраля, класс, Клуб":               "weekly 2026-11-26 18:00 until 2027-02-25 «Клуб»",
		"каждый четверг с 3 декабря, 18-20, класс, Клуб":                      "weekly 2026-12-03 18:00 «Клуб»",
		"every Thursday 6-8pm, classroom, 20 people, Chess":                   "weekly 2026-11-26 18:00 «Chess»",
		"every other Thursday 6-8pm, classroom, 20 people, Chess":             "fortnightly 2026-11-26 18:00 «Chess»",
		"every second Thursday 6-8pm, classroom, 20 people, Chess, six times": "fortnightly 2026-11-26 18:00 6 times «Chess»",
		"every two weeks on Thursday 6-8pm, classroom, Chess":                 "fortnightly 2026-11-26 18:00 «Chess»",
		"on Thursdays 6-8pm, classroom, Chess":                                "weekly 2026-11-26 18:00 «Chess»",
		"每周四18点到20点，教室，20人，读书会":                                               "weekly 2026-11-26 18:00 «读书会»",
		"每个星期四18点到20点，教室，20人，读书会":                                             "weekly 2026-11-26 18:00 «读书会»",
		"每两周的周四18点到20点，教室，20人，读书会，八次":                                         "fortnightly 2026-11-26 18:00 8 times «读书会»",
		"每两周，周四18点到20点，教室，20人，读书会":                                            "fortnightly 2026-11-26 18:00 «读书会»",

		"в четверг 18-20, класс, 20 человек, «Каждый четверг»":   "once 2026-11-26 18:00 «Каждый четверг»",
		"в четверг 18-20, класс, Каждый может петь":              "once 2026-11-26 18:00 «Каждый может петь»",
		"Thursday 6-8pm, classroom, Every voice counts":          "once 2026-11-26 18:00 «Every voice counts»",
		"Thursday 6-8pm, classroom, Weekly review of the garden": "once 2026-11-26 18:00 «Weekly review of the garden»",
		"в четверг 18-20, класс, 8 раз отмерь":                   "once 2026-11-26 18:00 «8 раз отмерь»",
	} {
		u := Understand(text, now, Russian, rooms())
		got := "once"
		if u.Often != Once {
			got = u.Often.String()
		}
		for _, day := range u.Days {
			got += " " + day.String()
		}
		for _, start := range u.Starts {
			got += " " + start.String()
		}
		if u.Times > 0 {
			got += fmt.Sprintf(" %d times", u.Times)
		}
		if u.Until != (Date{}) {
			got += " until " + u.Until.String()
		}
		if got += " «" + u.Title + "»"; got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestANumberOfDatesIsReadInDigitsAndWords(t *testing.T) {
	words := [3][]string{
		{"", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать", "тринадцать",
			"четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать", "двадцать"},
		{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
			"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"},
		{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"},
	}
	after := [3]string{" раз", " times", "次"}
	for n := 1; n <= 20; n++ {
		for language := range words {
			for _, text := range []string{fmt.Sprint(n), words[language][n], words[language][n] + after[language], fmt.Sprint(n, after[language], ".")} {
				if got, ok := TimesAnswer(text); got != n || !ok {
					t.Errorf("%q is %d, %v", text, got, ok)
				}
			}
		}
	}
	for _, text := range []string{"", "25 мая", "до 25 мая", "двадцать пятого мая", "May 25", "5月25日", "раз", "шесть и семь"} {
		if n, ok := TimesAnswer(text); ok {
			t.Errorf("%q is %d", text, n)
		}
	}
}
