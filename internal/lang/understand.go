package lang

import (
	"slices"
	"time"
)

// Understood is what could be read out of a text. What was not said is empty;
// where several things could be meant, all of them stand there to ask about.
type Understood struct {
	Days      []Date        // candidates: none is not said, one is sure, several are to ask about
	Part      Part          // said instead of a clock time: "вечером"
	Starts    []Clock       // candidates: "в 7" is 07:00 and 19:00
	Ends      []Clock       // candidates, each of the start in its place; alone where only an end was said
	Length    time.Duration // 0 is not said
	Headcount int           // 0 is not said
	Room      string        // the id of the room named
	Equipment []string      // the ids of what has to be there
	Format    string        // a hint: "lecture", "workshop", "meeting", "hackathon", "competition", "exhibition"
	Often     Frequency     // of a series; its first day is of Days
	Times     int           // how many dates the series has; 0 is not said
	Until     Date          // its last day; zero is not said
	Title     string        // what is left of the text
	Troubles  []Trouble     // what was understood but cannot be
}

// Vocabulary holds the names that a text may use, made ready to be looked for.
type Vocabulary struct {
	rooms     []alias // the longest first
	equipment []alias
}

// VocabularyOf makes one of the rooms' ids, each with the room's names and
// aliases in all languages, and of those of equipment likewise. It is to be made
// once and used for every text.
func VocabularyOf(rooms, equipment map[string][]string) Vocabulary {
	return Vocabulary{aliases(rooms), equipmentNames(equipment)}
}

// Understand reads a request written in one message: the day, the time, the
// length, the room, the headcount, and what remains as the title. now carries the
// Point's zone; the tag decides only where the text itself does not. A day is
// never guessed: where two could be meant, both are returned.
func Understand(text string, now time.Time, tag Tag, v Vocabulary) Understood {
	s := newScan(text, now, tag)
	s.titled = true
	s.command()
	s.roomsIn(v)
	s.quotes()
	s.equipmentIn(v)
	s.walkWith(v)
	u := s.understood()
	u.Equipment = s.equipment
	u.Title = s.title()
	if u.Format = s.format; u.Format == "" {
		u.Format = formatIn(u.Title)
	}
	return u
}

// command skips "/book" or "/book@bot" before the request itself.
func (s *scan) command() {
	if !s.is(0, "/") || !s.glued(1) {
		return
	}
	end := 2
	if s.is(2, "@") && s.glued(2) {
		for end = 3; end < len(s.tokens) && s.glued(end); end++ {
		}
	}
	s.claim(0, min(end, len(s.tokens)))
}

// walkWith walks, and does it anew where a room turns out to be named among what
// was understood: then more of it can be.
func (s *scan) walkWith(v Vocabulary) {
	fresh := s.copied()
	s.walk()
	id, i, end := s.roomAmong(v)
	if end == i {
		return
	}
	if fresh.claim(i, end); id != "" {
		fresh.takeRoom(id, i, end)
	}
	fresh.walk()
	if fresh.tokens[i-1].claimed {
		*s = *fresh
	}
}

// copied is a reading that goes on from here by itself.
func (s *scan) copied() *scan {
	other := *s
	other.tokens = slices.Clone(s.tokens)
	return &other
}

// walk reads the text from its beginning to its end, and claims what it
// understands.
func (s *scan) walk() {
	for i := 0; i < len(s.tokens); {
		end := s.step(i)
		if end <= i {
			i++
			continue
		}
		s.claim(i, end)
		i = end
	}
}

// step reads the one saying that begins at token i, if one does.
func (s *scan) step(i int) int {
	if !s.tokens[i].readable() {
		return i
	}
	for _, read := range []func(int) int{s.label, s.recurring, s.dates, s.lastDay, s.count, s.day, s.clocks, s.length, s.part} {
		if end := read(i); end > i {
			return end
		}
	}
	return i
}

// part reads a part of the day that is said for itself.
func (s *scan) part(i int) int {
	if part, end := s.notBefore(i); end > i {
		s.parts = append(s.parts, part)
		return end
	}
	part, end, ok := partWords.at(s.tokens, i)
	sure := ok && (s.open(i) || s.shut(end) || s.kindAt(i) == han) && !s.is(end, "茶", "рождения", "of")
	if !sure {
		part, end, ok = partNames.at(s.tokens, i)
		after := i > 0 && s.tokens[i-1].claimed
		sure = ok && s.over(end) && (after || s.open(i)) || ok && after && s.english(i) && s.afterDay(i)
	}
	if !sure {
		return i
	}
	s.parts = append(s.parts, part)
	return end
}

// notBefore reads "после 18", which leaves the hour open.
func (s *scan) notBefore(i int) (Part, int) {
	_, at, ok := notBefore.at(s.tokens, i)
	if !ok {
		return NoPart, i
	}
	m, end := s.clockAt(at)
	if end == at || m.invalid || m.bare && s.trapped(end, true) {
		return NoPart, i
	}
	switch starts := m.starts(); {
	case starts[len(starts)-1] >= 17*60:
		return Evening, end
	case starts[len(starts)-1] >= Noon:
		return Afternoon, end
	}
	return Morning, end
}

// understood brings together what was found.
func (s *scan) understood() Understood {
	part := s.dayPart()
	u := Understood{Days: s.candidates(), Often: s.frequency, Times: s.times, Until: s.until}
	u.Starts, u.Ends = s.resolveHours(part)
	if len(s.hours) == 0 {
		u.Part = part
	}
	if len(s.lengths) > 0 {
		u.Length = s.lengths[0]
	}
	if len(s.counts) > 0 {
		u.Headcount = slices.Max(s.counts)
	}
	if len(s.rooms) == 1 {
		u.Room = s.rooms[0]
	}
	s.forgetPast(&u)
	s.checkMidnight(&u)
	u.Troubles = s.troubles
	return u
}

// dayPart is the part of the day that was said; two different ones are none.
func (s *scan) dayPart() Part {
	part := NoPart
	for _, p := range s.parts {
		if part != NoPart && p != part {
			return NoPart
		}
		part = p
	}
	return part
}

// forgetPast drops the hours of today that have passed, and today where all of
// them have and another day could be meant.
func (s *scan) forgetPast(u *Understood) {
	if len(u.Starts) == 0 || !slices.Contains(u.Days, s.today) {
		return
	}
	ahead := func(c Clock) bool { return c >= ClockOf(s.now) }
	switch {
	case !slices.ContainsFunc(u.Starts, ahead) && len(u.Days) > 1:
		u.Days = slices.DeleteFunc(u.Days, func(d Date) bool { return d == s.today })
	case !slices.ContainsFunc(u.Starts, ahead):
		s.troubles = append(s.troubles, Trouble{Kind: PastClock, Words: s.hourWords()})
	case len(u.Days) == 1:
		u.keepStarts(ahead)
	}
}

// keepStarts keeps the starts of which the test holds, with their ends.
func (u *Understood) keepStarts(holds func(Clock) bool) {
	var starts, ends []Clock
	for i, start := range u.Starts {
		if !holds(start) {
			continue
		}
		starts = append(starts, start)
		if i < len(u.Ends) {
			ends = append(ends, u.Ends[i])
		}
	}
	u.Starts, u.Ends = starts, ends
}

// checkMidnight notes an event that would last into another day.
func (s *scan) checkMidnight(u *Understood) {
	if u.Length == 0 || len(u.Ends) > 0 || len(u.Starts) == 0 {
		return
	}
	fits := func(c Clock) bool { return c+Clock(u.Length/time.Minute) <= DayEnd }
	if slices.ContainsFunc(u.Starts, fits) {
		u.keepStarts(fits)
		return
	}
	s.troubles = append(s.troubles, Trouble{Kind: AcrossMidnight, Words: s.hourWords()})
}

// hourWords are the words that said the hours.
func (s *scan) hourWords() string {
	if len(s.hours) == 0 {
		return ""
	}
	return s.words(s.hours[0].from, s.hours[0].to)
}
