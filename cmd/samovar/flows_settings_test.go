package main

import (
	"testing"
	"time"

	"samovar/internal/space"
)

func TestQuietHoursAreSetAndKeptInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).sleepsUndisturbed, func(p *space.Point) {
		p.Reminders = append(p.Reminders, 20*time.Hour)
	})
}

// sleepsUndisturbed has two people whose reminders come due at ten in the
// evening: who chose quiet hours gets it at eight.
func (f *flows) sleepsUndisturbed() {
	f.expected = "let go what was missed" // of the demo's own, where the clock jumps
	sleeper, owl := f.guest(), f.guest()
	sleeper.Says("/settings")
	sleeper.reads(sleeper.text("settings.own"))
	sleeper.chooses(f.Plain("settings.page.quiet"))
	if got := sleeper.chooses("22:00–08:00"); got != f.Plain("settings.saved") {
		f.t.Errorf("it is answered %q", got)
	}
	sleeper.has("✓ 22:00–08:00")
	sleeper.chooses(f.Plain("button.back"))
	sleeper.gets(sleeper.text("settings.line.quiet", "What", "22:00–08:00"))

	day := f.freeDay(3, "meeting", "class")
	f.books(sleeper, day, "meeting")
	f.books(owl, day, "class")
	reminded := func(a actor, in time.Duration) []string { return append(a.pieces("clock.remind", "In"), f.In(in)) }
	start, _ := f.evening(day)
	f.until(start.Add(-20 * time.Hour))
	owl.gets(reminded(owl, 20*time.Hour)...)
	for _, m := range sleeper.Chat().FromBot() {
		if holds(m.Text, reminded(sleeper, 20*time.Hour)) {
			f.t.Errorf("at night: %s", m.Text)
		}
	}
	f.until(start.Add(-10 * time.Hour))
	sleeper.gets(reminded(sleeper, 10*time.Hour)...)
}
