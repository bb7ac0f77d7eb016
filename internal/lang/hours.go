package lang

// digitalClock reads "18:00", "18.30", "18-00", "6:30pm".
func (s *scan) digitalClock(i int) (moment, int) {
	hour, ok := s.digitsAt(i)
	if !ok || s.tokens[i].digits > 2 || !s.is(i+1, ":", ".", "-") {
		return moment{}, i
	}
	minute, ok := s.digitsAt(i + 2)
	if !ok || s.tokens[i+2].digits != 2 || s.glued(i+1) != s.glued(i+2) || s.is(i+3, ":") && s.glued(i+3) && s.kindAt(i+4) == number {
		return moment{}, i
	}
	m := moment{at: clock(hour, minute), notation: loose}
	switch {
	case s.is(i+1, ":"):
		m.invalid = hour > 24 || minute > 59 || hour == 24 && minute > 0
	case !s.glued(i+1) || hour > 24 || minute > 59 || !s.minuteLike(i, hour, minute):
		return moment{}, i
	default:
		m.weak = true
	}
	if s.tokens[i].digits == 2 || hour == 0 {
		m.notation = day24
	}
	return s.withPart(m, s.afterHour(i+3))
}

// afterHour skips the unit that some write after "18:00".
func (s *scan) afterHour(i int) int {
	if _, end, ok := hourUnits.at(s.tokens, i); ok && !s.is(i, "点", "點") {
		return s.dot(end)
	}
	return i
}

// minuteLike tells whether the second number is minutes and not the end of a
// range or a part of a date: "18-30", "18-00" and "18.30", but not "18-20".
func (s *scan) minuteLike(i, hour, minute int) bool {
	if s.is(i+3, ".") && s.glued(i+3) && s.kindAt(i+4) == number && s.glued(i+4) {
		return false
	}
	if s.is(i+1, ".") {
		return true
	}
	return minute == 0 || minute > 24 && minute%5 == 0
}

// plainHour reads an hour in digits or words, with its unit, minutes and part of
// the day where they are said: "18", "7 вечера", "семь тридцать", "三点半".
func (s *scan) plainHour(i int) (moment, int) {
	hour, at, ok := s.numberAt(i)
	if s.is(i, "час") || s.is(i, "часа", "часу") && s.is(i-1, "с", "до", "к", "около") {
		hour, at, ok = 1, i+1, true
	}
	if !ok || hour > 24 || s.kindAt(i) == number && s.tokens[i].digits > 2 || s.is(i, "a", "сто") {
		return s.military(i)
	}
	if s.is(at, "%", "+", "°", "/", "№") && s.glued(at) || hour == 0 && s.kindAt(i) != number {
		return moment{}, i
	}
	m := moment{at: clock(hour, 0), bare: true, words: s.kindAt(i) != number, notation: loose}
	if hour > 12 || hour == 0 || s.kindAt(i) == number && s.tokens[i].digits == 2 && s.tokens[i].norm[0] == '0' {
		m.notation = day24
	}
	if _, end, ok := hourEndings.at(s.tokens, at); ok && s.glued(at) && s.kindAt(i) == number {
		at = end
	}
	m, at = s.minutesAfter(m, i, at)
	return s.withPart(m, at)
}

// hourEndings are the endings of a case after digits: "с 6-ти до 8-ми".
var hourEndings = set("-ти|ти|-ми|ми|-х|х|-го|-й")

// military reads "1830" where a time was asked for.
func (s *scan) military(i int) (moment, int) {
	value, ok := s.digitsAt(i)
	if !ok || s.asked != askedClock || s.tokens[i].digits != 4 || value/100 > 23 || value%100 > 59 {
		return moment{}, i
	}
	return moment{at: clock(value/100, value%100), notation: day24}, i + 1
}

// minutesAfter reads what may follow an hour: a unit, and minutes.
func (s *scan) minutesAfter(m moment, i, at int) (moment, int) {
	_, end, unit := hourUnits.at(s.tokens, at)
	if unit {
		m.bare = false
		m.weak = !s.is(at, "点", "點", "时", "時", "o'clock", "oclock")
		at = s.dot(end)
	}
	if s.kindAt(at-1) == han && unit {
		return s.chineseMinutes(m, at)
	}
	if s.is(at, "ноль") && s.is(at+1, "ноль") {
		m.bare = false
		return m, at + 2
	}
	minute, stop, ok := s.numberAt(at)
	if !ok || minute > 59 || s.kindAt(at) == number && s.tokens[at].digits != 2 {
		return m, at
	}
	if _, marked, ok := minuteUnits.at(s.tokens, stop); ok && unit {
		m.at += Clock(minute)
		return m, s.dot(marked)
	}
	spaced := s.kindAt(i) == s.kindAt(at) && (minute%5 == 0 || unit) && !s.counted(at) && !s.monthFollows(stop) && !s.timeUnitFollows(stop)
	if !spaced || m.words && minute < 5 {
		return m, at
	}
	m.at += Clock(minute)
	m.weak = m.weak || !unit
	return m, stop
}

// chineseMinutes reads 半, 一刻 or 二十分 after 点.
func (s *scan) chineseMinutes(m moment, at int) (moment, int) {
	switch {
	case s.is(at, "半"):
		m.at += 30
		return m, at + 1
	case s.is(at, "整"):
		return m, at + 1
	case s.is(at, "一", "三") && s.is(at+1, "刻"):
		if s.is(at, "三") {
			m.at += 30
		}
		m.at += 15
		return m, at + 2
	}
	minute, end, ok := s.numberAt(at)
	if !ok || minute > 59 || s.counted(at) || s.timeUnitFollows(end) && !s.is(end, "分") {
		return m, at
	}
	if s.is(end, "分") && !s.is(end+1, "钟") {
		m.at += Clock(minute)
		return m, end + 1
	}
	if minute < 10 || s.is(end, "月", "号", "日", "点", "人") {
		return m, at
	}
	m.at += Clock(minute)
	return m, end
}

// monthFollows tells whether the number before token i is of a day.
func (s *scan) monthFollows(i int) bool {
	_, _, ok := monthNames.at(s.tokens, i)
	return ok || s.is(i, ".", "/") && s.glued(i) && s.kindAt(i+1) == number
}

// timeUnitFollows tells whether the number before token i is of a length.
func (s *scan) timeUnitFollows(i int) bool {
	_, _, ok := lengthUnits.at(s.tokens, i)
	return ok
}
