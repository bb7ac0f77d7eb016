package lang

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// yakutsk is the zone of the Point in these tests.
func yakutsk(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Yakutsk")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// rooms is the vocabulary of a Point with four rooms.
func rooms() Vocabulary {
	return VocabularyOf(map[string][]string{
		"hall":  {"Конференц-зал", "Амур", "Conference hall", "会议厅"},
		"meet":  {"Зона встреч", "Meeting zone", "洽谈区"},
		"class": {"Учебный класс", "Класс", "Classroom", "教室"},
		"expo":  {"Выставочная зона", "Exhibition zone", "展厅"},
	}, things)
}

// spokenLine is one line of the tables.
type spokenLine struct {
	place, text, want string
	now               time.Time
	tag               Tag
}

func TestPhrasesAreUnderstoodAsPeopleMeanThem(t *testing.T) {
	counts := map[string]int{}
	for _, line := range phraseLines(t) {
		counts[filepath.Base(line.place)[:2]]++
		got := rendered(Understand(line.text, line.now, line.tag, rooms()))
		if got != line.want {
			t.Errorf("%s: %s\n got %s\nwant %s", line.place, line.text, got, line.want)
		}
	}
	for language, least := range map[string]int{"ru": 150, "en": 90, "zh": 90} {
		if counts[language] < least {
			t.Errorf("%d phrases in %s, want at least %d", counts[language], language, least)
		}
	}
}

// phraseLines reads the tables. A line "@ 2026-11-23 12:00 ru" sets the clock and
// the language of what follows.
func phraseLines(t testing.TB) []spokenLine {
	t.Helper()
	names, err := filepath.Glob("testdata/phrases/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("list phrases: %v, %d files", err, len(names))
	}
	var lines []spokenLine
	for _, name := range names {
		lines = append(lines, linesOf(t, name)...)
	}
	return lines
}

func linesOf(t testing.TB, name string) []spokenLine {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lines []spokenLine
	var now time.Time
	var tag Tag
	scanner := bufio.NewScanner(file)
	for n := 1; scanner.Scan(); n++ {
		text := scanner.Text()
		if setting, ok := strings.CutPrefix(text, "@ "); ok {
			now, err = time.ParseInLocation("2006-01-02 15:04", setting[:16], yakutsk(t))
			if err != nil {
				t.Fatal(err)
			}
			tag = Tag(setting[17:])
			continue
		}
		if said, want, ok := strings.Cut(text, "=>"); ok && !strings.HasPrefix(text, "#") {
			lines = append(lines, spokenLine{
				fmt.Sprintf("%s:%d", filepath.Base(name), n), strings.TrimSpace(said), strings.TrimSpace(want), now, tag,
			})
		}
	}
	return lines
}

// rendered writes all that was understood on one line.
func rendered(u Understood) string {
	var b strings.Builder
	add := func(format string, args ...any) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, format, args...)
	}
	if len(u.Days) > 0 {
		add("%s", strings.ReplaceAll(joinedBy(u.Days, "/"), "2026-", ""))
	}
	if u.Part != NoPart {
		add("%s", u.Part)
	}
	if len(u.Starts)+len(u.Ends) > 0 {
		add("%s", renderedHours(u))
	}
	if u.Length != 0 {
		add("%s", u.Length)
	}
	if u.Headcount != 0 {
		add("%dp", u.Headcount)
	}
	if u.Room != "" {
		add("#%s", u.Room)
	}
	for _, id := range u.Equipment {
		add("+%s", id)
	}
	if u.Format != "" {
		add("=%s", u.Format)
	}
	if u.Title != "" {
		add("«%s»", u.Title)
	}
	for _, trouble := range u.Troubles {
		add("!%s(%s)", trouble.Kind, trouble.Words)
	}
	return b.String()
}

func renderedHours(u Understood) string {
	if len(u.Starts) == 0 {
		return "-" + joinedBy(u.Ends, "/-")
	}
	var hours []string
	for i, start := range u.Starts {
		hour := start.String()
		if len(u.Ends) > 0 {
			hour += "-" + u.Ends[i].String()
		}
		hours = append(hours, hour)
	}
	return strings.Join(hours, "/")
}

func joinedBy[V fmt.Stringer](values []V, between string) string {
	var all []string
	for _, v := range values {
		all = append(all, v.String())
	}
	return strings.Join(all, between)
}

func TestATitleThatOnlyLooksLikeATimeStaysWhole(t *testing.T) {
	content, err := os.ReadFile("testdata/titles.txt")
	if err != nil {
		t.Fatal(err)
	}
	tag := Russian
	for title := range strings.Lines(string(content)) {
		title = strings.TrimSpace(title)
		if setting, ok := strings.CutPrefix(title, "@ "); ok {
			tag = Tag(setting)
		}
		if strings.HasPrefix(title, "#") || strings.HasPrefix(title, "@") {
			continue
		}
		u := Understand(title, fuzzNow(t), tag, Vocabulary{})
		u.Format = ""
		if got := rendered(u); got != "«"+title+"»" {
			t.Errorf("%s is understood as %s", title, got)
		}
	}
}
