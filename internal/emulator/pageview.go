package emulator

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

func escaped(name string) string { return url.PathEscape(name) }

// pageState is all that the page shows of the given views, each named by the key
// of a [seat].
type pageState struct {
	Bot      map[string]string `json:"bot"`
	Notice   string            `json:"notice"`
	Clock    pageClock         `json:"clock"`
	Panes    []pagePane        `json:"panes"`
	People   []pagePerson      `json:"people"`
	Groups   []pageGroup       `json:"groups"`
	Views    []pageView        `json:"views"`
	Answers  []pageAnswer      `json:"answers"`
	Faults   []Fault           `json:"faults"`
	Limits   bool              `json:"limits"`
	Methods  []string          `json:"methods"`
	LastCall int               `json:"lastCall"`
}

type pageClock struct {
	Movable bool   `json:"movable"`
	Now     int64  `json:"now"` // in milliseconds
	Zone    string `json:"zone"`
}

type pagePane struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

type pagePerson struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
}

type pageGroup struct {
	ID      int64       `json:"id"`
	Name    string      `json:"name"`
	Members []int64     `json:"members"`
	Topics  []pageTopic `json:"topics,omitempty"`
}

type pageTopic struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type pageAnswer struct {
	Seq    int    `json:"seq"`
	Person int64  `json:"person"`
	Text   string `json:"text"`
	Alert  bool   `json:"alert"`
	URL    string `json:"url,omitempty"`
}

type pageView struct {
	Key      string        `json:"key"`
	Person   int64         `json:"person"`
	Chat     int64         `json:"chat"`
	Title    string        `json:"title"`
	Group    bool          `json:"group"`
	Typing   bool          `json:"typing"`
	Absent   bool          `json:"absent"` // the bot is blocked, or not in the group
	Menu     []string      `json:"menu"`   // what can be done there
	About    string        `json:"about,omitempty"`
	Commands []Command     `json:"commands"`
	Keyboard [][]string    `json:"keyboard,omitempty"`
	Messages []pageMessage `json:"messages"`
}

func (s *Server) pageState(keys []string) pageState {
	v := pageState{
		Bot:    map[string]string{"name": s.profile.name, "username": s.opt.Username},
		Notice: s.opt.Notice, Clock: s.pageClock(), Panes: s.pagePanes(), Limits: !s.opt.Limits.Off,
		Views: []pageView{}, Answers: []pageAnswer{}, Faults: []Fault{}, LastCall: s.log.last,
		Methods: []string{"getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument"},
	}
	v.People, v.Groups = s.pagePeople(), s.pageGroups()
	for _, key := range keys[:min(len(keys), mostViews)] {
		if view, ok := s.pageView(key); ok {
			v.Views = append(v.Views, view)
		}
	}
	for _, q := range s.answers {
		v.Answers = append(v.Answers, pageAnswer{q.seq, q.person, q.answer.Text, q.answer.Alert, q.answer.URL})
	}
	v.Faults = append(v.Faults, s.activeFaults()...)
	return v
}

func (s *Server) pageClock() pageClock {
	return pageClock{Movable: s.opt.Clock != nil, Now: s.opt.Now().UnixMilli(), Zone: s.opt.Zone.String()}
}

// pagePanes are the columns to begin with: those asked for, else the first
// three people.
func (s *Server) pagePanes() []pagePane {
	out := []pagePane{}
	for _, p := range s.opt.Panes {
		out = append(out, pagePane{Key: strconv.FormatInt(p.PersonID, 10), Label: p.Label})
	}
	for _, id := range s.peopleIDs {
		if len(s.opt.Panes) == 0 && len(out) < 3 {
			out = append(out, pagePane{Key: strconv.FormatInt(id, 10)})
		}
	}
	return out
}

func (s *Server) pagePeople() []pagePerson {
	people := []pagePerson{}
	for _, id := range s.peopleIDs {
		note := ""
		for _, pane := range s.opt.Panes {
			if pane.PersonID == id {
				note = pane.Label
			}
		}
		people = append(people, pagePerson{ID: id, Name: s.people[id].profile.full(), Note: note})
	}
	return people
}

func (s *Server) pageGroups() []pageGroup {
	groups := []pageGroup{}
	for _, ch := range s.chats {
		if ch.private() || ch.moved != 0 || ch.gone {
			continue
		}
		g := pageGroup{ID: ch.id, Name: ch.title, Members: []int64{}}
		for _, id := range s.peopleIDs {
			if ch.members[id] != "" {
				g.Members = append(g.Members, id)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(ch.topics)) {
			g.Topics = append(g.Topics, pageTopic{ID: id, Name: ch.topics[id].name})
		}
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b pageGroup) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return groups
}

func (p Profile) full() string { return strings.TrimSpace(p.First + " " + p.Last) }

// The bounds of what the page draws: messages of one chat, and chats at once.
const mostShown, mostViews = 150, 20

func (s *Server) pageView(key string) (pageView, bool) {
	at, err := s.seatAt(key)
	if err != nil {
		return pageView{}, false
	}
	p, ch := at.person, at.chat
	v := pageView{
		Key: key, Person: p.id, Chat: ch.id, Title: p.profile.full(), Group: !ch.private(), Absent: at.absent(), Menu: at.menu(),
		Typing: ch.action != "" && s.opt.Ticks().Sub(ch.actionAt) < 5*time.Second,
		About:  s.profile.about(languageOf(p.profile.Lang)), Messages: []pageMessage{}, Commands: []Command{},
	}
	if v.Group {
		v.Title = ch.title
	}
	v.Commands = append(v.Commands, s.shown(ch, p.id, languageOf(p.profile.Lang))...)
	waiting := s.waiting(p, ch)
	for _, m := range at.latest() {
		v.Messages = append(v.Messages, s.pageMessage(p, m, waiting))
		v.Keyboard = m.replyKeys(v.Keyboard)
	}
	return v, true
}

// latest are the messages to show, oldest first: of a forum those of the topic.
func (at seat) latest() []*message {
	var shown []*message
	for i := len(at.chat.messages) - 1; i >= 0 && len(shown) < mostShown; i-- {
		if m := at.chat.messages[i]; !m.deleted && m.thread == at.thread() {
			shown = append(shown, m)
		}
	}
	slices.Reverse(shown)
	return shown
}

func (b botProfile) about(language string) string {
	return orElse(b.descriptions["description:"+language], b.descriptions["description:"])
}

// replyKeys are the keys that stand in place of the person's own keyboard
// after the message.
func (m *message) replyKeys(before [][]string) [][]string {
	switch {
	case m.reply.has("remove_keyboard"):
		return nil
	case !m.reply.has("keyboard"):
		return before
	}
	var rows [][]string
	list, _ := m.reply["keyboard"].([]any)
	for _, row := range list {
		var texts []string
		for _, b := range row.([]any) {
			texts = append(texts, b.(dictionary).text("text"))
		}
		rows = append(rows, texts)
	}
	return rows
}

// waiting are the person's presses in the chat that nobody has answered.
func (s *Server) waiting(p *Person, ch *chat) map[string]bool {
	out := map[string]bool{}
	for _, q := range s.unanswered {
		if q.person == p.id && q.chat == ch && !q.answered && s.opt.ages().Sub(q.at) < s.opt.CallbackTTL {
			out[fmt.Sprintf("%d:%s", q.message, q.data)] = true
		}
	}
	return out
}
