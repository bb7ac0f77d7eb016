package lang

import "unicode/utf8"

// week reads "на следующей неделе", "next week", "下周", and 下周四 at once.
func (s *scan) week(i int, _ bool) (daySaid, int) {
	n, end, ok := weekWords.at(s.tokens, i)
	if !ok {
		return daySaid{}, i
	}
	said := daySaid{week: n, weekly: true}
	if s.is(end, "末") {
		return s.dated(i, end+1, s.weekendOf(n)...), end + 1
	}
	if day, stop, ok := chineseWeekday.at(s.tokens, end); ok && s.kindAt(end-1) == han {
		said.weekday, said.named = day, true
		return said, stop
	}
	return said, end
}

// weekend reads "в эти выходные", "next weekend", "周末".
func (s *scan) weekend(i int, prefixed bool) (daySaid, int) {
	which, at, chosen := whichWords.at(s.tokens, i)
	if s.is(at, "这", "这个", "本") {
		at++
	}
	if s.is(at, "个") {
		at++
	}
	_, end, ok := weekendWords.at(s.tokens, at)
	if !ok || !prefixed && !chosen && at == i && !s.open(i) {
		return daySaid{}, i
	}
	coming := s.upcoming(s.weekendOf(0))
	switch {
	case which == last:
		return s.dated(i, end, s.weekendOf(-1)...), end
	case which == next && s.weekendOf(0)[0].Before(s.today.AddDays(1)):
		coming = s.weekendOf(1)
	case which == next:
		coming = append(coming, s.weekendOf(1)...)
	}
	return s.dated(i, end, coming...), end
}

// weekendOf returns Saturday and Sunday, n weeks from now.
func (s *scan) weekendOf(n int) []Date {
	saturday := s.today.monday().AddDays(7*n + 5)
	return []Date{saturday, saturday.AddDays(1)}
}

// upcoming drops the days before today.
func (s *scan) upcoming(days []Date) []Date {
	for len(days) > 0 && days[0].Before(s.today) {
		days = days[1:]
	}
	return days
}

// weekdayNamed tells whether token i begins the name of a weekday.
func (s *scan) weekdayNamed(i int) bool {
	_, _, ok := weekdays.at(s.tokens, i)
	return ok
}

// weekdayAt reads "четверг", "следующую пятницу", "next Thu", "周四". A bare one
// must not be a word of the title, as in "Чёрная пятница".
func (s *scan) weekdayAt(i int, prefixed bool) (daySaid, int) {
	which, at, chosen := whichWords.at(s.tokens, i)
	if at = s.dot(at); s.is(at, "week", "неделе", "'") {
		return daySaid{}, i
	}
	day, end, ok := weekdays.at(s.tokens, at)
	if !ok {
		return daySaid{}, i
	}
	end = s.dot(end)
	if s.english(i) && s.is(end, "week") && !s.is(end+1, "of", "end") {
		ahead := (int(day)-int(s.today.Weekday())+6)%7 + 1
		return s.dated(i, end+1, s.today.AddDays(ahead+7)), end + 1 // "Friday week" is a week after Friday
	}
	bare := !prefixed && !chosen && s.kindAt(i) != han
	if bare && !s.freestanding(i, end) {
		return daySaid{}, i
	}
	return daySaid{weekday: day, named: true, which: which}, end
}

// freestanding tells whether a bare weekday is said for itself.
func (s *scan) freestanding(i, end int) bool {
	if s.glued(end) && s.is(end, "-") && s.glued(end+1) && s.kindAt(end+1) == word {
		return false
	}
	if s.open(i) || s.is(i-1, "и", "или", "and", "or") && s.afterDay(i-1) {
		return s.over(end) || s.kindAt(end) == number || s.fullName(i) && s.begunAt(end)
	}
	_, timed := s.clockAt(end)
	return timed > end || s.kindAt(end) == number && s.tokens[end].digits < 3 && s.dateFollows(end)
}

// fullName tells whether token i is too long for an abbreviated weekday.
func (s *scan) fullName(i int) bool {
	return utf8.RuneCountInString(s.tokens[i].norm) > 5 || s.is(i, "среда", "среду")
}

// begunAt tells whether a title may well begin at token i.
func (s *scan) begunAt(i int) bool {
	return i < len(s.tokens) && (s.tokens[i].capital || s.kindAt(i) == sealed || formatAt(s.tokens, i) != "" || s.leads(i))
}

// dateFollows tells whether a calendar day stands at token i.
func (s *scan) dateFollows(i int) bool {
	_, _, end := s.calendar(i)
	return end > i
}
