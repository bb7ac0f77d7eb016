package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// complain answers words that were understood but cannot be; nothing changes.
func (b *booker) complain(text string) (bool, error) { return true, b.askAgain(text) }

// askAgain shows the step's question once more, with what is to be said first.
// Nothing is written, so that its buttons are those of the session as it is;
// unless the question has become another meanwhile.
func (b *booker) askAgain(complaint string) error {
	b.remark(complaint)
	said, again := len(b.write.Outs), *b
	again.talk.Version--
	if err := again.draw(false); err != nil {
		return err
	}
	if same, err := again.asStored(); err != nil || same {
		return err
	}
	b.write.Outs = b.write.Outs[:said]
	return b.show(false)
}

// asStored says whether the conversation stands where its session does.
func (b *booker) asStored() (bool, error) {
	data, err := json.Marshal(b.draft)
	if err != nil {
		return false, fmt.Errorf("write draft: %w", err)
	}
	return bytes.Equal(data, b.known.Session.Data) && b.talk.Step == b.known.Session.Step, nil
}
