package lang

// dayRange reads several days of a month: "25-27 декабря", "25, 26 и 28 декабря".
// They are candidates: a booking is of one day.
func (s *scan) dayRange(i int, _ bool) (daySaid, int) {
	at := i
	if s.is(at, "с", "from") {
		at++
	}
	var numbers []int
	through := false
	for len(numbers) < 7 {
		day, ok := s.digitsAt(at)
		if !ok || s.tokens[at].digits > 2 || day < 1 || len(numbers) == 0 && !s.free(at) {
			return daySaid{}, i
		}
		numbers = append(numbers, day)
		if w, end := s.dayAndMonth(at); end > at {
			return s.severalDays(i, end, numbers, through, w), end
		}
		switch {
		case s.is(at+1, ",") && (at > i && len(numbers) == 1 || s.is(i-1, "в", "во", "at", "с", "from")):
			return daySaid{}, i // "в 18, 25 декабря"
		case s.is(at+1, ",", "и", "или", "or", "and"):
		case s.is(at+1, "-", "~", "по", "до", "to") && len(numbers) == 1:
			through = true
		default:
			return daySaid{}, i
		}
		at += 2
	}
	return daySaid{}, i
}

// severalDays gives the days of a list, or all from the first to the last.
func (s *scan) severalDays(i, end int, numbers []int, through bool, w written) daySaid {
	first, last := numbers[0], numbers[len(numbers)-1]
	if through && first < last {
		for numbers = nil; first <= min(last, 31); first++ {
			numbers = append(numbers, first)
		}
	}
	var days []Date
	for _, day := range numbers {
		days = append(days, s.rolled(written{w.year, w.month, day}))
	}
	return s.dated(i, end, days...)
}

// dayOfMonth reads a day without its month: "25-го", "25 числа", "the 25th",
// "25号"; and a bare number where the day was asked for.
func (s *scan) dayOfMonth(i int, prefixed bool) (daySaid, int) {
	if said, end := s.dayOfMonthAway(i); end > i {
		return said, end
	}
	day, end, ok := s.numberAt(i)
	if ok && (s.is(end, "号", "號") || s.is(end, "日") && s.kindAt(i) == number) && s.free(i) && !s.is(end+1, "线", "楼", "馆", "厅", "房", "会") {
		return s.coming(i, end+1, day), end + 1
	}
	day, end = s.dayNumber(i)
	if end == i || !s.free(i) {
		return daySaid{}, i
	}
	switch {
	case s.is(end, "числа", "число"):
		end++
	case end > i+1 && s.kindAt(i) == number && (prefixed || s.open(i)) && s.shut(end):
	case s.asked == askedDay && end == i+1 && s.open(i) && s.shut(end) && day >= 1 && day <= 31 && !s.is(end, ":", "-"):
	default:
		return daySaid{}, i
	}
	return s.coming(i, end, day), end
}

// dayOfMonthAway reads "5 числа следующего месяца", "the 5th of next month",
// "下个月5号".
func (s *scan) dayOfMonthAway(i int) (daySaid, int) {
	if away, at, ok := chineseMonthsAway.at(s.tokens, i); ok {
		if day, end, ok := s.numberAt(at); ok && s.is(end, "号", "號", "日") {
			return s.inMonth(i, end+1, away, day), end + 1
		}
		return daySaid{}, i
	}
	day, at := s.dayNumber(i)
	if at == i || !s.free(i) {
		return daySaid{}, i
	}
	if s.is(at, "числа") {
		at++
	}
	away, end, ok := monthsAway.at(s.tokens, at)
	if !ok {
		return daySaid{}, i
	}
	return s.inMonth(i, end, away, day), end
}

// inMonth is a day of this month or a later one.
func (s *scan) inMonth(i, end, away, day int) daySaid {
	first := Date{Year: s.today.Year, Month: s.today.Month, Day: 1}.addMonths(away)
	return s.dated(i, end, Date{Year: first.Year, Month: first.Month, Day: day})
}

// coming is the next day of the number.
func (s *scan) coming(i, end, day int) daySaid {
	month := Date{Year: s.today.Year, Month: s.today.Month, Day: 1}
	for n := range 3 {
		first := month.addMonths(n)
		d := Date{Year: first.Year, Month: first.Month, Day: day}
		if d.Valid() && !d.Before(s.today) {
			return s.dated(i, end, d)
		}
	}
	s.trouble(NoSuchDay, i, end)
	return daySaid{failed: true}
}

// furtherDays reads what follows a day after its month: "December 5 and 6",
// "Dec 5-7", "12月25日到27日". It returns all the days, the first one included.
func (s *scan) furtherDays(i int, w written) (days []Date, end int) {
	listed := s.is(i, "and", "or", "&", "和", "或")
	if !listed && !s.is(i, "-", "~", "to", "到", "至") {
		return nil, i
	}
	day, at := s.dayNumber(i + 1)
	if s.kindAt(i+1) == han {
		day, at, _ = s.numberAt(i + 1)
	}
	if at == i+1 || day <= w.day || day > 31 || !s.dayEnds(i, at) {
		return nil, i
	}
	if s.is(at, "日", "号", "號") {
		at++
	}
	for d := w.day; d <= day; d++ {
		if !listed || d == w.day || d == day {
			days = append(days, s.rolled(written{w.year, w.month, d}))
		}
	}
	return days, at
}

// dayEnds tells whether the number between tokens i and at is of a day, not of
// an hour or of people.
func (s *scan) dayEnds(i, at int) bool {
	if s.kindAt(i-1) == han || s.kindAt(i) == han {
		return s.is(at, "日", "号", "號")
	}
	_, _, half := halves.at(s.tokens, at)
	return !half && !s.clockUnit(at) && !s.counted(i+1) && s.shut(at) && !s.is(at, ":", "-")
}
