package lang

import (
	"slices"
	"time"
)

// DayAnswer reads the answer to "which day?". A bare number is a day of the
// month. Times said along with the day are understood too.
func DayAnswer(text string, now time.Time, tag Tag) Understood {
	return answer(text, now, tag, askedDay)
}

// ClockAnswer reads the answer to "what time?". A bare number is an hour, a bare
// range an interval. A day or a length said along with it is understood too.
func ClockAnswer(text string, now time.Time, tag Tag) Understood {
	return answer(text, now, tag, askedClock)
}

func answer(text string, now time.Time, tag Tag, q question) Understood {
	s := newScan(text, now, tag)
	s.asked = q
	s.walk()
	u := s.understood()
	u.Title = s.title()
	return u
}

// Duration reads the answer to "how long?". A bare number is hours, or minutes
// where it is too great for hours. The errors are NoneFound and AbsurdLength.
func Duration(text string, tag Tag) (time.Duration, error) {
	s := newScan(text, time.Time{}, tag)
	for i := range s.tokens {
		if length, end := s.lengthAnswer(i); end > i {
			if length <= 0 || length > aDay {
				return 0, AbsurdLength
			}
			return length, nil
		}
	}
	return 0, NoneFound
}

// lengthAnswer reads a length, "1:30", or a bare number.
func (s *scan) lengthAnswer(i int) (time.Duration, int) {
	if !s.free(i) {
		return 0, i
	}
	if length, end := s.lengthOf(i); end > i {
		return s.negated(i, length), end
	}
	if hours, ok := s.digitsAt(i); ok && s.is(i+1, ":") && s.glued(i+1) {
		if minutes, ok := s.digitsAt(i + 2); ok && minutes < 60 {
			return time.Duration(min(hours, 100))*time.Hour + time.Duration(minutes)*time.Minute, i + 3
		}
	}
	if s.is(i, "полтора", "полторы") {
		return 90 * time.Minute, i + 1
	}
	n, end := s.amount(i)
	if end == i || !s.shut(end) {
		return 0, i
	}
	n = min(n, 100_000)
	if n > 12 {
		return s.negated(i, time.Duration(n)*time.Minute), end
	}
	return s.negated(i, time.Duration(n*float64(time.Hour))), end
}

// negated turns a length around that has a minus before it.
func (s *scan) negated(i int, length time.Duration) time.Duration {
	if i > 0 && (s.is(i-1, "минус", "minus", "负") || s.is(i-1, "-") && s.glued(i)) {
		return -length
	}
	return length
}

// Headcount reads the answer to "how many people?". Of a range it is the greater
// number, for all of them must fit. The errors are NoneFound, NotPositive and
// AbsurdCount.
func Headcount(text string, tag Tag) (int, error) {
	s := newScan(text, time.Time{}, tag)
	var counts []int
	for i := 0; i < len(s.tokens); i++ {
		value, end := s.countAnswer(i)
		if end == i {
			continue
		}
		if kind := countKind(value); kind != "" {
			return 0, kind
		}
		counts = append(counts, value)
		i = end - 1
	}
	if len(counts) == 0 {
		return 0, NoneFound
	}
	return slices.Max(counts), nil
}

// countAnswer reads a number of people, or any number that stands for itself.
func (s *scan) countAnswer(i int) (value, end int) {
	if value, end, ok := companies.at(s.tokens, i); ok {
		return value, end
	}
	for _, read := range []func(int) (int, int){s.peopleThenNumber, s.numberThenPeople} {
		if value, end := read(i); end > i {
			return value, end
		}
	}
	if !s.free(i) {
		return 0, i
	}
	value, end = s.signed(i)
	if end == i || s.glued(end) && s.kindAt(end) == word {
		return 0, i
	}
	return value, end
}

// RoomAnswer reads the answer to "which room?" and tells whether it names one.
func RoomAnswer(text string, v Vocabulary) (id string, ok bool) {
	s := newScan(text, time.Time{}, Russian)
	s.roomsIn(v)
	if len(s.rooms) != 1 {
		return "", false
	}
	return s.rooms[0], true
}

// FormatAnswer reads the answer to "which format?" and tells whether it names one.
func FormatAnswer(text string) (format string, ok bool) {
	if format := formatIn(text); format != "" {
		return format, true
	}
	_, tokens := tokenize(text)
	if _, _, other := otherFormats.at(tokens, 0); other {
		return "other", true
	}
	return "", false
}
