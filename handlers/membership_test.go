package handlers

import (
	"testing"

	"samovar/internal/chat"
)

func TestWhoBlockedTheBotIsMarkedUntilTheyComeBack(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	shut := func() int {
		all, err := h.desk.Store.UnreachableChats(t.Context(), "blg")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	for _, back := range []func(){
		func() { anna.does(chat.Event{Kind: chat.Opened}) },
		func() { anna.says("/help") },
	} {
		anna.does(chat.Event{Kind: chat.Blocked})
		if shut() != 1 || len(anna.news) != 0 {
			t.Errorf("%d chats are marked; told %v", shut(), anna.news)
		}
		back()
		if shut() != 0 {
			t.Error("still marked")
		}
	}
}

func TestAGroupThatMovedIsFollowed(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	h.updates++
	h.handle(chat.Event{ID: h.updates, Kind: chat.Migrated, From: anna.Person, NewChat: -1005, Place: chat.Place{ID: -5, Type: chat.Group}})
	if to, err := h.desk.Store.MovedTo(t.Context(), -5); err != nil || to != -1005 {
		t.Errorf("moved to %d, %v", to, err)
	}
}
