package emulator

import (
	"context"
	"fmt"
	"strings"
)

// Press is a press of a button, which the bot must answer once.
type Press struct {
	UpdateID int
	Message  int
	Data     string

	s     *Server
	query *query
}

// Presses presses the button of that text, or one whose text contains it:
// under the newest message that has one. It waits until there is one.
func (p *Person) Presses(ctx context.Context, text string) (*Press, error) {
	return p.pressesIn(ctx, p.chat, text)
}

func (p *Person) pressesIn(ctx context.Context, ch *chat, text string) (*Press, error) {
	bounded, cancel := p.s.patient(ctx)
	defer cancel()
	var press *Press
	err := p.s.await(bounded, func() bool {
		if m, b := ch.button(text); m != nil {
			press = p.press(ch, m.id, b.Data)
		}
		return press != nil
	})
	if err != nil {
		return nil, p.s.fail("press %q as %s: no such button (%w); the chat is:\n%s", text, p.profile.First, err, p.s.transcript(ch))
	}
	return press, nil
}

// PressesTwice presses as an app does that reconnects: two updates with
// different ids for the same button.
func (p *Person) PressesTwice(ctx context.Context, text string) (first, second *Press, err error) {
	first, err = p.Presses(ctx, text)
	if err != nil {
		return nil, nil, err
	}
	return first, p.PressesData(first.Message, first.Data), nil
}

// PressesOn presses a button of a message as the person saw it, also where
// it has changed or gone since.
func (p *Person) PressesOn(m Message, text string) (*Press, error) {
	b, ok := m.Button(text)
	if !ok || b.Data == "" {
		return nil, p.s.fail("press %q on message %d: it has no such button", text, m.ID)
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.press(p.s.chats[m.ChatID], m.ID, b.Data), nil
}

// PressesData sends callback data that no button needs to carry: a forgery.
func (p *Person) PressesData(messageID int, data string) *Press {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.press(p.chat, messageID, data)
}

func (p *Person) press(ch *chat, messageID int, data string) *Press {
	p.act()
	q := p.s.press(ch, p.id, messageID, data)
	return &Press{UpdateID: q.updateID, Message: messageID, Data: data, s: p.s, query: q}
}

// Answer waits for the bot's answer to the press.
func (pr *Press) Answer(ctx context.Context) (Answer, error) {
	bounded, cancel := pr.s.patient(ctx)
	defer cancel()
	if err := pr.s.await(bounded, func() bool { return pr.query.answered }); err != nil {
		return Answer{}, pr.s.fail("wait for the answer to press %q: %w", pr.Data, err)
	}
	return pr.query.answer, nil
}

// Answered tells whether the bot has answered the press.
func (pr *Press) Answered() bool {
	pr.s.mu.Lock()
	defer pr.s.mu.Unlock()
	return pr.query.answered
}

// Repeat sends the content of an update again under a new id.
func (s *Server) Repeat(updateID int) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.updates.all[updateID]
	if u == nil {
		return 0, fmt.Errorf("repeat update %d: no such update", updateID)
	}
	if q := u.query; q != nil {
		return s.press(q.chat, q.person, q.message, q.data).updateID, nil
	}
	payload, err := u.payload()
	if err != nil {
		return 0, fmt.Errorf("repeat update %d: %w", updateID, err)
	}
	return s.enqueue(u.kind, u.queue, payload, nil), nil
}

// button finds a button that can be pressed: the exact text first, newest
// message first.
func (ch *chat) button(text string) (*message, Button) {
	for _, fits := range []func(string) bool{
		func(s string) bool { return s == text },
		func(s string) bool { return strings.Contains(s, text) },
	} {
		for i := len(ch.messages) - 1; i >= 0; i-- {
			if b, ok := ch.messages[i].pressable(fits); ok {
				return ch.messages[i], b
			}
		}
	}
	return nil, Button{}
}

func (m *message) pressable(fits func(string) bool) (Button, bool) {
	if m.deleted {
		return Button{}, false
	}
	for _, row := range m.rows {
		for _, b := range row {
			if b.Data != "" && fits(b.Text) {
				return b, true
			}
		}
	}
	return Button{}, false
}
