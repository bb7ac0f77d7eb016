package handlers

import (
	"fmt"
	"testing"

	"samovar/internal/space"
	"samovar/internal/store"
)

// town is a house with many communities, one of them archived.
func town(t *testing.T) (h *house, boss *guest) {
	t.Helper()
	h = openHouse(t)
	boss = h.guest(theBoss, "Boss", "en")
	var change store.Change
	add := func(id, name string, state space.CommunityState, leads ...int64) {
		change.Communities = append(change.Communities, store.CommunityChange{After: space.Community{ID: id, Name: name, Language: "ru", State: state, Leads: leads}})
	}
	for i := range 30 {
		add(fmt.Sprint("chess-", i), fmt.Sprint("Шахматы ", i), space.CommunityActive, 21)
	}
	add("robo", "Робототехника для взрослых", space.CommunityActive, 21)
	add("old-robots", "Старые роботы", space.CommunityArchived, 21)
	add("trees", "Ёлки", space.CommunityActive)
	add("pines", "Сосны", space.CommunityActive, 501, 502)
	h.commit(change)
	return h, boss
}

func TestWithoutALeadAndWithLeadsOutOfReachAreToldApart(t *testing.T) {
	h, boss := town(t)
	for _, id := range []int64{501, 502} {
		if err := h.desk.Store.MarkUnreachable(t.Context(), "blg", id, "blocked", h.now); err != nil {
			t.Fatal(err)
		}
	}
	boss.says("/communities")
	boss.presses("without a lead · 1")
	boss.button("⚠️ Ёлки")
	boss.hasNo("Сосны")
	boss.presses("leads out of reach · 1")
	boss.button("📵 Сосны")
	boss.hasNo("Ёлки")
}

func TestTheAdminsAreToldWhenThoseWhoAreLeftAreOutOfReach(t *testing.T) {
	h := openHouse(t)
	boss, lena := h.guest(theBoss, "Boss", "en"), h.lead(21, "Лена", "ru")
	if err := h.desk.Store.MarkUnreachable(t.Context(), "blg", 22, "blocked", h.now); err != nil {
		t.Fatal(err)
	}
	lena.presses("Больше не вести")
	lena.presses("Да")
	boss.sees("Лена", "is no longer a lead", "my messages do not reach the others")
	boss.presses("Open")
	boss.presses("Back to the list")
	boss.sees("leads out of reach: 1")
}
