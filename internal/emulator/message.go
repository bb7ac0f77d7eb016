package emulator

import (
	"slices"
	"time"
)

// message is one message of a chat as the server keeps it.
type message struct {
	id       int
	chat     *chat
	from     int64 // the bot's id, a person's, or zero in a channel
	date     time.Time
	edited   time.Time
	edits    int
	deleted  bool
	changed  int // the server's version when it was last written
	source   string
	text     string // of the message, or the caption of a file
	entities []Entity
	file     *File
	rows     [][]Button
	reply    dictionary // a keyboard that replaces the person's own
	replyTo  int
	thread   int        // the topic of a forum
	service  dictionary // further fields, such as a contact or a sticker
	history  []string   // the texts before its edits
}

// Message is what a person sees of a message at one moment.
type Message struct {
	ID       int
	ChatID   int64
	FromBot  bool
	From     int64
	Date     time.Time
	Text     string // as displayed, without markup; a file's caption
	Source   string // as the bot wrote it
	Entities []Entity
	Buttons  [][]Button
	Document *File
	Edits    int
	Deleted  bool
	ReplyTo  int
	Thread   int // the topic of a forum, 0 for the general one
	// History holds the texts that edits replaced, oldest first.
	History []string

	changed int
}

// Button finds a button by its text.
func (m Message) Button(text string) (Button, bool) {
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Text == text {
				return b, true
			}
		}
	}
	return Button{}, false
}

func (m *message) snapshot(botID int64) Message {
	return Message{
		ID: m.id, ChatID: m.chat.id, FromBot: m.from == botID, From: m.from, Date: m.date,
		Text: m.text, Source: m.source, Entities: slices.Clone(m.entities), Buttons: m.rows,
		Document: m.file, Edits: m.edits, Deleted: m.deleted, ReplyTo: m.replyTo, Thread: m.thread,
		History: slices.Clone(m.history), changed: m.changed,
	}
}

// view is the message as the Bot API writes it.
func (s *Server) view(m *message) dictionary {
	v := dictionary{"message_id": m.id, "date": m.date.Unix(), "chat": m.chat.view()}
	if from := s.user(m.from); from != nil {
		v["from"] = from
	}
	if m.chat.kind == "channel" {
		v["sender_chat"] = m.chat.view()
	}
	for name, value := range m.service {
		v[name] = value
	}
	if m.thread != 0 {
		v["message_thread_id"], v["is_topic_message"] = m.thread, true
	} else if m.replyTo != 0 && m.chat.kind == "supergroup" {
		v["message_thread_id"] = m.replyTo // of replies, which is no topic
	}
	if !m.edited.IsZero() {
		v["edit_date"] = m.edited.Unix()
	}
	m.viewContent(v)
	if len(m.rows) > 0 {
		v["reply_markup"] = dictionary{"inline_keyboard": wireRows(m.rows)}
	}
	if to := m.chat.message(m.replyTo); to != nil {
		shallow := *to
		shallow.replyTo = 0 // Telegram nests replies one level deep
		v["reply_to_message"] = s.view(&shallow)
	}
	return v
}

func (m *message) viewContent(v dictionary) {
	text, entities := "text", "entities"
	if m.file != nil {
		text, entities = "caption", "caption_entities"
		m.file.describe(v)
	}
	v.put(text, m.text)
	if len(m.entities) > 0 {
		v[entities] = m.entities
	}
}

func wireRows(rows [][]Button) [][]dictionary {
	out := make([][]dictionary, len(rows))
	for i, row := range rows {
		for _, b := range row {
			out[i] = append(out[i], b.wire)
		}
	}
	return out
}

// user is a person or the bot as the Bot API writes them.
func (s *Server) user(id int64) dictionary {
	if id == s.botID {
		return dictionary{"id": id, "is_bot": true, "first_name": s.profile.name, "username": s.opt.Username}
	}
	p := s.people[id]
	if p == nil {
		return nil
	}
	return p.profile.view(id)
}

// post adds a message to a chat. The mutex must be held.
func (s *Server) post(ch *chat, m *message) *message {
	m.id, m.chat, m.date = s.nextID(ch), ch, s.opt.Now()
	m.changed = s.version + 1
	ch.messages = append(ch.messages, m)
	s.touch()
	return m
}
