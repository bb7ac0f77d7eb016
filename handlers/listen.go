package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
)

// listen begins a conversation without a message of its own: what is typed next
// answers the question under a card that was just drawn. Who is listened to about
// the same already goes on.
func (t *turn) listen(flow, step string, about any) error {
	data, err := json.Marshal(about)
	if err != nil {
		return fmt.Errorf("write what words are about: %w", err)
	}
	if was := t.known.Session; t.known.Talking && was.Bare && was.Flow == flow && was.Step == step && bytes.Equal(was.Data, data) {
		t.write.EndSession = nil
		return nil
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
