package bot

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestALongTextIsCutAtALineAndItsTagsAreClosed(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		most       int
	}{
		"short stays":                   {"<b>tea</b>", "<b>tea</b>", 3},
		"entities count once":           {"&lt;&#128077;&amp;", "&lt;&#128077;&amp;", 4},
		"at a line":                     {"<b>one two\nthree four", "<b>one two…</b>", 12},
		"no line in the second half":    {"a\nbcdefghijkl", "a\nbcdefgh…", 10},
		"nested tags":                   {`<a href="x"><i>abcdef</i></a>`, `<a href="x"><i>abc…</i></a>`, 4},
		"a character of two units":      {"ab👍👍", "ab…", 4},
		"a closed tag is not closed":    {"<b>ab</b>cdef", "<b>ab</b>c…", 4},
		"a lone sign counts as written": {"a < b & c; d", "a < b…", 7},
	} {
		if got := cutHTML(c.text, c.most); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestACutTextAlwaysFitsAndStaysWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"<b>", "</b>", `<a href="q">`, "</a>", "&lt;", "&#128077;", "текст ", "\n", "👍", "\xff", "<", "&", ";"})).Draw(t, "parts")
		text, most := strings.Join(parts, ""), rapid.IntRange(2, 40).Draw(t, "most")
		if got := unitsOf(plain(cutHTML(text, most))); got > most {
			t.Fatalf("%d units of %d", got, most)
		}
		if got := unitsOf(cutPlain(text, most)); got > most {
			t.Fatalf("%d units of %d", got, most)
		}
	})
}
