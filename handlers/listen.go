package handlers

import (
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
)

// listen begins a conversation without a message of its own: what is typed next
// answers the question under a card that was just drawn.
func (t *turn) listen(flow, step string, about any) error {
	data, err := json.Marshal(about)
	if err != nil {
		return fmt.Errorf("write what words are about: %w", err)
	}
	talk := t.beginTalk(flow)
	talk.Step, talk.Data, talk.Bare = step, data, true
	t.saveSession(talk.Session)
	return nil
}

// endListening ends such a conversation at the person's next act, unless that is
// something typed: who goes on to something else does not answer any more.
func (t *turn) endListening() {
	goesOn := t.event.Kind == chat.Pressed || t.event.Kind == chat.Command
	if goesOn && t.event.Place.Type == chat.Private && t.known.Talking && t.known.Session.Bare {
		t.endSession()
	}
}
