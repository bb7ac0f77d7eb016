package handlers

import (
	"context"
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/store"
)

// attempt is what an event would write, after something was done to its turn.
func (m *manor) attempt(ctx context.Context, person int64, e chat.Event, before func(*turn)) (store.Change, error) {
	e.ID, e.At, e.From, e.PressID = 1<<40, m.now, m.guests[person].Person, "p"
	e.Place = chat.Place{ID: person, Type: chat.Private}
	t, err := m.desk.open(ctx, e)
	if err != nil {
		return store.Change{}, err
	}
	before(t)
	err = t.route()
	return t.write, err
}

func asItIs(*turn) {}

// harmless fails where what somebody with no rights did reaches anybody else.
func harmless(t *testing.T, what string, c store.Change) {
	t.Helper()
	if len(c.Bookings)+len(c.Wishes)+len(c.Communities)+len(c.Series)+len(c.Broadcasts)+len(c.Invites)+len(c.UsedInvites) > 0 ||
		c.Staff != nil || c.House != nil || c.News != nil {
		t.Errorf("%q writes %+v", what, c)
	}
	for _, o := range c.Outs {
		if o.Chat != theResident {
			t.Errorf("%q tells %d %q", what, o.Chat, o.Text)
		}
	}
}

// FuzzPressed presses anything, as somebody who has nothing and as an admin.
func FuzzPressed(f *testing.F) {
	m := openManor(f)
	for _, p := range m.presses() {
		data, err := p.Data()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data string) {
		e := chat.Event{Kind: chat.Pressed, Data: data}
		c, err := m.attempt(t.Context(), theResident, e, asItIs)
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		harmless(t, data, c)
		if _, err := m.attempt(t.Context(), theAdmin, e, asItIs); err != nil {
			t.Fatalf("%q by an admin: %v", data, err)
		}
	})
}

// FuzzStart opens the bot by any link.
func FuzzStart(f *testing.F) {
	m := openManor(f)
	for _, link := range []string{"", "my", "queue", "door-hall", "door-blg-hall", "admin-0123456789abcdef", "lead-0123456789abcdef", "tie-x", "group-x", "door-"} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		c, err := m.attempt(t.Context(), theResident, chat.Event{Kind: chat.Command, Command: "start", Text: link}, asItIs)
		if err != nil {
			t.Fatalf("%q: %v", link, err)
		}
		harmless(t, link, c)
	})
}

// FuzzConversation begins a conversation and goes on with it by any words and
// any of its buttons, a line each; those that begin with "!" are buttons.
func FuzzConversation(f *testing.F) {
	m := openManor(f)
	f.Add("book", "Кружок\n!f=lecture\n!n=20\n26 ноября с 15 до 17\n!room=zone\n!send=1")
	f.Add("book завтра с 10 до 12, зона встреч, 5 человек, Чай", "!c=\n!send=1\n!more=1\n!back")
	f.Add("away", "!w=11\n!d=2026-11-27\nдо пятницы\n!cal\n!m=2026-12")
	f.Add("close", "class 2026-12-07..08\n!yes\n!room=class\n!d=2026-12-07\nremont")
	f.Add("hours", "!day=1\n10-12\n!send=1")
	f.Add("seats", "!room=class\n12\n!send=1")
	f.Add("announce", "Hello\n!to=all\n!topic=it\n!send=1")
	f.Add("news Tea", "!until=2026-12-01\n!forever\nuntil Friday\n!yes")
	f.Add("community", "!x\n\xff\n!=")
	f.Fuzz(func(t *testing.T, command, said string) {
		name, words, _ := strings.Cut(command, " ")
		for _, person := range []int64{theResident, theAdmin} {
			session := m.goesOn(t, person, nil, chat.Event{Kind: chat.Command, Command: name, Text: words})
			for line := range strings.SplitSeq(said, "\n") {
				if session == nil {
					break
				}
				e := chat.Event{Kind: chat.Text, Text: line}
				if arg, pressed := strings.CutPrefix(line, "!"); pressed {
					data, err := chat.Press{Verb: dialog.Verb, Subject: session.ID, Version: session.Version, Arg: arg}.Data()
					if err != nil {
						continue
					}
					e = chat.Event{Kind: chat.Pressed, Data: data}
				}
				session = m.goesOn(t, person, session, e)
			}
		}
	})
}

// goesOn does something in a conversation, if any, and returns how it stands
// then; nil where there is none.
func (m *manor) goesOn(t *testing.T, person int64, session *chat.Session, e chat.Event) *chat.Session {
	t.Helper()
	c, err := m.attempt(t.Context(), person, e, func(t *turn) {
		if session != nil {
			t.known.Talking, t.known.Session = true, *session
		}
	})
	switch {
	case err != nil:
		t.Fatalf("%s %q %q: %v", e.Command, e.Text, e.Data, err)
	case c.Session != nil:
		next := *c.Session
		next.Version++
		return &next
	case c.EndSession != nil:
		return nil
	}
	return session
}
