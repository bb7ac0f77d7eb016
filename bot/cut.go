package bot

import (
	"html"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Telegram's limits, in UTF-16 units after entities are taken out.
const (
	longestText    = 4096
	longestCaption = 1024
	longestAnswer  = 200
)

const ellipsis = "…"

// piece is the next bit of an HTML text: a tag, an entity or a character.
type piece struct {
	size  int    // bytes
	units int    // UTF-16 units it counts for
	tag   string // its name, with a slash when it closes; "" for no tag
}

func nextPiece(text string) piece {
	switch text[0] {
	case '<':
		if end := strings.IndexByte(text, '>'); end > 0 {
			name, _, _ := strings.Cut(text[1:end], " ")
			return piece{size: end + 1, tag: name}
		}
	case '&':
		if end := strings.IndexByte(text, ';'); end > 0 && end <= 10 {
			if plain := html.UnescapeString(text[:end+1]); plain != text[:end+1] {
				return piece{size: end + 1, units: unitsOf(plain)}
			}
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	return piece{size: size, units: utf16.RuneLen(r)}
}

// unitsOf counts a plain text as Telegram does.
func unitsOf(plain string) int {
	n := 0
	for _, r := range plain {
		n += utf16.RuneLen(r)
	}
	return n
}

// cutHTML shortens a text that is too long for Telegram, at the end of a line
// where there is one in its second half, and closes the tags that were open.
func cutHTML(text string, most int) string {
	units, anywhere, line := 0, 0, 0
	for pos := 0; pos < len(text); {
		p := nextPiece(text[pos:])
		if text[pos] == '\n' && units >= most/2 && units < most {
			line = pos
		}
		pos, units = pos+p.size, units+p.units
		if units < most {
			anywhere = pos
		}
	}
	if units <= most {
		return text
	}
	if line > 0 {
		anywhere = line
	}
	kept := text[:anywhere]
	return strings.TrimRight(kept, " \n") + ellipsis + closing(kept)
}

// closing closes the tags that a text leaves open.
func closing(text string) string {
	var open []string
	for len(text) > 0 {
		p := nextPiece(text)
		text = text[p.size:]
		switch {
		case p.tag == "":
		case p.tag[0] != '/':
			open = append(open, "</"+p.tag+">")
		case len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	slices.Reverse(open)
	return strings.Join(open, "")
}

// plain takes the tags off a text and its entities out.
func plain(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		p := nextPiece(text)
		if p.tag == "" {
			b.WriteString(html.UnescapeString(text[:p.size]))
		}
		text = text[p.size:]
	}
	return b.String()
}

// cutPlain shortens a text without markup.
func cutPlain(text string, most int) string {
	if unitsOf(text) <= most {
		return text
	}
	head, _ := splitUnits(text, most-unitsOf(ellipsis)-1) // the last character may have two units
	return strings.TrimRight(head, " \n") + ellipsis
}
