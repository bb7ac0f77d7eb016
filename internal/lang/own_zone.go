package lang

import (
	"fmt"
	"time"
)

// How Telegram is to show an instant in the reader's own zone: the day of the
// week, the date in words and the time, or the time alone.
const (
	wholeMoment = "wDt"
	timeOnly    = "t"
)

// SpanHere writes an interval as SpanFrom does, as markup that shows it in the
// zone of whoever reads it. What SpanFrom writes stands where that is not known.
func (s Speaker) SpanHere(ref, start, end time.Time) HTML {
	day := func(t time.Time) string { return s.DayFrom(ref, t) }
	from := here(start, wholeMoment, day(start)+s.pause()+s.Clock(start))
	switch DateOf(end) {
	case DateOf(start):
		return from + "–" + here(end, timeOnly, s.Clock(end))
	case DateOf(start).AddDays(1):
		if ClockOf(end) == Midnight {
			return from + "–" + here(end, timeOnly, DayEnd.String())
		}
	}
	return from + " – " + here(end, wholeMoment, day(end)+s.pause()+s.Clock(end))
}

// here is an instant with how it is to be shown.
func here(t time.Time, format, plain string) HTML {
	return HTML(fmt.Sprintf(`<tg-time unix="%d" format="%s">%s</tg-time>`, t.Unix(), format, Escape(plain)))
}
