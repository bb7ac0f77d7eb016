package handlers

import (
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowWelcome is the conversation that keeps what a person wanted until they
// answered what has to be asked first.
const flowWelcome = "welcome"

// wanted is what a person wrote before they were asked.
type wanted struct {
	Kind    chat.Kind `json:"kind"`
	Command string    `json:"command"`
	Text    string    `json:"text"`
}

// remember keeps what the person wrote.
func (t *turn) remember() {
	data, err := json.Marshal(wanted{t.event.Kind, t.event.Command, t.event.Text})
	if err != nil {
		panic(err) // strings always encode
	}
	s := dialog.Begin(space.NewID(), flowWelcome, t.event.From.ID, t.known.Session.Version, t.now)
	s.Data = data
	t.write.Session = &s
}

// goOn does what the person wanted before they were asked.
func (t *turn) goOn() error {
	s := t.known.Session
	if !t.known.Talking || s.Flow != flowWelcome {
		return t.showHome()
	}
	var w wanted
	if err := json.Unmarshal(s.Data, &w); err != nil {
		return fmt.Errorf("read what was wanted: %w", err)
	}
	t.endSession()
	if w.Kind == chat.Command && w.Command == "start" && w.Text == "" {
		return t.showHome()
	}
	t.answerPress() // the button's, before the event becomes what was wanted
	t.event.Kind, t.event.Command, t.event.Text = w.Kind, w.Command, w.Text
	t.known.Talking = false
	return t.route()
}

// showHome shows the menu.
func (t *turn) showHome() error {
	t.reply(t.say.T("start.hello", "Name", t.who.Name, "Point", t.point.Name.In(t.who.Language)), t.menu())
	return nil
}

// endSession forgets the conversation.
func (t *turn) endSession() {
	if t.known.Talking {
		t.write.EndSession = &t.known.Session
	}
}

// saveSession writes the conversation instead of forgetting it.
func (t *turn) saveSession(s chat.Session) {
	s.Touched = t.now
	t.write.Session, t.write.EndSession = &s, nil
}

// moveTo makes a Point the person's own and goes on there, with what is known
// of them.
func (t *turn) moveTo(p *space.Point) error {
	if err := t.Store.SetHome(t.ctx, t.event.From.ID, p.ID); err != nil {
		return err
	}
	wish, talking, who := t.known.Session, t.known.Talking, t.who
	there := t.Store.Point(p)
	known, err := there.Know(t.ctx, t.event.From.ID, t.event.From.ID, t.event.ID)
	if err != nil {
		return err
	}
	t.point, t.db, t.picked, t.known = p, there, true, known
	who.Version = known.Person.Version
	t.who = who
	t.keepPerson()
	t.panel("point", t.say.T("start.point_set", "Point", p.Name.In(t.who.Language)), nil)
	if talking && wish.Flow == flowWelcome {
		wish.Version = known.Session.Version
		t.known.Session, t.known.Talking = wish, true
	}
	return t.goOn()
}

// hints writes the commands menu of this chat, in the person's language and
// for what they may do.
func (t *turn) hints() {
	t.out(chat.Out{Kind: chat.Menu, Chat: t.event.From.ID, Commands: Hints(t.say, t.isAdmin())})
}

// Hints are the lines of the commands menu in a language, for residents or for
// admins.
func Hints(say lang.Speaker, admin bool) []chat.CommandHint {
	names := []string{"book", "my", "schedule", "help", "lang", "cancel"}
	if admin {
		names = []string{"book", "my", "schedule", "queue", "admins", "help", "lang", "cancel"}
	}
	hints := make([]chat.CommandHint, len(names))
	for i, name := range names {
		hints[i] = chat.CommandHint{Name: name, Hint: say.Plain("command." + name)}
	}
	return hints
}

// cancel ends the conversation.
func (t *turn) cancel() error {
	if !t.known.Talking {
		t.reply(t.say.T("start.nothing_to_cancel"), t.menu())
		return nil
	}
	t.endSession()
	t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
	t.reply(t.say.T("talk.cancelled"), t.menu())
	return nil
}
