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
	Forwarded bool      `json:"forwarded,omitempty"`
	PressID   string    `json:"press_id,omitempty"`
	Data      string    `json:"data,omitempty"` // what the button carries; anybody can forge it
	NewChat   int64     `json:"new_chat,omitempty"`
}
