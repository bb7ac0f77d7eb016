package lang

import "time"

// In writes how far ahead something is: "через 2 дня", "in 2 days", "2 天后".
func (s Speaker) In(d time.Duration) string {
	if d.Round(time.Minute) <= 0 {
		return s.Plain("time.now")
	}
	length, nearly := s.about(d)
	if nearly {
		return s.Plain("time.in_nearly", "Length", length) // "почти через 2 дня"
	}
	return s.Plain("time.in", "Length", length)
}

// Ago writes how long something is past: "2 дня назад", "2 days ago", "2 天前".
func (s Speaker) Ago(d time.Duration) string {
	if d.Round(time.Minute) <= 0 {
		return s.Plain("time.now")
	}
	return s.Plain("time.ago", "Length", s.About(d))
}

// About writes a length of time as exactly as people would say it: "25 минут",
// "1 h 25 min", "nearly 2 days", "2 天半". Minutes count below two hours, and five
// of them from an hour on; then hours and from thirty of these days, with halves
// while there are few.
func (s Speaker) About(d time.Duration) string {
	length, nearly := s.about(d)
	if nearly {
		return s.Plain("time.nearly", "Length", length)
	}
	return length
}

func (s Speaker) about(d time.Duration) (length string, nearly bool) {
	d = max(d, 0).Round(time.Minute)
	fives := d.Round(5 * time.Minute)
	switch {
	case d < time.Hour:
		return s.Plain("time.minutes", "Count", int(d/time.Minute)), false
	case fives > time.Hour && fives < 2*time.Hour:
		return s.Length(fives), false
	case d < 30*time.Hour:
		return s.roughly("hours", d, time.Hour)
	}
	return s.roughly("days", d, aDay)
}

// fewUnits is from how many hours or days on a half of one is not told.
const fewUnits = 6

// roughly counts in the unit: to the half of it, of which the last quarter is
// nearly the next, as nearly 2 days are 44 hours; to the whole where they are many.
func (s Speaker) roughly(units string, d, unit time.Duration) (length string, nearly bool) {
	whole, part := int(d/unit), d%unit
	count := func(key string, n int) string { return s.Plain("time."+key, "Count", n) }
	switch {
	case whole >= fewUnits:
		return count(units, int((d+unit/2)/unit)), false
	case part < unit/4:
		return count(units, whole), false
	case part < unit*3/4:
		return count("half_"+units, whole), false
	}
	return count(units, whole+1), part < unit*15/16
}
