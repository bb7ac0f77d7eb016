package lang

import (
	"strings"
	"time"
)

// question says what a text answers, which makes bare numbers mean something.
type question int

const (
	everything question = iota
	askedDay
	askedClock
)

// scan is one reading of one text: its tokens and what has been found so far.
type scan struct {
	clean  string
	tokens []token
	now    time.Time
	today  Date
	tag    Tag
	asked  question
	titled bool // what is not understood is a title

	days    []daySaid
	hours   []hoursSaid
	parts   []Part
	lengths []time.Duration
	counts  []int
	rooms   []string
	format  string

	equipment []string

	troubles []Trouble

	frequency Frequency
	times     int  // of the dates of a series
	until     Date // the last day of a series
}

func newScan(text string, now time.Time, tag Tag) *scan {
	s := &scan{now: now, today: DateOf(now), tag: tag}
	s.clean, s.tokens = tokenize(text)
	return s
}

// words returns the text of the tokens [i, end) as it was written.
func (s *scan) words(i, end int) string {
	if i >= end {
		return ""
	}
	return s.clean[s.tokens[i].from:s.tokens[end-1].to]
}

// trouble notes what cannot be, on the words of the tokens [i, end).
func (s *scan) trouble(kind Kind, i, end int) {
	s.troubles = append(s.troubles, Trouble{Kind: kind, Words: s.words(i, end)})
}

// claim marks tokens as understood.
func (s *scan) claim(i, end int) {
	for ; i < end; i++ {
		s.tokens[i].claimed = true
	}
}

// is tells whether token i is one of the given marks or words.
func (s *scan) is(i int, norms ...string) bool {
	if i < 0 || i >= len(s.tokens) || !s.tokens[i].readable() {
		return false
	}
	for _, norm := range norms {
		if s.tokens[i].norm == norm {
			return true
		}
	}
	return false
}

// glued tells whether token i follows the one before without a space.
func (s *scan) glued(i int) bool { return i < len(s.tokens) && s.tokens[i].glued }

// kindAt tells what token i is; past the end it is the end of a line.
func (s *scan) kindAt(i int) kind {
	if i < 0 || i >= len(s.tokens) {
		return line
	}
	return s.tokens[i].kind
}

// dot skips the full stop of an abbreviation.
func (s *scan) dot(i int) int {
	if s.glued(i) && s.is(i, ".") {
		return i + 1
	}
	return i
}

// free tells whether token i begins something of its own: it is not the tail of
// a name such as "B2", "COVID-19", "3.12" or "№5".
func (s *scan) free(i int) bool {
	if i == 0 || !s.glued(i) {
		return true
	}
	before := s.tokens[i-1]
	if before.claimed || before.kind == han || before.kind == line || before.kind == sealed {
		return true
	}
	if before.kind != mark {
		return s.tokens[i].kind == han
	}
	if strings.Contains("#№$€₽^@", before.norm) {
		return false
	}
	joins := strings.Contains("./-_'", before.norm) || strings.Contains(",:", before.norm) && s.kindAt(i-2) == number
	return !joins || !before.glued || i < 2 || s.tokens[i-2].claimed || s.kindAt(i-2) == mark || s.kindAt(i-2) == han || s.wide(i-1)
}

// wide tells whether a mark is of Chinese typography, which stands without a
// space after it.
func (s *scan) wide(i int) bool { return s.tokens[i].to-s.tokens[i].from > 2 && !s.is(i, "-") }

// open tells whether nothing of the title leans on token i from the left: the
// text or a part of it begins here, or what stands before is understood.
func (s *scan) open(i int) bool {
	if i == 0 {
		return true
	}
	before := s.tokens[i-1]
	switch before.kind {
	case line:
		return true
	case mark:
		return before.claimed || s.free(i)
	}
	return before.claimed
}

// shut tells whether nothing of the title leans on what ends before token i from
// the right.
func (s *scan) shut(i int) bool {
	if i >= len(s.tokens) || s.tokens[i].claimed {
		return true
	}
	switch s.tokens[i].kind {
	case line:
		return true
	case mark:
		joined := s.tokens[i].glued && s.glued(i+1) && s.kindAt(i+1) != mark && !s.wide(i) && (!s.is(i, ",", ";") || s.kindAt(i+1) == number)
		return !joined && !s.is(i, "+", "%", "°")
	}
	return s.leads(i)
}

// over tells whether the saying surely ends before token i: nothing follows that
// it could belong to.
func (s *scan) over(i int) bool {
	if s.another(i) {
		return true
	}
	if !s.shut(i) {
		return false
	}
	if i >= len(s.tokens) || s.tokens[i].claimed || s.kindAt(i) == mark || s.kindAt(i) == line {
		return true
	}
	_, end, hour := startWords.at(s.tokens, i)
	if _, clock := s.clockAt(end); hour && clock > end {
		return true
	}
	_, _, part := partWords.at(s.tokens, i)
	_, _, name := partNames.at(s.tokens, i)
	return part || name || s.counted(i)
}

// another tells whether one more saying about the day begins at token i.
func (s *scan) another(i int) bool {
	if s.is(i, "и", "или", "and", "or", "和", "或") && s.weekdayNamed(i+1) {
		return true
	}
	_, _, week := weekWords.at(s.tokens, i)
	_, _, near := nearWords.at(s.tokens, i)
	return week || near
}

// leads tells whether token i begins a new saying about time or people.
func (s *scan) leads(i int) bool {
	_, _, leading := leadingWords.at(s.tokens, i)
	return leading || s.weekdayNamed(i) || s.counted(i)
}

// leadingWords begin a saying.
var leadingWords = set(`в|во|на|с|со|до|к|ко|по|от|для|из|и|у|нас|за|сегодня|завтра|послезавтра|утром|днем|вечером|ночью|вечер|утро|человек|
	at|on|in|from|to|till|until|for|and|with|by|the|morning|afternoon|evening|night|today|tomorrow|tonight|people|about|around|
	在|到|至|从|和|与|今天|明天|后天|今晚|明晚|上午|下午|晚上|早上|中午|傍晚|凌晨|大约|大概|约|共|一共|我们|人数|开始|举办|举行|办|开|用|周|星期|礼拜|请|订|预订`)
