package main

import (
	"fmt"
	"strings"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/lang"
)

// promptly is how soon after its time a message has to be there, by the bot's
// clock; what a killed process was sending comes a lease later.
const promptly = 5 * time.Minute

// audit holds all chats against what was expected.
type audit struct {
	*weeks
	wanted map[string][]*expected // by kind, chat and what it is about
	tally  map[string]*tally
	kinds  []string
}

// tally is one line of the table.
type tally struct{ wanted, once, twice, lost, stray int }

// mark is what the bot sent: a reminder of any lead is one kind, since only
// its time tells.
func mark(kind string, chat int64, about string) string {
	kind, _, _ = strings.Cut(kind, ",")
	return fmt.Sprint(kind, "|", chat, "|", about)
}

// audited reads all chats.
func (w *weeks) audited(all []*expected) *audit {
	a := &audit{weeks: w, wanted: map[string][]*expected{}, tally: map[string]*tally{}}
	for _, e := range all {
		a.line(e.kind).wanted++
		key := mark(e.kind, e.chat, e.about)
		a.wanted[key] = append(a.wanted[key], e)
	}
	for _, s := range w.spots {
		a.reads(club{}, w.telegram.Person(s.admin, emulator.Profile{}).Messages())
		for _, c := range s.clubs {
			a.reads(c, w.telegram.Person(c.resident, emulator.Profile{}).Messages())
			a.reads(c, w.telegram.Person(c.lead, emulator.Profile{}).Messages())
			if c.group != 0 {
				a.reads(c, w.telegram.Group(c.group, c.name).Messages())
			}
		}
	}
	a.counts(all)
	return a
}

func (a *audit) line(kind string) *tally {
	if a.tally[kind] == nil {
		a.tally[kind] = &tally{}
		a.kinds = append(a.kinds, kind)
	}
	return a.tally[kind]
}

// reads counts each message of a chat for what was to come at its time.
func (a *audit) reads(c club, messages []emulator.Message) {
	for _, m := range messages {
		kind, about := a.classify(c, m)
		found := false
		for _, e := range a.wanted[mark(kind, m.ChatID, about)] {
			if late := m.Date.Sub(e.at); late >= -time.Second && late < max(promptly, e.late) {
				e.came++
				found = true
			}
		}
		if !found {
			a.line("anything else").stray++
			a.t.Errorf("nothing was to come to %d at %s: %s", m.ChatID, m.Date, m.Text)
		}
	}
}

// classify says what a message is, by its words.
func (a *audit) classify(c club, m emulator.Message) (kind, about string) {
	text := append(m.History, m.Text)[0]
	if m.Text == displayed(a.texts.In(lang.Russian).Plain("announce.digest_sent", "Count", clubsOfSpot, "Total", clubsOfSpot)) {
		return reported, ""
	}
	if head, _, _ := strings.Cut(displayed(a.texts.In(lang.Russian).Plain("digest.admins", "Point", "")), "\n"); c.id == "" && strings.HasPrefix(text, head) {
		return ofAdmins, ""
	}
	first, rest, _ := strings.Cut(text, "\n")
	reminds, _, _ := strings.Cut(a.texts.In(lang.Of(c.language)).Plain("clock.remind", "In", "|"), "|")
	if strings.HasPrefix(first, displayed(reminds)) {
		_, title, _ := strings.Cut(rest, "Act ")
		title, _, _ = strings.Cut(title, ".")
		return "reminder", "Act " + title + "."
	}
	if strings.Contains(first, c.name) {
		return "digest", c.name
	}
	return "anything else", first
}

// counts fills the table.
func (a *audit) counts(all []*expected) {
	for _, e := range all {
		line := a.line(e.kind)
		switch {
		case e.came == 0:
			line.lost++
			a.t.Errorf("lost: the %s about %s to %d at %s", e.kind, e.about, e.chat, e.at)
		case e.came == 1:
			line.once++
		default:
			line.twice += e.came - 1
			if e.came-1 > a.flying[e.chat] {
				a.t.Errorf("%d times: the %s about %s to %d at %s, of which %d were in flight at a kill", e.came, e.kind, e.about, e.chat, e.at, a.flying[e.chat])
			}
		}
	}
}

// twice is how many messages came again.
func (a *audit) twice() (n int) {
	for _, line := range a.tally {
		n += line.twice
	}
	return n
}

// String is the table.
func (a *audit) String() string {
	var table strings.Builder
	fmt.Fprintf(&table, "%-16s %8s %8s %8s %8s %8s\n", "", "to come", "once", "again", "lost", "stray")
	for _, kind := range a.kinds {
		line := a.tally[kind]
		fmt.Fprintf(&table, "%-16s %8d %8d %8d %8d %8d\n", kind, line.wanted, line.once, line.twice, line.lost, line.stray)
	}
	return table.String()
}
