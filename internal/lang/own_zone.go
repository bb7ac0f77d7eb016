package lang

import (
	"fmt"
	"time"
)

// How Telegram is to show an instant in the reader's own zone: the day of the
// week, the date in words and the time, or a part of that.
const (
	wholeMoment = "wDt"
	dayOnly     = "wD"
	timeOnly    = "t"
)

// SpanHere writes an interval as SpanFrom does, as markup that shows it in the
// zone of whoever reads it. What SpanFrom writes stands where that is not known.
func (s Speaker) SpanHere(ref, start, end time.Time) HTML {
	return here(start, wholeMoment, s.DayFrom(ref, start)+s.pause()+s.Clock(start)) + s.endHere(ref, start, end)
}

// ClocksHere writes an interval likewise, under a heading that DayHere wrote of
// its day.
func (s Speaker) ClocksHere(ref, start, end time.Time) HTML {
	return here(start, timeOnly, s.Clock(start)) + s.endHere(ref, start, end)
}

// DayHere writes the day of what comes first in it, likewise.
func (s Speaker) DayHere(ref, first time.Time) HTML {
	return here(first, dayOnly, s.DayFrom(ref, first))
}

// endHere is the end of an interval, with its day where that is another.
func (s Speaker) endHere(ref, start, end time.Time) HTML {
	switch DateOf(end) {
	case DateOf(start):
		return "–" + here(end, timeOnly, s.Clock(end))
	case DateOf(start).AddDays(1):
		if ClockOf(end) == Midnight {
			return "–" + here(end, timeOnly, DayEnd.String())
		}
	}
	return " – " + here(end, wholeMoment, s.DayFrom(ref, end)+s.pause()+s.Clock(end))
}

// here is an instant with how it is to be shown.
func here(t time.Time, format, plain string) HTML {
	return HTML(fmt.Sprintf(`<tg-time unix="%d" format="%s">%s</tg-time>`, t.Unix(), format, Escape(plain)))
}
