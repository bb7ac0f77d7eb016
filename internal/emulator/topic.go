package emulator

// Topic is a topic of a supergroup that is a forum.
type Topic struct {
	group  *Group
	id     int
	name   string
	closed bool
}

// Topic opens a topic in a supergroup, which is a forum from then on. It is
// numbered by the message that says so.
func (g *Group) Topic(by *Person, name string) *Topic {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if g.chat.topics == nil {
		g.chat.topics = map[int]*Topic{}
	}
	if g.chat.lastID == 0 {
		g.chat.lastID = 1 // that of the general topic
	}
	m := g.s.post(g.chat, &message{from: by.id, service: dictionary{"forum_topic_created": dictionary{"name": name, "icon_color": 7322096}}})
	m.thread = m.id
	t := &Topic{group: g, id: m.id, name: name}
	g.chat.topics[m.id] = t
	g.tell(m)
	return t
}

// tell tells the bot of a service message, if it is there.
func (g *Group) tell(m *message) int {
	if g.s.absentFrom(g.chat) {
		return 0
	}
	return g.s.enqueue("message", g.chat.queue(), g.s.view(m), nil)
}

// ID is the topic's number.
func (t *Topic) ID() int { return t.id }

// Says sends a text to the topic. It replies to the message that opened the
// topic, as all do there that reply to nothing else.
func (t *Topic) Says(p *Person, text string) int { return t.group.says(p, t.id, t.id, text) }

// Closes lets nobody but admins write in the topic.
func (t *Topic) Closes(by *Person) int { return t.shuts(by, true, "forum_topic_closed") }

// Reopens lets all write in it again.
func (t *Topic) Reopens(by *Person) int { return t.shuts(by, false, "forum_topic_reopened") }

func (t *Topic) shuts(by *Person, closed bool, notice string) int {
	g := t.group
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	t.closed = closed
	return g.tell(g.s.post(g.chat, &message{from: by.id, thread: t.id, service: dictionary{notice: dictionary{}}}))
}

// ClosesGeneral lets nobody but admins write in the general topic of a forum.
// What is said of that topic names none.
func (g *Group) ClosesGeneral(by *Person) int { return g.shutsGeneral(by, true, "forum_topic_closed") }

// ReopensGeneral lets all write in it again.
func (g *Group) ReopensGeneral(by *Person) int {
	return g.shutsGeneral(by, false, "forum_topic_reopened")
}

func (g *Group) shutsGeneral(by *Person, shut bool, notice string) int {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.shut = shut
	return g.tell(g.s.post(g.chat, &message{from: by.id, service: dictionary{notice: dictionary{}}}))
}

// Deletes deletes the topic with all that was said there; the bot is not told.
func (t *Topic) Deletes() {
	g := t.group
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	delete(g.chat.topics, t.id)
	for _, m := range g.chat.messages {
		if m.thread == t.id {
			m.deleted, m.changed = true, g.s.version+1
		}
	}
	g.s.touch()
}
