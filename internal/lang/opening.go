package lang

import "time"

// Opening is what could be read out of words about opening hours.
type Opening struct {
	Days     []time.Weekday // none was said: empty
	Said     bool           // hours were said, or that it is closed
	Closed   bool
	Open     Clock
	Close    Clock
	From     Date // zero where no day was said, or several could be meant
	Rest     string
	Troubles []Trouble
}

// ReadOpening reads "с 2027-01-01 пн-пт 9:00-21:00", "from Jan 1 sat closed",
// "周一至周五 9点到21点".
func ReadOpening(text string, now time.Time, tag Tag) Opening {
	s := newScan(text, now, tag)
	var o Opening
	s.eachWeekday(&o)
	s.eachDay()
	if first, last := s.spanOfDays(); first == last {
		o.From = first
	}
	s.eachHours(&o)
	o.Rest, o.Troubles = s.unclaimed(0, len(s.tokens)), s.troubles
	return o
}

// dayGroups name several weekdays at once.
var dayGroups = lexiconOf(entries[string]{
	"1234567": "ежедневно|каждый день|все дни|без выходных|всегда|daily|every day|everyday|all days|每天|每日|天天",
	"12345":   "будни|по будням|в будни|будние|будние дни|рабочие дни|weekdays|workdays|on weekdays|工作日|平日",
	"67":      "выходные|по выходным|в выходные|weekend|weekends|on weekends|周末|週末",
})

// closedWords say that there are no hours.
var closedWords = set("закрыто|закрыты|закрыт|закрыта|выходной|не работает|не работаем|closed|shut|off|day off|关闭|休息|不开放|闭馆|关门")

// eachWeekday reads the weekdays, and that they are closed.
func (s *scan) eachWeekday(o *Opening) {
	set := map[time.Weekday]bool{}
	for i := 0; i < len(s.tokens); i++ {
		group, end, ok := dayGroups.at(s.tokens, i)
		if ok {
			for _, digit := range group {
				set[time.Weekday(int(digit-'0')%7)] = true
			}
		} else if end = s.weekdaySpan(i, set); end == i {
			if _, stop, closed := closedWords.at(s.tokens, i); closed {
				o.Said, o.Closed, end = true, true, stop
			}
		}
		if end > i {
			s.claim(i, end)
			i = end - 1
		}
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		if set[day] {
			o.Days = append(o.Days, day)
		}
	}
}

// weekdaySpan reads "пн", "пн-пт", "с понедельника по пятницу".
func (s *scan) weekdaySpan(i int, set map[time.Weekday]bool) int {
	first, end, ok := weekdays.at(s.tokens, i)
	if !ok {
		return i
	}
	last := first
	if _, at, between := through.at(s.tokens, end); between {
		if day, stop, ok := weekdays.at(s.tokens, at); ok {
			last, end = day, stop
		}
	}
	for day := first; ; day = (day + 1) % 7 {
		set[day] = true
		if day == last {
			return end
		}
	}
}

// eachHours reads the one span of hours, "9:00-21:00", "9-21", "10am to 9pm",
// "9点到21点".
func (s *scan) eachHours(o *Opening) {
	for i := 0; i < len(s.tokens); i++ {
		start, middle := s.hour(i)
		if middle == i {
			continue
		}
		_, at, ok := through.at(s.tokens, middle)
		if !ok {
			continue
		}
		end, stop := s.hour(at)
		if stop == at {
			continue
		}
		s.claim(i, stop)
		if start >= DayEnd || end > DayEnd {
			s.trouble(NoSuchClock, i, stop)
			return
		}
		o.Said, o.Closed, o.Open, o.Close = true, false, start, end
		return
	}
}

// hour reads an hour on 24, or on 12 with its half of the day.
func (s *scan) hour(i int) (Clock, int) {
	hour, ok := s.digitsAt(i)
	if !ok || s.tokens[i].claimed || s.tokens[i].digits > 2 {
		return 0, i
	}
	at, minute := i+1, 0
	if s.is(at, ":", ".") && s.glued(at) && s.glued(at+1) {
		if m, ok := s.digitsAt(at + 1); ok && s.tokens[at+1].digits == 2 {
			at, minute = at+2, m
		}
	}
	if half, end, ok := halves.at(s.tokens, at); ok && hour <= 12 {
		hour, at = hour%12, end
		if half == Afternoon {
			hour += 12
		}
	} else if _, end, ok := hourUnits.at(s.tokens, at); ok {
		at = end
	}
	if hour > 24 || minute > 59 {
		return DayEnd + 1, at
	}
	return Clock(hour*60 + minute), at
}

// ReadSeats reads "зал 80", "80 seats in the hall": the room named, "" for none,
// and the number of seats, 0 for none.
func ReadSeats(text string, v Vocabulary) (room string, seats int) {
	s := newScan(text, time.Time{}, Russian)
	s.roomsIn(v)
	if len(s.rooms) == 1 {
		room = s.rooms[0]
	}
	for i := range s.tokens {
		if n, ok := s.digitsAt(i); ok && !s.tokens[i].claimed && s.free(i) {
			return room, n
		}
	}
	return room, 0
}
