package handlers

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// askStart shows the free times of all rooms that fit, or of the one chosen;
// after "in the evening" only those, as long as there are any.
func (b *booker) askStart() (string, chat.Keyboard, error) {
	v, err := b.dayView(b.Day)
	if err != nil {
		return "", nil, err
	}
	starts := v.Starts(b.Day, b.what(), b.Room, max(b.Length, b.point.Shortest))
	part, _ := lang.ParsePart(b.Part)
	var choices, inPart []dialog.Choice
	for _, start := range starts {
		clock := lang.ClockOf(b.local(start))
		choices = append(choices, b.clockChoice(int(clock)))
		if from, until := part.Bounds(); clock >= from && clock < until {
			inPart = append(inPart, b.clockChoice(int(clock)))
		}
	}
	day := b.say.Day(b.local(b.point.At(b.Day, 0)))
	switch {
	case len(choices) == 0:
		return b.otherDays(v)
	case len(inPart) > 0 && len(inPart) < len(choices):
		all := b.talk.Button(b.say.Plain("book.whole_day"), "all=1")
		return b.say.T("book.ask_start", "Title", b.Title, "Day", day), b.talk.Choices(inPart).Row(all), nil
	}
	return b.say.T("book.ask_start", "Title", b.Title, "Day", day), b.talk.Choices(choices), nil
}

func (b *booker) pickStart(key, value string) (bool, error) {
	switch key {
	case argWithout:
		return b.doWithout()
	case "r":
		return b.pickRoom(key, value)
	case "all":
		b.Part = ""
		return true, b.show(false)
	case "d":
		return b.pickDay(key, value)
	}
	minutes, err := strconv.Atoi(value)
	if key != "s" || err != nil || minutes < 0 || minutes >= 24*60 {
		return false, nil
	}
	b.Start, b.Starts = &minutes, nil
	return true, b.advance()
}

// otherDays says what stands against the day as a whole, and offers the
// nearest on which something is free.
func (b *booker) otherDays(v space.View) (string, chat.Keyboard, error) {
	day := b.say.Day(b.local(b.point.At(b.Day, 0)))
	text := b.say.T("book.nothing_free", "Day", day)
	refusal := v.Opens(b.Day, b.what(), b.Room)
	switch {
	case refusal != nil && refusal.Reason == space.LacksEquipment:
		return b.lacking(refusal)
	case refusal != nil && refusal.Reason != space.Taken:
		text = b.say.T("book.day_refused", "Day", day, "Why", lang.HTML(refusalText(b.say, b.point, refusal)))
	}
	center := b.point.Reachable(b.point.At(b.Day, 12*60), b.now)
	wide, err := b.viewAround(center)
	if err != nil {
		return "", nil, err
	}
	var choices []dialog.Choice
	for _, near := range wide.OpenDays(b.point.Day(center), b.what(), b.Room, nearDays) {
		choices = append(choices, dialog.Choice{Text: b.say.Day(b.local(b.point.At(near, 0))), Arg: "d=" + near.String()})
	}
	choices = append(choices, dialog.Choice{Text: b.say.Plain("book.other_day"), Arg: "go=" + stepDay})
	return text, b.talk.Choices(choices), nil
}

// nearDays is how many other days are offered.
const nearDays = 4

func (b *booker) clockChoice(minutes int) dialog.Choice {
	return dialog.Choice{Text: lang.Clock(minutes).String(), Arg: "s=" + strconv.Itoa(minutes)}
}

func (b *booker) askWhichTime() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, m := range b.Starts {
		choices = append(choices, b.clockChoice(m))
	}
	choices = append(choices, dialog.Choice{Text: b.say.Plain("book.other_time"), Arg: "go=" + stepStart})
	return b.say.T("book.ask_which_time"), b.talk.Choices(choices), nil
}
