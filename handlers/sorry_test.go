package handlers

import (
	"encoding/json"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// failing makes an event of a guest's that the bot gives up.
func (g *guest) failing(e chat.Event) chat.Event {
	g.Helper()
	g.updates++
	e.ID, e.At, e.From = g.updates, g.now, g.Person
	if e.Place.ID == 0 {
		e.Place = chat.Place{ID: g.ID, Type: chat.Private}
	}
	for _, one := range g.guests {
		one.news = nil
	}
	if err := g.desk.Sorry(g.Context(), e); err != nil {
		g.Fatal(err)
	}
	g.deliver()
	return e
}

func TestWhoseUpdateIsGivenUpIsToldAndTheConversationGoesOn(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	before := anna.session()
	e := anna.failing(chat.Event{Kind: chat.Text, Text: "конференц-зал"})
	anna.sees("Что-то пошло не так")
	if after := anna.session(); !after.Talking || after.Session.Version != before.Session.Version {
		t.Errorf("the conversation became %+v", after.Session)
	}
	anna.news = nil
	h.handle(e)
	if len(anna.news) > 0 {
		t.Errorf("the update was answered again: %q", anna.news)
	}
}

func (g *guest) session() store.Known {
	g.Helper()
	known, err := g.db.Know(g.Context(), g.ID, g.ID, 0)
	if err != nil {
		g.Fatal(err)
	}
	return known
}

func TestAPressThatIsGivenUpIsAnsweredInTheLanguageOfWhoPressed(t *testing.T) {
	h := openHouse(t)
	li := h.guest(43, "Li", "zh")
	li.failing(chat.Event{Kind: chat.Pressed, PressID: "p", Data: "my:::"})
	if len(li.toasts) != 1 || li.toasts[0] != "出了点问题，是我的问题，不是您的。我已经记下来请人检修，请再试一次。" {
		t.Errorf("the press is answered by %q", li.toasts)
	}
}

func TestAGroupIsNotBotheredByWhatIsGivenUp(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	group := h.stranger(-7, "Chess", "ru")
	anna.failing(chat.Event{Kind: chat.Command, Command: "book", Place: chat.Place{ID: -7, Type: chat.Group}})
	if len(group.news)+len(anna.news) > 0 {
		t.Errorf("the group reads %q, she reads %q", group.news, anna.news)
	}
}

func TestAConversationThatCannotBeReadIsOver(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Anna", "en")
	h.commit(store.Change{Session: &chat.Session{ID: "s", Chat: 42, Flow: flowBook, Touched: h.now, Data: json.RawMessage(`[1]`)}})
	e := chat.Event{Kind: chat.Text, Text: "hello", From: anna.Person, Place: chat.Place{ID: 42, Type: chat.Private}}
	if err := h.desk.Handle(t.Context(), e); err == nil || store.Transient(err) {
		t.Errorf("handled with %v", err)
	}
	anna.failing(e)
	anna.sees("Something went wrong on my side")
	if anna.session().Talking {
		t.Error("the conversation goes on")
	}
	anna.says("/my")
}
