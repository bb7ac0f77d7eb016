package lang

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// fuzzNow is the moment at which the fuzzers ask.
func fuzzNow(t testing.TB) time.Time {
	return time.Date(2026, time.November, 23, 12, 0, 0, 0, yakutsk(t))
}

// patience is what one text may take, on a busy machine with the race detector on.
const patience = 5 * time.Second

func FuzzUnderstand(f *testing.F) {
	for _, line := range phraseLines(f) {
		f.Add(line.text, string(line.tag))
	}
	for _, text := range hostileTexts() {
		f.Add(text, "ru")
	}
	now := fuzzNow(f)
	f.Fuzz(func(t *testing.T, text, tag string) {
		began := time.Now()
		for _, u := range []Understood{
			Understand(text, now, Of(tag), rooms()), DayAnswer(text, now, Of(tag)), ClockAnswer(text, now, Of(tag)),
		} {
			checkUnderstood(t, u, now)
			checkTitle(t, u.Title, text)
		}
		if spent := time.Since(began); spent > patience {
			t.Errorf("took %v", spent)
		}
	})
}

func FuzzAnswers(f *testing.F) {
	for _, line := range phraseLines(f) {
		f.Add(line.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tag := range Tags() {
			if n, err := Headcount(text, tag); err == nil && (n < 1 || n > greatest) || err != nil && n != 0 {
				t.Errorf("headcount %d, %v", n, err)
			}
			if d, err := Duration(text, tag); err == nil && (d <= 0 || d > aDay) || err != nil && d != 0 {
				t.Errorf("duration %v, %v", d, err)
			}
		}
		RoomAnswer(text, rooms())
		FormatAnswer(text)
		YesNo(text)
	})
}

// checkUnderstood asserts what must hold for any text.
func checkUnderstood(t *testing.T, u Understood, now time.Time) {
	t.Helper()
	for _, d := range u.Days {
		if !d.Valid() || d.Before(DateOf(now)) || DateOf(now).addMonths(24).Before(d) {
			t.Errorf("day %v", d)
		}
	}
	if len(u.Starts) > 0 && len(u.Ends) > 0 && len(u.Starts) != len(u.Ends) {
		t.Errorf("starts %v, ends %v", u.Starts, u.Ends)
	}
	reversed := slices.ContainsFunc(u.Troubles, func(trouble Trouble) bool {
		return trouble.Kind == EndBeforeStart || trouble.Kind == AcrossMidnight
	})
	for i, start := range u.Starts {
		if start < 0 || start >= DayEnd || i < len(u.Ends) && u.Ends[i] <= start && !reversed {
			t.Errorf("starts %v, ends %v", u.Starts, u.Ends)
		}
	}
	for _, end := range u.Ends {
		if end < 0 || end > DayEnd {
			t.Errorf("end %v", end)
		}
	}
	if u.Headcount < 0 || u.Headcount > greatest || u.Length < 0 || u.Length > aDay {
		t.Errorf("headcount %d, length %v", u.Headcount, u.Length)
	}
}

// checkTitle asserts that a title is made of words of the text, in their order.
func checkTitle(t *testing.T, title, text string) {
	t.Helper()
	if !utf8.ValidString(title) {
		t.Errorf("title %q is not UTF-8", title)
	}
	rest := cleaned(text)
	for word := range strings.FieldsSeq(title) {
		_, after, found := strings.Cut(rest, strings.TrimSuffix(word, ",")) // it may join two
		if !found {
			t.Errorf("%q of the title %q is not of the text %q", word, title, text)
		}
		rest = after
	}
}

// hostileTexts are what nobody writes kindly.
func hostileTexts() []string {
	return []string{"начало :", "время:", "时间：", "0 2час, ело\x81 \x158:00, 2 часа, в",

		"", " ", "\n\n", "/", "/book", "/book@", "«", "«»", `""`, "((((", "🎉🎉🎉", "👨‍👩‍👧‍👦 в 18",
		"\u202eзавтра в 18\u202c", "\u200fзавтра", "завтра\u0000в 18", "\xff\xfeзавтра \xd0", "<script>alert('завтра в 18')</script>",
		"в", "с", "до", "на", "через", "в в в", "с до", "от до", "12:", ":30", "12:3", "99999999999999999999 человек",
		"１２：３０", "١٢:٣٠", "в 18:00:00:00", "1.2.3.4.5.6", "2026-13-45", "0000-00-00", "00.00.0000", "31.12.9999",
		"через 99999999999 дней", "через 9223372036854775807 лет", "на 99999999999999 часов", "一一一一一一一一", "十百千万亿亿亿亿",
	}
}

func TestHostileTextsAreReadInTime(t *testing.T) {
	now := fuzzNow(t)
	for _, unit := range []string{
		"с 18 до ", "25.", "1 ", "в ", "«", "\"", "二十", "十", "через 2 часа ", "завтра в пятницу ", "человек ",
		"-", "1-", "12:30-", "в 18, ", "25, ", "конференц ", "сто двадцать ", "one hundred and ", "🎉", "аб", "下周", "половина ",
	} {
		text := strings.Repeat(unit, 4096/utf8.RuneCountInString(unit))
		began := time.Now()
		checkUnderstood(t, Understand(text, now, Russian, rooms()), now)
		if spent := time.Since(began); spent > patience {
			t.Errorf("%q took %v", unit, spent)
		}
	}
	for _, text := range hostileTexts() {
		u := Understand(text, now, Russian, rooms())
		checkUnderstood(t, u, now)
		checkTitle(t, u.Title, text)
	}
}

func BenchmarkUnderstand(b *testing.B) {
	now, v := fuzzNow(b), rooms()
	b.ReportAllocs()
	for b.Loop() {
		Understand("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах", now, Russian, v)
	}
}
