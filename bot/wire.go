package bot

import (
	"encoding/json"
	"strings"

	"samovar/internal/chat"
)

// What is read of an update. go-telegram/bot's own types refuse a whole update
// for one field they do not understand; these read what an Event needs and
// pass over the rest.

type wireUpdate struct {
	ID       int64        `json:"update_id"`
	Message  *wireMessage `json:"message"`
	Edited   *wireMessage `json:"edited_message"`
	Press    *wirePress   `json:"callback_query"`
	MyMember *wireMember  `json:"my_chat_member"`
}

type wireMessage struct {
	ID              int          `json:"message_id"`
	From            *wireUser    `json:"from"`
	SenderChat      *wireChat    `json:"sender_chat"`
	Chat            wireChat     `json:"chat"`
	Text            string       `json:"text"`
	Entities        []wireEntity `json:"entities"`
	Caption         string       `json:"caption"`
	CaptionEntities []wireEntity `json:"caption_entities"`
	MigrateTo       int64        `json:"migrate_to_chat_id"`
	MigrateFrom     int64        `json:"migrate_from_chat_id"`
	wireTopic
	wireForwarded
	wireContent
}

// wireTopic is where in a forum a message stands. Of a message that replies to
// nothing else there, the message replied to is the one that began the topic.
type wireTopic struct {
	Thread   int             `json:"message_thread_id"`
	InTopic  bool            `json:"is_topic_message"`
	Created  *wireTopicName  `json:"forum_topic_created"`
	Closed   json.RawMessage `json:"forum_topic_closed"`
	Reopened json.RawMessage `json:"forum_topic_reopened"`
	Unhidden json.RawMessage `json:"general_forum_topic_unhidden"`
	ReplyTo  *struct {
		ID      int            `json:"message_id"`
		From    *wireUser      `json:"from"`
		Created *wireTopicName `json:"forum_topic_created"`
	} `json:"reply_to_message"`
}

type wireTopicName struct {
	Name string `json:"name"`
}

// of is the topic and, where the message shows it, its name. The thread of a
// message that is in no topic is but that of its replies.
func (t wireTopic) of() (thread int, name string) {
	if !t.InTopic {
		return 0, ""
	}
	if t.ReplyTo != nil && t.ReplyTo.Created != nil {
		name = t.ReplyTo.Created.Name
	}
	return t.Thread, name
}

// named is the topic that a notice is about, 0 for the general one, which is
// number 1 where it is named at all.
func (t wireTopic) named() int {
	if t.Thread == 1 {
		return 0
	}
	return t.Thread
}

// repliesTo says whether the message replies to one of the bot's.
func (t wireTopic) repliesTo(username string) bool {
	return t.ReplyTo != nil && t.ReplyTo.Created == nil && t.ReplyTo.From != nil && strings.EqualFold(t.ReplyTo.From.Username, username)
}

// wireForwarded has the present and the former sign of a forwarded message.
type wireForwarded struct {
	Origin json.RawMessage `json:"forward_origin"`
	Date   json.RawMessage `json:"forward_date"`
}

// wireContent is what a message may have instead of text. A message with none
// of it is a notice of Telegram's (somebody joined, a title changed).
type wireContent struct {
	Animation json.RawMessage `json:"animation"`
	Audio     json.RawMessage `json:"audio"`
	Document  json.RawMessage `json:"document"`
	PaidMedia json.RawMessage `json:"paid_media"`
	Photo     json.RawMessage `json:"photo"`
	Sticker   json.RawMessage `json:"sticker"`
	Story     json.RawMessage `json:"story"`
	Video     json.RawMessage `json:"video"`
	VideoNote json.RawMessage `json:"video_note"`
	Voice     json.RawMessage `json:"voice"`
	Checklist json.RawMessage `json:"checklist"`
	Contact   json.RawMessage `json:"contact"`
	Dice      json.RawMessage `json:"dice"`
	Game      json.RawMessage `json:"game"`
	Poll      json.RawMessage `json:"poll"`
	Venue     json.RawMessage `json:"venue"`
	Location  json.RawMessage `json:"location"`
	Rich      json.RawMessage `json:"rich_message"`
	Invoice   json.RawMessage `json:"invoice"`
}

func (c wireContent) any() bool {
	for _, part := range []json.RawMessage{
		c.Animation, c.Audio, c.Document, c.PaidMedia, c.Photo, c.Sticker, c.Story, c.Video, c.VideoNote, c.Voice,
		c.Checklist, c.Contact, c.Dice, c.Game, c.Poll, c.Venue, c.Location, c.Rich, c.Invoice,
	} {
		if present(part) {
			return true
		}
	}
	return false
}

func present(part json.RawMessage) bool { return len(part) > 0 && string(part) != "null" }

type wireUser struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Username  string `json:"username"`
	Language  string `json:"language_code"`
}

type wireChat struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

type wireEntity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
}

type wirePress struct {
	ID      string       `json:"id"`
	From    *wireUser    `json:"from"`
	Message *wirePressed `json:"message"`
	Data    string       `json:"data"`
}

// wirePressed is the message pressed on. Of one that is too old, or deleted,
// Telegram says nothing but where it was.
type wirePressed struct {
	ID   int      `json:"message_id"`
	Chat wireChat `json:"chat"`
	wireTopic
}

type wireMember struct {
	Chat wireChat   `json:"chat"`
	From *wireUser  `json:"from"`
	Old  wireStatus `json:"old_chat_member"`
	New  wireStatus `json:"new_chat_member"`
}

type wireStatus struct {
	Status   string `json:"status"`
	IsMember bool   `json:"is_member"`
	MaySend  bool   `json:"can_send_messages"` // of one that is restricted
}

// standing is what the bot is in a group by this.
func (s wireStatus) standing() chat.Standing {
	switch {
	case s.out():
		return chat.Kicked
	case s.Status == "restricted" && !s.MaySend:
		return chat.Muted
	case s.Status == "administrator", s.Status == "creator":
		return chat.Ruling
	}
	return chat.Member
}

// out says whether the bot is not in the chat.
func (s wireStatus) out() bool {
	return s.Status == "left" || s.Status == "kicked" || s.Status == "restricted" && !s.IsMember
}
