package handlers

import (
	"testing"
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
	boss.says("/log")
	boss.sees("/log k7f3q2w8")
	boss.says("/log nosuch")
	boss.sees("nosuch")
}
