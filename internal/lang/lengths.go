package lang

import "time"

const aDay = 24 * time.Hour

// lengthUnits are the units of a length; the fixed lengths have a number in them.
var (
	lengthUnits = lexiconOf(entries[time.Duration]{
		time.Hour:   "час|часа|часов|часу|часик|часика|часиков|ч|hour|hours|hr|hrs|h|小时|个小时|钟头|个钟头|个鐘頭|小時|個小時",
		time.Minute: "минут|минуты|минуту|минуток|мин|м|minute|minutes|min|mins|m|分钟|分鐘|分",
	})
	fixedLengths = lexiconOf(entries[time.Duration]{
		15 * time.Minute: "четверть часа|quarter of an hour|a quarter of an hour|一刻钟",
		30 * time.Minute: "полчаса|пол часа|получаса|полчасика|half an hour|half hour|a half hour|半小时|半个小时|半个钟头|半个钟",
		45 * time.Minute: "три четверти часа|академический час|three quarters of an hour|三刻钟",
		time.Hour:        "час|часик|an hour|one hour",
		90 * time.Minute: "полтора часа|полутора часов|полтора часика|полторачаса|час с половиной|час тридцать|час полчаса|an hour and a half|one and a half hours|one and a half hour|a hour and a half|hour and a half|一个半小时|一个半钟头|一小时半|一个小时半",
		2 * time.Hour:    "пару часов|пара часов|пару часиков|a couple of hours|couple of hours",
	})
	lengthWords = set("на|в течение|в течении|длительность|длительностью|продолжительность|продолжительностью|длится|примерно на|около|for|lasting|lasts|for about|duration|length|为期|时长|持续|大约|大概|约|用")
)

// length tries to read how long the event lasts at token i and returns the token
// after it, or i. A bare length must stand for itself: "24 часа тишины" is a title.
func (s *scan) length(i int) int {
	_, at, said := lengthWords.at(s.tokens, i)
	if s.is(at, ":") {
		at++
	}
	length, end := s.lengthOf(at)
	if end == at || !s.free(at) {
		return i
	}
	if !said && !s.bareLength(i, end) {
		return i
	}
	if s.is(end, "назад", "ago", "спустя", "позже", "later") {
		return i
	}
	if length <= 0 || length > aDay {
		s.trouble(AbsurdLength, i, end)
		return end
	}
	s.lengths = append(s.lengths, length)
	return end
}

// bareLength tells whether a length without a preposition is one.
func (s *scan) bareLength(i, end int) bool {
	if s.is(i, "час", "hour", "一") && end == i+1 {
		return false
	}
	if s.kindAt(end-1) == han {
		return s.open(i) && (s.shut(end) || i > 0 && s.tokens[i-1].claimed)
	}
	return s.open(i) && s.shut(end) || s.asked != everything
}

// lengthOf reads a length: "2 часа 30 минут", "полтора часа", "1.5h", "两个半小时".
func (s *scan) lengthOf(i int) (time.Duration, int) {
	if length, end, ok := fixedLengths.at(s.tokens, i); ok && !s.minutesStand(end) {
		return length, end
	}
	n, at := s.amount(i)
	if at == i && !s.is(i, "час") {
		return 0, i
	}
	if s.is(at, "-") && s.glued(at) && s.glued(at+1) {
		at++
	}
	if s.is(at, "个") && s.is(at+1, "半") {
		n, at = n+0.5, at+2
	}
	unit, end, ok := lengthUnits.at(s.tokens, at)
	if !ok || s.is(at-1, "-") && len(s.tokens[at].norm) <= 2 {
		return 0, i // "3-м этаже"
	}
	length := time.Duration(min(n, 100_000) * float64(unit)).Round(time.Minute)
	if unit == time.Minute {
		return length, s.dot(end)
	}
	return s.andMinutes(length, s.dot(end))
}

// minutesStand tells whether minutes follow the hour: "час 20 минут".
func (s *scan) minutesStand(i int) bool {
	_, end := s.andMinutes(0, i)
	return end > i
}

// amount reads a number that may have a fraction: "2,5", "два с половиной".
func (s *scan) amount(i int) (float64, int) {
	value, at, ok := s.numberAt(i)
	if !ok {
		return 1, i // "час 20 минут": the unit alone is one
	}
	n := float64(value)
	switch {
	case s.is(at, ".", ",") && s.glued(at) && s.glued(at+1) && s.kindAt(at+1) == number && s.tokens[at+1].digits == 1:
		return n + float64(s.tokens[at+1].value)/10, at + 2
	case s.is(at, "с") && s.is(at+1, "половиной"):
		return n + 0.5, at + 2
	case s.is(at, "and") && s.is(at+1, "a") && s.is(at+2, "half"):
		return n + 0.5, at + 3
	}
	return n, at
}

// andMinutes adds the minutes after the hours.
func (s *scan) andMinutes(length time.Duration, i int) (time.Duration, int) {
	at := i
	if s.is(at, "и", "and", ",") {
		at++
	}
	if s.is(i, "半") {
		return length + 30*time.Minute, i + 1
	}
	value, at, ok := s.numberAt(at)
	if !ok || value > 59 {
		return length, i
	}
	unit, end, ok := lengthUnits.at(s.tokens, at)
	switch {
	case ok && unit == time.Minute:
		return length + time.Duration(value)*time.Minute, s.dot(end)
	case !ok && length > 0 && s.glued(at-1) && s.kindAt(at-1) == number && s.tokens[at-1].digits == 2:
		return length + time.Duration(value)*time.Minute, at // "2h30"
	}
	return length, i
}
