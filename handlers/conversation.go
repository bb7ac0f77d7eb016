package handlers

import (
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
	"samovar/internal/dialog"
)

// conversation is one on its way, at one event: what every flow with answers to
// keep is built on.
type conversation struct {
	*turn
	talk dialog.Talk
	note string // said above the next question, for this once
	// ending is the text on the button that ends it, "" for that of all.
	ending string
}

// beginning is a conversation that begins, in place of any before.
func (t *turn) beginning(flow string) conversation {
	return conversation{turn: t, talk: t.beginTalk(flow)}
}

// ongoing is the conversation that goes on.
func (t *turn) ongoing() conversation { return conversation{turn: t, talk: t.resumed()} }

// readAnswers reads what was answered so far.
func (c *conversation) readAnswers(answers any) error {
	if err := json.Unmarshal(c.talk.Data, answers); err != nil {
		return fmt.Errorf("read answers of %s: %w", c.talk.Flow, err)
	}
	return nil
}

// pose asks a question and keeps what is answered so far.
func (c *conversation) pose(ask func() (string, chat.Keyboard, error), answers any) error {
	c.talk.Bare = false
	if err := c.drawQuestion(false, ask); err != nil {
		return err
	}
	return c.keepAnswers(answers)
}

// drawQuestion writes a question into the conversation's message; fresh sends it
// anew, as what was typed does anyway.
func (c *conversation) drawQuestion(fresh bool, ask func() (string, chat.Keyboard, error)) error {
	text, keyboard, err := ask()
	if err != nil {
		return err
	}
	c.drawTalk(c.talk.Session, fresh, noted(c.note, text), keyboard.Row(c.foot()...))
	return nil
}

// foot ends the keyboard of a question.
func (c *conversation) foot() []chat.Button {
	row := c.talk.Foot()
	if c.ending != "" {
		row[len(row)-1].Text = c.say.Plain(c.ending)
	}
	return row
}

// keepAnswers saves the conversation as it is now, with what is answered so far.
func (c *conversation) keepAnswers(answers any) error {
	data, err := json.Marshal(answers)
	if err != nil {
		return fmt.Errorf("write answers of %s: %w", c.talk.Flow, err)
	}
	c.talk.Data = data
	c.saveSession(c.talk.Session)
	return nil
}

// remark puts a sentence above the next question, below those that are there.
func (c *conversation) remark(text string) {
	if c.note != "" {
		text = c.note + "\n" + text
	}
	c.note = text
}

// end forgets the conversation, also one that began with this event.
func (c *conversation) end() {
	c.known.Talking, c.known.Session = true, c.talk.Session
	c.endSession()
}

// finish ends the conversation and leaves a receipt.
func (c *conversation) finish(text string, keyboard chat.Keyboard) {
	c.end()
	c.drawTalk(c.talk.Session, false, text, keyboard)
}

// noted puts a question below what is to be said first, if anything.
func noted(note, question string) string {
	if note == "" {
		return question
	}
	return note + "\n\n" + question
}
