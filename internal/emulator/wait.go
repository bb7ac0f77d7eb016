package emulator

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Chat is what a person sees of a conversation at one moment.
type Chat struct {
	Messages []Message // oldest first, without the deleted ones
	// Since is where the newest act of the person stands: messages with a
	// later change are the bot's reaction to it.
	since int
}

// FromBot are the bot's messages, oldest first.
func (c Chat) FromBot() []Message {
	var out []Message
	for _, m := range c.Messages {
		if m.FromBot {
			out = append(out, m)
		}
	}
	return out
}

// Last is the newest message of the bot.
func (c Chat) Last() (Message, bool) {
	ms := c.FromBot()
	if len(ms) == 0 {
		return Message{}, false
	}
	return ms[len(ms)-1], true
}

// Find is the newest message of the bot whose text contains s.
func (c Chat) Find(s string) (Message, bool) {
	ms := c.FromBot()
	for i := len(ms) - 1; i >= 0; i-- {
		if strings.Contains(ms[i].Text, s) {
			return ms[i], true
		}
	}
	return Message{}, false
}

// Fresh is the chat reduced to what the bot wrote or edited since the
// person's newest act.
func (c Chat) Fresh() Chat {
	fresh := Chat{since: c.since}
	for _, m := range c.FromBot() {
		if m.changed > c.since {
			fresh.Messages = append(fresh.Messages, m)
		}
	}
	return fresh
}

func (s *Server) look(ch *chat, since int) Chat {
	c := Chat{since: since}
	for _, m := range ch.messages {
		if !m.deleted {
			c.Messages = append(c.Messages, m.snapshot(s.botID))
		}
	}
	return c
}

// Chat is the private chat as the person sees it now.
func (p *Person) Chat() Chat {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.look(p.chat, p.acted)
}

// Recent is the end of the private chat: what a person sees without scrolling
// back, which costs the same however long the chat is.
func (p *Person) Recent(n int) Chat {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := Chat{since: p.acted}
	for i := len(p.chat.messages) - 1; i >= 0 && len(c.Messages) < n; i-- {
		if m := p.chat.messages[i]; !m.deleted {
			c.Messages = append(c.Messages, m.snapshot(p.s.botID))
		}
	}
	slices.Reverse(c.Messages)
	return c
}

// Messages are all messages of the private chat, oldest first.
func (p *Person) Messages() []Message { return p.Chat().Messages }

// WaitFor waits until the private chat satisfies ok.
func (p *Person) WaitFor(ctx context.Context, ok func(Chat) bool) error {
	return p.s.waitChat(ctx, p.chat, func() int { return p.acted }, ok)
}

// WaitText waits until any message of the bot contains s, also an old one.
func (p *Person) WaitText(ctx context.Context, s string) (Message, error) {
	return p.waitMessage(ctx, s, func(c Chat) (Message, bool) { return c.Find(s) })
}

// WaitReply waits until a message that the bot wrote or edited after the
// person's newest act contains s.
func (p *Person) WaitReply(ctx context.Context, s string) (Message, error) {
	return p.waitMessage(ctx, s, func(c Chat) (Message, bool) { return c.Fresh().Find(s) })
}

func (p *Person) waitMessage(ctx context.Context, s string, find func(Chat) (Message, bool)) (Message, error) {
	var found Message
	err := p.WaitFor(ctx, func(c Chat) (ok bool) {
		found, ok = find(c)
		return ok
	})
	if err != nil {
		return found, fmt.Errorf("wait for text %q: %w", s, err)
	}
	return found, nil
}

func (s *Server) waitChat(ctx context.Context, ch *chat, since func() int, ok func(Chat) bool) error {
	bounded, cancel := s.patient(ctx)
	defer cancel()
	err := s.watch(bounded, func() bool {
		s.mu.Lock()
		c := s.look(ch, since())
		s.mu.Unlock()
		return ok(c)
	})
	if err != nil {
		return s.fail("wait in chat %d: %w; the chat is:\n%s", ch.id, err, s.transcript(ch))
	}
	return nil
}

// WaitFor waits until ok says true. It asks again after each change of a
// chat, a queue or the log of calls.
func (s *Server) WaitFor(ctx context.Context, ok func() bool) error {
	bounded, cancel := s.patient(ctx)
	defer cancel()
	if err := s.watch(bounded, ok); err != nil {
		return s.fail("wait for the emulator: %w", err)
	}
	return nil
}

// watch is await for what takes the mutex by itself.
func (s *Server) watch(ctx context.Context, ok func() bool) error {
	for {
		_, changed := s.seen()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.done:
			return errClosed
		}
	}
}

// WaitQuiet waits until the bot has taken all updates, no call is under way
// and none came for as long as the window.
func (s *Server) WaitQuiet(ctx context.Context, quiet time.Duration) error {
	bounded, cancel := s.patient(ctx)
	defer cancel()
	for {
		left, changed := s.unrest(quiet)
		if left == 0 {
			return nil
		}
		timer := time.NewTimer(left)
		select {
		case <-changed:
		case <-timer.C:
		case <-bounded.Done():
			timer.Stop()
			return s.fail("wait for quiet: %w", bounded.Err())
		}
		timer.Stop()
	}
}

// WaitQuiet waits until nothing happens any more, see [Server.WaitQuiet].
func (p *Person) WaitQuiet(ctx context.Context, quiet time.Duration) error {
	return p.s.WaitQuiet(ctx, quiet)
}

// unrest is how long it must stay quiet yet.
func (s *Server) unrest(quiet time.Duration) (time.Duration, chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	if s.running > 0 || len(s.updates.pending) > 0 {
		return quiet, s.changed
	}
	return max(0, quiet-time.Since(s.lastChange)), s.changed
}

// transcript is the chat in words, for the message of a failed test.
func (s *Server) transcript(ch *chat) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out strings.Builder
	for _, m := range ch.messages[max(0, len(ch.messages)-12):] {
		if m.deleted {
			continue
		}
		who := "bot"
		if p := s.people[m.from]; p != nil {
			who = p.profile.First
		}
		fmt.Fprintf(&out, "%4d %s: %s\n", m.id, who, m.text)
		for _, row := range m.rows {
			for _, b := range row {
				fmt.Fprintf(&out, "     [%s]", b.Text)
			}
			out.WriteString("\n")
		}
	}
	return out.String()
}
