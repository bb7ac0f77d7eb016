package handlers

import (
	"testing"
	"time"

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

func TestACommandInAGroupGoesOnInPrivateAsItWasMeant(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	group := h.stranger(-7, "Группа", "ru")
	says := func(e chat.Event) {
		h.updates++
		e.ID, e.From, e.Place = h.updates, anna.Person, chat.Place{ID: -7, Type: chat.Group}
		h.handle(e)
	}
	for command, want := range map[string]string{"book": "book", "my": "my", "schedule": "schedule", "start": "hello"} {
		h.now = h.now.Add(time.Minute) // it answers but once a minute
		says(chat.Event{Kind: chat.Command, Command: command, Text: "завтра", Named: true})
		if url := group.last().keyboard[0][0].URL; url != "https://t.me/samovar_bot?start="+want {
			t.Errorf("/%s leads to %s", command, url)
		}
	}
	count := len(group.messages)
	says(chat.Event{Kind: chat.Command, Command: "book", Named: true})
	h.now = h.now.Add(time.Minute)
	says(chat.Event{Kind: chat.Command, Command: "weather"})
	says(chat.Event{Kind: chat.Text, Text: "завтра в 18"})
	if len(group.messages) != count {
		t.Errorf("the group reads %s", group.last().text)
	}
	anna.says("/start schedule")
	anna.sees("24 ноября", "Конференц-зал")
	anna.says("/start queue")
	anna.sees("только администраторы")
	anna.says("/start hello")
	anna.sees("Чем помочь")
	boris := h.stranger(43, "Борис", "ru")
	boris.says("/start book")
	boris.presses("Да, начнём")
	boris.sees("Как называется событие")
}
