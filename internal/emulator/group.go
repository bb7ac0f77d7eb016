package emulator

import (
	"context"
	"strings"
)

// Group is a group, a supergroup (by its id of -100…) or a channel that the
// bot is a member of.
type Group struct {
	s    *Server
	chat *chat
}

const supergroupsBelow = -1000000000000

// Strange registers a group that the bot is not in yet.
func (s *Server) Strange(id int64, title string, members ...*Person) *Group {
	g := s.Group(id, title, members...)
	s.mu.Lock()
	defer s.mu.Unlock()
	g.chat.members[s.botID] = "left"
	return g
}

// Group registers a group with the bot and the people in it.
func (s *Server) Group(id int64, title string, members ...*Person) *Group {
	kind := "group"
	if id < supergroupsBelow {
		kind = "supergroup"
	}
	return s.room(id, title, kind, members)
}

// Channel registers a channel that the bot reads.
func (s *Server) Channel(id int64, title string) *Group {
	return s.room(id, title, "channel", nil)
}

func (s *Server) room(id int64, title, kind string, members []*Person) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[id]
	if ch == nil {
		ch = &chat{id: id, kind: kind, title: title, members: map[int64]string{s.botID: "member"}}
		s.chats[id] = ch
	}
	for _, p := range members {
		ch.members[p.id] = "member"
	}
	s.touch()
	return &Group{s: s, chat: ch}
}

// ID is the chat's id.
func (g *Group) ID() int64 { return g.chat.id }

// Named makes the group public under a username.
func (g *Group) Named(username string) *Group {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.username = username
	return g
}

// Says sends a text to the group. In privacy mode the bot gets only
// commands, mentions and replies to itself.
func (g *Group) Says(p *Person, text string) int {
	return g.says(p, 0, 0, text)
}

// Replies sends a text as a reply to one of the group's messages.
func (g *Group) Replies(p *Person, to int, text string) int { return g.says(p, to, 0, text) }

func (g *Group) says(p *Person, to, thread int, text string) int {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.members[p.id] = orElse(g.chat.members[p.id], "member")
	p.act()
	m := g.s.post(g.chat, &message{from: p.id, text: text, entities: g.s.detect(text, nil), replyTo: to, thread: thread})
	if !g.s.reads(g.chat, m) {
		return 0
	}
	return g.s.enqueue("message", g.chat.queue(), g.s.view(m), nil)
}

// reads tells whether privacy mode lets the bot see a message.
func (s *Server) reads(ch *chat, m *message) bool {
	if s.absentFrom(ch) {
		return false
	}
	if s.opt.ReadsAllGroupMessages || ch.members[s.botID] == "administrator" {
		return true
	}
	if to := ch.message(m.replyTo); to != nil && to.from == s.botID {
		return true
	}
	mine := strings.Contains(strings.ToLower(m.text), "@"+strings.ToLower(s.opt.Username))
	command, _, _ := strings.Cut(m.text, " ")
	return mine || strings.HasPrefix(m.text, "/") && !strings.Contains(command, "@")
}

// absentFrom says whether the bot is not in a group.
func (s *Server) absentFrom(ch *chat) bool { return ch.kicked || ch.members[s.botID] == "left" }

// Posts publishes a text in a channel.
func (g *Group) Posts(text string) int {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	m := g.s.post(g.chat, &message{text: text, entities: g.s.detect(text, nil)})
	return g.s.enqueue("channel_post", g.chat.queue(), g.s.view(m), nil)
}

// Presses presses a button of a message in the group, see [Person.Presses].
func (g *Group) Presses(ctx context.Context, p *Person, text string) (*Press, error) {
	return p.pressesIn(ctx, g.chat, text)
}

// Adds brings the bot into the group.
func (g *Group) Adds(by *Person) int { return g.botIs(by, "member") }

// Promotes makes the bot an administrator of the group.
func (g *Group) Promotes(by *Person) int { return g.botIs(by, "administrator") }

// Kicks removes the bot from the group.
func (g *Group) Kicks(by *Person) int { return g.botIs(by, "kicked") }

// Leaves takes the bot out of the group, as by its own will.
func (g *Group) Leaves(by *Person) int { return g.botIs(by, "left") }

// Restricts takes the right to write from the bot; Adds gives it back.
func (g *Group) Restricts(by *Person) int { return g.botIs(by, "restricted") }

func (g *Group) botIs(by *Person, status string) int {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	was := g.s.status(g.chat, g.s.botID)
	g.chat.kicked, g.chat.muted = status == "kicked", status == "restricted"
	g.chat.members[g.s.botID] = status
	return g.s.botStatus(g.chat, by.id, was, status)
}

// Silences lets nobody but admins write in the group; the bot is not told.
func (g *Group) Silences(on bool) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.silent = on
}

// Deletes deletes the group; the bot is not told.
func (g *Group) Deletes() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.gone = true
}

// Starts brings the bot into the group by a link such as
// t.me/bot?startgroup=parameter.
func (g *Group) Starts(p *Person, parameter string) int {
	g.s.mu.Lock()
	absent := g.s.absentFrom(g.chat)
	g.s.mu.Unlock()
	if absent {
		g.Adds(p)
	}
	return g.Says(p, "/start@"+g.s.opt.Username+" "+parameter)
}

// Migrates turns the group into a supergroup with a new id, which the
// returned Group stands for.
func (g *Group) Migrates(newID int64) *Group {
	to := g.s.room(newID, g.chat.title, "supergroup", nil)
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	for id, status := range g.chat.members {
		to.chat.members[id] = status
	}
	g.service(g.chat, "migrate_to_chat_id", newID)
	g.chat.moved = newID
	g.service(to.chat, "migrate_from_chat_id", g.chat.id)
	return to
}

func (g *Group) service(ch *chat, field string, value any) {
	m := g.s.post(ch, &message{service: dictionary{field: value}})
	g.s.enqueue("message", ch.queue(), g.s.view(m), nil)
}

// Chat is the group as its members see it now.
func (g *Group) Chat() Chat {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.s.look(g.chat, 0)
}

// Messages are all messages of the group, oldest first.
func (g *Group) Messages() []Message { return g.Chat().Messages }

// WaitFor waits until the group satisfies ok.
func (g *Group) WaitFor(ctx context.Context, ok func(Chat) bool) error {
	return g.s.waitChat(ctx, g.chat, func() int { return 0 }, ok)
}

// WaitText waits until a message of the bot in the group contains s.
func (g *Group) WaitText(ctx context.Context, s string) (Message, error) {
	var found Message
	err := g.WaitFor(ctx, func(c Chat) (ok bool) {
		found, ok = c.Find(s)
		return ok
	})
	return found, err
}
