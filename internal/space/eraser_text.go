package space

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Phone numbers as they are written in Russia and in China, any with a country's
// code, and e-mail addresses. Days and hours look like none of these.
var (
	phone   = regexp.MustCompile(`\+\d[\d\s().-]{7,17}\d|(?:^|[^\d.:-])[78](?:[\s()-]*\d){10}|(?:^|\D)1[3-9]\d{9}`)
	address = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`)
)

// How many characters a name has at least that is looked for: in what others
// write shorter ones are words of the language, in what is one's own they are
// whole names in Chinese.
const (
	shortestName = 3
	shortestOwn  = 2
)

// anonymous is a text without phone numbers and addresses.
func anonymous(s string) string {
	return phone.ReplaceAllString(address.ReplaceAllString(s, removedText), " "+removedText)
}

// text is a text without the names of who has a part in it and goes.
func (e Eraser) text(s string) string {
	if len(e.words) == 0 {
		return s
	}
	least := shortestName
	if e.own {
		least = shortestOwn
	}
	for _, word := range e.words {
		if utf8.RuneCountInString(word) >= least {
			s = struck(struck(s, "@"+word), word)
		}
	}
	return strings.TrimSpace(s)
}

// struck is a text with a mark wherever the words stand by themselves,
// whatever their case.
func struck(s, words string) string {
	found := regexp.MustCompile(`(?i)`+regexp.QuoteMeta(words)).FindAllStringIndex(s, -1)
	var left strings.Builder
	from := 0
	for _, at := range found {
		if before, _ := utf8.DecodeLastRuneInString(s[:at[0]]); isWord(before) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(s[at[1]:]); isWord(after) {
			continue
		}
		left.WriteString(s[from:at[0]] + removedText)
		from = at[1]
	}
	return left.String() + s[from:]
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_') && !unicode.Is(unicode.Han, r)
}
