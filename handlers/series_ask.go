package handlers

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// The steps of a series, asked from the card.
const (
	stepRhythm = "rhythm"
	stepUntil  = "until"
	stepDates  = "dates" // all dates, and what collides
	stepDate   = "date"  // one of them
)

// askRhythm shows how the event can come again, counted from its day.
func (b *booker) askRhythm() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, rhythm := range space.Rhythms() {
		rule := space.Rule{Rhythm: rhythm, First: b.Day}
		choices = append(choices, dialog.Choice{Text: capital(ruleText(b.say, rule)), Arg: "r=" + rhythm.String(),
			Chosen: b.Repeat != nil && b.Repeat.Rhythm == rhythm})
	}
	if b.Repeat != nil {
		choices = append(choices, dialog.Choice{Text: b.say.Plain("series.once"), Arg: "r="})
	}
	return b.say.T("series.ask_rhythm", "Title", b.Title), chat.Keyboard{}.Grid(1, buttonsOf(b.talk, choices)...), nil
}

func (b *booker) pickRhythm(key, value string) (bool, error) {
	rhythm, err := space.ParseRhythm(value)
	switch {
	case key != "r" || err != nil && value != "":
		return false, nil
	case value == "":
		b.Repeat = nil
		return true, b.advance()
	}
	b.Repeat = &repeat{Rhythm: rhythm}
	return true, b.goTo(stepUntil)
}

// askUntil asks how long.
func (b *booker) askUntil() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, n := range []int{4, 8, 12} {
		choices = append(choices, dialog.Choice{Text: b.say.Plain("series.dates", "Count", n), Arg: "n=" + strconv.Itoa(n)})
	}
	if _, refusal, err := datesOf(b.untilYearsEnd()); err != nil {
		return "", nil, err
	} else if refusal == nil {
		choices = append(choices, dialog.Choice{Text: b.say.Plain("series.years_end"), Arg: "y=1"})
	}
	text := b.say.T("series.ask_until", "Title", b.Title, "Rule", b.ruleLine(b.rule()), "Most", space.MostDates)
	return text, b.talk.Choices(choices), nil
}

func (b *booker) untilYearsEnd() space.Rule {
	rule := b.rule()
	rule.Count, rule.Until = 0, space.Date{Year: b.Day.Year, Month: 12, Day: 31}
	return rule
}

func (b *booker) pickUntil(key, value string) (bool, error) {
	switch n, err := strconv.Atoi(value); {
	case key == "y":
		return b.setUntil(b.untilYearsEnd())
	case key == "n" && err == nil:
		rule := b.rule()
		rule.Count, rule.Until = n, space.Date{}
		return b.setUntil(rule)
	}
	return false, nil
}

// untilText takes a number of dates, or the last day.
func (b *booker) untilText() (bool, error) {
	rule := b.rule()
	if n, ok := lang.TimesAnswer(b.event.Text); ok {
		rule.Count, rule.Until = n, space.Date{}
		return b.setUntil(rule)
	}
	u := lang.LastDayAnswer(b.event.Text, b.local(b.now), b.say.Tag())
	if len(u.Troubles) > 0 {
		return b.complain(troubleText(b.say, u.Troubles[0]))
	}
	if len(u.Days) != 1 {
		return false, nil
	}
	rule.Count, rule.Until = 0, space.Date(u.Days[0])
	return b.setUntil(rule)
}

// setUntil takes the end of a series, or says what stands against it.
func (b *booker) setUntil(rule space.Rule) (bool, error) {
	_, refusal, err := datesOf(rule)
	if err != nil {
		return false, err
	}
	if refusal != nil {
		return b.complain(b.seriesRefusal(refusal))
	}
	b.Repeat = &repeat{Rhythm: rule.Rhythm, Count: rule.Count, Until: rule.Until}
	return true, b.goTo(stepDates)
}

// seriesRefusal says what stands against a series as a whole.
func (b *booker) seriesRefusal(r *space.Refusal) string {
	switch r.Reason {
	case space.ManyDates:
		return b.say.T("series.many_dates", "Count", int(r.Limit))
	case space.BeyondYear:
		return b.say.T("series.beyond_year", "Day", b.dayFrom(r.Until))
	case space.EndsEarly:
		return b.say.T("series.ends_early", "Day", b.dayFrom(r.Until))
	}
	return refusalText(b.say, b.point, r)
}

// dayFrom writes a local day, with its year where that is another.
func (t *turn) dayFrom(d space.Date) string { return dayIn(t.say, t, d) }

func dayIn(say lang.Speaker, t *turn, d space.Date) string {
	return say.DayFrom(t.local(t.now), noonOf(t.point, d))
}
