package handlers

import (
	"time"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// read takes the day from words. Where several can be meant it asks.
func (l *leaver) read(words string) error {
	u := lang.Until(words, l.local(l.now), l.say.Tag())
	var days []space.Date
	for _, day := range u.Days {
		if d := space.Date(day); len(u.Days) == 1 || l.point.Day(l.now).Before(d) {
			days = append(days, d)
		}
	}
	l.Days = nil
	switch len(days) {
	case 0:
		l.note = l.say.T(notDay(u.Troubles))
	case 1:
		return l.until(days[0])
	default:
		l.Days = days[:min(len(days), 7)]
	}
	if l.talk.Step == awayDeputy {
		l.talk.Back()
	}
	return l.show()
}

// notDay names the sentence that says why words are no day to be back on.
func notDay(troubles []lang.Trouble) string {
	for _, trouble := range troubles {
		switch trouble.Kind {
		case lang.PastDay:
			return "away.past"
		case lang.FarDay:
			return "away.far"
		case lang.NoSuchDay:
			return "away.no_such_day"
		}
	}
	return "away.not_understood"
}

func (l *leaver) pickDay(value string) error {
	day, err := space.ParseDate(value)
	if err != nil {
		l.stale()
		return nil
	}
	return l.until(day)
}

// until takes the day, if one can be away until then.
func (l *leaver) until(day space.Date) error {
	if key := l.unfit(day); key != "" {
		if l.typed() {
			l.note = l.say.T(key)
			return l.show()
		}
		l.alert(l.say.Plain(key))
		return nil
	}
	l.Until, l.Days = day, nil
	l.talk.Go(awayDeputy)
	return l.show()
}

// unfit names the sentence that says why nobody can be away until that day; ""
// where they can.
func (l *leaver) unfit(day space.Date) string {
	today := l.point.Day(l.now)
	switch {
	case !today.Before(day):
		return "away.past"
	case today.DaysTo(day) > space.LongestAbsence:
		return "away.far"
	}
	return ""
}

// askUntil offers the days that are meant most, or those that were.
func (l *leaver) askUntil() (string, chat.Keyboard, error) {
	if len(l.Days) > 0 {
		var choices []dialog.Choice
		for _, day := range l.Days {
			choices = append(choices, dialog.Choice{Text: l.say.DayShort(noonOf(l.point, day).In(l.point.Zone)), Arg: "d=" + day.String()})
		}
		return l.say.T("away.ask_which"), l.talk.Choices(choices), nil
	}
	today := l.point.Day(l.now)
	monday := today.Plus((7-int(today.Weekday()))%7 + 1)
	k := chat.Keyboard{}
	offered := map[space.Date]bool{}
	for _, quick := range []struct {
		key string
		day space.Date
	}{{"away.tomorrow", today.Plus(1)}, {"away.monday", monday}, {"away.week", today.Plus(7)}, {"away.two_weeks", today.Plus(14)}} {
		if offered[quick.day] {
			continue // tomorrow is Monday
		}
		offered[quick.day] = true
		day := l.say.DayShort(noonOf(l.point, quick.day).In(l.point.Zone))
		k = k.Row(l.talk.Button(l.say.Plain(quick.key, "Day", day), "d="+quick.day.String()))
	}
	return l.say.T("away.ask_until"), k.Row(l.talk.Button(l.say.Plain("away.calendar"), "cal")), nil
}

// askDay is the calendar.
func (l *leaver) askDay() (string, chat.Keyboard, error) {
	last := l.point.Day(l.now).Plus(space.LongestAbsence)
	first, err := time.ParseInLocation("2006-01", l.Month, l.point.Zone)
	if err != nil {
		now := l.local(l.now)
		first = time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, l.point.Zone)
	}
	c := dialog.Calendar{
		Month: first, Earliest: l.local(l.now), Latest: l.point.At(last, 0).In(l.point.Zone),
		Mark: func(day int) dialog.Mark {
			if l.unfit(dayOf(first, day)) != "" {
				return dialog.Closed
			}
			return dialog.Free
		},
		Arg:  func(day int) string { return "d=" + dayOf(first, day).String() },
		Turn: func(months int) string { return "m=" + first.AddDate(0, months, 0).Format("2006-01") },
	}
	return l.say.T("away.ask_day"), l.talk.Calendar(c), nil
}
