package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// fill takes what was understood of a message. What cannot be is said above
// the next question, which asks for it again.
func (b *booker) fill(u lang.Understood) {
	for _, trouble := range u.Troubles {
		b.remark(troubleText(b.say, trouble))
	}
	b.fillDay(u)
	b.fillTime(u)
	b.fillRepeat(u)
	if u.Headcount > 0 {
		b.Headcount = u.Headcount
	}
	for _, id := range u.Equipment {
		if !slices.Contains(b.Equipment, id) {
			b.Equipment = append(b.Equipment, id)
		}
	}
	if _, known := b.point.Room(u.Room); known {
		b.Room = u.Room
	}
	if format, err := space.ParseFormat(u.Format); err == nil {
		b.Format = format
	}
}

func (b *booker) fillDay(u lang.Understood) {
	switch len(u.Days) {
	case 0:
		return
	case 1:
		b.Day, b.Days = space.Date(u.Days[0]), nil
	default:
		b.Day, b.Days = space.Date{}, nil
		for _, day := range u.Days {
			b.Days = append(b.Days, space.Date(day))
		}
	}
	b.Month = ""
}

func (b *booker) fillTime(u lang.Understood) {
	for _, trouble := range u.Troubles {
		switch trouble.Kind {
		case lang.EndBeforeStart, lang.AcrossMidnight, lang.PastClock, lang.NoSuchClock:
			return // to be asked for
		}
	}
	if len(u.Starts) > 0 {
		b.Start, b.Starts, b.Part = nil, nil, ""
		for _, start := range u.Starts {
			b.Starts = append(b.Starts, int(start))
		}
		if len(b.Starts) == 1 {
			b.Start, b.Starts = &b.Starts[0], nil
		}
		if len(u.Ends) == len(u.Starts) && u.Ends[0] > u.Starts[0] {
			b.Length = time.Duration(u.Ends[0]-u.Starts[0]) * time.Minute
		}
	} else {
		b.endOrLength(u)
	}
	if u.Part != lang.NoPart && b.Start == nil {
		b.Part = u.Part.String()
	}
	if u.Length > 0 {
		b.Length = u.Length
	}
}

// dayView is what holds the Point on a day, and a little around it.
func (b *booker) dayView(day space.Date) (space.View, error) {
	return b.view(b.point.At(day.Plus(-1), 12*60), b.point.At(day.Plus(1), 12*60))
}

func (b *booker) askDay() (string, chat.Keyboard, error) {
	first := b.month()
	v, err := b.view(first.AddDate(0, 0, -1), first.AddDate(0, 1, 1))
	if err != nil {
		return "", nil, err
	}
	c := dialog.Calendar{
		Month: first, Earliest: b.local(b.now), Latest: b.point.At(b.point.LastDay(b.now), 0).In(b.point.Zone),
		Mark: func(day int) dialog.Mark { return mark(v.Opens(dayOf(first, day), b.what(), b.Room)) },
		Arg:  func(day int) string { return "d=" + dayOf(first, day).String() },
		Turn: func(months int) string { return "m=" + first.AddDate(0, months, 0).Format("2006-01") },
	}
	return b.say.T("book.ask_day", "Title", b.Title, "Count", b.Headcount), b.talk.Calendar(c), nil
}

func dayOf(month time.Time, day int) space.Date {
	return space.Date{Year: month.Year(), Month: month.Month(), Day: day}
}

func mark(r *space.Refusal) dialog.Mark {
	switch {
	case r == nil:
		return dialog.Free
	case r.Reason == space.Taken, r.Reason == space.LacksEquipment:
		return dialog.Full
	}
	return dialog.Closed
}

// month is the first moment of the calendar's page: the one turned to, that of
// the day, or the first month in which something can still be booked.
func (b *booker) month() time.Time {
	if at, err := time.ParseInLocation("2006-01", b.Month, b.point.Zone); err == nil {
		return at
	}
	day := b.Day
	if day.IsZero() {
		day = b.point.Day(b.now.Add(b.point.Notice))
	}
	return time.Date(day.Year, day.Month, 1, 0, 0, 0, 0, b.point.Zone)
}

// pickDay takes a day of the calendar, or turns its page.
func (b *booker) pickDay(key, value string) (bool, error) {
	switch key {
	case "m":
		return b.turnPage(value)
	case "d":
		day, err := space.ParseDate(value)
		if err != nil {
			return false, nil
		}
		refusal, err := b.setDay(day)
		if refusal != nil {
			b.alert(refusalPlain(b.say, b.point, refusal))
		}
		return true, err
	case "-":
		b.toast("")
		return true, nil
	}
	return false, nil
}

func (b *booker) turnPage(month string) (bool, error) {
	at, err := time.ParseInLocation("2006-01", month, b.point.Zone)
	if err != nil || at.After(b.point.At(b.point.LastDay(b.now), 0)) || at.AddDate(0, 1, 0).Before(b.now) {
		return false, nil
	}
	b.Month = month
	return true, b.goTo(stepDay)
}

// setDay takes a day on which something is free, and goes on; else it says
// what stands against the day, and nothing changes.
func (b *booker) setDay(day space.Date) (*space.Refusal, error) {
	v, err := b.dayView(day)
	if err != nil {
		return nil, err
	}
	if refusal := v.Opens(day, b.what(), b.Room); refusal != nil {
		return refusal, nil
	}
	b.Day, b.Days, b.Month = day, nil, ""
	return nil, b.advance()
}

func (b *booker) askWhichDay() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, day := range b.Days {
		at := b.point.At(day, 0)
		choices = append(choices, dialog.Choice{Text: b.say.Day(b.local(at)), Arg: "d=" + day.String()})
	}
	choices = append(choices, dialog.Choice{Text: b.say.Plain("book.other_day"), Arg: "go=" + stepDay})
	question := "book.ask_which_day"
	if b.Repeat != nil {
		question = "book.ask_first_day"
	}
	return b.say.T(question), b.talk.Choices(choices), nil
}

// whenText reads a day, a time or both, at the steps that ask for one of them.
func (b *booker) whenText() (bool, error) {
	read := lang.DayAnswer
	if b.talk.Step == stepStart || b.talk.Step == stepWhichTime {
		read = lang.ClockAnswer
	}
	u := read(b.event.Text, b.local(b.now), b.say.Tag())
	if len(u.Troubles) > 0 {
		return b.complain(troubleText(b.say, u.Troubles[0]))
	}
	if len(u.Days) == 0 && len(u.Starts) == 0 && len(u.Ends) == 0 && u.Length == 0 && u.Part == lang.NoPart {
		return false, nil
	}
	if len(u.Days) == 1 {
		if refusal, err := b.dayRefusal(space.Date(u.Days[0])); err != nil || refusal != nil {
			return b.complainOf(refusal, err)
		}
	}
	b.fill(u)
	return true, b.advance()
}

func (b *booker) dayRefusal(day space.Date) (*space.Refusal, error) {
	v, err := b.dayView(day)
	if err != nil {
		return nil, err
	}
	return v.Opens(day, b.what(), b.Room), nil
}

func (b *booker) complainOf(refusal *space.Refusal, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	return b.complain(refusalText(b.say, b.point, refusal))
}
