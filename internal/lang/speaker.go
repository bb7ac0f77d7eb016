package lang

import (
	"errors"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Speaker says things in one language. It is a small value, cheap to copy.
type Speaker struct {
	tag       Tag
	localizer *i18n.Localizer
}

// In returns the speaker of a language.
func (t *Texts) In(tag Tag) Speaker {
	return Speaker{tag: tag, localizer: i18n.NewLocalizer(t.bundle, string(tag))}
}

// Tag tells the language; that of the zero Speaker is Russian.
func (s Speaker) Tag() Tag {
	if s.tag == "" {
		return Russian
	}
	return s.tag
}

// T says a text for HTML parse mode. The arguments are names and values in turn:
// s.T("book.taken", "Room", room.Name, "Count", 3). Values are escaped unless
// they are HTML; Count chooses the plural form. A key that is missing in the
// language comes back in ⟦brackets⟧.
func (s Speaker) T(key string, args ...any) string {
	return s.say(key, values{args: args, markup: true})
}

// Plain says a text where no markup is read: button labels, toasts, calendars.
// Nothing is escaped.
func (s Speaker) Plain(key string, args ...any) string {
	return s.say(key, values{args: args})
}

// say finds the form and writes it.
func (s Speaker) say(key string, given values) string {
	if s.localizer == nil {
		return bracketed(key)
	}
	ask := i18n.LocalizeConfig{MessageID: key, TemplateData: given, TemplateParser: compiler{}}
	if count, ok := given.of("Count"); ok {
		ask.PluralCount = countable(count)
	}
	text, err := s.localizer.Localize(&ask)
	var missing *i18n.MessageNotFoundErr
	if text == "" || errors.As(err, &missing) {
		return bracketed(key)
	}
	return text
}

// countable passes what the plural rules can count and drops the rest, for
// which the form "other" is right.
func countable(count any) any {
	switch count.(type) {
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return count
	}
	return nil
}
