package lang

import (
	"regexp"
	"strings"
	"testing"
)

// Marks of another script beside a Chinese character or a value. Between Latin
// letters and digits they belong: "18:00", "/log k7f3".
var halfWidthMark = regexp.MustCompile(`[\p{Han}）”。][,:;!?()]|[,:;!?()]\s?[\p{Han}“]|\p{Han}\.|\p{Han}"|"\p{Han}`)

func TestChineseTextsHaveFullWidthMarks(t *testing.T) {
	markup := regexp.MustCompile(`<[^>]*>`)
	for key, message := range loaded(t).keys[Chinese] {
		for _, text := range forms(message) {
			numbered := strings.ReplaceAll(text, "{{.Number}}", "1") // as in "1. "
			read := markup.ReplaceAllString(action.ReplaceAllString(numbered, "值"), "")
			if mixed := halfWidthMark.FindString(read); mixed != "" {
				t.Errorf("%s has %q: %s", key, mixed, text)
			}
		}
	}
}
