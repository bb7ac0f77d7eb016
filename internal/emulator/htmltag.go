package emulator

import (
	"regexp"
	"strconv"
	"strings"
)

// attributes reads up to the closing bracket of a start tag.
func (p *htmlParser) attributes(tag openTag) error {
	for {
		p.space()
		if p.next('>') {
			return nil
		}
		if p.at >= len(p.in) {
			return complain("Unclosed start tag at byte offset %d", tag.begin)
		}
		if err := p.attribute(tag); err != nil {
			return err
		}
	}
}

func (p *htmlParser) attribute(tag openTag) error {
	name := p.word("=>")
	if name == "" {
		return complain("Empty attribute name in the tag %q at byte offset %d", tag.name, tag.begin)
	}
	p.space()
	if tag.name == "blockquote" && name == "expandable" && !strings.HasPrefix(p.in[p.at:], "=") {
		tag.attrs[name] = "expandable"
		return nil
	}
	if !p.next('=') {
		return complain("Expected equal sign in declaration of an attribute of the tag %q at byte offset %d", tag.name, tag.begin)
	}
	p.space()
	if p.at >= len(p.in) {
		return complain("Unclosed start tag %q at byte offset %d", tag.name, tag.begin)
	}
	value, err := p.value(tag)
	tag.attrs[strings.ToLower(name)] = value
	return err
}

func (p *htmlParser) value(tag openTag) (string, error) {
	quote := p.in[p.at]
	if quote != '"' && quote != '\'' {
		return p.token()
	}
	p.at++
	var value strings.Builder
	for p.at < len(p.in) && p.in[p.at] != quote {
		if p.in[p.at] != '&' {
			value.WriteByte(p.in[p.at])
			p.at++
			continue
		}
		r, size := reference(p.in[p.at:])
		value.WriteRune(r)
		p.at += size
	}
	if !p.next(quote) || p.at >= len(p.in) {
		return "", complain("Unclosed start tag at byte offset %d", tag.begin)
	}
	return value.String(), nil
}

// token is a value without quotes: letters, digits, periods and hyphens.
func (p *htmlParser) token() (string, error) {
	from := p.at
	word := p.word(">")
	for _, c := range []byte(word) {
		if !letterAt(string(c), 0) && (c < '0' || c > '9') && c != '.' && c != '-' {
			return "", complain("Unexpected end of name token at byte offset %d", from)
		}
	}
	return strings.ToLower(word), nil
}

// close makes the entity of a tag that ended. Empty ones leave nothing.
func (p *htmlParser) close(tag openTag) error {
	e := Entity{Offset: tag.from, Length: p.length - tag.from}
	if e.Length == 0 {
		return nil
	}
	switch tag.name {
	case "a":
		return p.link(e, tag)
	case "pre", "code":
		p.code(e, tag)
		return nil
	case "tg-emoji":
		return p.emoji(e, tag)
	case "tg-time":
		return p.time(e, tag)
	}
	e.Type = styleOf(tag)
	p.entities = append(p.entities, e)
	return nil
}

func styleOf(tag openTag) string {
	switch tag.name {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "blockquote":
		if tag.attrs["expandable"] != "" {
			return "expandable_blockquote"
		}
		return "blockquote"
	}
	return "spoiler"
}

// link drops the mark of a link that leads nowhere, as Telegram does.
func (p *htmlParser) link(e Entity, tag openTag) error {
	e.Type, e.URL = "text_link", tag.attrs["href"]
	if e.URL == "" {
		e.URL = p.out.String()[tag.start:]
	}
	if validURL(e.URL) == nil {
		p.entities = append(p.entities, e)
	}
	return nil
}

// code joins <pre><code class="language-x"> into one entity.
func (p *htmlParser) code(e Entity, tag openTag) {
	e.Type = tag.name
	language, _ := strings.CutPrefix(tag.attrs["class"], "language-")
	if n := len(p.entities); tag.name == "pre" && n > 0 && p.entities[n-1].Type == "code" &&
		p.entities[n-1].Offset == e.Offset && p.entities[n-1].Length == e.Length {
		p.entities[n-1].Type = "pre"
		return
	}
	if tag.name == "code" && len(p.open) > 0 && p.open[len(p.open)-1].name == "pre" {
		e.Language = language
	}
	p.entities = append(p.entities, e)
}

func (p *htmlParser) emoji(e Entity, tag openTag) error {
	e.Type, e.CustomEmojiID = "custom_emoji", tag.attrs["emoji-id"]
	if id, err := strconv.ParseInt(e.CustomEmojiID, 10, 64); err != nil || id == 0 {
		return complain("Invalid custom emoji identifier specified")
	}
	p.entities = append(p.entities, e)
	return nil
}

// dateTimeFormat is how an instant can be shown: in words of how far it is, or by
// the day of the week, the date and the time, each short or long; or as it is
// written.
var dateTimeFormat = regexp.MustCompile(`^(r|w?[dD]?[tT]?)$`)

// time is refused without an instant, and with a format that is none.
func (p *htmlParser) time(e Entity, tag openTag) error {
	e.Type, e.DateTimeFormat = "date_time", tag.attrs["format"]
	unix, err := strconv.ParseInt(tag.attrs["unix"], 10, 64)
	if err != nil || unix <= 0 {
		return complain("Invalid unix time specified in the tag \"tg-time\" at byte offset %d", tag.begin)
	}
	if !dateTimeFormat.MatchString(e.DateTimeFormat) {
		return complain("Invalid date-time format specified in the tag \"tg-time\" at byte offset %d", tag.begin)
	}
	e.UnixTime = unix
	p.entities = append(p.entities, e)
	return nil
}
