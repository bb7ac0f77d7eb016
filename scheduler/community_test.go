package scheduler

import (
	"slices"
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// archive makes a community of the house one that sleeps.
func (h *house) archive(id string) {
	h.t.Helper()
	before, ok, err := h.db.Community(h.t.Context(), id)
	if err != nil || !ok {
		h.t.Fatalf("community %s: %v, %v", id, ok, err)
	}
	after := before.Judged(space.CommunityArchived, space.Party{ID: admin1}, "", h.time())
	h.write(store.Change{Communities: []store.CommunityChange{{Before: &before, After: after}}})
}

func TestAnArchivedCommunityGetsNoDigestAndIsSilentToNobody(t *testing.T) {
	h := newHouse(t)
	h.communities(space.Community{ID: "chess", Name: "Шахматы", Language: "ru", Chat: -7}, space.Community{ID: "chorus", Name: "Хор", Language: "ru", Chat: -8})
	h.archive("chess")
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	sent := h.sent()
	told := func(to int64) bool { return slices.ContainsFunc(sent, func(o chat.Out) bool { return o.Chat == to }) }
	if told(-7) || !told(-8) {
		t.Errorf("the archived one is told: %v, the other: %v", told(-7), told(-8))
	}
	for _, o := range sent {
		if strings.Contains(o.Text, "Шахматы") {
			t.Errorf("%d reads of it:\n%s", o.Chat, o.Text)
		}
	}
}

func TestADigestThatIsDueAlreadyIsDroppedWithItsCommunity(t *testing.T) {
	h := newHouse(t)
	h.communities(space.Community{ID: "chess", Name: "Шахматы", Language: "ru", Chat: -7})
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	h.archive("chess")
	h.write(store.Change{Due: []space.Due{{Kind: space.DueDigest, Subject: "chess", For: monday, At: monday}}})
	h.tickAt(h.clock(), monday)
	for _, o := range h.sent() {
		if o.Chat == -7 {
			t.Errorf("told:\n%s", o.Text)
		}
	}
}

func TestADateOfAnArchivedCommunityIsNotAskedFor(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.archive("quanta")
	h.tickAt(h.clock(), h.morning(h.opens()))
	if n := len(h.datesOf(s)); n != 0 {
		t.Errorf("%d dates", n)
	}
	if text := says(h.sent(), boris); !strings.Contains(text, "сообщество в архиве") {
		t.Errorf("told:\n%s", text)
	}
}
