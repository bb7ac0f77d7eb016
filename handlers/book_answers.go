package handlers

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// cut splits "key=value".
func cut(arg string) (key, value string) {
	key, value, _ = strings.Cut(arg, "=")
	return key, value
}

// mostShown is how many communities are shown as buttons; the others are found
// by their name.
const mostShown = 60

// The longest texts that are taken, in characters.
const (
	longestTitle       = 120
	longestDescription = 800
)

func (b *booker) askCommunity() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	for _, c := range b.own[:min(len(b.own), mostShown)] {
		choices = append(choices, dialog.Choice{Text: c.Name, Arg: "c=" + c.ID, Chosen: b.Community != nil && *b.Community == c.ID})
	}
	choices = append(choices, dialog.Choice{Text: b.say.Plain("book.own_event"), Arg: "c="})
	question := b.say.T("book.ask_community")
	if b.Community == nil {
		question = b.withKnown(question)
	}
	return question, b.talk.Choices(choices), nil
}

func (b *booker) pickCommunity(key, value string) (bool, error) {
	known := value == ""
	for _, c := range b.own {
		known = known || c.ID == value
	}
	if key != "c" || !known {
		return false, nil
	}
	b.Community = &value
	return true, b.advance()
}

// communityText takes the only community whose name holds the words.
func (b *booker) communityText() (bool, error) {
	words := strings.ToLower(strings.TrimSpace(b.event.Text))
	var found []string
	for _, c := range b.own {
		if words != "" && strings.Contains(strings.ToLower(c.Name), words) {
			found = append(found, c.ID)
		}
	}
	if len(found) != 1 {
		return false, nil
	}
	return b.pickCommunity("c", found[0])
}

func (b *booker) askTitle() (string, chat.Keyboard, error) {
	question := b.say.T("book.ask_title")
	if b.Title == "" {
		question = b.withKnown(question)
	}
	return question, nil, nil
}

// titleText takes a title; who says anew that they want to book is asked anew.
func (b *booker) titleText() (bool, error) {
	if intent, u := b.intent(); intent == lang.ToBook {
		b.fill(u)
		b.title(u.Title)
		return true, b.advance()
	}
	title := clean(b.event.Text)
	switch n := utf8.RuneCountInString(title); {
	case !hasWords(title):
		return false, nil
	case n > longestTitle:
		return b.complain(b.say.T("book.long_title", "Count", n, "Most", longestTitle))
	}
	b.title(title)
	return true, b.advance()
}

// title takes a title, and the format it names.
func (b *booker) title(text string) {
	text = clean(text)
	if n := utf8.RuneCountInString(text); n > longestTitle {
		b.remark(b.say.T("book.long_title", "Count", n, "Most", longestTitle))
		return
	}
	if !hasWords(text) {
		return
	}
	b.Title = text
	if b.Format == "" {
		u := lang.Understand(text, b.local(b.now), b.say.Tag(), lang.Vocabulary{})
		b.Format, _ = space.ParseFormat(u.Format)
	}
}

// hasWords says whether a text says anything: emoji alone do not.
func hasWords(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// clean makes one line of a text: no line breaks, no control characters, no
// marks that turn the direction of what follows.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, turnsDirection(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// nameOf is what a person is called, on one line; who has no name but such marks
// goes by their number.
func nameOf(p chat.Person) string {
	if name := clean(p.Name); name != "" {
		return name
	}
	return "id " + strconv.FormatInt(p.ID, 10)
}

func turnsDirection(r rune) bool {
	return r == 0x200e || r == 0x200f || r == 0x061c || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func (b *booker) askHeads() (string, chat.Keyboard, error) {
	known := ""
	if b.Headcount == 0 {
		known = b.alsoKnown()
	}
	return b.say.T("book.ask_heads", "Title", b.Title, "Known", known), b.talk.Counts(b.mostSeats()), nil
}

// mostSeats is what the largest room has.
func (b *booker) mostSeats() int {
	return min(mostSeatsOf(b.point), b.point.Headcount)
}

func (b *booker) pickHeads(key, value string) (bool, error) {
	n, err := strconv.Atoi(value)
	if key != "n" || err != nil || n < 1 || n > b.mostSeats() {
		return false, nil
	}
	b.Headcount = n
	return true, b.advance()
}

func (b *booker) headsText() (bool, error) {
	n, err := lang.Headcount(b.event.Text, b.say.Tag())
	switch {
	case err == lang.NoneFound:
		return false, nil
	case err != nil:
		return b.complain(troubleText(b.say, lang.Trouble{Kind: err.(lang.Kind), Words: clip(b.event.Text)}))
	case n > b.mostSeats():
		return b.complain(b.say.T("book.too_many", "Count", n, "Most", b.mostSeats()))
	}
	b.Headcount = n
	return true, b.advance()
}

// clip shortens words that are said back.
func clip(words string) string {
	if runes := []rune(clean(words)); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return clean(words)
}

func (b *booker) askLength() (string, chat.Keyboard, error) {
	v, err := b.dayView(b.Day)
	if err != nil {
		return "", nil, err
	}
	start := b.point.At(b.Day, *b.Start)
	var choices []dialog.Choice
	for _, length := range v.Lengths(start, b.what(), b.Room) {
		text := b.say.Plain("book.until", "Clock", b.say.Clock(b.local(start.Add(length))), "Length", b.say.Length(length))
		choices = append(choices, dialog.Choice{Text: text, Arg: "l=" + strconv.Itoa(int(length/time.Minute))})
	}
	when := b.say.Moment(b.local(start))
	return b.say.T("book.ask_length", "Title", b.Title, "When", when), chat.Keyboard{}.Grid(2, buttonsOf(b.talk, choices)...), nil
}

func buttonsOf(t dialog.Talk, choices []dialog.Choice) []chat.Button {
	buttons := make([]chat.Button, len(choices))
	for i, c := range choices {
		buttons[i] = t.Button(c.Text, c.Arg)
	}
	return buttons
}

func (b *booker) pickLength(key, value string) (bool, error) {
	minutes, err := strconv.Atoi(value)
	if key != "l" || err != nil || minutes < 1 || minutes > 24*60 {
		return false, nil
	}
	b.Length = time.Duration(minutes) * time.Minute
	return true, b.advance()
}

// lengthText takes a length ("полтора часа"), or an end ("до 20").
func (b *booker) lengthText() (bool, error) {
	if u := lang.ClockAnswer(b.event.Text, b.local(b.now), b.say.Tag()); len(u.Starts) == 0 || u.Length > 0 {
		if b.endOrLength(u) {
			return true, b.advance()
		}
	}
	length, err := lang.Duration(b.event.Text, b.say.Tag())
	switch {
	case err == lang.NoneFound:
		return false, nil
	case err != nil:
		return b.complain(troubleText(b.say, lang.Trouble{Kind: err.(lang.Kind), Words: clip(b.event.Text)}))
	}
	b.Length = length
	return true, b.advance()
}

// endOrLength takes the length, or the end after the start that is known.
func (b *booker) endOrLength(u lang.Understood) bool {
	if u.Length > 0 {
		b.Length = u.Length
		return true
	}
	if b.Start == nil || len(u.Starts) > 0 {
		return false
	}
	for _, end := range u.Ends {
		if int(end) > *b.Start {
			b.Length = time.Duration(int(end)-*b.Start) * time.Minute
			return true
		}
	}
	return false
}
