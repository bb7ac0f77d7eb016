package chaos

import (
	"fmt"
	"regexp"
	"strconv"

	"samovar/internal/chat"
)

// Messages is what became of all that was to be sent.
type Messages struct {
	Due, Delivered, Replaced, LetGo, Doubled, TooLong int
	Answers, TooLate                                  int // to presses
	Forgotten                                         int // came in a lapse, and were never due
	Again                                             int // new ones that came in a lapse, and may come again for it
	Wrong                                             []string
	Lost                                              int

	lapses Lapses
	came   []Arrival
}

// spoken is a text in a chat: as often as it was due, and as often as it came.
type spoken struct {
	chat int64
	text uint64
}

// Place is where a message stood in the outboxes of a Point: its chat and number.
type Place struct{ Chat, Seq int64 }

var goes = regexp.MustCompile(`msg="message let go" point=\S+ chat=(-?\d+) seq=(\d+) `)

// LetGo are the messages that a log says were let go.
func LetGo(log string) map[Place]bool {
	all := map[Place]bool{}
	for _, found := range goes.FindAllStringSubmatch(log, -1) {
		to, _ := strconv.ParseInt(found[1], 10, 64) // digits
		seq, _ := strconv.ParseInt(found[2], 10, 64)
		all[Place{to, seq}] = true
	}
	return all
}

type tally struct {
	head       string
	due        int // not replaced
	replaced   int
	new, edits int
	lane       string
	seq        int64 // of the one that is due, where there is but one
	first      int   // the arrival that came first, from 1
}

// AuditMessages holds what Telegram accepted against what stood in the outboxes:
// each message that was not replaced by a newer one has to be there, and those
// of one chat and lane in their order. Apart are texts that go past the
// outboxes, and what the logs say was let go because it waited until it was of
// no use. That something came in a lapse may be forgotten, or that it was due.
func AuditMessages(due []*Due, came []Arrival, apart map[uint64]bool, letGo map[Place]bool, lapses Lapses) Messages {
	m := Messages{lapses: lapses, came: came}
	texts, answers := map[spoken]*tally{}, map[string]int{}
	for _, d := range due {
		m.count(d, letGo[Place{d.Chat, d.Seq}], texts, answers)
	}
	for i, a := range came {
		if a.Press != "" {
			answers[a.Press]++
			if a.Late {
				m.TooLate++
			}
			continue
		}
		m.arrive(i+1, a, texts, apart)
	}
	m.answered(due, answers)
	for at, t := range texts {
		m.settle(at, t)
	}
	m.ordered(due, texts)
	return m
}

// count takes down one that is due.
func (m *Messages) count(d *Due, letGo bool, texts map[spoken]*tally, answers map[string]int) {
	switch {
	case d.Kind == chat.Answer:
		m.Answers++
		return
	case d.Kind != chat.Say && d.Kind != chat.Send:
		return // it changes what is there, and says nothing
	case d.Text.Long:
		m.TooLong++
		return
	}
	at := spoken{d.Chat, d.Text.Sum}
	t := texts[at]
	if t == nil {
		t = &tally{head: d.Text.Head}
		texts[at] = t
	}
	if d.Superseded {
		t.replaced++
		m.Replaced++
		return
	}
	if letGo {
		t.replaced++ // it may have come before its sender was killed
		m.LetGo++
		if !d.Expires {
			m.wrong("let go, though it is always of use: %q to %d", d.Text.Head, d.Chat)
		}
		return
	}
	t.due++
	t.lane, t.seq = d.Lane, d.Seq
	m.Due++
	if !d.Done {
		m.wrong("left in the outbox: %q to %d", d.Text.Head, d.Chat)
	}
}

// arrive takes down one that came. What was due once and is said again by an
// edit, such as the text of an old question, is no matter; a new message that
// was never due is.
func (m *Messages) arrive(n int, a Arrival, texts map[spoken]*tally, apart map[uint64]bool) {
	t := texts[spoken{a.Chat, a.Text.Sum}]
	lapsed := m.lapses.Holds(a.At)
	if lapsed && a.New {
		m.Again++
	}
	switch {
	case apart[a.Text.Sum]:
	case t == nil && a.New && !a.Text.Long && lapsed:
		m.Forgotten++
	case t == nil && a.New && !a.Text.Long:
		m.wrong("never due: %q to %d", a.Text.Head, a.Chat)
	case t == nil:
	case a.New:
		t.new++
		t.first = first(t.first, n)
	default:
		t.edits++
		t.first = first(t.first, n)
	}
}

func first(known, n int) int {
	if known == 0 {
		return n
	}
	return known
}

// answered looks that each press that was to be answered was.
func (m *Messages) answered(due []*Due, answers map[string]int) {
	for _, d := range due {
		if d.Kind == chat.Answer && answers[d.Press] == 0 {
			m.lost("the answer to press %s of %d", d.Press, d.Chat)
		}
	}
}

// settle says what became of one text in one chat.
func (m *Messages) settle(at spoken, t *tally) {
	got := t.new + t.edits
	m.Delivered += min(got, t.due)
	for n := got; n < t.due; n++ {
		m.lost("%q to %d, due %d times, came %d times", t.head, at.chat, t.due, got)
	}
	m.Doubled += max(0, min(t.new, got-t.due-t.replaced))
}

// ordered looks that those texts that were due once came in the order of their
// chat and lane.
func (m *Messages) ordered(due []*Due, texts map[spoken]*tally) {
	type line struct {
		chat int64
		lane string
	}
	last := map[line]*tally{}
	for _, d := range due {
		t := texts[spoken{d.Chat, d.Text.Sum}]
		if t == nil || t.due != 1 || t.replaced > 0 || t.first == 0 || d.Kind == chat.Answer || d.Superseded {
			continue
		}
		before := last[line{d.Chat, d.Lane}]
		if before != nil && before.first > t.first && !m.lapses.Holds(m.came[t.first-1].At) && !m.lapses.Holds(m.came[before.first-1].At) {
			m.wrong("out of order in %d: %q came before %q", d.Chat, t.head, before.head)
		}
		last[line{d.Chat, d.Lane}] = t
	}
}

func (m *Messages) lost(format string, args ...any) {
	m.Lost++
	m.wrong("lost: "+format, args...)
}

func (m *Messages) wrong(format string, args ...any) {
	m.Wrong = append(m.Wrong, fmt.Sprintf(format, args...))
}
