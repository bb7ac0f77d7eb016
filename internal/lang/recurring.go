package lang

import "time"

// Frequency is how often an event is to come, as far as words can say it.
type Frequency string

// The frequencies.
const (
	Once        Frequency = ""
	Weekly      Frequency = "weekly"
	Fortnightly Frequency = "fortnightly"
)

// String returns the word.
func (f Frequency) String() string { return string(f) }

// everyWords stand right before the weekday on which an event comes again.
var everyWords = lexiconOf(entries[Frequency]{
	Weekly:      "каждый|каждую|каждое|every|each|每|每个",
	Fortnightly: "каждый второй|каждую вторую|каждое второе|every other|every second|every 2nd|each second|每两周的|每两周|每2周|每两个星期的|每两个星期|每隔一周的|每隔一周|隔周的|隔周",
})

// oftenWords say it for themselves; the weekday may follow.
var oftenWords = lexiconOf(entries[Frequency]{
	Weekly: "каждую неделю|раз в неделю|еженедельно|every week|once a week|weekly|每周|每星期|每个星期|每礼拜",
	Fortnightly: `каждые две недели|каждые 2 недели|раз в две недели|раз в 2 недели|один раз в две недели|каждую вторую неделю|
		every two weeks|every 2 weeks|every other week|every second week|once every two weeks|once in two weeks|fortnightly|biweekly|
		每两周|每2周|每两个星期|每隔一周|每隔一个星期|隔周|每两周一次|每两个星期一次|每隔一周一次`,
})

// severalDays name a weekday that comes again: "по вторникам", "on Tuesdays".
var severalDays = lexiconOf(entries[time.Weekday]{
	time.Monday: "понедельникам|mondays", time.Tuesday: "вторникам|tuesdays", time.Wednesday: "средам|wednesdays",
	time.Thursday: "четвергам|thursdays", time.Friday: "пятницам|fridays", time.Saturday: "субботам|saturdays",
	time.Sunday: "воскресеньям|sundays",
})

// beforeDays stand between how often and on which day.
var beforeDays = set("по|в|во|on|on the|的")

// ofMonth follows a weekday that is counted within the month, which is another
// rhythm.
var ofMonth = set("месяца|в месяце|каждого месяца|of the month|of each month|of every month|in the month")

// recurring reads how often the event is to come, with the weekday where it is
// said: "каждый четверг", "every other Tuesday", "раз в две недели по средам",
// "每周三". It returns the token after it, or i.
func (s *scan) recurring(i int) int {
	if !s.free(i) {
		return i
	}
	if every, at, ok := everyWords.at(s.tokens, i); ok {
		if end := s.comesOn(i, at); end > at {
			return s.often(every, end)
		}
	}
	if often, at, ok := oftenWords.at(s.tokens, i); ok {
		if end := s.comesOn(i, s.past(at)); end > s.past(at) {
			return s.often(often, end)
		}
		if s.shut(at) && (s.open(i) || s.afterDay(i)) {
			return s.often(often, at)
		}
	}
	if s.is(i, "по", "on") && s.open(i) && s.plural(i+1) {
		if end := s.comesOn(i, i+1); end > i+1 {
			return s.often(Weekly, end)
		}
	}
	return i
}

// past skips what leads over to the weekday.
func (s *scan) past(i int) int {
	_, end, _ := beforeDays.at(s.tokens, i)
	return max(i, end)
}

func (s *scan) plural(i int) bool {
	_, _, ok := severalDays.at(s.tokens, i)
	return ok
}

// comesOn reads a weekday of a saying that begins at token i, and returns the
// token after it, or at.
func (s *scan) comesOn(i, at int) int {
	day, end, ok := weekdays.at(s.tokens, at)
	if many, stop, several := severalDays.at(s.tokens, at); several {
		day, end, ok = many, stop, true
	}
	if _, _, monthly := ofMonth.at(s.tokens, end); !ok || monthly {
		return at
	}
	s.days = append(s.days, daySaid{from: i, to: end, weekday: day, named: true})
	return end
}

// often notes it, and returns the token after it; what is said twice counts as
// the rarer.
func (s *scan) often(f Frequency, end int) int {
	if s.frequency != Fortnightly {
		s.frequency = f
	}
	return end
}

// timesWords follow the number of dates.
var timesWords = set("раз|раза|встреч|встречи|встреча|занятий|занятия|занятие|дат|даты|дата|times|time|dates|date|meetings|sessions|次|场|回|个日期")

// dates reads how many dates a series is to have, once it is known to be one:
// "8 раз", "six times", "八次".
func (s *scan) dates(i int) int {
	if s.frequency == Once || !s.free(i) {
		return i
	}
	n, at, ok := s.numberAt(i)
	if !ok || n < 1 {
		return i
	}
	_, end, ok := timesWords.at(s.tokens, at)
	if !ok || !s.shut(end) {
		return i
	}
	s.times = n
	return end
}

// lastDay reads until when a series is to go on: "до 25 мая", "until 25 May",
// "до конца мая".
func (s *scan) lastDay(i int) int {
	if s.frequency != Once {
		if said, end := s.monthsEnd(i); end > i && len(said.days) == 1 {
			s.until = said.days[0]
			return end
		}
	}
	_, at, ok := untilWords.at(s.tokens, i)
	if _, stop, through := throughWords.at(s.tokens, i); through {
		at, ok = stop, true
	}
	if s.frequency == Once || !ok || s.is(i, "на", "for") {
		return i
	}
	said, end := s.calendarDay(at, true)
	if end == at || len(said.days) != 1 {
		return i
	}
	s.until = said.days[0]
	return end
}

// TimesAnswer reads the answer to "how many times?": "10", "шесть", "six times",
// "八次", and tells whether it is one.
func TimesAnswer(text string) (n int, ok bool) {
	_, tokens := tokenize(text)
	s := &scan{tokens: tokens}
	n, at, ok := s.numberAt(0)
	if !ok {
		return 0, false
	}
	if _, end, said := timesWords.at(tokens, at); said {
		at = end
	}
	for s.kindAt(at) == mark && at < len(tokens) {
		at++
	}
	return n, at == len(tokens)
}
