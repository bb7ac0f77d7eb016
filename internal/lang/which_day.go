package lang

import "slices"

// candidates brings together what was said about the day. Sayings that stand
// side by side explain each other ("чт, 25 декабря"); others are alternatives.
// The candidates stand in the order of the calendar.
func (s *scan) candidates() []Date {
	var days []Date
	for k := 0; k < len(s.days); k++ {
		said := s.days[k]
		if k+1 < len(s.days) && s.sideBySide(said, s.days[k+1]) {
			if both, ok := s.together(said, s.days[k+1]); ok {
				said = both
				k++
			}
		}
		days = append(days, s.meant(said)...)
	}
	days = distinct(days)
	slices.SortFunc(days, func(a, b Date) int { return a.noon().Compare(b.noon()) })
	return days
}

// sideBySide tells whether nothing but punctuation stands between two sayings.
func (s *scan) sideBySide(a, b daySaid) bool {
	for i := a.to; i < b.from; i++ {
		if k := s.tokens[i].kind; k != mark && k != line && !s.tokens[i].claimed {
			return false
		}
	}
	return true
}

// together reads two sayings as one, where they are of different sorts.
func (s *scan) together(a, b daySaid) (daySaid, bool) {
	if !a.named {
		a, b = b, a
	}
	both := daySaid{from: min(a.from, b.from), to: max(a.to, b.to)}
	switch {
	case !a.named || b.named:
		return both, false
	case b.failed:
		both.failed = true
	case b.weekly:
		both.weekday, both.named, both.week, both.weekly = a.weekday, true, b.week, true
	default:
		both.days = s.agreeing(a, b)
	}
	return both, true
}

// agreeing returns those of the days that are the weekday said beside them. When
// none is, both the day and the nearest such weekday are to be asked about.
func (s *scan) agreeing(weekday, dated daySaid) []Date {
	var agree []Date
	for _, d := range dated.days {
		if d.Weekday() == weekday.weekday {
			agree = append(agree, d)
		}
	}
	if len(agree) > 0 || len(dated.days) == 0 {
		return agree
	}
	s.trouble(WeekdayDiffers, min(weekday.from, dated.from), max(weekday.to, dated.to))
	days := dated.days
	for n := 1; n <= 3; n++ {
		for _, near := range []Date{days[0].AddDays(n), days[0].AddDays(-n)} {
			if near.Weekday() == weekday.weekday && s.wrong(near) == "" {
				return append(days, near)
			}
		}
	}
	return days
}

// meant lists the days that one saying can mean.
func (s *scan) meant(said daySaid) []Date {
	switch {
	case said.failed || len(said.days) > 0:
		return said.days
	case said.named && said.weekly:
		day := s.today.monday().AddDays(7*said.week + (int(said.weekday)+6)%7)
		return s.dated(said.from, said.to, day).days
	case said.named:
		return s.nameMeans(said)
	case said.weekly:
		return s.weekMeans(said)
	}
	return nil
}

// nameMeans lists the days that a weekday can mean: "в четверг" said on a
// Thursday is today or in a week; "в следующий" is the nearest or that of the
// next week, where these differ.
func (s *scan) nameMeans(said daySaid) []Date {
	ahead := (int(said.weekday) - int(s.today.Weekday()) + 7) % 7
	near := s.today.AddDays(ahead)
	switch said.which {
	case last:
		s.trouble(PastDay, said.from, said.to)
		return nil
	case next:
		if ahead == 0 {
			return []Date{near.AddDays(7)}
		}
		if near.monday() != s.today.monday() {
			return []Date{near}
		}
		return []Date{near, near.AddDays(7)}
	case this:
		return []Date{near}
	}
	if ahead == 0 {
		return []Date{near, near.AddDays(7)}
	}
	return []Date{near}
}

// weekMeans lists the days of a week from today on.
func (s *scan) weekMeans(said daySaid) []Date {
	var days []Date
	monday := s.today.monday().AddDays(7 * said.week)
	for n := range 7 {
		if d := monday.AddDays(n); !d.Before(s.today) {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		s.trouble(PastDay, said.from, said.to)
	}
	return days
}

// distinct drops the days that stand there already.
func distinct(days []Date) []Date {
	var kept []Date
	seen := map[Date]bool{}
	for _, d := range days {
		if !seen[d] {
			kept = append(kept, d)
			seen[d] = true
		}
	}
	return kept
}
