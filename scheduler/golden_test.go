package scheduler

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// story makes one of each message that the clock has, and reads them as they
// were sent.
func story(t *testing.T) []chat.Out {
	h := newHouse(t)
	h.write(store.Change{People: []space.Person{{ID: admin2, Name: "Zhao", Language: "zh"}}})
	h.communities(
		space.Community{ID: "chess", Name: "Шахматы", Language: "en", Chat: -7},
		space.Community{ID: "tea", Name: "茶会", Language: "zh", Chat: -8})
	c := h.clock()
	h.book(h.event(space.Confirmed, saturday.Add(25*time.Hour)))
	h.book(h.event(space.Requested, monday.Add(34*time.Hour)))
	tea := h.event(space.Confirmed, monday.Add(56*time.Hour))
	tea.Title, tea.Community, tea.Room, tea.Start = "Чай по-китайски", "tea", "hall", tea.Start.Add(-time.Hour)
	h.book(tea)
	chess := h.event(space.ChangesAsked, monday.Add(58*time.Hour))
	chess.Title, chess.Community = "Турнир", "chess"
	h.book(chess)
	h.tickAt(c, saturday.Add(time.Hour))
	h.tickAt(c, saturday.Add(day))
	h.tickAt(c, monday)
	h.tickAt(c, monday.Add(34*time.Hour))
	h.tickAt(c, monday.Add(58*time.Hour))
	return h.sent()
}

func TestTheMessagesReadAsTheyShould(t *testing.T) {
	compare(t, "testdata/messages.golden", transcript(t, story(t)))
}

// transcript is what was sent, reader by reader.
func transcript(t *testing.T, said []chat.Out) string {
	slices.SortStableFunc(said, func(a, b chat.Out) int { return cmp.Compare(a.Chat, b.Chat) })
	var all strings.Builder
	for _, o := range said {
		d, err := space.ParseDue(o.Occasion)
		if err != nil {
			t.Fatal(err)
		}
		panel, _, _ := strings.Cut(o.Panel, ":")
		fmt.Fprintf(&all, "=== %s to %d %s\n%s\n", d.Kind, o.Chat, panel, o.Text)
		for _, row := range o.Keyboard {
			for _, b := range row {
				fmt.Fprintf(&all, "[%s] ", b.Text)
			}
			all.WriteString("\n")
		}
	}
	if strings.Contains(all.String(), "⟦") {
		t.Error("a text is missing")
	}
	return all.String()
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look:\n%s", name, got)
	}
}
