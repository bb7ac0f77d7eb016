package handlers

import (
	"strings"
	"testing"

	"samovar/internal/space"
)

// proposing lets boss offer the first two other times.
func proposing(t *testing.T) (h *house, anna, boss *guest, b space.Booking) {
	t.Helper()
	h, anna, boss, _ = staffed(t)
	b = anna.asks(nil)
	boss.presses("Another time")
	boss.sees("Which times do you offer")
	list := boss.panels["req:"+b.ID].keyboard
	if len(list) != proposable+1 {
		t.Fatalf("%d rows", len(list))
	}
	boss.forges(list[0][0].Data)
	boss.forges(boss.panels["req:"+b.ID].keyboard[1][0].Data)
	boss.presses("Offer 2 times")
	return h, anna, boss, b
}

func TestAProposedTimeIsTakenWithOneTap(t *testing.T) {
	h, anna, boss, b := proposing(t)
	asked := h.is(b, space.ChangesAsked)
	if len(asked.Proposed) != 2 {
		t.Fatalf("proposed %v", asked.Proposed)
	}
	h.isFree(b.Slot, false)
	anna.sees("предлагают другое время")
	boss.sees("Another time offered: Boss")

	first := anna.panels["own:"+b.ID].keyboard[0][0]
	anna.forges(first.Data)
	after := h.is(b, space.Confirmed)
	if after.Slot != asked.Proposed[0] {
		t.Errorf("moved to %v", after.Slot)
	}
	h.isFree(b.Slot, true)
	h.isFree(after.Slot, false)
	anna.sees("Бронь подтверждена")
	boss.sees("Chosen from the offered times: Анна")
	anna.forges(first.Data)
	anna.sees("уже решено")
	if again := h.reload(b); again.Version != after.Version {
		t.Errorf("version %d", again.Version)
	}
}

func TestAProposedTimeThatWasLostLeavesTheOthers(t *testing.T) {
	h, anna, _, b := proposing(t)
	asked := h.reload(b)
	h.guest(43, "Борис", "ru").has(func(b *space.Booking) { b.Slot = asked.Proposed[0] })
	lost := anna.panels["own:"+b.ID].keyboard[0][0]
	anna.forges(lost.Data)
	h.is(b, space.ChangesAsked)
	anna.sees("уже занято")
	rows := anna.panels["own:"+b.ID].keyboard
	if rows[0][0].Data == lost.Data {
		t.Error("the lost time is still offered")
	}
	anna.forges(rows[0][0].Data)
	if after := h.is(b, space.Confirmed); after.Slot != asked.Proposed[1] {
		t.Errorf("moved to %v", after.Slot)
	}
}

func TestWhenNoneSuitsTheRequestWaitsAgain(t *testing.T) {
	h, anna, boss, b := proposing(t)
	anna.presses("Ничего не подходит")
	h.is(b, space.Requested)
	h.isFree(b.Slot, false)
	boss.sees("None of the offered times suited: Анна")
	anna.sees("снова ждёт решения")
	boss.presses("Approve")
	h.is(b, space.Confirmed)
}

func TestNobodyElseTakesAProposal(t *testing.T) {
	h, anna, boss, b := proposing(t)
	button := anna.panels["own:"+b.ID].keyboard[0][0]
	boss.forges(button.Data)
	boss.sees("not yours")
	anna.forges("take:" + b.ID + ":2:77")
	h.is(b, space.ChangesAsked)
}

func TestTicksOnAListThatChangedAreDropped(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Another time")
	tick := boss.panels["req:"+b.ID].keyboard[0][0].Data
	boss.forges(tick)
	v, err := h.db.Occupancy(t.Context(), h.at(20, 0), h.at(30, 0))
	if err != nil || len(v.Busy["hall"]) != 1 {
		t.Fatal(v.Busy, err)
	}
	h.guest(43, "Борис", "ru").has(func(b *space.Booking) { b.Slot.Start, b.Slot.End = h.at(26, 15.5), h.at(26, 17.5) })
	boss.presses("Offer 1 time")
	boss.sees("fresh list")
	h.is(b, space.Requested)
}

func TestAProposedTimeIsTakenFromTheOwnCardToo(t *testing.T) {
	h, anna, _, b := proposing(t)
	asked := h.reload(b)
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.forges(anna.panels[myPanel].keyboard[1][0].Data)
	if after := h.is(b, space.Confirmed); after.Slot != asked.Proposed[1] {
		t.Errorf("moved to %v", after.Slot)
	}
	for _, panel := range []string{myPanel, "own:" + b.ID} {
		for _, row := range anna.panels[panel].keyboard {
			if strings.Contains(row[0].Data, "take:") {
				t.Errorf("%s still offers %s", panel, row[0].Text)
			}
		}
	}
}
