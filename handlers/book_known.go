package handlers

import (
	"strings"
	"time"

	"samovar/internal/lang"
)

// withKnown puts a question below what was understood already of the time, the
// room and the people.
func (b *booker) withKnown(question string) string {
	if known := b.particulars(); known != "" {
		return noted(b.say.T("book.known", "Known", known), question)
	}
	return question
}

// alsoKnown follows the title on the line that it stands on.
func (b *booker) alsoKnown() string {
	if known := b.particulars(); known != "" {
		return apart + known
	}
	return ""
}

// apart stands between particulars.
const apart = " · "

// particulars are what is known of the time, the room and the people, "" if
// nothing is.
func (b *booker) particulars() string {
	var parts []string
	if when := b.whenKnown(); when != "" {
		parts = append(parts, when)
	}
	if b.Room != "" {
		parts = append(parts, roomName(b.say, b.point, b.Room))
	}
	if b.Headcount > 0 {
		parts = append(parts, b.say.Plain("book.people", "Count", b.Headcount))
	}
	return strings.Join(parts, apart)
}

// whenKnown is the day and the time as far as they are known.
func (b *booker) whenKnown() string {
	switch {
	case b.Start == nil && b.Day.IsZero():
		return ""
	case b.Start == nil:
		return b.say.Day(noonOf(b.point, b.Day))
	case b.Day.IsZero():
		return b.hoursKnown(lang.Clock(*b.Start))
	case b.Length == 0:
		return b.say.Moment(b.local(b.point.At(b.Day, *b.Start)))
	}
	start, end := b.when()
	return b.say.Span(b.local(start), b.local(end))
}

// hoursKnown are the hours of a day that is not known yet.
func (b *booker) hoursKnown(start lang.Clock) string {
	if end := start + lang.Clock(b.Length/time.Minute); end > start && end <= lang.DayEnd {
		return start.String() + "–" + end.String()
	}
	return start.String()
}
