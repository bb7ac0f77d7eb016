package lang

import "strings"

// Tag names a language that Samovar speaks.
type Tag string

// The languages of the residents. Russian is spoken where nothing better is known.
const (
	Russian Tag = "ru"
	English Tag = "en"
	Chinese Tag = "zh"
)

// Tags lists the languages, Russian first.
func Tags() []Tag { return []Tag{Russian, English, Chinese} }

// Of chooses the language for the IETF code that Telegram sends along with a
// person ("ru", "en-GB", "zh-hans"). An unknown or empty code means Russian.
func Of(telegramCode string) Tag {
	primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(telegramCode)), "-")
	primary, _, _ = strings.Cut(primary, "_")
	switch Tag(primary) {
	case English:
		return English
	case Chinese:
		return Chinese
	}
	return Russian
}
