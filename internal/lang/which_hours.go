package lang

// resolveHours brings together what was said about the hours and returns the
// candidates, each end in the place of its start.
func (s *scan) resolveHours(part Part) (starts, ends []Clock) {
	said := s.joined()
	paired := true
	for _, h := range said {
		from, to := s.pairs(h, part)
		starts, ends = append(starts, from...), append(ends, to...)
		paired = paired && len(to) > 0
	}
	if len(said) > 1 && (!paired || len(starts) != len(ends)) {
		ends = nil // which end belongs to which start cannot be told
	}
	return unpaired(starts, ends)
}

// joined makes one saying of a start and an end that were said apart.
func (s *scan) joined() []hoursSaid {
	if len(s.hours) == 2 {
		a, b := s.hours[0], s.hours[1]
		if a.start == nil && b.end == nil {
			a, b = b, a
		}
		if a.start != nil && a.end == nil && b.start == nil && b.end != nil {
			return []hoursSaid{{from: min(a.from, b.from), to: max(a.to, b.to), start: a.start, end: b.end}}
		}
	}
	return s.hours
}

// pairs lists what one saying can mean.
func (s *scan) pairs(said hoursSaid, part Part) (starts, ends []Clock) {
	switch {
	case said.start == nil && said.end == nil:
		return nil, nil
	case said.start != nil && said.start.invalid, said.end != nil && said.end.invalid:
		s.trouble(NoSuchClock, said.from, said.to)
		return nil, nil
	case said.end == nil:
		return narrowed(said.start.starts(), part), nil
	case said.start == nil:
		return nil, narrowed(said.end.ends(), part)
	}
	for _, start := range narrowed(said.start.starts(), part) {
		if end, ok := endFor(*said.start, *said.end, start); ok {
			starts, ends = append(starts, start), append(ends, end)
		}
	}
	if said.start.notation == loose && said.end.notation == spoken && len(starts) > 1 {
		starts, ends = starts[len(starts)-1:], ends[len(ends)-1:] // "6-8pm": the nearest before the end
	}
	if len(starts) > 0 {
		return starts, ends
	}
	return s.reversed(said, part)
}

// endFor finds the end that is meant with a start.
func endFor(from, to moment, start Clock) (Clock, bool) {
	ends := to.ends()
	if from.notation == day24 && from.at >= 13*60 && to.notation == loose {
		ends = []Clock{to.at} // "с 22 до 1" is on 24 hours throughout
	}
	if from.notation == loose && to.notation == day24 && start != from.at%Noon && start != from.at {
		return 0, false // "с 7 до 20"
	}
	for _, end := range ends {
		if end > start && (end-start <= Noon || len(ends) == 1) {
			return end, true
		}
	}
	return 0, false
}

// reversed keeps an end that is not after its start, and says so.
func (s *scan) reversed(said hoursSaid, part Part) (starts, ends []Clock) {
	start := narrowed(said.start.starts(), part)[0]
	end := said.end.at
	kind := EndBeforeStart
	if start >= 17*60 && end <= Noon {
		kind = AcrossMidnight
	}
	s.trouble(kind, said.from, said.to)
	return []Clock{start}, []Clock{end}
}

// starts lists the clock times that a start can mean.
func (m moment) starts() []Clock {
	at := m.at % DayEnd
	if m.notation == loose && at < Noon {
		return []Clock{at, at + Noon}
	}
	return []Clock{at}
}

// ends lists the clock times that an end can mean; midnight is the day's end.
func (m moment) ends() []Clock {
	switch {
	case m.at == Midnight:
		return []Clock{DayEnd}
	case m.notation == loose && m.at <= Noon:
		return []Clock{m.at, m.at + Noon}
	}
	return []Clock{m.at}
}

// narrowed keeps the candidates within the part of the day, if any are.
func narrowed(candidates []Clock, part Part) []Clock {
	from, until := part.Bounds()
	var kept []Clock
	for _, c := range candidates {
		if c >= from && c < until {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return candidates
	}
	return kept
}

// unpaired drops what was said twice.
func unpaired(starts, ends []Clock) (keptStarts, keptEnds []Clock) {
	if len(starts) == 0 {
		return nil, ends
	}
	type pair struct{ start, end Clock }
	seen := map[pair]bool{}
	for i, start := range starts {
		p := pair{start: start}
		if i < len(ends) {
			p.end = ends[i]
		}
		if seen[p] {
			continue
		}
		seen[p] = true
		keptStarts = append(keptStarts, start)
		if i < len(ends) {
			keptEnds = append(keptEnds, p.end)
		}
	}
	return keptStarts, keptEnds
}
