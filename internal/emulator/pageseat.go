package emulator

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// seat is from where somebody looks on the page: their own chat with the bot, a
// group, or a topic of one that is a forum. Its key is the person's id, with the
// group's and the topic's after a colon each: "42", "42:-1001", "42:-1001:5".
type seat struct {
	person *Person
	chat   *chat
	topic  *Topic // nil in the general one, and where there are none
}

var errNoChat = errors.New("no such chat")

// seatAt finds the seat that a key names; in a group that moved, where it moved
// to. The mutex is held.
func (s *Server) seatAt(key string) (seat, error) {
	person, rest, inGroup := strings.Cut(key, ":")
	at := seat{person: s.people[number64(person)]}
	if at.person == nil {
		return at, errNoChat
	}
	at.chat = at.person.chat
	if !inGroup {
		return at, nil
	}
	group, topic, inTopic := strings.Cut(rest, ":")
	if at.chat = s.chats[number64(group)]; at.chat == nil || at.chat.private() {
		return at, errNoChat
	}
	if to := s.chats[at.chat.moved]; to != nil {
		at.chat = to
	}
	if at.topic = at.chat.topics[int(number64(topic))]; inTopic && at.topic == nil {
		return at, errNoChat
	}
	return at, nil
}

// number64 is 0, which is nobody's id, for what is no number.
func number64(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

func (at seat) group() *Group { return &Group{s: at.person.s, chat: at.chat} }

// thread is the topic's number, 0 for none.
func (at seat) thread() int {
	if at.topic == nil {
		return 0
	}
	return at.topic.id
}

// shut says whether nobody but admins may write there.
func (at seat) shut() bool {
	if at.topic != nil {
		return at.topic.closed
	}
	return at.chat.shut
}

// absent says whether the bot is not there.
func (at seat) absent() bool {
	return at.chat.blocked || at.person.s.absentFrom(at.chat)
}

// deed is what the menu of a chat offers to do there.
type deed struct {
	name string
	can  func(at seat) bool // the mutex is held
	do   func(at seat)      // and here it is not
}

// upgraded groups get ids below this one's.
const firstUpgraded = -1_003_000_000_000

func deeds() []deed {
	private := func(at seat) bool { return at.chat.private() }
	in := func(at seat) bool { return !at.chat.private() && at.topic == nil && !at.absent() }
	forum := func(at seat) bool { return len(at.chat.topics) > 0 && !at.absent() }
	return []deed{
		{"block", func(at seat) bool { return private(at) && !at.chat.blocked }, func(at seat) { at.person.Blocks() }},
		{"unblock", func(at seat) bool { return private(at) && at.chat.blocked }, func(at seat) { at.person.Unblocks() }},
		{"add", func(at seat) bool { return !private(at) && at.topic == nil && at.absent() }, func(at seat) { at.group().Adds(at.person) }},
		{"kick", in, func(at seat) { at.group().Kicks(at.person) }},
		{"mute", func(at seat) bool { return in(at) && !at.chat.muted }, func(at seat) { at.group().Restricts(at.person) }},
		{"unmute", func(at seat) bool { return in(at) && at.chat.muted }, func(at seat) { at.group().Adds(at.person) }},
		{"upgrade", func(at seat) bool { return in(at) && at.chat.kind == "group" }, func(at seat) { at.group().Migrates(firstUpgraded + at.chat.id) }},
		{"close", func(at seat) bool { return forum(at) && !at.shut() }, seat.closes},
		{"reopen", func(at seat) bool { return forum(at) && at.shut() }, seat.reopens},
		{"delete", func(at seat) bool { return forum(at) && at.topic != nil }, func(at seat) { at.topic.Deletes() }},
	}
}

func (at seat) closes() {
	if at.topic != nil {
		at.topic.Closes(at.person)
		return
	}
	at.group().ClosesGeneral(at.person)
}

func (at seat) reopens() {
	if at.topic != nil {
		at.topic.Reopens(at.person)
		return
	}
	at.group().ReopensGeneral(at.person)
}

// menu names the deeds that can be done now.
func (at seat) menu() []string {
	names := []string{}
	for _, d := range deeds() {
		if d.can(at) {
			names = append(names, d.name)
		}
	}
	return names
}

// pageDo does a deed of the menu.
func (s *Server) pageDo(r pageRequest) error {
	s.mu.Lock()
	at, err := s.seatAt(r.View)
	i := slices.IndexFunc(deeds(), func(d deed) bool { return err == nil && d.name == r.Deed && d.can(at) })
	s.mu.Unlock()
	switch {
	case err != nil:
		return err
	case i < 0:
		return errors.New("do: that cannot be done now")
	}
	deeds()[i].do(at)
	return nil
}

// pageJoin brings the bot into a group by a link with startgroup.
func (s *Server) pageJoin(r pageRequest) error {
	s.mu.Lock()
	at, err := s.seatAt(r.View)
	s.mu.Unlock()
	switch {
	case err != nil:
		return err
	case at.chat.private():
		return errors.New("join: the bot joins groups")
	}
	at.group().Starts(at.person, r.Text)
	return nil
}
