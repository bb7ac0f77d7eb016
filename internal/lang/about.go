package lang

import "time"

// In writes how far ahead something is: "через 2 дня", "in 2 days", "2 天后".
func (s Speaker) In(d time.Duration) string { return s.away("time.in", d) }

// Ago writes how long something is past: "2 дня назад", "2 days ago", "2 天前".
func (s Speaker) Ago(d time.Duration) string { return s.away("time.ago", d) }

func (s Speaker) away(key string, d time.Duration) string {
	if d.Round(time.Minute) <= 0 {
		return s.Plain("time.now")
	}
	return s.Plain(key, "Length", s.About(d))
}

// About writes a length of time as exactly as people would say it: "25 минут",
// "1 h 25 min", "nearly 2 days", "2 天半". Minutes count below two hours, and five
// of them from an hour on; then hours and from thirty of these days, with halves
// while there are few.
func (s Speaker) About(d time.Duration) string {
	d = max(d, 0).Round(time.Minute)
	fives := d.Round(5 * time.Minute)
	switch {
	case d < time.Hour:
		return s.Plain("time.minutes", "Count", int(d/time.Minute))
	case fives > time.Hour && fives < 2*time.Hour:
		return s.Length(fives)
	case d < 30*time.Hour:
		return s.roughly("hours", d, time.Hour)
	}
	return s.roughly("days", d, aDay)
}

// fewUnits is from how many hours or days on a half of one is not told.
const fewUnits = 6

// roughly counts in the unit: to the half of it, of which the last quarter is
// "nearly" the next, as "nearly 2 days" are 44 hours; to the whole where they are
// many.
func (s Speaker) roughly(units string, d, unit time.Duration) string {
	whole, part := int(d/unit), d%unit
	switch {
	case whole >= fewUnits:
		return s.Plain("time."+units, "Count", int((d+unit/2)/unit))
	case part < unit/4:
		return s.Plain("time."+units, "Count", whole)
	case part < unit*3/4:
		return s.Plain("time.half_"+units, "Count", whole)
	case part < unit*15/16:
		return s.Plain("time.nearly", "Length", s.Plain("time."+units, "Count", whole+1))
	}
	return s.Plain("time."+units, "Count", whole+1)
}
