package lang

import "time"

// daySaid is one saying about the day: explicit days, or a weekday, or a week,
// which mean a day only together.
type daySaid struct {
	from, to int
	days     []Date
	weekday  time.Weekday
	named    bool // weekday is said
	which    which
	week     int
	weekly   bool // week is said
	failed   bool // it is in trouble already
}

// day tries to read a day at token i and returns the token after it, or i.
func (s *scan) day(i int) int {
	start := i
	prefixed := false
	if _, end, ok := dayPrefixes.at(s.tokens, i); ok {
		i, prefixed = end, true
	}
	for _, read := range []func(int, bool) (daySaid, int){
		s.relativeDay, s.distantDay, s.week, s.weekend, s.weekdayAt, s.dayRange, s.calendarDay, s.dayOfMonth,
	} {
		said, end := read(i, prefixed)
		if end <= i {
			continue
		}
		said.from, said.to = start, end
		s.days = append(s.days, said)
		return end
	}
	if prefixed {
		return s.dayWithoutPrefix(start)
	}
	return start
}

// dayWithoutPrefix reads what begins with a word that looked like a prefix:
// "на следующей неделе", "the day after tomorrow".
func (s *scan) dayWithoutPrefix(i int) int {
	for _, read := range []func(int, bool) (daySaid, int){s.relativeDay, s.week} {
		if said, end := read(i, false); end > i {
			said.from, said.to = i, end
			s.days = append(s.days, said)
			return end
		}
	}
	return i
}

// relativeDay reads "завтра", "the day after tomorrow", "今晚".
func (s *scan) relativeDay(i int, _ bool) (daySaid, int) {
	day, end, ok := nearWords.at(s.tokens, i)
	if !ok {
		return daySaid{}, i
	}
	if day.part != NoPart {
		s.parts = append(s.parts, day.part)
	}
	return s.dated(i, end, s.today.AddDays(day.days)), end
}

// distantDay reads "через 3 дня", "in two weeks", "a week from now", "三天后".
func (s *scan) distantDay(i int, _ bool) (daySaid, int) {
	if u, at, ok := unitWords.at(s.tokens, i); ok && s.is(at, "через") && s.free(i) {
		if n, end, ok := s.numberAt(at + 1); ok {
			return s.away(i, end, n, u), end // "недели через две"
		}
	}
	before := s.is(i, "через", "спустя", "in", "过")
	at := i
	if before {
		at++
	}
	n, unit, end := s.distance(at)
	if end == at {
		return daySaid{}, i
	}
	if !before {
		_, stop, ok := distanceEnds.at(s.tokens, end)
		if !ok {
			return daySaid{}, i
		}
		end = stop
	}
	if unit == dayUnit && s.is(at, "день") {
		return s.dated(i, end, s.today.AddDays(1), s.today.AddDays(2)), end // some count today in
	}
	return s.away(i, end, n, unit), end
}

// distanceEnds stand after a distance: "two weeks from now", "三天后".
var distanceEnds = set("from now|from today|later|from tomorrow|后|之后|以后|後")

// distance reads a number of days, weeks, months or years; a bare unit is one.
func (s *scan) distance(i int) (n int, u unit, end int) {
	n, end = 1, i
	if value, stop, ok := s.numberAt(i); ok {
		n, end = value, stop
	} else if s.is(i, "a", "an", "один", "одну") {
		end++
	}
	u, stop, ok := unitWords.at(s.tokens, end)
	if !ok || s.kindAt(end) == han && end == i {
		return 0, 0, i
	}
	return n, u, stop
}

// away is the day at a distance.
func (s *scan) away(i, end, n int, u unit) daySaid {
	n = min(n, 10_000)
	switch u {
	case weekUnit:
		said := s.dated(i, end, s.today.AddDays(7*n))
		said.week, said.weekly = n, true
		return said
	case monthUnit:
		return s.dated(i, end, s.today.addMonths(n))
	case yearUnit:
		return s.dated(i, end, s.today.addMonths(12*n))
	}
	return s.dated(i, end, s.today.AddDays(n))
}

// dated is a saying of explicit days, without those that cannot be booked.
func (s *scan) dated(i, end int, days ...Date) daySaid {
	var said daySaid
	for _, d := range days {
		switch kind := s.wrong(d); kind {
		case "":
			said.days = append(said.days, d)
		default:
			if !said.failed {
				s.trouble(kind, i, end)
			}
			said.failed = true
		}
	}
	return said
}

// wrong tells why nobody can mean the day, or "".
func (s *scan) wrong(d Date) Kind {
	switch {
	case !d.Valid():
		return NoSuchDay
	case d.Before(s.today):
		return PastDay
	case s.today.addMonths(24).Before(d):
		return FarDay
	}
	return ""
}
