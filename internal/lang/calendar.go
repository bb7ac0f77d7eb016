package lang

import "time"

// written is a day as it was written, its year 0 where that was left out.
type written struct{ year, month, day int }

// calendarDay reads "25 декабря", "Dec 25th", "25.12.2026", "12/25",
// "2026-12-25", "12月25日".
func (s *scan) calendarDay(i int, prefixed bool) (daySaid, int) {
	readings, numeric, end := s.calendar(i)
	if end == i || !s.free(i) || numeric && !s.sureOfNumbers(i, end, prefixed) {
		return daySaid{}, i
	}
	if days, stop := s.furtherDays(end, readings[0]); stop > end && !numeric {
		return s.dated(i, stop, days...), stop
	}
	return s.written(i, end, readings), end
}

// calendar reads the day at token i in each way it can be meant, and tells
// whether it is of bare numbers, as a version or a score may be too.
func (s *scan) calendar(i int) (readings []written, numeric bool, end int) {
	for _, read := range []func(int) (written, int){s.chineseDate, s.dayAndMonth, s.monthAndDay} {
		if w, end := read(i); end > i {
			return []written{w}, false, end
		}
	}
	readings, end = s.numericDate(i)
	return readings, true, end
}

// written turns readings into days.
func (s *scan) written(i, end int, readings []written) daySaid {
	var days []Date
	for _, w := range readings {
		if d := s.rolled(w); len(days) == 0 || days[0] != d {
			days = append(days, d)
		}
	}
	if len(days) == 2 && s.wrong(days[0]) != "" {
		days = days[1:]
	} else if len(days) == 2 && s.wrong(days[1]) != "" {
		days = days[:1]
	}
	return s.dated(i, end, days...)
}

// rolled gives a day without a year the year in which it comes next.
func (s *scan) rolled(w written) Date {
	d := Date{Year: w.year, Month: time.Month(w.month), Day: w.day}
	if w.year != 0 {
		return d
	}
	d.Year = s.today.Year
	if d.Month < s.today.Month || d.Month == s.today.Month && d.Day < s.today.Day {
		d.Year++
	}
	return d
}

// dayAndMonth reads "25 декабря 2027 года", "25th of December".
func (s *scan) dayAndMonth(i int) (written, int) {
	day, at := s.dayNumber(i)
	if at == i {
		return written{}, i
	}
	if s.is(at, "of") {
		at++
	}
	month, end, ok := monthNames.at(s.tokens, at)
	if !ok {
		return written{}, i
	}
	year, end := s.year(s.dot(end))
	return written{year, int(month), day}, end
}

// monthAndDay reads "December 25th, 2027". Russian puts the day first.
func (s *scan) monthAndDay(i int) (written, int) {
	month, at, ok := monthNames.at(s.tokens, i)
	if !ok || !s.english(i) {
		return written{}, i
	}
	at = s.dot(at)
	if s.is(at, "the") {
		at++
	}
	day, end := s.dayNumber(at)
	if end == at || s.counted(at) || s.is(end, ":") && s.glued(end) {
		return written{}, i
	}
	year, end := s.year(end)
	return written{year, int(month), day}, end
}

// year reads a year of four digits after a day, where there is one.
func (s *scan) year(i int) (year, end int) {
	at := i
	if s.is(at, ",") {
		at++
	}
	value, ok := s.digitsAt(at)
	if !ok || s.tokens[at].digits != 4 || value < 1900 || s.counted(at) {
		return 0, i
	}
	at++
	if s.is(at, "года", "год", "г") {
		at = s.dot(at + 1)
	}
	return value, at
}

// dayNumber reads the number of a day: "25", "25-го", "25th", "двадцать пятого".
func (s *scan) dayNumber(i int) (day, end int) {
	if value, ok := s.digitsAt(i); ok {
		if s.tokens[i].digits > 2 {
			return 0, i
		}
		if _, stop, ok := dayEndings.at(s.tokens, i+1); ok && s.glued(i+1) {
			return value, stop
		}
		return value, i + 1
	}
	if tens, at, ok := cardinals.at(s.tokens, i); ok && (tens == 20 || tens == 30) {
		if s.is(at, "-") {
			at++
		}
		if ones, stop, ok := ordinals.at(s.tokens, at); ok && ones < 10 {
			return tens + ones, stop
		}
	}
	if value, stop, ok := ordinals.at(s.tokens, i); ok {
		return value, stop
	}
	return 0, i
}

// chineseDate reads "2026年12月25日", "十二月二十五号".
func (s *scan) chineseDate(i int) (written, int) {
	var w written
	value, at, ok := s.numberAt(i)
	if ok && s.is(at, "年") && value > 999 {
		w.year = value
		value, at, ok = s.numberAt(at + 1)
	} else if ok && s.is(at, "年") {
		return written{}, i
	}
	if !ok || !s.is(at, "月") {
		return written{}, i
	}
	w.month = value
	w.day, at, ok = s.numberAt(at + 1)
	if !ok || w.month > 12 || w.month < 1 {
		return written{}, i
	}
	if s.is(at, "日", "号", "號") {
		at++
	}
	return w, at
}
