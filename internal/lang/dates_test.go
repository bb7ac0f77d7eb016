package lang

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestDatesAreWrittenAsEachLanguageDoes(t *testing.T) {
	texts := loaded(t)
	ref := fuzzNow(t)
	at := func(year int, month time.Month, day, hour, minute int) time.Time {
		return time.Date(year, month, day, hour, minute, 0, 0, ref.Location())
	}
	var b strings.Builder
	for _, tag := range Tags() {
		s := texts.In(tag)
		fmt.Fprintf(&b, "# %s\n", tag)
		for month := time.January; month <= time.December; month++ {
			day := at(2026, month, 2*int(month), 9, 5)
			fmt.Fprintf(&b, "%s | %s | %s\n", s.Day(day), s.DayShort(day), s.Month(day))
		}
		start := at(2026, 12, 25, 18, 0)
		for _, line := range []string{
			s.DayFrom(ref, start), s.DayFrom(ref, at(2027, 1, 5, 0, 0)), s.Clock(start), strings.Join(weekdaysOf(s), " "),
			s.Span(start, start.Add(2*time.Hour)), s.Span(start, start.Add(6*time.Hour)), s.Span(start, start.Add(7*time.Hour)),
			s.Span(start, start.AddDate(0, 0, 2)), s.SpanFrom(ref, at(2027, 1, 5, 10, 0), at(2027, 1, 5, 11, 30)),
		} {
			fmt.Fprintln(&b, line)
		}
		for _, minutes := range []int{0, 1, 2, 5, 21, 30, 60, 90, 120, 300, 1440, 2160, 2880, 5 * 1440, 21 * 1440} {
			d := time.Duration(minutes) * time.Minute
			fmt.Fprintf(&b, "%s | %s | %s\n", s.Length(d), s.In(d), s.Ago(d))
		}
	}
	compareGolden(t, "testdata/dates.golden", b.String())
}

func weekdaysOf(s Speaker) []string {
	days := s.Weekdays()
	return days[:]
}

// compareGolden compares with a file of what is right; -update writes it.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

func TestAnyDayAsItIsWrittenIsUnderstoodBack(t *testing.T) {
	texts, now := loaded(t), fuzzNow(t)
	rapid.Check(t, func(t *rapid.T) {
		s := texts.In(rapid.SampledFrom(Tags()).Draw(t, "tag"))
		from := now.AddDate(0, 0, rapid.IntRange(0, 700).Draw(t, "today"))
		day := from.AddDate(0, 0, rapid.IntRange(0, 700).Draw(t, "ahead"))
		written := []string{s.DayFrom(from, day)}
		if DateOf(day).Before(DateOf(from).addMonths(11)) {
			written = append(written, s.DayShort(day))
		}
		for _, text := range written {
			u := Understand(text, from, s.Tag(), rooms())
			if len(u.Days) != 1 || u.Days[0] != DateOf(day) || u.Title != "" || len(u.Troubles) > 0 {
				t.Fatalf("%s is understood as %s, on %v", text, rendered(u), DateOf(from))
			}
		}
	})
}

func TestAnySpanAsItIsWrittenIsUnderstoodBack(t *testing.T) {
	texts, now := loaded(t), fuzzNow(t)
	rapid.Check(t, func(t *rapid.T) {
		s := texts.In(rapid.SampledFrom(Tags()).Draw(t, "tag"))
		day := DateOf(now).AddDays(rapid.IntRange(1, 300).Draw(t, "ahead"))
		start := rapid.IntRange(0, 24*60-1).Draw(t, "start")
		end := rapid.IntRange(start+1, 24*60).Draw(t, "end")
		text := s.SpanFrom(now, day.At(Clock(start), now.Location()), day.At(Clock(end), now.Location()))
		u := Understand(text+", Чай", now, s.Tag(), rooms())
		want := fmt.Sprintf("%s %s-%s «Чай»", strings.TrimPrefix(day.String(), "2026-"), Clock(start), Clock(end))
		if rendered(u) != want {
			t.Fatalf("%s is understood as %s", text, rendered(u))
		}
	})
}

func TestAnyLengthAsItIsWrittenIsUnderstoodBack(t *testing.T) {
	texts := loaded(t)
	rapid.Check(t, func(t *rapid.T) {
		s := texts.In(rapid.SampledFrom(Tags()).Draw(t, "tag"))
		length := time.Duration(rapid.IntRange(1, 24*60).Draw(t, "minutes")) * time.Minute
		if got, err := Duration(s.Length(length), s.Tag()); err != nil || got != length {
			t.Fatalf("%s is understood as %v, %v", s.Length(length), got, err)
		}
	})
}

func TestATimeIsSpokenOnTwelveHours(t *testing.T) {
	texts := loaded(t)
	for at, want := range map[Clock][3]string{
		19 * 60:      {"7 вечера", "7 in the evening", "晚上7点"},
		19*60 + 30:   {"7:30 вечера", "7:30 in the evening", "晚上7点30分"},
		14 * 60:      {"2 дня", "2 in the afternoon", "下午2点"},
		10 * 60:      {"10 утра", "10 in the morning", "上午10点"},
		2 * 60:       {"2 ночи", "2 at night", "凌晨2点"},
		Noon:         {"12 дня", "12 in the afternoon", "下午12点"},
		Midnight + 5: {"12:05 ночи", "12:05 at night", "凌晨12点5分"},
	} {
		for i, tag := range []Tag{Russian, English, Chinese} {
			if got := texts.In(tag).ClockSpoken(at); got != want[i] {
				t.Errorf("%s in %s is %q, want %q", at, tag, got, want[i])
			}
		}
	}
}
