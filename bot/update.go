package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"samovar/internal/chat"
)

// decode turns an update into an Event, or nil where nothing happened that the
// bot minds: channel posts, other bots, notices, commands for another bot.
func decode(raw []byte, username string, now time.Time) (*chat.Event, error) {
	var u wireUpdate
	if err := json.Unmarshal(raw, &u); err != nil {
		return nil, fmt.Errorf("decode update: %w", err)
	}
	e := eventOf(u, username)
	if e == nil || e.Place.ID == 0 || e.Place.Type == chat.Channel {
		return nil, nil
	}
	e.ID, e.At = u.ID, now
	return e, nil
}

func eventOf(u wireUpdate, username string) *chat.Event {
	switch {
	case u.Message != nil:
		return messageEvent(u.Message, username)
	case u.Edited != nil:
		return editedEvent(u.Edited)
	case u.Press != nil:
		return pressEvent(u.Press)
	case u.MyMember != nil:
		return memberEvent(u.MyMember)
	}
	return nil
}

func messageEvent(m *wireMessage, username string) *chat.Event {
	if e := noticeEvent(m); e != nil {
		return e
	}
	e := written(m)
	switch {
	case e == nil:
		return anonymousEvent(m, username)
	case e.Text == "" && m.any():
		e.Kind = chat.Thing
	case e.Text == "":
		return nil
	default:
		return named(e, m, username)
	}
	return e
}

// anonymousEvent reads the command of an admin who speaks in the name of their
// group: there is a place to answer, though nobody to do anything for.
func anonymousEvent(m *wireMessage, username string) *chat.Event {
	if m.SenderChat == nil || m.SenderChat.ID != m.Chat.ID {
		return nil
	}
	group := placeOf(m.Chat)
	e := &chat.Event{Place: group, From: chat.Person{ID: group.ID, Name: group.Title}, MessageID: m.ID, Text: m.Text, Anonymous: true}
	e.Thread, e.Topic = m.of()
	if e = named(e, m, username); e == nil || e.Kind != chat.Command {
		return nil
	}
	return e
}

// noticeEvent reads the notices that the bot minds: both groups are told of a
// migration, the old and the new one, and either may come first. Nothing is
// said of a topic that is deleted.
func noticeEvent(m *wireMessage) *chat.Event {
	e := &chat.Event{Kind: chat.Migrated, Place: placeOf(m.Chat), NewChat: m.MigrateTo}
	switch {
	case m.MigrateTo != 0:
	case m.MigrateFrom != 0:
		e.Place.ID, e.NewChat = m.MigrateFrom, m.Chat.ID
	case present(m.Closed):
		e.Kind, e.Thread, e.Standing = chat.Topical, m.named(), chat.TopicClosed
	case present(m.Reopened), present(m.Unhidden):
		e.Kind, e.Thread, e.Standing = chat.Topical, m.named(), chat.TopicOpen
	default:
		return nil
	}
	if m.From != nil {
		e.From = personOf(m.From)
	}
	return e
}

// named makes a command of a text that is one. One for another bot is nothing to
// this one in a group; in its own chat it keeps the other's name, to be answered
// as a command that nobody knows.
func named(e *chat.Event, m *wireMessage, username string) *chat.Event {
	entities := m.Entities
	if m.Text == "" {
		entities = m.CaptionEntities
	}
	name, bot, rest, ok := commandIn(e.Text, entities)
	switch {
	case !ok:
		e.Kind = chat.Text
	case bot == "" || strings.EqualFold(bot, username):
		e.Kind, e.Command, e.Text = chat.Command, name, rest
		e.Named = bot != "" || e.Place.Type == chat.Group && m.repliesTo(username)
	case e.Place.Type == chat.Private:
		e.Kind, e.Command, e.Text = chat.Command, name+"@"+bot, rest
	default:
		return nil
	}
	return e
}

func editedEvent(m *wireMessage) *chat.Event {
	e := written(m)
	if e == nil || e.Text == "" {
		return nil
	}
	e.Kind = chat.Edited
	return e
}

// written reads who wrote what where. Nobody did where a bot, a channel or an
// anonymous admin speaks: there is no person to do anything for.
func written(m *wireMessage) *chat.Event {
	if m.From == nil || m.From.IsBot || m.SenderChat != nil {
		return nil
	}
	e := &chat.Event{Place: placeOf(m.Chat), From: personOf(m.From), MessageID: m.ID, Text: m.Text}
	if e.Text == "" {
		e.Text = m.Caption
	}
	e.Thread, e.Topic = m.of()
	if m.ReplyTo != nil && e.Place.Type == chat.Private {
		e.ReplyTo = m.ReplyTo.ID
	}
	e.Forwarded = present(m.Origin) || present(m.Date)
	e.Attached = m.any()
	return e
}

// pressEvent leaves out presses on inline messages: the bot makes none.
func pressEvent(p *wirePress) *chat.Event {
	if p.From == nil || p.Message == nil {
		return nil
	}
	thread, _ := p.Message.of()
	return &chat.Event{
		Kind: chat.Pressed, Place: placeOf(p.Message.Chat), From: personOf(p.From),
		MessageID: p.Message.ID, PressID: p.ID, Data: p.Data, Thread: thread,
	}
}

// memberEvent tells what the bot is in a chat by now. In a private chat nothing
// but blocking is said so.
func memberEvent(m *wireMember) *chat.Event {
	e := &chat.Event{Kind: chat.Ranked, Place: placeOf(m.Chat)}
	switch was, is := m.Old, m.New; {
	case is.out() && !was.out():
		e.Kind = chat.Blocked
	case was.out() && !is.out():
		e.Kind = chat.Opened
	case was.standing() == is.standing():
		return nil
	}
	if e.Place.Type == chat.Group {
		e.Standing = m.New.standing()
	}
	if m.From != nil {
		e.From = personOf(m.From)
	}
	return e
}

func placeOf(c wireChat) chat.Place {
	p := chat.Place{ID: c.ID, Title: c.Title}
	switch c.Type {
	case "private":
		p.Type = chat.Private
	case "channel":
		p.Type = chat.Channel
	case "group", "supergroup":
		p.Type = chat.Group
	default:
		p.Type = guessType(c.ID)
	}
	return p
}

// guessType tells by the number, where an inaccessible message says no type:
// people's are positive.
func guessType(id int64) chat.PlaceType {
	if id > 0 {
		return chat.Private
	}
	return chat.Group
}

func personOf(u *wireUser) chat.Person {
	return chat.Person{
		ID: u.ID, Username: u.Username, Language: u.Language,
		Name: strings.TrimSpace(u.FirstName + " " + u.LastName),
	}
}
