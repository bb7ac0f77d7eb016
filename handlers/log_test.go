package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheLogTellsWhoDecidedWhatAndWhen(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Approve")
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	boss.presses("Decline")
	boss.presses("Maintenance")
	anna.givesUp(b)
	boss.says("/log " + b.ID)
	boss.sees(b.ID, "made: Thu 26 November, 18:00–20:00 · Conference hall", "Boss\n🕓 awaiting", "asked to be changed: Fri 27 November", "the change was declined", "Анна\n✅ confirmed → ✖️ cancelled")
	entries, err := anna.db.Log(t.Context(), b.ID)
	if err != nil || len(entries) != 5 {
		t.Fatalf("%d entries, %v: %+v", len(entries), err, entries)
	}
	if e := entries[3]; e.By.ID != theBoss || e.Reason != "#works" || e.Wanted == nil || e.Answer != "declined" {
		t.Errorf("the fourth is %+v", e)
	}
}

func TestOnlyAdminsReadTheLog(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	anna.says("/log " + b.ID)
	anna.sees("только администраторы")
	anna.forges("log:" + b.ID + ":1:")
	anna.sees("только администраторы")
	boss.presses("History")
	boss.sees(b.ID, "made:")
	boss.says("/log nosuch")
	boss.sees("nosuch")
}

func TestTheLogListsWhatChangedLastAndFindsByWords(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	first := anna.asks(nil)
	boss.sees("no. " + first.ID)
	h.now = h.now.Add(time.Minute)
	second := anna.has(func(b *space.Booking) { b.Title, b.Start, b.End = "Хакатон", h.at(27, 18), h.at(27, 20) })
	h.now = h.now.Add(time.Minute)
	boss.says("/log")
	boss.sees("1. <b>Хакатон</b> · no. "+second.ID, "2. <b>Лекция", first.ID)
	anna.forges("giveup:" + first.ID + ":1:yes")
	boss.says("/log")
	boss.sees("1. <b>Лекция", "2. <b>Хакатон")
	boss.says("/log хакат")
	boss.sees("Found for “хакат”", "1. <b>Хакатон")
	boss.seesNot("Лекция")
	boss.seesNot("add words")
	for n := range logsListed {
		h.now = h.now.Add(time.Minute)
		anna.has(func(b *space.Booking) { b.Title, b.Start, b.End = "Хакатон", h.at(28+n, 18), h.at(28+n, 20) })
	}
	boss.says("/log хакат")
	boss.sees("10. <b>Хакатон", "add words")
	boss.seesNot("11. ")
	boss.presses("1. Хакатон")
	boss.sees("made: Mon 7 December")
	boss.says("/log №" + first.ID)
	boss.sees("withdrawn")
}
