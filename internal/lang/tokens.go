package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many bytes of a text are read: 4096 characters of Telegram, at
// their widest.
const longest = 4 * 4096

// kind tells what a token is made of.
type kind int

const (
	word   kind = iota // letters of an alphabet
	han                // one Chinese character
	number             // digits
	mark               // punctuation, a symbol, an emoji
	line               // the end of a line
	sealed             // quoted text, in which nothing is looked for
)

// token is a piece of the text as it is compared, and where it stood.
type token struct {
	kind     kind
	norm     string // lower case, ё as е, full width as ASCII
	value    int    // of a number
	digits   int    // how many digits a number has
	from, to int    // bytes in the cleaned text
	glued    bool   // no space before it
	capital  bool   // begins with a capital letter
	claimed  bool   // understood, so no part of the title
}

// tokenize cleans a text of what cannot be seen and cuts it into tokens.
func tokenize(text string) (clean string, tokens []token) {
	clean = cleaned(text)
	for at := 0; at < len(clean); {
		r, size := utf8.DecodeRuneInString(clean[at:])
		switch {
		case r == '\n':
			tokens = append(tokens, token{kind: line, norm: "\n", from: at, to: at + 1})
			at++
		case unicode.IsSpace(r):
			at += size
		default:
			t := cut(clean, at, r, size)
			t.glued = len(tokens) > 0 && tokens[len(tokens)-1].to == at
			tokens = append(tokens, t)
			at = t.to
		}
	}
	return clean, tokens
}

// cut takes the token that begins at the byte.
func cut(clean string, at int, r rune, size int) token {
	switch {
	case plain(r) >= '0' && plain(r) <= '9':
		return cutNumber(clean, at)
	case unicode.Is(unicode.Han, r) || r == '〇':
		return token{kind: han, norm: string(r), from: at, to: at + size}
	case unicode.IsLetter(r):
		return cutWord(clean, at)
	}
	return token{kind: mark, norm: string(plain(r)), from: at, to: at + size}
}

// cutWord takes letters, with an apostrophe between them as in "o'clock".
func cutWord(clean string, at int) token {
	end := at
	for end < len(clean) {
		r, size := utf8.DecodeRuneInString(clean[end:])
		next, _ := utf8.DecodeRuneInString(clean[end+size:])
		inner := plain(r) == '\'' && unicode.IsLetter(next)
		if unicode.Is(unicode.Han, r) || !unicode.IsLetter(r) && !unicode.IsMark(r) && !inner {
			break
		}
		end += size
	}
	first, _ := utf8.DecodeRuneInString(clean[at:])
	return token{kind: word, norm: folded(clean[at:end]), from: at, to: end, capital: unicode.IsUpper(first)}
}

// cutNumber takes digits, and superscripts after them for what they are: 10⁹.
func cutNumber(clean string, at int) token {
	t := token{kind: number, from: at, to: at}
	var norm strings.Builder
	for t.to < len(clean) {
		r, size := utf8.DecodeRuneInString(clean[t.to:])
		digit := plain(r)
		if digit < '0' || digit > '9' {
			break
		}
		t.value = min(t.value*10+int(digit-'0'), absurd)
		t.digits++
		norm.WriteRune(digit)
		t.to += size
	}
	if r, size := utf8.DecodeRuneInString(clean[t.to:]); strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r) && size > 1 {
		t.value, t.digits = absurd, t.digits+1
		norm.WriteRune(r)
		t.to += size
	}
	t.norm = norm.String()
	return t
}

// absurd is the number that stands for all that are too great to be meant.
const absurd = 1_000_000_000

// cleaned drops what cannot be seen (marks of direction, joiners of nothing,
// controls) and what is no text, and bounds the length.
func cleaned(text string) string {
	if len(text) > longest {
		text = text[:longest]
	}
	text = strings.ToValidUTF8(text, "")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200d' || r == '\n':
			return r // an emoji may be joined of several
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t' || r == '\v' || r == '\f':
			return ' '
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r):
			return -1
		}
		return r
	}, text)
}

// folded writes a word as it is compared.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u0301' {
			return -1 // an accent that shows the stress
		}
		r = unicode.ToLower(plain(r))
		if r == 'ё' {
			return 'е'
		}
		return r
	}, s)
}

// plain replaces a character of full width or of Chinese typography, and each of
// the many dashes, with its ASCII sister.
func plain(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	switch r {
	case '–', '—', '‒', '―', '‐', '‑', '−', '﹣':
		return '-'
	case '〜', '∼':
		return '~'
	case '、', '，':
		return ','
	case '。':
		return '.'
	case '’', '‘', '`', 'ʼ':
		return '\''
	}
	return r
}
