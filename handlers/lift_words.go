package handlers

import (
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// flowLift is the conversation in which an admin words why a wish is put before
// all others.
const flowLift = "lift"

// lifting is what it is about, as the admin saw it.
type lifting struct {
	Wish    string `json:"wish"`
	Version int64  `json:"version"`
	Page    string `json:"page,omitempty"`
}

// liftInWords takes the reason, unless the line is another by now; then the
// conversation is over, too.
func (t *turn) liftInWords() error {
	var about lifting
	if err := json.Unmarshal(t.known.Session.Data, &about); err != nil {
		return fmt.Errorf("read what to lift: %w", err)
	}
	w, ok, err := t.db.Wish(t.ctx, about.Wish)
	if err != nil {
		return err
	}
	words, complaint := t.written()
	switch {
	case !t.isAdmin():
		t.endSession()
		t.reply(t.say.T("admin.only"), nil)
	case !ok || w.Version != about.Version || w.State != space.WishWaiting:
		t.endSession()
		t.reply(t.say.T("line.changed"), nil)
		return t.showLine(pageOf(about.Page), nil, true)
	case t.event.Kind != chat.Text:
		t.reply(t.say.T("community.words_please"), nil)
	case complaint != "":
		t.reply(complaint, nil)
	default:
		t.endSession()
		return t.lift(w, &space.Lift{By: t.who.Party(), At: t.now, Reason: words}, about.Page)
	}
	return nil
}
