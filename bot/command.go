package bot

import (
	"strings"
	"unicode/utf16"
)

// commandIn finds the command that a text begins with: "/start@SomeBot rest".
// Only what Telegram marked as a command is one.
func commandIn(text string, entities []wireEntity) (name, bot, rest string, ok bool) {
	for _, e := range entities {
		if e.Type != "bot_command" || e.Offset != 0 || e.Length < 2 {
			continue
		}
		head, tail := splitUnits(text, e.Length)
		name, bot, _ = strings.Cut(strings.TrimPrefix(head, "/"), "@")
		return strings.ToLower(name), bot, strings.TrimSpace(tail), name != ""
	}
	return "", "", "", false
}

// splitUnits splits a text after so many UTF-16 units, in which Telegram counts.
// It never splits a character.
func splitUnits(text string, units int) (head, tail string) {
	for i, r := range text {
		if units <= 0 {
			return text[:i], text[i:]
		}
		units -= utf16.RuneLen(r)
	}
	return text, ""
}
