package emulator

import (
	"fmt"
	"strings"
)

// Profile is what Telegram tells the bot about a person.
type Profile struct {
	First    string
	Last     string
	Username string
	Lang     string // an IETF tag such as ru or zh-hans
}

func (p Profile) view(id int64) dictionary {
	v := dictionary{"id": id, "is_bot": false, "first_name": p.First}
	v.put("last_name", p.Last)
	v.put("username", p.Username)
	v.put("language_code", p.Lang)
	return v
}

// Person is someone with a Telegram account, played by a test or by hand.
// What it does turns into updates for the bot; its private chat with the bot
// is what it sees.
type Person struct {
	s       *Server
	id      int64
	profile Profile
	chat    *chat
	acted   int // the server's version at the person's last act
}

// Person registers a person, or gives the one registered under the id with
// the new profile.
func (s *Server) Person(id int64, profile Profile) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	profile.First = orElse(profile.First, fmt.Sprintf("User %d", id))
	if p := s.people[id]; p != nil {
		p.profile = profile
		return p
	}
	p := &Person{s: s, id: id, profile: profile}
	p.chat = &chat{id: id, kind: "private", person: p}
	s.people[id], s.chats[id] = p, p.chat
	s.peopleIDs = append(s.peopleIDs, id)
	s.touch()
	return p
}

// ID is the person's Telegram id, and that of the private chat.
func (p *Person) ID() int64 { return p.id }

// Says sends a text to the bot and returns the id of the update.
func (p *Person) Says(text string) int {
	return p.writes(&message{text: text})
}

// Replies sends a text as a reply to one of the chat's messages.
func (p *Person) Replies(to int, text string) int {
	return p.writes(&message{text: text, replyTo: to})
}

// Starts opens the bot by a link such as t.me/bot?start=parameter.
func (p *Person) Starts(parameter string) int {
	return p.Says(strings.TrimSpace("/start " + parameter))
}

// Opened marks the chat as one that the person opened before the story begins:
// the bot may write first.
func (p *Person) Opened() { p.locked(func() { p.chat.started = true }) }

// SendsDocument sends a file.
func (p *Person) SendsDocument(name string, data []byte, caption string) int {
	return p.sends(&upload{name: name, data: data}, false, caption)
}

// SendsPhoto sends a picture; data may be empty.
func (p *Person) SendsPhoto(data []byte, caption string) int {
	return p.sends(&upload{name: "photo.jpg", data: data}, true, caption)
}

func (p *Person) sends(up *upload, photo bool, caption string) int {
	p.s.mu.Lock()
	file := p.s.keep(up, photo)
	p.s.mu.Unlock()
	return p.writes(&message{file: file, text: caption})
}

// SendsSticker sends a sticker that stands for an emoji.
func (p *Person) SendsSticker(emoji string) int {
	return p.writes(&message{service: dictionary{"sticker": dictionary{
		"file_id": "sticker-1", "file_unique_id": "usticker-1", "type": "regular", "width": 512, "height": 512,
		"is_animated": false, "is_video": false, "emoji": emoji,
	}}})
}

// SendsVoice sends a voice message.
func (p *Person) SendsVoice() int {
	return p.writes(&message{service: dictionary{"voice": dictionary{
		"file_id": "voice-1", "file_unique_id": "uvoice-1", "duration": 3, "mime_type": "audio/ogg",
	}}})
}

// SendsLocation sends a place on the map.
func (p *Person) SendsLocation(latitude, longitude float64) int {
	return p.writes(&message{service: dictionary{"location": dictionary{"latitude": latitude, "longitude": longitude}}})
}

// SendsContact shares the person's own phone number.
func (p *Person) SendsContact(phone string) int {
	c := dictionary{"phone_number": phone, "first_name": p.profile.First, "user_id": p.id}
	c.put("last_name", p.profile.Last)
	return p.writes(&message{service: dictionary{"contact": c}})
}

// SendsForward forwards a text that somebody else wrote.
func (p *Person) SendsForward(from Profile, text string) int {
	return p.writes(&message{text: text, service: dictionary{"forward_origin": dictionary{
		"type": "hidden_user", "sender_user_name": orElse(from.First, "Somebody"), "date": p.s.opt.Now().Unix(),
	}}})
}

// Edits changes one of the person's own messages.
func (p *Person) Edits(messageID int, text string) (int, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.chat.message(messageID)
	if m == nil || m.from != p.id {
		return 0, p.s.fail("edit message %d: it is not %s's", messageID, p.profile.First)
	}
	m.history = append(m.history, m.text)
	m.text, m.edits, m.edited, m.changed = text, m.edits+1, p.s.opt.Now(), p.s.version+1
	m.entities = p.s.detect(text, nil)
	p.act()
	return p.s.enqueue("edited_message", p.chat.queue(), p.s.view(m), nil), nil
}

// writes puts a message of the person's into the private chat. Who writes to
// a bot has not blocked it.
func (p *Person) writes(m *message) int {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if p.chat.blocked {
		p.setBlocked(false)
	}
	p.chat.started = true
	m.from, m.entities = p.id, p.s.detect(m.text, nil)
	p.act()
	return p.s.enqueue("message", p.chat.queue(), p.s.view(p.s.post(p.chat, m)), nil)
}

// act marks the moment that WaitReply counts from.
func (p *Person) act() { p.acted = p.s.version + 1 }

func (ch *chat) queue() string { return fmt.Sprintf("chat%d", ch.id) }

// Blocks stops the bot from writing to the person.
func (p *Person) Blocks() { p.locked(func() { p.setBlocked(true) }) }

// Unblocks lets the bot write again.
func (p *Person) Unblocks() { p.locked(func() { p.setBlocked(false) }) }

// Deactivates deletes the person's account.
func (p *Person) Deactivates() { p.locked(func() { p.chat.gone = true }) }

func (p *Person) locked(do func()) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	do()
	p.s.touch()
}

func (p *Person) setBlocked(blocked bool) {
	was, is := "member", "kicked"
	if !blocked {
		was, is = is, was
	}
	if p.chat.blocked == blocked {
		return
	}
	p.chat.blocked = blocked
	p.s.botStatus(p.chat, p.id, was, is)
}

// botStatus tells the bot how its place in a chat changed.
func (s *Server) botStatus(ch *chat, by int64, was, is string) int {
	return s.enqueue("my_chat_member", ch.queue(), dictionary{
		"chat": ch.view(), "from": s.user(by), "date": s.opt.Now().Unix(),
		"old_chat_member": memberView(was, s.user(s.botID)),
		"new_chat_member": memberView(is, s.user(s.botID)),
	}, nil)
}

// fail makes the error of a step of the story and fails the test with it.
func (s *Server) fail(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	if s.opt.T != nil {
		s.opt.T.Helper()
		s.opt.T.Fatalf("%v", err)
	}
	return err
}
