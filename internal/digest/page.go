package digest

import (
	"html"
	"regexp"
	"unicode/utf16"

	"samovar/internal/chat"
	"samovar/internal/lang"
)

// What one page holds at most.
const (
	longestText  = 4096 // of a message, in UTF-16 units once its tags are taken out
	linesAtMost  = 16
	rowsAtMost   = 8  // of buttons, besides those that every page has
	marksAtMost  = 90 // Telegram shows the first hundred marks of a message
	marksOfLine  = 3  // its time twice, its title
	marksOfDay   = 1  // of a heading
	roomForFrame = 64 // units for what stands between
)

// item is one thing that a digest tells, with its buttons.
type item struct {
	head    string // of its section
	day     string // a heading within it, "" for none: one stands above all lines of a day
	line    string
	buttons []chat.Button
}

// Page words a page, or the last where there are not as many.
func (d Digest) Page(say lang.Speaker, page int) (string, chat.Keyboard) {
	w := wording{Digest: d, say: say}
	pages := split(w.items(), d.frame(say, 0))
	if page = max(0, min(page, len(pages)-1)); page > 0 {
		w.page = page // its buttons come back to it
		pages = split(w.items(), d.frame(say, 0))
	}
	text := d.frame(say, page)
	var before item
	var k chat.Keyboard
	for _, it := range pages[page] {
		text += it.above(before) + "\n" + it.line
		before, k = it, k.Row(it.buttons...)
	}
	if d.reader.Group {
		text += "\n\n" + say.T("digest.foot")
	}
	return text, append(k.Row(w.arrows(len(pages))...), w.menu()...)
}

// above are the headings that stand between an item and the one before it on its
// page.
func (it item) above(before item) string {
	text, day := "", it.day
	if it.head != before.head {
		text = "\n\n" + it.head
	} else if it.day == before.day {
		return ""
	}
	if day != "" {
		text += "\n" + day
	}
	return text
}

// split shares the items out to pages; there is one even of nothing. The frame
// is the longest that a page has.
func split(items []item, frame string) [][]item {
	pages := [][]item{nil}
	left, rows, marks := longestText-units(frame)-2*roomForFrame, rowsAtMost, marksAtMost
	full := left
	var before item
	for _, it := range items {
		cost, marked := it.costs(before)
		last := len(pages) - 1
		if n := len(pages[last]); n > 0 && (n == linesAtMost || cost > left || len(it.buttons) > 0 && rows == 0 || marks < marked) {
			pages = append(pages, nil)
			last, left, rows, marks = last+1, full, rowsAtMost, marksAtMost
			cost, marked = it.costs(item{})
		}
		if len(it.buttons) > 0 {
			rows--
		}
		before, left, marks = it, left-cost, marks-marked
		pages[last] = append(pages[last], it)
	}
	return pages
}

// costs is how many units, and how many marks, an item takes after the one
// before it.
func (it item) costs(before item) (long, marks int) {
	above := it.above(before)
	long, marks = units(above)+units(it.line)+1, marksOfLine
	if it.day != "" && above != "" {
		marks += marksOfDay
	}
	return long, marks
}

var tag = regexp.MustCompile(`<[^>]*>`)

// units is how long Telegram takes a text to be.
func units(markup string) int {
	return len(utf16.Encode([]rune(html.UnescapeString(tag.ReplaceAllString(markup, "")))))
}
