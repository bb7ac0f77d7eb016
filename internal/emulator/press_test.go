package emulator_test

import (
	"testing"
	"time"

	"samovar/internal/emulator"
)

func TestAPressIsAnsweredOnceAndInTime(t *testing.T) {
	clock := morning()
	s := emulator.New(emulator.Options{Now: clock.Now})
	t.Cleanup(s.Close)
	anna := s.Person(42, emulator.Profile{})
	press := anna.PressesData(7, "data")
	u := poll(t, s, fields{})[0].Press
	if u.Data != "data" || u.Message.Date != 0 {
		t.Errorf("press on a message that is gone: %+v", u)
	}
	if r := ask(t, s, "answerCallbackQuery", fields{"callback_query_id": u.ID, "text": string(make([]byte, 201))}); r.Description != "Bad Request: MESSAGE_TOO_LONG" {
		t.Errorf("201 characters: %q", r.Description)
	}
	must(t, s, "answerCallbackQuery", fields{"callback_query_id": u.ID, "text": "ok", "show_alert": true})
	if a, err := press.Answer(t.Context()); err != nil || !a.Alert || a.Text != "ok" {
		t.Errorf("answer: %+v %v", a, err)
	}
	const late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	if r := ask(t, s, "answerCallbackQuery", fields{"callback_query_id": u.ID}); r.Description != late {
		t.Errorf("second answer: %q", r.Description)
	}
	anna.PressesData(7, "more")
	id := poll(t, s, fields{"offset": -1})[0].Press.ID
	clock.Advance(151 * time.Second)
	if r := ask(t, s, "answerCallbackQuery", fields{"callback_query_id": id}); r.Description != late {
		t.Errorf("late answer: %q", r.Description)
	}
}

func TestTheMenuShownIsThatOfTheNarrowestScopeAndTheLanguage(t *testing.T) {
	s, anna := quietly(t)
	set := func(command, language string, scope fields) {
		p := fields{"commands": []fields{{"command": command, "description": "d"}}, "language_code": language}
		if scope != nil {
			p["scope"] = scope
		}
		must(t, s, "setMyCommands", p)
	}
	shown := func(want string) {
		t.Helper()
		if m := anna.Menu(); len(m) != 1 || m[0].Command != want {
			t.Errorf("menu: %v, want %s", m, want)
		}
	}
	set("any", "", nil)
	shown("any")
	set("ru", "ru", nil)
	shown("ru")
	set("private", "", fields{"type": "all_private_chats"})
	shown("private")
	set("hers", "ru", fields{"type": "chat", "chat_id": 42})
	shown("hers")
	must(t, s, "deleteMyCommands", fields{"scope": fields{"type": "chat", "chat_id": 42}, "language_code": "ru"})
	shown("private")
}
