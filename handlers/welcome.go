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

// wanted is what a person wrote before they were asked, and the language they
// chose meanwhile. Nothing else is kept of who did not consent yet.
type wanted struct {
	Kind     chat.Kind `json:"kind"`
	Command  string    `json:"command"`
	Text     string    `json:"text"`
	Language string    `json:"language,omitempty"`
}

// remember keeps what the person wrote.
func (t *turn) remember() {
	t.keepWanted(wanted{t.event.Kind, t.event.Command, t.event.Text, t.wantedBefore().Language})
}

// wantedBefore is what was kept, if anything was.
func (t *turn) wantedBefore() (w wanted) {
	if t.known.Talking && t.known.Session.Flow == flowWelcome {
		_ = json.Unmarshal(t.known.Session.Data, &w) // goOn complains of what cannot be read
	}
	return w
}

// languageBefore is the language to speak to who has not consented yet: the
// one they chose, else their Telegram's.
func (t *turn) languageBefore() string {
	if chosen := t.wantedBefore().Language; chosen != "" {
		return chosen
	}
	return string(lang.Of(t.event.From.Language))
}

func (t *turn) keepWanted(w wanted) {
	data, err := json.Marshal(w)
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

// cancel ends the conversation.
func (t *turn) cancel() error {
	if !t.known.Talking {
		t.reply(t.say.T("start.nothing_to_cancel"), t.menu())
		return nil
	}
	t.stop()
	return nil
}
