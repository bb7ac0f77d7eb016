package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
	"samovar/internal/space"
)

// menuOf are where the buttons of a message that open the menu lead: what, and
// at which Point.
func menuOf(t *testing.T, o chat.Out) map[string]string {
	t.Helper()
	leads := map[string]string{}
	for _, row := range o.Keyboard {
		for _, b := range row {
			p, err := chat.ParsePress(b.Data)
			if err != nil {
				t.Fatal(err)
			}
			if p.Verb == chat.VerbMenu {
				leads[p.Arg] = p.Subject
			}
		}
	}
	return leads
}

func TestButtonsLeadToThePointThatWroteThem(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	for _, id := range []string{"blg", "khv"} {
		h := houseAt(t, url, testPoint(id))
		c := h.clock()
		confirmed, late := h.event(space.Confirmed, monday.Add(2*day)), h.event(space.Requested, monday.Add(3*day))
		late.Room = "hall"
		h.book(confirmed)
		h.book(late)
		h.tickAt(c, saturday)
		seen := map[string]bool{}
		for _, at := range []time.Time{monday, monday.Add(day), monday.Add(3 * day)} {
			h.tickAt(c, at)
			for _, o := range h.outs() {
				for what, point := range menuOf(t, o) {
					kind, _, _ := strings.Cut(o.Occasion, ":")
					seen[kind+" "+what] = true
					if point != id {
						t.Errorf("%s of %s leads to %q at %q", o.Occasion, id, what, point)
					}
				}
			}
		}
		for _, one := range []string{"digest queue", "digest book", "digest my", "remind my", "expire book", "undecided queue"} {
			if !seen[one] {
				t.Errorf("no button was seen of %q", one)
			}
		}
	}
}
