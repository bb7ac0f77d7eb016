package digest

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"samovar/internal/chat"
)

func TestPagesHoldEverythingOnceInOrderAndFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var items []item
		for i := range rapid.IntRange(0, 120).Draw(t, "items") {
			it := item{head: fmt.Sprint("head ", i/10), line: fmt.Sprint(i, " ", strings.Repeat("я&amp;", rapid.IntRange(0, 400).Draw(t, "long")))}
			if i%20 < 10 { // half of the sections go by days
				it.day = fmt.Sprint("day ", i/3)
			}
			if rapid.Bool().Draw(t, "pressed") {
				it.buttons = make([]chat.Button, 3)
			}
			items = append(items, it)
		}
		frame := strings.Repeat("f", rapid.IntRange(0, 700).Draw(t, "frame"))
		var lines []string
		for n, page := range split(items, frame) {
			total, rows, head, day := units(frame), 0, "", ""
			for _, it := range page {
				if it.head != head {
					total, head, day = total+units(it.head)+2, it.head, ""
				}
				if it.day != day {
					total, day = total+units(it.day)+1, it.day
				}
				total += units(it.line) + 1
				if len(it.buttons) > 0 {
					rows++
				}
				lines = append(lines, it.line)
			}
			if total > longestText-roomForFrame || rows > rowsAtMost || len(page) > linesAtMost || len(page) == 0 && len(items) > 0 {
				t.Fatalf("page %d has %d units, %d rows, %d lines", n, total, rows, len(page))
			}
		}
		for i, line := range lines {
			if line != items[i].line {
				t.Fatalf("line %d is out of its place", i)
			}
		}
		if len(lines) != len(items) {
			t.Fatalf("%d of %d are there", len(lines), len(items))
		}
	})
}
