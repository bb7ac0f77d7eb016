package dialog

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
)

// loadTexts reads the texts once for all tests.
var loadTexts = sync.OnceValues(lang.Load)

func talk(t *testing.T) *Talk {
	t.Helper()
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	return &Talk{Session: chat.Session{ID: "k7f3m2aa", Version: 4}, Say: texts.In(lang.Russian)}
}

func TestBackFollowsTheWayThatWasGone(t *testing.T) {
	d := talk(t)
	for _, step := range []string{"title", "day", "card", "room", "card"} {
		d.Go(step)
	}
	for _, want := range []string{"day", "title"} {
		if !d.Back() || d.Step != want {
			t.Errorf("back leads to %s, want %s", d.Step, want)
		}
	}
	if d.Back() {
		t.Error("there is a way back from the first step")
	}
}

func TestADetourLeadsBackToWhereItBegan(t *testing.T) {
	d := talk(t)
	for _, step := range []string{"title", "day", "card"} {
		d.Go(step)
	}
	d.Detour("title")
	if !d.Back() || d.Step != "card" {
		t.Errorf("back leads to %s", d.Step)
	}
	d.Detour("title")
	d.Go("card")
	if !d.Back() || d.Step != "day" {
		t.Errorf("after the detour back leads to %s", d.Step)
	}
}

func TestAButtonIsGoodForTheNextAnswerOnly(t *testing.T) {
	d := talk(t)
	p, err := chat.ParsePress(d.Button("30", "n=30").Data)
	if err != nil {
		t.Fatal(err)
	}
	written := d.Session
	written.Version++
	if !Takes(written, p) {
		t.Error("the session as it is written does not take its own button")
	}
	written.Version++
	if Takes(written, p) {
		t.Error("the answered session takes the button again")
	}
	other := written
	other.ID = "another"
	if Takes(other, p) {
		t.Error("another conversation takes the button")
	}
}

func TestACalendarIsAMonthOfWeeks(t *testing.T) {
	month := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	k := talk(t).Calendar(Calendar{
		Month: month, Earliest: month, Latest: month.AddDate(0, 2, 0),
		Mark: func(day int) Mark { return Mark(day % 3) },
		Arg:  func(day int) string { return "d=2026-12-" + strconv.Itoa(day) },
		Turn: func(n int) string { return "m=" + month.AddDate(0, n, 0).Format("2006-01") },
	})
	if !k[0][0].Disabled || k[0][2].Disabled {
		t.Error("in the first month there is a way back, or none on")
	}
	days := 0
	for _, week := range k[2:] {
		if len(week) != 7 {
			t.Errorf("a week of %d days", len(week))
		}
		for _, cell := range week {
			if strings.Contains(cell.Data, "d=") {
				days++
			}
			if cell.Text == "" {
				t.Error("a button without a text")
			}
		}
	}
	if days != 31 {
		t.Errorf("December has %d days", days)
	}
	if first := k[2][1]; !first.Disabled || first.Text != "✕" {
		t.Errorf("1 December 2026, a Tuesday, is %+v", first)
	}
}

func TestAChoiceIsMarkedAndARefusedOneIsOff(t *testing.T) {
	k := talk(t).Choices([]Choice{{Text: "Класс", Arg: "r=class", Chosen: true}, {Text: "Зал", Arg: "r=hall", Off: true}})
	if k[0][0].Text != "✓ Класс" || k[0][0].Disabled || !k[0][1].Disabled {
		t.Errorf("%+v", k)
	}
}

func TestALongListHasFewInARow(t *testing.T) {
	for text, want := range map[string]int{"30": 5, "18:00": 5, "Лекция": 4, "Мастер-класс": 2, "Конференц-зал · 120 мест": 1} {
		k := talk(t).Choices([]Choice{{Text: text}, {Text: text}, {Text: text}, {Text: text}, {Text: text}})
		if len(k[0]) != want {
			t.Errorf("%q stands %d in a row, want %d", text, len(k[0]), want)
		}
	}
}

func TestTheMostIsAlwaysAmongTheCounts(t *testing.T) {
	for _, most := range []int{1, 7, 120, 1000} {
		k := talk(t).Counts(most)
		last := k[len(k)-1]
		if last[len(last)-1].Text != strconv.Itoa(most) {
			t.Errorf("up to %d: %+v", most, last)
		}
	}
}
