package lang

// hoursSaid is one saying about the hours: a start, an end, or both.
type hoursSaid struct {
	from, to   int
	start, end *moment
}

// clocks tries to read clock times at token i and returns the token after them, or i.
func (s *scan) clocks(i int) int {
	for _, read := range []func(int) (hoursSaid, int){s.hoursAhead, s.span, s.startAt, s.endAt, s.bareClock} {
		if said, end := read(i); end > i {
			said, end = s.tailed(said, end)
			said.from, said.to = i, end
			s.hours = append(s.hours, said)
			return end
		}
	}
	return i
}

// tailed reads what Chinese puts after a clock time: 三点开始, 五点结束.
func (s *scan) tailed(said hoursSaid, end int) (hoursSaid, int) {
	isEnd, stop, ok := clockTails.at(s.tokens, end)
	if !ok {
		return said, end
	}
	if isEnd && said.end == nil {
		said.start, said.end = nil, said.start
	}
	return said, stop
}

// hoursAhead reads a start at a distance from now: "через два часа", "in half an
// hour", "两小时后". It says the day as well.
func (s *scan) hoursAhead(i int) (hoursSaid, int) {
	before := s.is(i, "через", "in")
	at := i
	if before {
		at++
	}
	length, end := s.lengthOf(at)
	if end == at || length <= 0 || length > aDay {
		return hoursSaid{}, i
	}
	if !before {
		_, stop, ok := distanceEnds.at(s.tokens, end)
		if !ok {
			return hoursSaid{}, i
		}
		end = stop
	}
	then := s.now.Add(length)
	said := s.dated(i, end, DateOf(then))
	said.from, said.to = i, end
	s.days = append(s.days, said)
	return hoursSaid{start: &moment{at: ClockOf(then), notation: day24}}, end
}

// span reads a start and an end together: "с 18 до 20", "18:00–20:30", "6-8pm",
// "between 6 and 8", "下午三点到五点".
func (s *scan) span(i int) (hoursSaid, int) {
	at, between := i, false
	_, opened, prefixed := fromWords.at(s.tokens, i)
	if prefixed {
		at = opened
	} else if _, end, ok := betweens.at(s.tokens, i); ok {
		at, between, prefixed = end, true, true
	} else if !s.free(i) {
		return hoursSaid{}, i
	}
	start, middle := s.clockAt(at)
	if middle == at {
		return hoursSaid{}, i
	}
	at, ok := s.spanMiddle(middle, between)
	if !ok {
		return hoursSaid{}, i
	}
	end, stop := s.clockAt(at)
	if stop == at || !s.spanHolds(i, stop, prefixed, start, end) {
		return hoursSaid{}, i
	}
	return hoursSaid{start: &start, end: &end}, stop
}

// spanMiddle skips what stands between a start and an end.
func (s *scan) spanMiddle(i int, between bool) (int, bool) {
	if between {
		_, end, ok := betweenAnd.at(s.tokens, i)
		return end, ok
	}
	if s.is(i, ",") && s.is(i+1, "до", "till", "until") {
		i++
	}
	_, end, ok := rangeWords.at(s.tokens, i)
	return end, ok
}

// spanHolds tells whether what looks like a span counts hours and nothing else.
func (s *scan) spanHolds(i, stop int, prefixed bool, start, end moment) bool {
	if start.invalid || end.invalid {
		return prefixed
	}
	if s.trapped(stop, end.bare && !s.is(i, "с", "from", "从")) {
		return false
	}
	if !start.bare && !end.bare && !(start.weak && end.weak) || prefixed && !s.is(i, "из") {
		return true
	}
	if !start.bare && !start.weak || !end.bare && !end.weak {
		return true // one of them is a clock time, so the other is too
	}
	if s.asked == askedClock {
		return true
	}
	if s.open(i) {
		return s.shut(stop) || s.afterDay(i)
	}
	_, dayNext := s.peekDay(stop)
	return start.at >= 8*60 && start.at < end.at && dayNext
}

// afterDay tells whether the token before i ends a saying about the day.
func (s *scan) afterDay(i int) bool {
	for i > 0 && (s.is(i-1, ",", ":") || s.is(i-1, "-") && !s.tokens[i-1].glued) {
		i--
	}
	return len(s.days) > 0 && s.days[len(s.days)-1].to == i && i > 0
}

// peekDay tells whether a day is said at token i.
func (s *scan) peekDay(i int) (end int, ok bool) {
	days, parts, troubles := len(s.days), len(s.parts), len(s.troubles)
	end = s.day(i)
	s.days, s.parts, s.troubles = s.days[:days], s.parts[:parts], s.troubles[:troubles]
	return end, end > i
}

// startAt reads a start after its preposition: "в 7", "с 18:00", "at six".
func (s *scan) startAt(i int) (hoursSaid, int) {
	_, at, ok := startWords.at(s.tokens, i)
	if !ok {
		return hoursSaid{}, i
	}
	m, end := s.clockAt(at)
	if end == at {
		return hoursSaid{}, i
	}
	_, loosely, needsMore := looseStarts.at(s.tokens, i)
	needsMore = needsMore && loosely == at
	if m.invalid {
		return s.noSuchClock(i, end)
	}
	if needsMore && (m.bare || m.weak) && !(m.notation == day24 && !m.bare) || s.lengthInstead(i, at, end) {
		return hoursSaid{}, i
	}
	if _, _, ranged := rangeWords.at(s.tokens, end); ranged && m.bare && !s.glued(end) {
		return hoursSaid{}, i // "с 1 по 5 класс", "from 0 to 100"
	}
	if (m.bare || m.weak) && s.trapped(end, m.words || !s.is(i, "в", "во", "at")) {
		return hoursSaid{}, i
	}
	return hoursSaid{start: &m}, end
}

// lengthInstead tells whether "на 2 часа" is a length and no hour.
func (s *scan) lengthInstead(i, at, end int) bool {
	if !s.is(i, "на", "for", "in", "around", "about", "около", "от", "大概", "大约", "约") {
		return false
	}
	length, stop := s.lengthOf(at)
	return stop >= end && length <= aDay/2
}

// noSuchClock notes an hour that no clock shows.
func (s *scan) noSuchClock(i, end int) (hoursSaid, int) {
	s.trouble(NoSuchClock, i, end)
	return hoursSaid{}, end
}

// endAt reads an end that is said for itself: "до 20", "until 8pm".
func (s *scan) endAt(i int) (hoursSaid, int) {
	_, at, ok := endWords.at(s.tokens, i)
	if !ok {
		return hoursSaid{}, i
	}
	m, end := s.clockAt(at)
	if end == at {
		return hoursSaid{}, i
	}
	if m.invalid {
		return s.noSuchClock(i, end)
	}
	if m.bare && (s.is(i, "to", "по") || s.trapped(end, true)) || s.lengthInstead(i, at, end) {
		return hoursSaid{}, i
	}
	return hoursSaid{end: &m}, end
}

// bareClock reads a start without a preposition, where it cannot be anything
// else: "18:00", "7pm", "6 вечера", "三点", or a number right after the day.
func (s *scan) bareClock(i int) (hoursSaid, int) {
	if !s.free(i) {
		return hoursSaid{}, i
	}
	m, end := s.clockAt(i)
	if end > i && m.invalid && s.asked == askedClock {
		return s.noSuchClock(i, end)
	}
	if end == i || m.invalid || s.glued(end) && s.kindAt(end) == word && s.kindAt(end-1) != han {
		return hoursSaid{}, i
	}
	if s.asked == askedClock {
		return hoursSaid{start: &m}, end
	}
	if m.bare {
		if m.words || !s.afterDay(i) || !s.shut(end) || s.counted(i) {
			return hoursSaid{}, i
		}
		return hoursSaid{start: &m}, end
	}
	if _, _, named := wholeClocks.at(s.tokens, i); named && !s.afterDay(i) {
		return hoursSaid{}, i
	}
	if m.weak && !(s.open(i) && s.shut(end)) || s.lengthLike(i, end) || s.idiom(i, end) {
		return hoursSaid{}, i
	}
	return hoursSaid{start: &m}, end
}

// lengthLike tells whether "2 часа" without a preposition is rather a length.
func (s *scan) lengthLike(i, end int) bool {
	length, stop := s.lengthOf(i)
	return stop >= end && length <= aDay/2
}

// idiom tells whether 一点 is "a little" and not one o'clock.
func (s *scan) idiom(i, end int) bool {
	return s.is(i, "一") && end == i+2 && !(s.open(i) && s.shut(end))
}
