package handlers

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// leaves has a guest ask to be forgotten; the clock has yet to do it.
func (h *house) leaves() *guest {
	h.Helper()
	g := h.guest(470815, "Lidia", "en")
	g.says("/forget")
	g.presses("Forget me")
	g.presses("Yes, forget me")
	return g
}

func TestADigestThatIsDroppedCountsAsNotSent(t *testing.T) {
	h := openHouse(t)
	g := h.leaves()
	for _, id := range []string{"digest-1", "digest-2"} {
		h.commit(store.Change{
			Broadcasts: []store.BroadcastChange{{After: space.Broadcast{ID: id, State: space.BroadcastSending, Begun: h.now}}},
			Outs:       []chat.Out{{Kind: chat.Say, Chat: 55, Lane: chat.Broadcast, Text: "to another", Broadcast: id}},
		})
	}
	digest := chat.Out{Kind: chat.Say, Chat: g.ID, Lane: chat.Broadcast, Text: "a digest", Broadcast: "digest-1"}
	if err := h.desk.Store.Put(t.Context(), "blg", []chat.Out{digest}, h.now); err != nil {
		t.Fatal(err)
	}
	h.ticks()
	g.sees("I don't remember you")
	for id, want := range map[string]int{"digest-1": 1, "digest-2": 0} {
		if tally, err := h.db.Tally(t.Context(), id); err != nil || tally[space.NotSent] != want {
			t.Errorf("of %s came %v, %v", id, tally, err)
		}
	}
}

func TestForgettingWaitsForADigestThatIsOnItsWay(t *testing.T) {
	h := openHouse(t)
	g := h.leaves()
	s, lane := h.desk.Store, store.Outbox("blg", chat.Broadcast)
	if err := s.Put(t.Context(), "blg", []chat.Out{{Kind: chat.Say, Chat: g.ID, Lane: chat.Broadcast, Text: "a digest", Panel: "digest"}}, h.now); err != nil {
		t.Fatal(err)
	}
	way, err := s.Claim(t.Context(), "sender", []store.Ask{{Queue: lane, Most: 1}}, h.now)
	if err != nil || len(way) != 1 {
		t.Fatal(way, err)
	}
	h.ticks()
	g.seesNot("I don't remember you")
	if err := s.SetPanel(t.Context(), "blg", g.ID, "digest", 7); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Done(t.Context(), "sender", way[0], false, h.now); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.Add(2 * time.Second)
	h.ticks()
	g.sees("I don't remember you")
	if panels, err := h.db.Panels(t.Context(), g.ID); err != nil || panels["digest"] != 0 {
		t.Errorf("panels are left: %v, %v", panels, err)
	}
}
