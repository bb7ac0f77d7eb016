package lang

import (
	"time"
	"unicode/utf8"
)

// LettingGo is what somebody wants to do with what they booked.
type LettingGo string

// The ways of it. A day that is said with a move may be the one to move to.
const (
	GivingUp LettingGo = "giving_up" // to cancel it
	Moving   LettingGo = "moving"    // to have it at another time
)

// lettingGo are the words that say it where a text begins with them.
var lettingGo = lexiconOf(entries[LettingGo]{
	GivingUp: `отменить|отмените|отмени|отменяем|отменяю|отменим|отмена|отозвать|отзовите|отказаться от|отказываемся от|снять бронь|снимите бронь|снимаем бронь|удалить бронь|удалите бронь|
		cancel|to cancel|call off|to call off|withdraw|取消|退订|退掉`,
	Moving: `перенести|перенесите|перенеси|перенесем|переносим|передвинуть|передвиньте|сдвинуть|сдвиньте|перебронировать|
		reschedule|to reschedule|postpone|to postpone|move my|to move my|move our|to move our|move the booking|to move the booking|move the event|move it|shift my|shift our|改期|延期|推迟|更改预订|改预订`,
})

// fallsThrough says it wherever it stands.
var fallsThrough = lexiconOf(entries[LettingGo]{
	GivingUp: `отменяется|отменяются|не состоится|не состоятся|не будет проходить|не смогу прийти|не сможем прийти|не смогу быть|не сможем быть|не получится прийти|не получится провести|не сможем провести|не смогу провести|не придем|не приду|
		can't make it|cannot make it|can not make it|can't come|cannot come|won't come|won't make it|won't be able to come|not coming|is cancelled|is canceled|is off|is called off|has to be cancelled|won't take place|
		不办了|不来了|来不了|去不了|不去了|不开了|办不了|取消了|不举办了|不举行了|想取消|要取消|需要取消`,
	Moving: `переносится|переносятся|is postponed|is moved|改期了|延期了|想改期|要改期`,
})

// beforeLettingGo is what people say before the first of these words.
var beforeLettingGo = set(`хочу|хотим|хотел бы|хотела бы|хотели бы|нужно|надо|можно|можно ли|могу ли я|прошу|мне|нам|мы|я|бы|пожалуйста|вынуждены|вынужден|вынуждена|давайте|придется|
	please|i want|we want|i would like|we would like|i'd like|we'd like|i need|we need|i have|we have|can i|can we|could you|can you|could i|could we|let's|we|i|
	我|我们|想|要|需要|请|请帮我|帮我|麻烦|能不能|可以|把|我想|我要`)

// LettingGoOf reads whether a text asks to cancel or to move what was booked, and
// what it says of that; "" where it does not, and for a request that says its day,
// its hours and its people: then the word is the title's.
func LettingGoOf(text string, now time.Time, tag Tag, v Vocabulary) (LettingGo, Understood) {
	s := newScan(text, now, tag)
	s.quotes()
	how := s.lettingGo()
	if how == "" {
		return "", Understood{}
	}
	u := Understand(text, now, tag, v)
	if len(u.Days) > 0 && len(u.Starts) > 0 && u.Headcount > 0 {
		return "", Understood{}
	}
	return how, u
}

// lettingGo finds the word: at the beginning, after courtesies and wishes, or
// anywhere if it can be nothing else.
func (s *scan) lettingGo() LettingGo {
	i := 0
	for i < len(s.tokens) {
		end := aside(s.tokens, i)
		if how, _, ok := lettingGo.at(s.tokens, i); ok && s.saysSo(i) {
			return how
		}
		if _, stop, ok := beforeLettingGo.at(s.tokens, i); ok {
			end = max(end, stop)
		}
		if end == i {
			break
		}
		i = end
	}
	for i := range s.tokens {
		if how, _, ok := fallsThrough.at(s.tokens, i); ok {
			return how
		}
	}
	return ""
}

// saysSo tells whether the word at token i is what is to be done: "отменить
// нельзя" says that it is not.
func (s *scan) saysSo(i int) bool {
	_, end, _ := lettingGo.at(s.tokens, i)
	return !s.is(end, "нельзя", "culture")
}

// Mentioned tells how much of a title a text says: how many of its longer words,
// in whatever form, and how many of its Chinese characters in a row, two at least.
func Mentioned(text, title string) int {
	_, said := tokenize(text)
	_, named := tokenize(title)
	found := 0
	for _, name := range named {
		if name.kind != han && name.kind != mark && utf8.RuneCountInString(name.norm) >= 3 && mentioned(said, name.norm) {
			found++
		}
	}
	if row := commonRow(hanOf(said), hanOf(named)); row >= 2 {
		found += row
	}
	return found
}

// commonRow is the length of the longest row that is in both.
func commonRow(a, b []string) int {
	longest, ends := 0, make([]int, len(b)+1) // rows that end before each place of b
	for _, one := range a {
		for j := len(b); j > 0; j-- {
			ends[j] = 0
			if b[j-1] == one {
				ends[j] = ends[j-1] + 1
			}
			longest = max(longest, ends[j])
		}
		ends[0] = 0
	}
	return longest
}

func mentioned(said []token, name string) bool {
	for _, t := range said {
		if t.kind != mark && sameWord(t.norm, name) {
			return true
		}
	}
	return false
}

// hanOf are the Chinese characters among the tokens.
func hanOf(tokens []token) []string {
	var all []string
	for _, t := range tokens {
		if t.kind == han {
			all = append(all, t.norm)
		}
	}
	return all
}

// stops are the words of the button that ends a conversation.
var stops = set(`отмена|отменить|отмени|отмените|отменяй|отменяем|хочу отменить|стоп|остановись|хватит|передумал|передумала|
	cancel|cancel it|cancel this|stop|i want to cancel|never mind|nevermind|取消|停止|停|我想取消|我要取消|算了`)

// Stops tells whether a text is nothing but the wish to end the conversation.
func Stops(text string) bool {
	_, tokens := tokenize(text)
	said := false
	for i := 0; i < len(tokens); {
		_, end, ok := stops.at(tokens, i)
		switch {
		case ok:
			said = true
		default:
			if end = aside(tokens, i); end == i {
				return false
			}
		}
		i = end
	}
	return said
}
