package lang

// greatest is the headcount above which nobody is believed.
const greatest = 10_000

// Words about people: what is counted, what stands before a number that can only
// count them, what blurs a number, and what counts a small company at once.
var (
	peopleUnits = set(`человек|человека|человеков|чел|чел.|людей|персон|персоны|участник(а,ов,ами)|гост(я,ей)|взрослых|зрител(я,ей)|слушател(я,ей)|мест|посетител(я,ей)|
		студент(а,ов)|школьник(а,ов)|детей|ребят|people|persons|person|ppl|pax|guests|attendees|participants|visitors|students|kids|children|heads|seats|
		人|个人|位|名|人次|人左右|个人左右|人参加|个人参加|位嘉宾|名观众|个学生|名学生`)
	peopleFirst = set(`человек|чел|чел.|участников|участников:|гостей|людей|персон|нас|нас будет|будет|нас около|ожидаем|ждем|придет|придут|количество человек|количество участников|количество людей|количество гостей|кол-во человек|кол-во участников|число участников|
		people|guests|attendees|participants|headcount|we are|we'll be|we will be|there will be|there'll be|expecting|number of people|number of guests|
		人数|共|一共|总共|我们有|预计`)
	blurs     = set("около|примерно|где-то|до|порядка|приблизительно|максимум|не более|не больше|более|больше|минимум|не менее|around|about|approximately|approx|approx.|up to|roughly|some|max|at least|more than|over|~|大约|大概|约|差不多|最多|至少|不超过|左右|近")
	companies = lexiconOf(entries[int]{
		2: "вдвоем|нас двое|на двоих", 3: "втроем|нас трое|на троих", 4: "вчетвером|нас четверо|на четверых", 5: "впятером|нас пятеро",
		6: "вшестером|нас шестеро", 7: "всемером|нас семеро", 10: "человек десять|вдесятером",
	})
)

// count tries to read how many people come at token i and returns the token
// after it, or i.
func (s *scan) count(i int) int {
	if value, end, ok := companies.at(s.tokens, i); ok {
		s.counts = append(s.counts, value)
		return end
	}
	for _, read := range []func(int) (int, int){s.peopleThenNumber, s.numberThenPeople, s.bareCount} {
		value, end := read(i)
		if end == i {
			continue
		}
		if more, stop := s.numberThenPeople(end + 1); stop > end+1 && s.is(end, "и", "плюс", "+", "and", "plus", "和") {
			value, end = min(value+more, absurd), stop // "20 взрослых и 10 детей"
		}
		s.judge(value, i, end)
		return end
	}
	return i
}

// judge keeps a headcount that can be.
func (s *scan) judge(value, i, end int) {
	switch kind := countKind(value); kind {
	case "":
		s.counts = append(s.counts, value)
	default:
		s.trouble(kind, i, end)
	}
}

// countKind tells what is wrong with a headcount, or "".
func countKind(value int) Kind {
	switch {
	case value <= 0:
		return NotPositive
	case value > greatest:
		return AbsurdCount
	}
	return ""
}

// counted tells whether a number of people stands at token i.
func (s *scan) counted(i int) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	_, end := s.numberThenPeople(i)
	return end > i
}

// numberThenPeople reads "на 40 человек", "около 30-40 гостей", "for 30 people",
// "三十人".
func (s *scan) numberThenPeople(i int) (value, end int) {
	at := i
	if s.is(at, "на", "для", "for", "with", "от", "у") {
		at++
	}
	if s.is(at, "нас") {
		at++
	}
	at = s.blurred(at)
	if at >= len(s.tokens) || !s.free(at) || s.is(i-1, "第") {
		return 0, i
	}
	value, stop := s.signed(at)
	if stop == at {
		return 0, i
	}
	if stop = s.blurred(s.plus(stop)); s.is(stop, "多", "几", "来", "余") {
		stop++
	}
	_, end, ok := peopleUnits.at(s.tokens, stop)
	if !ok || s.smallAndGlued(value, stop, end) {
		return 0, i
	}
	if s.is(end, "左右", "以内", "以上") {
		end++
	}
	if s.is(end, "左", "以") && s.is(end+1, "右", "内", "上") {
		end += 2
	}
	return value, s.dot(end)
}

// smallAndGlued leaves 三人篮球 in the title.
func (s *scan) smallAndGlued(value, unit, end int) bool {
	return s.kindAt(unit) == han && value < 10 && end < len(s.tokens) && s.kindAt(end) == han && !s.shut(end) && s.asked == everything
}

// peopleThenNumber reads "человек 40", "человек тридцать", "участников: 40",
// "нас будет 12", "人数30".
func (s *scan) peopleThenNumber(i int) (value, end int) {
	at := s.blurred(i)
	if s.is(at, "на") {
		at++
	}
	_, at, ok := peopleFirst.at(s.tokens, at)
	if !ok {
		return 0, i
	}
	if s.is(at, ":", "=") {
		at++
	}
	at = s.dot(at)
	if s.is(at, "на") {
		at++
	}
	value, end = s.signed(s.blurred(at))
	if end == s.blurred(at) || s.is(end, ":", ".") && s.glued(end) && s.kindAt(end+1) == number || s.clockUnit(end) {
		return 0, i
	}
	end = s.plus(end)
	if _, stop, ok := peopleUnits.at(s.tokens, end); ok {
		end = s.dot(stop)
	}
	if s.is(end, "of") && s.is(end+1, "us") {
		end += 2
	}
	return value, end
}

// clockUnit tells whether the number before token i is of hours.
func (s *scan) clockUnit(i int) bool {
	_, _, hour := hourUnits.at(s.tokens, i)
	_, _, part := partAfter.at(s.tokens, i)
	return hour || part || s.timeUnitFollows(i)
}

// bareCount reads "на 40" and "for 30" where nothing follows that is counted.
func (s *scan) bareCount(i int) (value, end int) {
	if !s.is(i, "на", "for") {
		return 0, i
	}
	at := s.blurred(i + 1)
	value, end = s.signed(at)
	if end == at || value < 25 || s.glued(end) && s.kindAt(end) != mark || end < len(s.tokens) && s.kindAt(end) != line && !s.is(end, ",", ";", ".") || s.glued(end+1) {
		return 0, i
	}
	return value, end
}

// blurred skips words such as "около".
func (s *scan) blurred(i int) int {
	for range 2 {
		if _, end, ok := blurs.at(s.tokens, i); ok {
			i = end
		}
	}
	return i
}

// plus skips the sign after "40+".
func (s *scan) plus(i int) int {
	if s.is(i, "+") {
		return i + 1
	}
	return i
}

// vague tells whether two neighbouring digits stand before a unit: 三四十人.
func (s *scan) vague(i int) bool {
	a, b := chineseDigits[s.tokens[i].norm], chineseDigits[s.tokens[i+1].norm]
	return a > 0 && b == a+1 && b < 10
}

// signed reads a number, or the greater of two, with a minus where one stands
// for itself.
func (s *scan) signed(i int) (value, end int) {
	at := i
	negative := s.is(at, "минус", "minus", "负") || s.is(at, "-") && s.glued(at+1) && s.free(at)
	if negative {
		at++
	}
	if s.kindAt(at) == han && s.kindAt(at+1) == han && s.vague(at) {
		at++ // 三四十: the greater of the two
	}
	value, end, ok := s.numberAt(at)
	if !ok {
		return 0, i
	}
	if negative {
		return -value, end
	}
	if s.is(end, "+", "плюс", "plus") {
		if second, stop, ok := s.numberAt(end + 1); ok {
			return min(value+second, absurd), stop
		}
	}
	if s.is(end, "-", "~", "до", "to", "или", "or", "到", "至") {
		if second, stop, ok := s.numberAt(end + 1); ok && second > value {
			return second, stop
		}
	}
	return value, end
}
