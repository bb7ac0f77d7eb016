package lang

import "strings"

// Shorten cuts a text to n characters, the last a sign that it was cut.
func Shorten(s string, n int) string {
	characters := []rune(s)
	if len(characters) <= n {
		return s
	}
	return strings.TrimSpace(string(characters[:n-1])) + "…"
}
