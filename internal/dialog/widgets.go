package dialog

import (
	"strconv"
	"time"
	"unicode/utf8"

	"samovar/internal/chat"
)

// Choice is one thing to choose from a list.
type Choice struct {
	Text   string
	Arg    string
	Chosen bool // marked with a tick
	Off    bool // shown, but cannot be chosen
}

// Choices draws a list, as many in a row as their texts leave room for.
func (t *Talk) Choices(choices []Choice) chat.Keyboard {
	buttons := make([]chat.Button, len(choices))
	longest := 0
	for i, c := range choices {
		text := c.Text
		if c.Chosen {
			text = "✓ " + text
		}
		longest = max(longest, utf8.RuneCountInString(text))
		if c.Off {
			buttons[i] = t.Off(text, c.Arg)
		} else {
			buttons[i] = t.Button(text, c.Arg)
		}
	}
	return chat.Keyboard{}.Grid(columns(longest), buttons...)
}

// columns is how many buttons of that many characters a phone shows in a row
// without cutting them.
func columns(characters int) int {
	switch {
	case characters <= 5:
		return 5
	case characters <= 8:
		return 4
	case characters <= 11:
		return 3
	case characters <= 17:
		return 2
	}
	return 1
}

// Mark is how a day looks in a calendar.
type Mark int

// The marks.
const (
	Free   Mark = iota // can be chosen
	Full               // nothing is left on it
	Closed             // cannot be chosen at all: past, closed, too far
)

// Calendar is a month to choose a day from.
type Calendar struct {
	Month    time.Time            // any moment of the month, in the Point's zone
	Earliest time.Time            // no month before its month is shown
	Latest   time.Time            // nor after its
	Mark     func(day int) Mark   // of a day of the month
	Arg      func(day int) string // what the day's button carries
	Turn     func(months int) string
}

// blank is a button without a word; Telegram refuses an empty or white text.
const blank = "⠀"

// Calendar draws the month: its name between arrows, the weekdays, the days.
func (t *Talk) Calendar(c Calendar) chat.Keyboard {
	k := chat.Keyboard{}.Row(t.arrow(c, -1), t.Off(t.Say.Month(c.Month), "-"), t.arrow(c, 1))
	names := t.Say.Weekdays()
	var row []chat.Button
	for _, name := range names {
		row = append(row, t.Off(name, "-"))
	}
	return k.Row(row...).Grid(7, t.days(c)...)
}

// arrow turns the page, if there is one to turn to.
func (t *Talk) arrow(c Calendar, months int) chat.Button {
	text, to := "›", firstOf(c.Month).AddDate(0, months, 0)
	if months < 0 {
		text = "‹"
	}
	if to.Before(firstOf(c.Earliest)) || to.After(c.Latest) {
		return t.Off(blank, "-")
	}
	return t.Button(text, c.Turn(months))
}

func (t *Talk) days(c Calendar) []chat.Button {
	first := firstOf(c.Month)
	var cells []chat.Button
	for range (int(first.Weekday()) + 6) % 7 {
		cells = append(cells, t.Off(blank, "-"))
	}
	for day := 1; day <= first.AddDate(0, 1, -1).Day(); day++ {
		cells = append(cells, t.day(c, day))
	}
	for len(cells)%7 != 0 {
		cells = append(cells, t.Off(blank, "-"))
	}
	return cells
}

func (t *Talk) day(c Calendar, day int) chat.Button {
	switch c.Mark(day) {
	case Full:
		return t.Off("✕", c.Arg(day))
	case Closed:
		return t.Off("·", c.Arg(day))
	}
	return t.Button(strconv.Itoa(day), c.Arg(day))
}

func firstOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}

// Counts draws numbers to choose from, up to most, which is always among them.
func (t *Talk) Counts(most int) chat.Keyboard {
	var choices []Choice
	for _, n := range []int{5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300} {
		if n < most {
			choices = append(choices, Choice{Text: strconv.Itoa(n), Arg: "n=" + strconv.Itoa(n)})
		}
	}
	choices = append(choices, Choice{Text: strconv.Itoa(most), Arg: "n=" + strconv.Itoa(most)})
	return t.Choices(choices)
}
