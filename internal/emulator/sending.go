package emulator

import (
	"reflect"
	"slices"
	"strings"
)

const (
	longestText    = 4096
	longestCaption = 1024
)

// content is a text with its entities, parsed and measured.
type content struct {
	source   string
	text     string
	entities []Entity
}

// content reads a text or caption: field names it, list its entities.
func (s *Server) content(c *call, field, list string) (content, *failure) {
	out := content{source: c.text(field)}
	text, entities, f := c.parsed(out.source, list)
	if f != nil {
		return out, f
	}
	out.text, entities = trimmed(text, entities)
	out.entities = s.detect(out.text, entities)
	return out, nil
}

func (c *call) parsed(source, list string) (string, []Entity, *failure) {
	switch strings.ToLower(c.text("parse_mode")) {
	case "html":
		text, entities, err := parseHTML(source)
		if err != nil {
			return "", nil, badRequest("can't parse entities: %v", err)
		}
		return text, entities, nil
	case "":
		entities, f := given(source, c.list(list))
		return source, entities, f
	}
	return "", nil, badRequest("unsupported parse_mode")
}

// body is the content of a text message, which may be neither empty nor
// longer than Telegram allows.
func (s *Server) body(c *call) (content, *failure) {
	if c.text("text") == "" {
		return content{}, missing("text")
	}
	out, f := s.content(c, "text", "entities")
	switch {
	case f != nil:
		return out, f
	case out.text == "":
		return out, badRequest("text must be non-empty")
	case units(out.text) > longestText:
		return out, badRequest("message is too long")
	}
	return out, nil
}

func (s *Server) sendMessage(c *call) (any, *failure) {
	body, f := s.body(c)
	if f != nil {
		return nil, f
	}
	return s.deliver(c, body, nil)
}

// sendFile sends a document or a photo.
func (s *Server) sendFile(field string) method {
	return func(c *call) (any, *failure) {
		caption, f := s.content(c, "caption", "caption_entities")
		if f != nil {
			return nil, f
		}
		if units(caption.text) > longestCaption {
			return nil, badRequest("message caption is too long")
		}
		file, f := s.attachment(c, field)
		if f != nil {
			return nil, f
		}
		return s.deliver(c, caption, file)
	}
}

// deliver puts the bot's message into its chat, if all else allows it.
func (s *Server) deliver(c *call, body content, file *File) (any, *failure) {
	ch, f := s.reachable(c)
	if f != nil {
		return nil, f
	}
	what := "text messages"
	if file != nil {
		what = "documents"
	}
	if f := s.mute(ch, what); f != nil {
		return nil, f
	}
	m := &message{from: s.botID, source: body.source, text: body.text, entities: body.entities, file: file}
	m.thread = int(c.integer("message_thread_id"))
	if f := s.inGeneral(ch, m.thread); f != nil {
		return nil, f
	}
	if f := s.dress(c, ch, m); f != nil {
		return nil, f
	}
	if f := s.admit(ch); f != nil {
		return nil, f
	}
	ch.action = ""
	return s.view(s.post(ch, m)), nil
}

// dress gives a message its keyboard and the message it replies to.
func (s *Server) dress(c *call, ch *chat, m *message) *failure {
	markup := c.object("reply_markup")
	rows, f := inlineKeyboard(markup, ch)
	if f != nil {
		return f
	}
	m.rows = rows
	if !markup.has("inline_keyboard") {
		m.reply = markup
	}
	to := c.object("reply_parameters")
	if to == nil {
		return nil
	}
	if ch.message(int(to.integer("message_id"))) != nil {
		m.replyTo = int(to.integer("message_id"))
		return nil
	}
	if to.flag("allow_sending_without_reply") {
		return nil
	}
	return badRequest("message to be replied not found")
}

// editable is the bot's own message that a call names.
func (s *Server) editable(c *call) (*message, *failure) {
	ch, f := s.reachable(c)
	if f != nil {
		return nil, f
	}
	m := ch.message(int(c.integer("message_id")))
	if m == nil {
		return nil, badRequest("message to edit not found")
	}
	if m.from != s.botID || m.service != nil {
		return nil, badRequest("message can't be edited")
	}
	return m, nil
}

func (s *Server) editMessageText(c *call) (any, *failure) {
	body, f := s.body(c)
	if f != nil {
		return nil, f
	}
	m, f := s.editable(c)
	if f != nil {
		return nil, f
	}
	if m.file != nil {
		return nil, badRequest("there is no text in the message to edit")
	}
	next := *m
	next.source, next.text, next.entities = body.source, body.text, body.entities
	return s.edit(c, m, next)
}

func (s *Server) editMessageReplyMarkup(c *call) (any, *failure) {
	m, f := s.editable(c)
	if f != nil {
		return nil, f
	}
	return s.edit(c, m, *m)
}

// edit replaces a message by what it shall be: with the keyboard of the
// call, or none.
func (s *Server) edit(c *call, m *message, next message) (any, *failure) {
	rows, f := inlineKeyboard(c.object("reply_markup"), m.chat)
	if f != nil {
		return nil, f
	}
	next.rows = rows
	if m.same(&next) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are " +
			"exactly the same as a current content and reply markup of the message")
	}
	if f := s.admit(m.chat); f != nil {
		return nil, f
	}
	next.history = append(slices.Clone(m.history), m.text)
	next.edits, next.edited, next.changed = m.edits+1, s.opt.Now(), s.version+1
	*m = next
	s.touch()
	return s.view(m), nil
}

func (m *message) same(o *message) bool {
	return m.text == o.text && reflect.DeepEqual(m.entities, o.entities) && sameRows(m.rows, o.rows)
}

func sameRows(a, b [][]Button) bool {
	return reflect.DeepEqual(wireRows(a), wireRows(b))
}

func (s *Server) deleteMessage(c *call) (any, *failure) {
	ch, f := s.reachable(c)
	if f != nil {
		return nil, f
	}
	m := ch.message(int(c.integer("message_id")))
	if m == nil {
		return nil, badRequest("message to delete not found")
	}
	if s.opt.Now().Sub(m.date) > keptDeletable || (!ch.private() && m.from != s.botID) {
		return nil, badRequest("message can't be deleted")
	}
	m.deleted, m.changed = true, s.version+1
	s.touch()
	return true, nil
}

// keptDeletable is how long a bot may delete a message: 48 hours.
const keptDeletable = 2 * keptFor

func (s *Server) pinChatMessage(c *call) (any, *failure) {
	ch, f := s.reachable(c)
	if f != nil {
		return nil, f
	}
	m := ch.message(int(c.integer("message_id")))
	if m == nil {
		return nil, badRequest("message to pin not found")
	}
	ch.pinned = m.id
	s.touch()
	return true, nil
}
