package lang

import "strings"

// sureOfNumbers tells whether "3.12" is a day and no version, score or hour.
func (s *scan) sureOfNumbers(i, end int, prefixed bool) bool {
	if s.is(i-1, "в", "во", "at", "с", "до", "from", "to", "till", "until") && s.is(i+1, ".") && s.hourLike(i, i+2) {
		return false
	}
	if _, _, numbered := numberedThings.at(s.tokens, i-1); numbered {
		return false
	}
	short := end-i == 3 && (s.tokens[i].digits == 1 || s.tokens[i+2].digits == 1)
	if short && !prefixed && !s.over(end) && !s.begunAt(end) && s.kindAt(end) == word {
		return false // "2.5 км", "1/2 финала"
	}
	if s.words(i, end) == "24/7" || s.timeUnitFollows(end) || !s.free(i) || s.glued(end) && s.kindAt(end) != mark && s.kindAt(end) != han {
		return false
	}
	if s.is(end, ".", "/", ":", "-") && s.glued(end) && s.glued(end+1) && s.kindAt(end+1) == number && !s.is(end, "-") {
		return false
	}
	if end-i > 3 || prefixed || s.open(i) || s.asked == askedDay {
		return true
	}
	long := s.tokens[i].digits == 2 && s.tokens[i+2].digits == 2
	if _, clock := s.digitalClock(end); clock > end {
		long = true // "Репетиция 1.12 18:00"
	}
	return long && s.kindAt(i-1) == word && !s.english(i-1) || long && s.is(i+1, "/")
}

// numberedThings stand before a number that is no day.
var numberedThings = set("версия|версии|глава|главы|пункт|пункты|п|раздел|том|оценка|курс|version|chapter|section|release|v")

// hourLike tells whether two numbers can be an hour and a minute.
func (s *scan) hourLike(i, j int) bool { return s.tokens[i].value < 24 && s.tokens[j].value < 60 }

// numericDate reads "25.12", "25/12/26", "2026-12-25", in each way that the
// order of day and month allows.
func (s *scan) numericDate(i int) ([]written, int) {
	a, ok := s.digitsAt(i)
	if !ok || !s.is(i+1, ".", "/", "-") || !s.glued(i+1) || !s.glued(i+2) {
		return nil, i
	}
	b, ok := s.digitsAt(i + 2)
	if !ok || s.tokens[i+2].digits > 2 {
		return nil, i
	}
	sep := s.tokens[i+1].norm
	c, digits := 0, 0
	if s.is(i+3, sep) && s.glued(i+3) && s.glued(i+4) {
		if c, ok = s.digitsAt(i + 4); ok {
			digits = s.tokens[i+4].digits
		}
	}
	return s.ordered(i, sep, [3]int{a, b, c}, digits)
}

// ordered gives the numbers of a date their places.
func (s *scan) ordered(i int, sep string, n [3]int, digits int) ([]written, int) {
	if s.tokens[i].digits == 4 && digits > 0 && digits < 3 && n[1] <= 12 && n[1] > 0 {
		return []written{{n[0], n[1], n[2]}}, i + 5
	}
	if s.tokens[i].digits > 2 || sep == "-" && digits != 4 {
		return nil, i
	}
	year, end := 0, i+3
	switch digits {
	case 4:
		year, end = n[2], i+5
	case 2:
		year, end = 2000+n[2], i+5
	}
	var readings []written
	for _, w := range s.orders(sep, n[0], n[1]) {
		if w.month >= 1 && w.month <= 12 && w.day >= 1 && w.day <= 31 {
			w.year = year
			readings = append(readings, w)
		}
	}
	if len(readings) == 0 {
		return nil, i
	}
	if sep == "/" && s.tag != English {
		readings = readings[:1]
	}
	return readings, end
}

// orders lists the ways to read two numbers, the likelier first. Dots are always
// day and month; with slashes the English-speaking world is divided.
func (s *scan) orders(sep string, a, b int) []written {
	dayFirst, monthFirst := written{day: a, month: b}, written{day: b, month: a}
	switch {
	case !strings.Contains("/", sep):
		return []written{dayFirst}
	case s.tag == Chinese:
		return []written{monthFirst, dayFirst}
	}
	return []written{dayFirst, monthFirst}
}
