// Package chat is a conversation without Telegram: what comes in (Event), what
// goes out (Out), and the values that buttons carry (Press). It knows no wire
// format but the one of button values; package bot translates the rest.
package chat

import "time"

// Kind says what a person, or a chat, did.
type Kind string

// The kinds of events. What Telegram can send besides is not an event.
const (
	Text     Kind = "text"     // a plain message; Event.Text holds it
	Command  Kind = "command"  // a command for this bot; Command and Text hold its name and the rest
	Pressed  Kind = "press"    // a button; Data and PressID are set
	Edited   Kind = "edited"   // an earlier message was changed; Text holds the new text
	Thing    Kind = "thing"    // a sticker, photo, voice ... anything without text to act on
	Blocked  Kind = "blocked"  // the bot was blocked in, or removed from, the chat
	Opened   Kind = "opened"   // the bot was unblocked in, or added to, the chat
	Migrated Kind = "migrated" // the group became a supergroup; NewChat holds its id
	Ranked   Kind = "standing" // what the bot may do in the group changed; Standing says to what
	Topical  Kind = "topic"    // a topic of the group was closed or opened again; Thread and Standing say which and how
)

// PlaceType is the kind of chat an event comes from.
type PlaceType string

// The kinds of chats.
const (
	Private PlaceType = "private"
	Group   PlaceType = "group" // groups and supergroups
	Channel PlaceType = "channel"
)

// Place is the chat an event comes from.
type Place struct {
	ID    int64     `json:"id"`
	Type  PlaceType `json:"type"`
	Title string    `json:"title,omitempty"`
}

// Person is who did it, as Telegram names them at that moment.
type Person struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username,omitempty"` // without the @
	Language string `json:"language,omitempty"` // IETF tag of their Telegram, may be empty
}

// Standing is what a bot is in a group, or a topic is to it.
type Standing string

// The standings.
const (
	Member Standing = "member" // may write
	Ruling Standing = "admin"  // may write, and hears everything
	Muted  Standing = "muted"  // is there, and may not write
	Kicked Standing = "kicked" // was removed, or left

	TopicClosed Standing = "topic_closed" // nobody but admins may write there
	TopicOpen   Standing = "topic_open"   // all may again
)

// Writes says whether the bot may write to the group.
func (s Standing) Writes() bool { return s == Member || s == Ruling }

// Event is one thing that happened in a chat.
type Event struct {
	ID        int64     `json:"id"` // the update's number, unique for a bot
	At        time.Time `json:"at"` // when it was taken in
	Kind      Kind      `json:"kind"`
	Place     Place     `json:"place"`
	From      Person    `json:"from"`
	MessageID int       `json:"message_id,omitempty"` // the message written, or pressed on
	Command   string    `json:"command,omitempty"`    // lower case, without slash and this bot's name; with that of another
	Text      string    `json:"text,omitempty"`
	ReplyTo   int       `json:"reply_to,omitempty"` // the message of a private chat that it replies to
	Forwarded bool      `json:"forwarded,omitempty"`
	Attached  bool      `json:"attached,omitempty"` // there is a picture or a file besides the text
	PressID   string    `json:"press_id,omitempty"`
	Data      string    `json:"data,omitempty"` // what the button carries; anybody can forge it
	NewChat   int64     `json:"new_chat,omitempty"`
	Named     bool      `json:"named,omitempty"`     // the command names this bot, "/my@samovar_bot", or replies to it in a group
	Anonymous bool      `json:"anonymous,omitempty"` // an admin of the group gives the command in the group's name: From is the group
	Thread    int       `json:"thread,omitempty"`    // the topic of a group, where that is a forum; 0: the general one
	Topic     string    `json:"topic,omitempty"`     // what that topic is called, where Telegram says so
	Flooding  bool      `json:"flooding,omitempty"`  // it is one too many of who sent it: they are told, and it is not carried out
	Standing  Standing  `json:"standing,omitempty"`  // of the bot in the group, after Opened, Blocked and Ranked
}
