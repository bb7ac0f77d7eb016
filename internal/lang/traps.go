package lang

import "strings"

// countedThing tells whether a Russian or English word after "в 7" is what is
// numbered or counted: "в 7 классе", "в 3 этапа", "at 10 schools".
func countedThing(norm string) bool {
	for _, stem := range []string{
		"лет", "год", "раз", "этап", "час", "тур", "цвет", "рук", "част", "шаг", "слов", "язык",
		"зал", "класс", "кабинет", "аудитор", "комнат", "корпус", "школ", "групп", "дом", "ряд", "мир",
		"years", "schools", "stages", "times", "steps", "degrees", "languages", "parts",
	} {
		if strings.HasPrefix(norm, stem) {
			return true
		}
	}
	if strings.HasSuffix(norm, "ие") {
		return false // собрание, занятие
	}
	for _, ending := range []string{"е", "ах", "ях"} {
		if strings.HasSuffix(norm, ending) {
			return true
		}
	}
	return false
}

// peopleAfter tells whether the number before token i counts people. In "в 18
// человек 30" the people belong to the number after them.
func (s *scan) peopleAfter(i int) bool {
	_, end, ok := peopleUnits.at(s.tokens, i)
	if !ok {
		return false
	}
	_, _, numbered := s.numberAt(end)
	return !numbered
}

// trapped tells whether the token after a bare number shows that it counts
// something else: "в 7 классе", "до 18 лет", "at 10 schools". strict trusts no
// small letter after it.
func (s *scan) trapped(i int, strict bool) bool {
	if s.is(i, "и", "and") && s.is(i+1, "старше", "младше", "более", "over", "up", "under") {
		return true
	}
	if s.shut(i) {
		return s.peopleAfter(i)
	}
	t := s.tokens[i]
	switch {
	case t.kind == number:
		return !s.dateFollows(i)
	case t.kind == mark:
		return true
	case t.kind == sealed, t.kind == han, t.capital:
		return false
	}
	if formatAt(s.tokens, i) != "" {
		return false
	}
	return strict || countedThing(t.norm)
}
