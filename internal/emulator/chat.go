package emulator

import (
	"strings"
	"time"
)

// chat is a conversation that the bot may take part in.
type chat struct {
	id       int64
	kind     string // private, group, supergroup or channel
	title    string
	username string  // of a public group or channel
	person   *Person // of a private chat
	started  bool    // the person has written to the bot
	blocked  bool    // by the person
	gone     bool    // the person's account, or the group, is deleted
	kicked   bool    // the bot is, from the group
	muted    bool    // the bot is, in the group
	silent   bool    // nobody but admins may write in the group
	shut     bool    // the general topic is closed: likewise there
	moved    int64   // to this supergroup
	topics   map[int]*Topic
	members  map[int64]string
	messages []*message
	lastID   int // of messages in a supergroup or channel
	pinned   int
	action   string // what the bot is doing, such as typing
	actionAt time.Time
}

func (ch *chat) private() bool { return ch.kind == "private" }

// ownCount tells whether the chat numbers its messages by itself.
func (ch *chat) ownCount() bool { return ch.kind == "supergroup" || ch.kind == "channel" }

func (ch *chat) view() dictionary {
	v := dictionary{"id": ch.id, "type": ch.kind}
	if !ch.private() {
		v["title"] = ch.title
		if ch.topics != nil {
			v["is_forum"] = true
		}
		v.put("username", ch.username)
		return v
	}
	p := ch.person.profile
	v.put("first_name", p.First)
	v.put("last_name", p.Last)
	v.put("username", p.Username)
	return v
}

func (d dictionary) put(name, value string) {
	if value != "" {
		d[name] = value
	}
}

// nextID numbers the next message.
func (s *Server) nextID(ch *chat) int {
	if ch.ownCount() {
		ch.lastID++
		return ch.lastID
	}
	s.lastID++
	return s.lastID
}

func (ch *chat) message(id int) *message {
	if id <= 0 {
		return nil
	}
	for i := len(ch.messages) - 1; i >= 0; i-- {
		if ch.messages[i].id == id && !ch.messages[i].deleted {
			return ch.messages[i]
		}
	}
	return nil
}

// find is the chat of a chat_id, whatever its state.
func (s *Server) find(id any) *chat {
	switch id := id.(type) {
	case int64:
		return s.chats[id]
	case string:
		return s.named(strings.TrimPrefix(id, "@"))
	}
	return nil
}

func (s *Server) named(username string) *chat {
	for _, ch := range s.chats {
		if ch.username != "" && strings.EqualFold(ch.username, username) {
			return ch
		}
	}
	return nil
}

// known is the chat of the call's chat_id, or Telegram's refusal.
func (s *Server) known(c *call) (*chat, *failure) {
	ch := s.find(c.params["chat_id"])
	if ch == nil {
		return nil, badRequest("chat not found")
	}
	if ch.moved != 0 {
		return nil, upgraded(ch.moved)
	}
	return ch, nil
}

// reachable is a known chat in which the bot may write.
func (s *Server) reachable(c *call) (*chat, *failure) {
	ch, f := s.known(c)
	if f != nil {
		return nil, f
	}
	switch {
	case ch.gone && ch.private():
		return nil, forbidden("user is deactivated")
	case ch.gone:
		return nil, forbidden("the group chat was deleted")
	case ch.blocked:
		return nil, forbidden("bot was blocked by the user")
	case ch.private() && !ch.started:
		return nil, forbidden("bot can't initiate conversation with a user")
	case ch.kicked && ch.kind == "group":
		return nil, forbidden("bot was kicked from the group chat")
	case ch.kicked:
		return nil, forbidden("bot was kicked from the " + ch.kind + " chat")
	case !ch.private() && ch.members[s.botID] == "left":
		return nil, forbidden("bot is not a member of the " + ch.kind + " chat")
	}
	return ch, s.inTopic(ch, int(c.integer("message_thread_id")))
}

// inTopic refuses a topic that there is not, or that is closed. The general one,
// number 1, is none that could be named.
func (s *Server) inTopic(ch *chat, thread int) *failure {
	switch topic := ch.topics[thread]; {
	case thread == 0:
		return nil
	case topic == nil:
		return badRequest("message thread not found")
	case topic.closed && ch.members[s.botID] != "administrator":
		return badRequest("TOPIC_CLOSED")
	}
	return nil
}

// inGeneral refuses what the bot sends to the general topic while that is closed.
func (s *Server) inGeneral(ch *chat, thread int) *failure {
	if thread == 0 && ch.shut && ch.members[s.botID] != "administrator" {
		return badRequest("TOPIC_CLOSED")
	}
	return nil
}

// mute refuses what the bot may not send to a group.
func (s *Server) mute(ch *chat, what string) *failure {
	if !ch.private() && (ch.muted || ch.silent && ch.members[s.botID] != "administrator") {
		return badRequest("not enough rights to send %s to the chat", what)
	}
	return nil
}

// status is what getChatMember says of a user.
func (s *Server) status(ch *chat, userID int64) string {
	switch {
	case ch.private() && (userID == ch.id || userID == s.botID):
		return "member"
	case !ch.private() && userID == s.botID && ch.kicked:
		return "kicked"
	}
	return orElse(ch.members[userID], "left")
}
