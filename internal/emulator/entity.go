package emulator

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Entity is a marked stretch of a text. Offsets count UTF-16 units.
type Entity struct {
	Type           string `json:"type"`
	Offset         int    `json:"offset"`
	Length         int    `json:"length"`
	URL            string `json:"url,omitempty"`
	Language       string `json:"language,omitempty"`
	CustomEmojiID  string `json:"custom_emoji_id,omitempty"`
	UnixTime       int64  `json:"unix_time,omitempty"`
	DateTimeFormat string `json:"date_time_format,omitempty"`
	User           any    `json:"user,omitempty"`
}

// units is the length that Telegram counts: UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// trimmed cuts the white space around a text, as Telegram does, and moves
// the entities along.
func trimmed(text string, entities []Entity) (string, []Entity) {
	left := strings.TrimLeft(text, whiteSpace)
	cut := units(text) - units(left)
	text = strings.TrimRight(left, whiteSpace)
	end := units(text)
	kept := entities[:0]
	for _, e := range entities {
		last := min(e.Offset+e.Length-cut, end)
		e.Offset = max(0, e.Offset-cut)
		e.Length = last - e.Offset
		if e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return text, kept
}

const whiteSpace = " \t\r\n\v\x00"

// sorted orders entities as Telegram reports them: outer ones first.
func sorted(entities []Entity) []Entity {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
	return entities
}

// detector finds what clients mark by themselves.
type detector struct {
	kind    string
	pattern *regexp.Regexp
}

func detectors() []detector {
	return []detector{
		{"url", regexp.MustCompile(`(?i)\b(?:https?://[^\s<>"]+|t\.me/[^\s<>"]+)`)},
		{"email", regexp.MustCompile(`(?i)\b[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b`)},
		{"bot_command", regexp.MustCompile(`(?:^|[\s(>])(/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)`)},
		{"mention", regexp.MustCompile(`(?:^|[\s(>])(@[A-Za-z][A-Za-z0-9_]{3,31})`)},
		{"hashtag", regexp.MustCompile(`(?:^|[\s(])(#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)`)},
	}
}

// detect adds the links, commands and mentions that overlap no entity yet.
func (s *Server) detect(text string, entities []Entity) []Entity {
	for _, d := range s.detectors {
		for _, at := range d.pattern.FindAllStringSubmatchIndex(text, -1) {
			from, to := at[len(at)-2], at[len(at)-1]
			to -= trailingPunctuation(d.kind, text[from:to])
			e := Entity{Type: d.kind, Offset: units(text[:from]), Length: units(text[from:to])}
			if !overlaps(entities, e) {
				entities = append(entities, e)
			}
		}
	}
	return sorted(entities)
}

func trailingPunctuation(kind, match string) int {
	if kind != "url" {
		return 0
	}
	return len(match) - len(strings.TrimRight(match, ".,;:!?)»”'"))
}

func overlaps(entities []Entity, e Entity) bool {
	return slices.ContainsFunc(entities, func(o Entity) bool {
		if styleOnly(o.Type) {
			return false
		}
		return e.Offset < o.Offset+o.Length && o.Offset < e.Offset+e.Length
	})
}

func styleOnly(kind string) bool {
	switch kind {
	case "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote":
		return true
	}
	return false
}

// given are the entities that a bot names itself instead of a parse mode.
func given(text string, list []any) ([]Entity, *failure) {
	end := units(text)
	var entities []Entity
	for _, item := range list {
		d, _ := item.(dictionary)
		e := Entity{
			Type: d.text("type"), Offset: int(d.integer("offset")), Length: int(d.integer("length")),
			URL: d.text("url"), Language: d.text("language"), CustomEmojiID: d.text("custom_emoji_id"),
			UnixTime: d.integer("unix_time"), DateTimeFormat: d.text("date_time_format"),
		}
		if f := e.check(end); f != nil {
			return nil, f
		}
		entities = append(entities, e)
	}
	return sorted(entities), nil
}

func (e Entity) check(end int) *failure {
	if e.Offset < 0 || e.Offset > end {
		return badRequest("receive an entity with incorrect offset %d", e.Offset)
	}
	if e.Length < 0 || e.Offset+e.Length > end {
		return badRequest("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d",
			e.Offset, e.Offset+e.Length)
	}
	return nil
}
