package emulator

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// htmlParser reads Telegram's HTML: few tags, all of them closed in order,
// and four named entities. Anything else that looks like one stays as text.
type htmlParser struct {
	in       string
	at       int
	out      strings.Builder
	length   int // of out, in UTF-16 units
	open     []openTag
	entities []Entity
	halves   bool // a numeric entity named half a surrogate pair
}

type openTag struct {
	name  string
	attrs map[string]string
	from  int // in UTF-16 units
	start int // in bytes of out
	begin int // in bytes of in
}

// parseHTML gives the plain text and its entities, or says at which byte the
// markup is wrong.
func parseHTML(in string) (string, []Entity, error) {
	p := &htmlParser{in: in}
	for p.at < len(p.in) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, complain("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	if p.halves {
		return "", nil, complain("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	return p.out.String(), sorted(p.entities), nil
}

func (p *htmlParser) step() error {
	switch {
	case p.in[p.at] == '&':
		p.reference()
	case strings.HasPrefix(p.in[p.at:], "</"):
		return p.endTag()
	case p.in[p.at] == '<':
		return p.startTag()
	default:
		r, size := utf8.DecodeRuneInString(p.in[p.at:])
		p.write(r)
		p.at += size
	}
	return nil
}

func (p *htmlParser) write(r rune) {
	p.out.WriteRune(r)
	p.length++
	if r > 0xffff {
		p.length++
	}
}

func (p *htmlParser) reference() {
	r, size := reference(p.in[p.at:])
	if r >= 0xd800 && r <= 0xdfff {
		p.halves = true
	}
	p.write(r)
	p.at += size
}

// reference decodes what begins with an ampersand. What is none of the known
// entities is the ampersand itself.
func reference(s string) (rune, int) {
	for name, r := range map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'} {
		if strings.HasPrefix(s[1:], name) && !letterAt(s, 1+len(name)) {
			return r, semicolon(s, 1+len(name))
		}
	}
	if strings.HasPrefix(s, "&#") {
		return numeric(s)
	}
	return '&', 1
}

func letterAt(s string, at int) bool {
	return at < len(s) && ('a' <= s[at] && s[at] <= 'z' || 'A' <= s[at] && s[at] <= 'Z')
}

func semicolon(s string, end int) int {
	if end < len(s) && s[end] == ';' {
		return end + 1
	}
	return end
}

func numeric(s string) (rune, int) {
	digits, base, from := "0123456789", 10, 2
	if strings.HasPrefix(s, "&#x") {
		digits, base, from = "0123456789abcdefABCDEF", 16, 3
	}
	end := from
	for end < len(s) && strings.IndexByte(digits, s[end]) >= 0 {
		end++
	}
	n, err := strconv.ParseUint(s[from:end], base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || end-from > 8 {
		return '&', 1
	}
	return rune(n), semicolon(s, end)
}

func (p *htmlParser) endTag() error {
	begin := p.at
	if len(p.open) == 0 {
		return complain("Unexpected end tag at byte offset %d", begin)
	}
	p.at += 2
	name := strings.ToLower(p.word(">"))
	p.space()
	if !p.next('>') {
		return complain("Unclosed end tag at byte offset %d", begin)
	}
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return complain("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	return p.close(tag)
}

func (p *htmlParser) startTag() error {
	begin := p.at
	p.at++
	name := strings.ToLower(p.word(">"))
	if p.at >= len(p.in) {
		return complain("Unclosed start tag at byte offset %d", begin)
	}
	if !supported(name) {
		return complain("Unsupported start tag %q at byte offset %d", name, begin)
	}
	tag := openTag{name: name, attrs: map[string]string{}, from: p.length, start: p.out.Len(), begin: begin}
	if err := p.attributes(tag); err != nil {
		return err
	}
	if name == "span" && tag.attrs["class"] != "tg-spoiler" {
		return complain("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, tag)
	return nil
}

func supported(name string) bool {
	switch name {
	case "a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre",
		"span", "tg-spoiler", "tg-emoji", "tg-time", "blockquote":
		return true
	}
	return false
}

// word reads up to a space or one of the stops.
func (p *htmlParser) word(stops string) string {
	from := p.at
	for p.at < len(p.in) && strings.IndexByte(whiteSpace+stops, p.in[p.at]) < 0 {
		p.at++
	}
	return p.in[from:p.at]
}

func (p *htmlParser) space() {
	for p.at < len(p.in) && strings.IndexByte(whiteSpace, p.in[p.at]) >= 0 {
		p.at++
	}
}

func (p *htmlParser) next(c byte) bool {
	if p.at < len(p.in) && p.in[p.at] == c {
		p.at++
		return true
	}
	return false
}
