package lang

import "time"

// What stands before the day until which somebody is away. "Through" and "по"
// take the day in, so that they are back on the one after it.
var (
	untilWords   = set("до|аж до|на|с сегодняшнего дня до|until|till|til|up to|to|for|直到|到|至")
	throughWords = set("по|по самое|through|thru")
)

// afterUntil turns the case that follows "до" into the one that the names of days
// are known in. Elsewhere "среды" may be those of an environment.
var afterUntil = map[string]string{
	"среды": "среду", "пятницы": "пятницу", "субботы": "субботу", "следующего": "следующий", "следующей": "следующую", "этого": "этот",
}

// Until reads the answer to "until when are you away?": the days on which the
// person may be back. Besides a day it can be a length in days, weeks or months:
// "3 дня", "two weeks", "一周".
func Until(text string, now time.Time, tag Tag) Understood {
	s := newScan(text, now, tag)
	s.asked = askedDay
	at, inclusive := s.untilAt()
	for i, t := range s.tokens {
		if known, ok := afterUntil[t.norm]; ok {
			s.tokens[i].norm = known
		}
	}
	if s.monthsEnds() {
		inclusive = true
	} else if !inclusive {
		s.daysAway(at)
	}
	s.walk()
	u := s.understood()
	for i := range u.Days {
		if inclusive {
			u.Days[i] = u.Days[i].AddDays(1)
		}
	}
	u.Title = s.title()
	return u
}

// untilAt claims what stands before the day, and returns the token after it and
// whether the day is part of it; 0 where nothing does.
func (s *scan) untilAt() (at int, inclusive bool) {
	for i := range s.tokens {
		_, until, _ := untilWords.at(s.tokens, i)
		_, through, _ := throughWords.at(s.tokens, i)
		if end := max(until, through); end > i {
			s.claim(i, end)
			return end, through > i
		}
	}
	return 0, false
}

// daysAway reads a length that stands for itself, as the day at its end.
func (s *scan) daysAway(i int) {
	n, unit, end := s.distance(i)
	if end == i || !s.shut(end) {
		return
	}
	said := s.away(i, end, n, unit)
	said.weekly = false // a week from today is that day, not the week it is in
	said.from, said.to = i, end
	s.days = append(s.days, said)
	s.claim(i, end)
}

// LastDayAnswer reads the answer to "until when does it come again?": a day, or
// the end of a month, which is its last day.
func LastDayAnswer(text string, now time.Time, tag Tag) Understood {
	s := newScan(text, now, tag)
	s.asked = askedDay
	s.monthsEnds()
	s.walk()
	u := s.understood()
	u.Title = s.title()
	return u
}

// What is said of the end of a month before its name and after it, and of the end
// of this month and of this year.
var (
	endOf     = set("до конца|по конец|конец|конца|the end of|end of|until the end of|till the end of|through the end of|by the end of")
	endAfter  = set("底|末")
	thisEnd   = set("до конца месяца|конца месяца|конца этого месяца|до конца этого месяца|конец месяца|the end of the month|end of the month|the end of this month|end of month|until the end of the month|till the end of the month|到月底|月底|本月底|这个月底")
	thisYears = set("до конца года|конца года|конца этого года|до конца этого года|конец года|the end of the year|end of the year|the end of this year|until the end of the year|till the end of the year|到年底|年底|今年底|今年年底|到今年年底")
	yearWords = set("года|год|г")
	hanMonths = set("月|月份")
	endPrefix = set("到|直到|至")
)

// monthsEnds claims the first end of a month in the text as a day, and tells
// whether there is one.
func (s *scan) monthsEnds() bool {
	for i := range s.tokens {
		if said, end := s.monthsEnd(i); end > i {
			s.days = append(s.days, said)
			s.claim(i, end)
			return true
		}
	}
	return false
}

// monthsEnd reads "до конца марта", "the end of March", "三月底", "年底" as the last
// day of it.
func (s *scan) monthsEnd(i int) (daySaid, int) {
	if _, end, ok := thisYears.at(s.tokens, i); ok {
		return s.lastOf(i, end, s.today.Year, time.December), end
	}
	if _, end, ok := thisEnd.at(s.tokens, i); ok {
		return s.lastOf(i, end, s.today.Year, s.today.Month), end
	}
	if month, end, ok := s.hanMonthsEnd(i); ok {
		return s.lastOf(i, end, 0, month), end
	}
	_, at, ok := endOf.at(s.tokens, i)
	month, end, named := monthNames.at(s.tokens, at)
	if !ok || !named {
		return daySaid{}, i
	}
	year := 0
	if n, ok := s.digitsAt(end); ok && s.tokens[end].digits == 4 {
		year, end = n, end+1
		if _, stop, ok := yearWords.at(s.tokens, end); ok {
			end = s.dot(stop)
		}
	}
	return s.lastOf(i, end, year, month), end
}

// hanMonthsEnd reads "三月底", "到3月末".
func (s *scan) hanMonthsEnd(i int) (time.Month, int, bool) {
	_, at, _ := endPrefix.at(s.tokens, i)
	n, at, ok := s.numberAt(max(i, at))
	if !ok || n < 1 || n > 12 {
		return 0, i, false
	}
	_, at, month := hanMonths.at(s.tokens, at)
	_, end, last := endAfter.at(s.tokens, at)
	return time.Month(n), end, month && last
}

// lastOf is the last day of a month, the next one of its name where no year is
// said.
func (s *scan) lastOf(i, end, year int, month time.Month) daySaid {
	if year == 0 {
		year = s.today.Year
		if month < s.today.Month {
			year++
		}
	}
	first := Date{Year: year, Month: month, Day: 1}
	said := s.dated(i, end, first.addMonths(1).AddDays(-1))
	said.from, said.to = i, end
	return said
}
