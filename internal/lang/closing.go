package lang

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Closing is what could be read out of words about closing a room, or the whole
// house, for some days.
type Closing struct {
	Room     string // the id of the room named, "" for none
	House    bool   // the whole house was named
	Unknown  string // words where a room should stand, which is none of the house's
	First    Date   // zero where no day was said, or several could be meant
	Last     Date
	Reason   string // what is left of the words
	Troubles []Trouble
}

// ReadClosing reads "зал 2027-01-03..08", "учебный класс 3–8 января, ремонт",
// "hall tomorrow", "the whole house from 28 December to 3 January". What stands
// before the days names a room, what stands after them is the reason.
func ReadClosing(text string, now time.Time, tag Tag, v Vocabulary) Closing {
	s := newScan(spelledOut(text), now, tag)
	s.roomsIn(v)
	c := Closing{House: s.houseNamed()}
	s.eachDay()
	if len(s.rooms) == 1 {
		c.Room = s.rooms[0]
	}
	c.First, c.Last = s.spanOfDays()
	before, after := s.aroundDays()
	if c.Room == "" && !c.House {
		c.Unknown = before
	} else {
		after = strings.TrimSpace(before + " " + after)
	}
	c.Reason, c.Troubles = after, s.troubles
	return c
}

// ReadDays reads the answer to "until which day?" or "which days?": the first
// and the last of them, zero where none was said or several could be meant.
func ReadDays(text string, now time.Time, tag Tag) (first, last Date, troubles []Trouble) {
	s := newScan(spelledOut(text), now, tag)
	s.asked = askedDay
	s.eachDay()
	first, last = s.spanOfDays()
	return first, last, s.troubles
}

// dotted is a span as programs write it: "2027-01-03..08", "..01-08",
// "..2027-01-08".
var dotted = regexp.MustCompile(`(\d{4})-(\d{2})-(\d{2})\s*\.\.\.?\s*(?:(?:(\d{4})-)?(\d{2})-)?(\d{1,2})\b`)

// spelledOut writes such a span with both its days whole. A month before that of
// the first day is of the next year.
func spelledOut(text string) string {
	return dotted.ReplaceAllStringFunc(text, func(said string) string {
		part := dotted.FindStringSubmatch(said)
		year, month, day := part[4], part[5], ("0" + part[6])[len(part[6])-1:]
		if month == "" {
			month = part[2]
		}
		if year == "" {
			year = part[1]
			if n, err := strconv.Atoi(year); err == nil && month < part[2] {
				year = strconv.Itoa(n + 1)
			}
		}
		return part[1] + "-" + part[2] + "-" + part[3] + " - " + year + "-" + month + "-" + day
	})
}

// houseWords name the whole house.
var houseWords = set(`вся точка|всю точку|точка|точку|весь дом|все здание|здание|все залы|всё|все|дом целиком|
	the whole house|whole house|the house|house|everything|all rooms|the point|whole point|all|整个沸点|全部|所有房间|沸点|全馆`)

// houseNamed claims the words that name the whole house.
func (s *scan) houseNamed() bool {
	named := false
	for i := range s.tokens {
		if _, end, ok := houseWords.at(s.tokens, i); ok && !named {
			s.claim(i, end)
			named = true
		}
	}
	return named
}

// eachDay reads all days and nothing else.
func (s *scan) eachDay() {
	for i := 0; i < len(s.tokens); {
		end := i
		if s.tokens[i].readable() {
			end = s.day(i)
		}
		if end > i {
			s.claim(i, end)
			i = end
			continue
		}
		i++
	}
}

// through stands between the first day of a span and its last.
var through = set("-|--|~|до|по|to|till|until|til|through|到|至|по до|- по")

// spanOfDays is the first and the last day that were said: a day, days in a row,
// or two days with "to" between them. Where one could mean several it is none.
func (s *scan) spanOfDays() (first, last Date) {
	if len(s.days) == 2 && s.spanned(s.days[0], s.days[1]) {
		a, b := s.meant(s.days[0]), s.meant(s.days[1])
		if len(a) == 1 && len(b) == 1 {
			return a[0], b[0]
		}
		return Date{}, Date{}
	}
	days := s.candidates()
	if len(days) == 0 {
		return Date{}, Date{}
	}
	for i, day := range days {
		if day != days[0].AddDays(i) {
			return Date{}, Date{}
		}
	}
	return days[0], days[len(days)-1]
}

// spanned tells whether the words between two days make a span of them.
func (s *scan) spanned(a, b daySaid) bool {
	between := slices.DeleteFunc(slices.Clone(s.tokens[a.to:b.from]), func(t token) bool { return t.claimed })
	if len(between) == 0 {
		return s.is(b.from, "до", "по", "to", "到", "至")
	}
	_, end, ok := through.at(between, 0)
	return ok && end == len(between)
}

// aroundDays are the words before the first day and those after it that are not
// understood, without what only leads over.
func (s *scan) aroundDays() (before, after string) {
	first := len(s.tokens)
	if len(s.days) > 0 {
		first = s.days[0].from
	}
	return s.unclaimed(0, first), s.unclaimed(first, len(s.tokens))
}

// leadOver are words that only lead to a day, a room or a reason.
var leadOver = set("с|со|на|из-за|из за|по причине|причина|от|до|по|в|from|for|because of|due to|since|on|to|till|until|the|since|从|自|到|至|因为|由于|因|起")

// unclaimed are the words of the tokens [i, end) that nothing was read of.
func (s *scan) unclaimed(i, end int) string {
	for i < end {
		if _, stop, ok := leadOver.at(s.tokens, i); ok && !s.tokens[i].claimed {
			i = stop
		} else if s.tokens[i].claimed || s.kindAt(i) == mark && !s.is(i, "\"", "«", "#", "№") || s.kindAt(i) == line {
			i++
		} else {
			break
		}
	}
	for end > i && (s.tokens[end-1].claimed || s.is(end-1, ",", ";", ":", "-", "(", "с", "from", "从") || s.kindAt(end-1) == line) {
		end--
	}
	return strings.TrimSpace(s.words(i, max(i, end)))
}
