// Package dialog is the conversation engine: where a conversation stands, the
// way back, and the widgets that its steps are made of (calendar, times,
// lists, counters). What is asked and what follows from it belongs to package
// handlers.
package dialog

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
)

// Verb is that of every button of a conversation.
const Verb = "talk"

// Talk is a conversation on its way: the session as it will be written, with
// the language it is held in.
type Talk struct {
	chat.Session
	Say lang.Speaker
}

// Begin starts a conversation in a private chat; the id names its message and
// its buttons. A session that stood there before is replaced: version is its.
func Begin(id, flow string, private int64, version int64, now time.Time) chat.Session {
	return chat.Session{ID: id, Flow: flow, Chat: private, Version: version, Touched: now}
}

// Go goes on to a step and remembers the one before for Back. Coming again to
// a step of the way forgets what was after it.
func (t *Talk) Go(step string) {
	if t.Step != "" && t.Step != step {
		t.Trail = append(t.Trail, t.Step)
	}
	if i := slices.Index(t.Trail, step); i >= 0 {
		t.Trail = t.Trail[:i]
	}
	t.Step = step
}

// Detour goes to a step out of its turn: Back leads here again, also from a
// step that was answered before.
func (t *Talk) Detour(step string) {
	if t.Step != step {
		t.Trail, t.Step = append(t.Trail, t.Step), step
	}
}

// Instead shows a step in place of the open one, to which no way leads back.
func (t *Talk) Instead(step string) {
	if i := slices.Index(t.Trail, step); i >= 0 {
		t.Trail = t.Trail[:i]
	}
	t.Step = step
}

// Back returns to the step before, and says whether there was one.
func (t *Talk) Back() bool {
	if len(t.Trail) == 0 {
		return false
	}
	t.Step, t.Trail = t.Trail[len(t.Trail)-1], t.Trail[:len(t.Trail)-1]
	return true
}

// Button makes a button of this conversation. It is good until the next answer:
// it binds to the version that the session will have once it is written.
func (t *Talk) Button(text, arg string) chat.Button {
	data, err := chat.Press{Verb: Verb, Subject: t.ID, Version: t.Version + 1, Arg: arg}.Data()
	if err != nil {
		// Only an argument that is no choice of ours can be too long.
		return chat.Button{Text: text, Disabled: true, Data: t.dead()}
	}
	return chat.Button{Text: text, Data: data}
}

// Off makes a button that cannot be chosen; pressed where it is not shown
// disabled, it tells why: the argument names the reason.
func (t *Talk) Off(text, arg string) chat.Button {
	b := t.Button(text, arg)
	b.Disabled = true
	return b
}

func (t *Talk) dead() string {
	data, _ := chat.Press{Verb: Verb, Subject: t.ID, Version: t.Version + 1, Arg: "-"}.Data()
	return data
}

// Takes says whether the press is of this conversation as it stands now: not
// out of an older message, and not pressed before.
func Takes(s chat.Session, p chat.Press) bool {
	return p.Subject == s.ID && p.Version == s.Version
}

// The arguments that every step knows.
const (
	ArgBack   = "back"
	ArgCancel = "stop"
)

// Foot is the last row of a step: Back where there is a way back, and Cancel.
func (t *Talk) Foot() []chat.Button {
	var row []chat.Button
	if len(t.Trail) > 0 {
		row = append(row, t.Button(t.Say.Plain("button.back"), ArgBack))
	}
	return append(row, t.Button(t.Say.Plain("button.cancel"), ArgCancel))
}
