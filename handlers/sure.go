package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowSure listens for a typed yes or no below a card that asks back.
const flowSure = "sure"

// backAsked is what the buttons of the question carry.
type backAsked struct {
	Yes string `json:"yes"`
	No  string `json:"no"`
}

// askBack draws a question with its two buttons; what is typed next may be its
// answer, unless a conversation goes on, which it would end.
func (t *turn) askBack(panel string, fresh bool, text string, yes, no chat.Button) error {
	t.panelAnew(panel, fresh, text, chat.Keyboard{}.Row(yes, no))
	if t.known.Talking && !t.known.Session.Bare {
		return nil
	}
	return t.listen(flowSure, "sure", backAsked{yes.Data, no.Data})
}

// sureText presses the button that is meant; anything but a yes or a no is no
// answer.
func (t *turn) sureText() error {
	var asked backAsked
	if err := json.Unmarshal(t.known.Session.Data, &asked); err != nil {
		return fmt.Errorf("read what was asked back: %w", err)
	}
	t.endSession()
	yes, ok := lang.YesNo(t.event.Text)
	if t.saysStop() {
		yes, ok = false, true
	}
	if !ok || t.event.Kind != chat.Text {
		t.known.Talking = false
		return t.text()
	}
	t.event.Data = asked.No
	if yes {
		t.event.Data = asked.Yes
	}
	return t.press()
}

// answersStill takes a yes or a no that is typed without any conversation for the
// answer to whether an event takes place, where that was asked about one of
// theirs, and says whether it did.
func (t *turn) answersStill() (bool, error) {
	yes, ok := lang.YesNo(t.event.Text)
	if !ok || t.event.Forwarded {
		return false, nil
	}
	asked, err := t.db.BookingsOf(t.ctx, t.who.ID, t.now.Add(time.Second), time.Time{})
	asked = slices.DeleteFunc(asked, func(b space.Booking) bool { return !t.point.Asking(b, t.now) })
	switch {
	case err != nil || len(asked) != 1:
		return false, err
	case yes:
		return true, t.stillYes(asked[0])
	}
	return true, t.askRelease(asked[0])
}
