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
	if !inclusive {
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
