package emulator

import "fmt"

// pageMessage is a message as the page draws it.
type pageMessage struct {
	ID       int            `json:"id"`
	Mine     bool           `json:"mine"`
	Bot      bool           `json:"bot"`
	From     string         `json:"from,omitempty"`
	Text     string         `json:"text"`
	Entities []Entity       `json:"entities,omitempty"`
	Rows     [][]pageButton `json:"rows,omitempty"`
	File     *pageFile      `json:"file,omitempty"`
	Note     string         `json:"note,omitempty"` // of what is no text, such as a sticker
	At       int64          `json:"at"`             // in milliseconds
	Edited   bool           `json:"edited,omitempty"`
	Pinned   bool           `json:"pinned,omitempty"`
	ReplyTo  string         `json:"replyTo,omitempty"`
}

type pageButton struct {
	Text    string `json:"text"`
	Kind    string `json:"kind"` // data, url, copy, disabled or other
	Style   string `json:"style,omitempty"`
	Target  string `json:"target,omitempty"` // the link, or the text to copy
	Waiting bool   `json:"waiting,omitempty"`
}

type pageFile struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Size  int    `json:"size"`
	Photo bool   `json:"photo"`
}

func (s *Server) pageMessage(p *Person, m *message, waiting map[string]bool) pageMessage {
	v := pageMessage{
		ID: m.id, Mine: m.from == p.id, Bot: m.from == s.botID, Text: m.text, Entities: m.entities,
		At: m.date.UnixMilli(), Edited: m.edits > 0, Pinned: m.chat.pinned == m.id, Note: m.note(),
	}
	if from := s.people[m.from]; from != nil {
		v.From = from.profile.full()
	}
	if m.file != nil {
		v.File = &pageFile{ID: m.file.ID, Name: m.file.Name, Size: len(m.file.Bytes), Photo: m.file.Photo}
	}
	if to := m.chat.message(m.replyTo); to != nil {
		v.ReplyTo = to.text
	}
	for _, row := range m.rows {
		v.Rows = append(v.Rows, m.pageRow(row, waiting))
	}
	return v
}

func (m *message) pageRow(row []Button, waiting map[string]bool) []pageButton {
	out := make([]pageButton, 0, len(row))
	for _, b := range row {
		v := pageButton{Text: b.Text, Style: b.Style, Kind: b.kind(), Target: b.URL + b.Copy}
		v.Waiting = waiting[fmt.Sprintf("%d:%s", m.id, b.Data)]
		out = append(out, v)
	}
	return out
}

func (b Button) kind() string {
	switch {
	case b.Disabled:
		return "disabled"
	case b.Data != "":
		return "data"
	case b.URL != "":
		return "url"
	case b.Copy != "":
		return "copy"
	}
	return "other"
}

// note says in one sign what a message without a text is.
func (m *message) note() string {
	if sticker, ok := m.service["sticker"].(dictionary); ok {
		return sticker.text("emoji")
	}
	if contact, ok := m.service["contact"].(dictionary); ok {
		return "👤 " + contact.text("phone_number")
	}
	if topic, ok := m.service["forum_topic_created"].(dictionary); ok {
		return "# " + topic.text("name")
	}
	for field, sign := range map[string]string{
		"voice": "🎤", "location": "📍", "migrate_to_chat_id": "⇢", "migrate_from_chat_id": "⇠", "forward_origin": "↪",
		"forum_topic_closed": "🔒", "forum_topic_reopened": "🔓",
	} {
		if m.service.has(field) {
			return sign
		}
	}
	return ""
}
