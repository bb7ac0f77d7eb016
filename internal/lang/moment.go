package lang

// notation says how much is known of an hour that was said.
type notation int

const (
	loose  notation = iota // "в 7": morning or evening
	day24                  // "18:00", "07": on 24 hours
	spoken                 // "7 вечера", "7pm": with its part of the day
)

// moment is one clock time as it was said.
type moment struct {
	at       Clock
	notation notation
	bare     bool // only a number, which may count anything
	words    bool // the number is in words
	weak     bool // it must stand after a preposition: "2 дня", "18.30"
	invalid  bool // no clock shows it: 25:70
}

// clockAt reads a clock time without its preposition at token i.
func (s *scan) clockAt(i int) (moment, int) {
	for _, read := range []func(int) (moment, int){
		s.chineseClock, s.namedClock, s.halfHour, s.beforeHour, s.pastHour, s.digitalClock, s.plainHour,
	} {
		if m, end := read(i); end > i {
			return m, end
		}
	}
	return moment{}, i
}

// namedClock reads noon and midnight.
func (s *scan) namedClock(i int) (moment, int) {
	at, end, ok := wholeClocks.at(s.tokens, i)
	if !ok {
		return moment{}, i
	}
	return moment{at: at, notation: spoken, weak: true}, end
}

// chineseClock reads a part of the day and the time after it: 下午三点半.
func (s *scan) chineseClock(i int) (moment, int) {
	part, at, ok := partBefore.at(s.tokens, i)
	if !ok {
		return moment{}, i
	}
	m, end := s.digitalClock(at)
	if end == at {
		m, end = s.plainHour(at)
	}
	if end == at || m.notation == spoken {
		return moment{}, i
	}
	if s.is(i, "中") && m.at < 12*60 && m.at > 3*60 {
		return m.spokenAs(Morning), end
	}
	return m.spokenAs(part), end
}

// spokenAs moves the time into the part of the day that was said with it.
func (m moment) spokenAs(p Part) moment {
	m.notation, m.bare, m.weak = spoken, false, false
	hour := m.at.Hour()
	shift := false
	switch p {
	case Afternoon:
		shift = hour >= 1 && hour <= 9
	case Evening:
		shift = hour >= 4 && hour <= 11
	case Night:
		shift = hour >= 6 && hour <= 11
	}
	switch {
	case shift:
		m.at += Noon
	case hour == 12 && (p == Evening || p == Night):
		m.at += Noon
	}
	return m
}

// halfHour reads "половина седьмого", "полседьмого", "half past six".
func (s *scan) halfHour(i int) (moment, int) {
	if hour, end, ok := halfHours.at(s.tokens, i); ok {
		return s.withPart(moment{at: clock(hour-1, 30)}, end)
	}
	if !s.is(i, "half") {
		return moment{}, i
	}
	at := i + 1
	if s.is(at, "past") {
		at++
	}
	hour, end, ok := s.hourNumber(at)
	if !ok {
		return moment{}, i
	}
	return s.withPart(moment{at: clock(hour, 30)}, end)
}

// beforeHour reads "без четверти восемь", "quarter to eight", "差五分八点".
func (s *scan) beforeHour(i int) (moment, int) {
	at := i
	if s.is(at, "без", "差") {
		at++
	}
	minutes, at := s.minutesWord(at)
	if at == i || minutes == 0 {
		return moment{}, i
	}
	if s.is(i, "без", "差") {
		return s.hourLess(i, at, minutes)
	}
	if s.is(at, "to") && (s.is(at-1, "quarter", "minutes", "min", "mins") || s.kindAt(i) == word && minutes >= 20) {
		return s.hourLess(i, at+1, minutes)
	}
	return moment{}, i
}

// hourLess is the hour at token at, less the minutes.
func (s *scan) hourLess(i, at, minutes int) (moment, int) {
	hour, end, ok := s.hourNumber(at)
	if !ok || minutes > 30 {
		return moment{}, i
	}
	if s.is(end, "点", "點") {
		end++
	}
	return s.withPart(moment{at: clock((hour+11)%12, 60-minutes)}, end)
}

// pastHour reads "quarter past six", "четверть восьмого", "десять минут девятого".
func (s *scan) pastHour(i int) (moment, int) {
	minutes, at := s.minutesWord(i)
	if at == i || minutes == 0 || minutes > 59 {
		return moment{}, i
	}
	if s.is(at, "past", "after") {
		if hour, end, ok := s.hourNumber(at + 1); ok {
			return s.withPart(moment{at: clock(hour, minutes)}, end)
		}
	}
	if hour, end, ok := hourOrdinals.at(s.tokens, at); ok && (s.is(i, "четверть", "четверти") || s.is(at-1, "минут", "минуты", "мин")) {
		return s.withPart(moment{at: clock(hour-1, minutes)}, end)
	}
	return moment{}, i
}

// minutesWord reads a quarter or a number of minutes.
func (s *scan) minutesWord(i int) (minutes, end int) {
	at := i
	if s.is(at, "a") {
		at++
	}
	if s.is(at, "четверти", "четверть", "quarter") {
		return 15, at + 1
	}
	if s.is(at, "一") && s.is(at+1, "刻") {
		return 15, at + 2
	}
	value, end, ok := s.numberAt(i)
	if !ok {
		return 0, i
	}
	if _, stop, ok := minuteUnits.at(s.tokens, end); ok {
		end = stop
	}
	return value, end
}

// hourNumber reads an hour of twelve.
func (s *scan) hourNumber(i int) (hour, end int, ok bool) {
	if s.is(i, "час") {
		return 1, i + 1, true
	}
	hour, end, ok = s.numberAt(i)
	return hour, end, ok && hour >= 1 && hour <= 12
}

// withPart adds the part of the day said after the time.
func (s *scan) withPart(m moment, end int) (moment, int) {
	if part, stop, ok := halves.at(s.tokens, end); ok && m.at < 13*60 {
		m.bare, m.weak, m.notation = false, false, spoken
		if hour := m.at.Hour(); part == Afternoon && hour < 12 {
			m.at += Noon
		} else if part == Morning && hour == 12 {
			m.at -= Noon
		}
		return m, stop
	}
	if part, stop, ok := partAfter.at(s.tokens, end); ok && !s.is(stop, "рождения", "открытых") {
		weak := m.bare && (part == Afternoon || part == Night) && s.is(end, "дня", "ночи")
		m = m.spokenAs(part)
		m.weak = weak
		return m, stop
	}
	return m, end
}

// clock makes a time of day of hours and minutes.
func clock(hour, minute int) Clock { return Clock(hour*60 + minute) }
