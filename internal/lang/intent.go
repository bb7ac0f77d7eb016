package lang

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Intent is what somebody wants of the bot, by the name of the command that does
// it; "" where a text does not say so.
type Intent string

// The intents.
const (
	ToBook     Intent = "book"     // to reserve a room
	ToSchedule Intent = "schedule" // to see what is on
	ToOwn      Intent = "my"       // to see what they booked, or to give it up
)

// IntentOf reads what somebody wants, and what they say of it as Understand does.
// Every word of the text has to serve that: people tell stories about rooms, too.
// Only what is said to be the purpose of a room is the event's. It becomes the
// title where the language does not bend it, and hints at the format.
func IntentOf(text string, now time.Time, tag Tag, v Vocabulary) (Intent, Understood) {
	s := newScan(text, now, tag)
	s.titled = true
	s.command()
	s.roomsIn(v)
	s.quotes()
	said := s.roles()
	if len(s.rooms) > 0 {
		said |= place
	}
	s.walk()
	u := s.understood()
	intent := said.intent(len(u.Days) > 0 || len(s.rooms) > 0)
	rest, explained := s.explained()
	if intent == "" || !explained || rest < len(s.tokens) && intent != ToBook {
		return "", Understood{}
	}
	if intent == ToSchedule && len(u.Days) > 0 && s.anyRoom() {
		u.Room = ""
	}
	u.Title, u.Format = s.purpose(rest)
	return intent, u
}

// anyRoom tells whether a text speaks of a room by a word that any goes by: whether
// "the hall" is free on a day is asked of all of them.
func (s *scan) anyRoom() bool {
	return slices.ContainsFunc(s.tokens, func(t token) bool { return isGeneric[t.norm] != nil })
}

// role is what words do in saying an intent; a text has those of all its words.
type role uint

// The roles.
const (
	wish    role = 1 << iota // "I want": a room, or a deed
	may                      // "can I", "how do I": a deed
	orders                   // "reserve", which is nothing else in any text
	deed                     // "book", which is a thing, too
	hire                     // "rent", which is done to other things as well
	place                    // "a room"
	booking                  // "bookings"
	own                      // "my"
	endIt                    // "cancel"
	asks                     // "what is on"
	program                  // "the schedule"
	free                     // "free"
)

// has tells whether all of the roles are there.
func (r role) has(all role) bool { return r&all == all }

// any tells whether one of the roles is there.
func (r role) any(some role) bool { return r&some != 0 }

// intent is what the roles make together; facts are a day or a room.
func (r role) intent(facts bool) Intent {
	wonders := r.has(asks) && !r.has(wish)
	switch {
	case r.has(booking) && r.any(own|endIt):
		return ToOwn
	case r.any(own | endIt):
		return ""
	case r.has(orders), r.has(deed) && r.any(wish|may|place), r.has(hire | place), r.has(place) && r.any(wish|booking) && !r.has(asks):
		return ToBook
	case r.has(program), r.has(free | place), wonders && facts:
		return ToSchedule
	}
	return ""
}

// roles claims the words that have a role, and the courtesies.
func (s *scan) roles() role {
	var all role
	for i := 0; i < len(s.tokens); {
		_, end, ok := courtesies.at(s.tokens, i)
		if !ok {
			var r role
			r, end, ok = roles.at(s.tokens, i)
			all |= r
		}
		if !ok {
			i++
			continue
		}
		s.claim(i, end)
		i = end
	}
	return all
}

// explained tells whether nothing is left in a text but words that say nothing by
// themselves, and where what follows the word "for" begins.
func (s *scan) explained() (rest int, ok bool) {
	for i := s.unexplained(0); i < len(s.tokens); i = s.unexplained(i) {
		_, end, leads := purposes.at(s.tokens, i)
		if leads && s.unexplained(end) < len(s.tokens) {
			return end, true
		}
		if !leads {
			var idle bool
			if _, end, idle = idleWords.at(s.tokens, i); !idle {
				return i, false
			}
		}
		i = end
	}
	return len(s.tokens), true
}

// unexplained is the next token from i on that nothing was read of.
func (s *scan) unexplained(i int) int {
	for i < len(s.tokens) && (s.tokens[i].claimed || s.tokens[i].kind == mark || s.tokens[i].kind == line) {
		i++
	}
	return i
}

// purpose is what a text says that the room is for from token i on. A single word
// that is the name of a format is no title.
func (s *scan) purpose(i int) (title, format string) {
	if s.is(i, "a", "an", "the", "our", "my") {
		i++
	}
	s.claim(0, i)
	title = s.title()
	if format = s.format; format == "" {
		format = formatIn(title)
	}
	bent := unicode.Is(unicode.Cyrillic, firstRune(title))
	alone := len(strings.Fields(title)) < 2 && (format != "" || utf8.RuneCountInString(title) < 3)
	if bent || alone {
		title = ""
	}
	return title, format
}
