package scheduler

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// away is a house that reminds and asks, with three of Anna's events ahead:
// tomorrow at noon and in the evening, and in 14 days.
func away(t *testing.T) (h *house, soon, evening, far space.Booking) {
	t.Helper()
	h = newHouse(t)
	h.point.Digest, h.point.Reminders, h.point.StillOn = "", []time.Duration{day, time.Hour}, []time.Duration{14 * day}
	book := func(room string, ahead time.Duration) space.Booking {
		b := h.event(space.Confirmed, saturday.Add(ahead))
		b.Room, b.Title, b.Created = room, fmt.Sprint("in ", ahead), saturday.Add(-2*day)
		return h.book(b)
	}
	return h, book("class", 25*time.Hour), book("hall", 30*time.Hour), book("class", 14*day+2*time.Hour)
}

func TestWhatWasMissedIsToldEachReaderInOneMessage(t *testing.T) {
	h, soon, evening, far := away(t)
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, saturday.Add(8*time.Hour)) // the clock stood still meanwhile
	sent := map[int64]chat.Out{}
	for _, o := range h.messages() {
		if _, twice := sent[o.Chat]; twice {
			t.Errorf("%d is written to twice: %s", o.Chat, o.Text)
		}
		sent[o.Chat] = o
	}
	for _, id := range []int64{anna, boris, vera} {
		for _, b := range []space.Booking{soon, evening} {
			if !strings.Contains(sent[id].Text, b.Title) {
				t.Errorf("%d is not told of %q: %s", id, b.Title, sent[id].Text)
			}
		}
	}
	own := sent[anna]
	if !strings.Contains(own.Text, far.Title) || strings.Contains(sent[vera].Text, far.Title) {
		t.Errorf("the question is asked of others than the resident:\n%s\n%s", own.Text, sent[vera].Text)
	}
	verbs := map[string]int{}
	for _, row := range own.Keyboard {
		for _, b := range row {
			p, err := chat.ParsePress(b.Data)
			if err != nil {
				t.Fatal(err)
			}
			verbs[fmt.Sprint(p.Verb, " ", p.Subject)]++
		}
	}
	for what, n := range map[string]int{fmt.Sprint(chat.VerbShow, " ", soon.ID): 1, fmt.Sprint(chat.VerbShow, " ", evening.ID): 1,
		fmt.Sprint(chat.VerbStill, " ", far.ID): 2, fmt.Sprint(chat.VerbMenu, " ", h.point.ID): 1} {
		if verbs[what] != n {
			t.Errorf("%d buttons of %q, want %d", verbs[what], what, n)
		}
	}
	h.tickAt(c, saturday.Add(9*time.Hour))
	h.expect("an hour later", map[string]int{})
}

func TestWhatIsAFewMinutesLateComesAsItAlwaysDoes(t *testing.T) {
	h, _, evening, _ := away(t)
	h.change(evening.ID, func(b *space.Booking) { b.Start, b.End = saturday.Add(25*time.Hour), saturday.Add(26*time.Hour) })
	h.clockAway(time.Hour + lateBy)
	if sent := h.messages(); len(sent) != 6 {
		t.Errorf("%d messages: %v", len(sent), kinds(t, sent))
	}
}

func TestWhatIsMissedIsSentWhileItIsOfUseAndElseLetGoAndCounted(t *testing.T) {
	for _, c := range []struct {
		away time.Duration
		want map[string]int
		gone string
	}{
		{30 * time.Minute, map[string]int{}, ""},
		{10 * time.Hour, map[string]int{"remind:24h0m0s to 42": 2, "remind:24h0m0s to 43": 2, "remind:24h0m0s to 44": 2}, ""},
		{26 * time.Hour, each("remind:24h0m0s", anna, boris, vera), "what=\"2 remind\""},
		{31 * time.Hour, map[string]int{}, "what=\"4 remind\""},
		{8 * day, map[string]int{}, "what=\"4 remind\""},
	} {
		h, _, _, _ := away(t)
		h.point.StillOn = nil
		h.clockAway(c.away)
		h.expect(c.away.String(), c.want)
		if log := h.logged(); strings.Count(log, "let go") != min(1, len(c.gone)) || !strings.Contains(log, c.gone) {
			t.Errorf("%s: it does not say %q:\n%s", c.away, c.gone, log)
		}
		h.tickAt(h.clock(), saturday.Add(c.away))
		h.expect("again", map[string]int{})
	}
}

// clockAway lets a clock stop now, and another start after so long.
func (h *house) clockAway(length time.Duration) {
	h.t.Helper()
	h.tickAt(h.clock(), saturday)
	h.tickAt(h.clock(), saturday.Add(length))
}

func TestDigestsThatWereMissedForWeeksComeOnceAndTheOthersAreCounted(t *testing.T) {
	h := newHouse(t)
	h.tickAt(h.clock(), saturday)
	h.tickAt(h.clock(), monday.Add(15*day)) // the third Monday's are a day late
	if log := h.logged(); !strings.Contains(log, `what="2 digests"`) {
		t.Errorf("it does not say that two were let go:\n%s", log)
	}
}

func TestManyClocksThatReturnTellWhatWasMissedOnce(t *testing.T) {
	h, _, _, _ := away(t)
	h.tickAt(h.clock(), saturday)
	h.tickTogether(h.replicas(6), saturday.Add(8*time.Hour))
	told := map[int64]int{}
	for _, o := range h.messages() {
		told[o.Chat] += strings.Count(o.Text, "in 25h") + strings.Count(o.Text, "in 30h")
	}
	for _, id := range []int64{anna, boris, vera} {
		if told[id] != 2 {
			t.Errorf("%d is told of two events %d times", id, told[id])
		}
	}
}

func TestMuchThatWasMissedFillsAsManyMessagesAsItNeeds(t *testing.T) {
	h := newHouse(t)
	h.point.Digest, h.point.Reminders = "", []time.Duration{day}
	for n := range 20 {
		b := h.event(space.Confirmed, saturday.Add(day+2*time.Hour+time.Duration(n)*30*time.Minute))
		b.End, b.Community, b.Title = b.Start.Add(30*time.Minute), "", strings.Repeat("длинно <и> ", 40)
		h.book(b)
	}
	h.clockAway(16 * time.Hour)
	listed := 0
	for _, o := range h.messages() {
		if len([]rune(o.Text)) > longestMessage {
			t.Errorf("%d characters", len([]rune(o.Text)))
		}
		listed += strings.Count(o.Text, "<b>длинно")
	}
	if listed != 20 {
		t.Errorf("%d of 20 are listed", listed)
	}
}
