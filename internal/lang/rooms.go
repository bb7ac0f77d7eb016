package lang

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// alias is one name of a room as tokens, hyphens left out.
type alias struct {
	id    string
	words []string
}

// aliases lists the names of all rooms, the longest first.
func aliases(rooms map[string][]string) []alias {
	var all []alias
	for _, id := range slices.Sorted(maps.Keys(rooms)) {
		for _, name := range rooms[id] {
			words := namesOf(name)
			if len(words) == 0 {
				continue
			}
			all = append(all, alias{id, words})
			if head := headOf(words); head != "" && onlyOf(rooms, id, head) {
				all = append(all, alias{id, []string{head}})
			}
			if joined := strings.Join(words, ""); len(words) > 1 && !unicode.Is(unicode.Han, firstRune(joined)) {
				all = append(all, alias{id, []string{joined}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b alias) int { return b.size() - a.size() })
	return all
}

// bareName reads a room's name at token i, or a word that any room goes by, which
// is none.
func (s *scan) bareName(i int, v Vocabulary) (id string, end int) {
	for _, a := range v.rooms {
		if end, ok := s.namedHere(i, a); ok {
			return a.id, end
		}
	}
	_, end, _ = isGeneric.at(s.tokens, i)
	return "", end
}

// headOf is the word by which a room of two words is called for short in Russian,
// "выставочная" for "выставочная зона"; "" where there is none. Elsewhere such a
// word says too much else: "meeting".
func headOf(words []string) string {
	if len(words) == 2 && strings.HasSuffix(words[0], "ая") {
		return words[0]
	}
	return ""
}

// onlyOf tells whether no other room has the word in a name.
func onlyOf(rooms map[string][]string, id, head string) bool {
	for other, names := range rooms {
		for _, name := range names {
			if other != id && slices.Contains(namesOf(name), head) {
				return false
			}
		}
	}
	return true
}

func (a alias) size() int { return len(strings.Join(a.words, "")) }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// namesOf cuts a name into words as they are compared.
func namesOf(name string) []string {
	_, tokens := tokenize(name)
	var words []string
	for _, t := range tokens {
		if t.kind == word || t.kind == han || t.kind == number {
			words = append(words, t.norm)
		}
	}
	return words
}

// roomsIn looks for the rooms named in the text, in any case and number.
func (s *scan) roomsIn(v Vocabulary) {
	for i := 0; i < len(s.tokens); i++ {
		if id, end := s.roomAt(i, v.rooms); end > i {
			i = s.takeRoom(id, i, end) - 1
		}
	}
}

// takeRoom notes the room named by the tokens [i, end), and returns the token
// after all that belongs to the name.
func (s *scan) takeRoom(id string, i, end int) int {
	from, to := s.roomAround(i, end)
	s.claim(from, to)
	if !slices.Contains(s.rooms, id) {
		s.rooms = append(s.rooms, id)
	}
	if len(s.rooms) == 2 {
		s.trouble(SeveralRooms, i, end)
	}
	return to
}

// roomAmong finds the name of one word that stands among what was understood,
// without a comma or a preposition: "завтра 14:00-16:00 classroom 20 people". It
// is looked for where no room was named otherwise; the first one counts.
func (s *scan) roomAmong(v Vocabulary) (id string, i, end int) {
	for i = range s.tokens {
		if k := s.tokens[i].kind; len(s.rooms) > 0 || k != word || !s.tokens[i].readable() || !s.wordBegins(i) {
			continue
		}
		ofHours := s.kindAt(i-1) == number && s.is(i-2, "-", "~") // to be seen: "14-16 класс"
		if i == 0 || !s.tokens[i-1].claimed && !ofHours {
			continue
		}
		if id, end = s.bareName(i, v); end > i && (s.parted(end) || s.titleBegins(i, end)) {
			return id, i, end
		}
	}
	return "", 0, 0
}

// roomAt finds the longest name that stands at token i.
func (s *scan) roomAt(i int, names []alias) (id string, end int) {
	if k := s.tokens[i].kind; k != word && k != han && k != number || !s.wordBegins(i) {
		return "", i
	}
	for _, a := range names {
		end, ok := s.namedHere(i, a)
		if ok && (end > i+1 || s.tokens[i].kind == han || s.standsAlone(i)) {
			return a.id, end
		}
	}
	return "", i
}

// standsAlone tells whether a name of one word is not part of a longer saying,
// such as "в 7 классе" or "classroom management".
func (s *scan) standsAlone(i int) bool {
	from, _ := s.roomAround(i, i+1)
	return from < i || s.is(i-1, "или", "либо", "и", "or", "and") || (s.open(i) || s.askedFor(i)) && (!s.titled || s.parted(i+1))
}

// asksFor are the words that begin a text and ask for the room after them.
var asksFor = set("book|reserve|забронировать|забронируй|забронируйте|бронируй|бронируйте|бронирую|забронь|зарезервируй|зарезервируйте|зарезервировать|расписание|schedule|лучше|давайте|тогда|свободен|свободна|свободен ли|свободна ли|rather|better")

// isGeneric are the names that any room may go by, so that nobody means one by
// them: "забронируй зал".
var isGeneric = set("зал|зала|зале|комната|комнату|помещение|room|hall|venue")

// askedFor tells whether token i stands after what asks for a room, which begins
// the text: "book classroom", "свободен ли класс".
func (s *scan) askedFor(i int) bool {
	_, _, generic := isGeneric.at(s.tokens, i)
	for back := 1; back <= min(i, 2) && !generic; back++ {
		if _, end, asks := asksFor.at(s.tokens, i-back); asks && end == i && s.open(i-back) {
			return true
		}
	}
	return false
}

// parted tells whether what follows a room's name before token end is no word
// that belongs to it.
func (s *scan) parted(end int) bool {
	if s.shut(end) || s.kindAt(end) == number && !s.glued(end) || s.kindAt(end) == han || s.kindAt(end) == sealed {
		return true
	}
	_, day := s.peekDay(end)
	return day || s.counted(end) || kindly(s.tokens, end) > end
}

// titleBegins tells whether a title follows the room's name: "завтра класс Йога".
func (s *scan) titleBegins(i, end int) bool {
	return s.kindAt(end) == word && s.tokens[end].capital && !s.tokens[i].capital
}

// wordBegins tells whether token i is no second part of a compound: the "класс"
// of "мастер-класс".
func (s *scan) wordBegins(i int) bool {
	joined := i > 1 && s.tokens[i].glued && s.is(i-1, "-") && s.tokens[i-1].glued && s.kindAt(i-2) == word
	return !joined
}

// namedHere compares a name with the tokens from i on.
func (s *scan) namedHere(i int, a alias) (end int, ok bool) {
	for k, name := range a.words {
		if k > 0 && s.is(i, "-") {
			i++
		}
		if i >= len(s.tokens) || !s.tokens[i].readable() || !sameWord(s.tokens[i].norm, name) {
			return i, false
		}
		i++
	}
	if s.is(i, "-") && s.glued(i) && s.glued(i+1) && s.kindAt(i+1) != mark {
		return i, false
	}
	return i, true
}

// sameWord tells whether a word is a form of the name: "зале" of "зал",
// "выставочной" of "выставочная". Only Russian bends its words.
func sameWord(said, name string) bool {
	if said == name {
		return true
	}
	if !unicode.Is(unicode.Cyrillic, firstRune(name)) {
		return said == name+"s" && len(name) > 2
	}
	a, b := []rune(said), []rune(name)
	shared := 0
	for shared < min(len(a), len(b)) && a[shared] == b[shared] {
		shared++
	}
	stem := max(len(b)-2, min(3, len(b)))
	return shared >= stem && len(a)-shared <= 3 && len(a)-len(b) <= 2
}

// Words that introduce a room and belong to it.
var roomPrefixes = set("в|во|на|in|in the|at|at the|the|room|зал|в зале|в зал|зале|комната|в комнате|аудитория|в аудитории|在|于|用|in room|the room")

// roomAround widens a room's name to the quotes and the preposition about it.
func (s *scan) roomAround(i, end int) (from, to int) {
	if i > 0 && quoteEnds[s.tokens[i-1].norm] != "" && s.is(end, quoteEnds[s.tokens[i-1].norm]) {
		i, end = i-1, end+1
	}
	for back := 3; back >= 1; back-- {
		if _, stop, ok := roomPrefixes.at(s.tokens, max(i-back, 0)); ok && stop == i {
			i -= back
			break
		}
	}
	return max(i, 0), end
}
