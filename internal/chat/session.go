package chat

import (
	"encoding/json"
	"time"
)

// Session is where a person stands in a conversation: one a private chat. It
// is kept between updates, so that a restart resumes at its step.
type Session struct {
	ID      string          `json:"id"` // names its panel and its buttons
	Chat    int64           `json:"chat"`
	Flow    string          `json:"flow"`  // which conversation
	Step    string          `json:"step"`  // what was asked last
	Trail   []string        `json:"trail"` // the steps before, for Back
	Data    json.RawMessage `json:"data"`  // what was answered so far; the flow's own
	Touched time.Time       `json:"touched"`
	Bare    bool            `json:"bare,omitempty"` // asks in another's message, and has none of its own
	// Version counts the writes; buttons bind to it.
	Version int64 `json:"-"`
}

// Panel is the name of the one message that the conversation edits, "" where
// it has none.
func (s Session) Panel() string {
	if s.Bare {
		return ""
	}
	return Receipt(s.ID)
}

// Silent says whether nothing was said for so long that the conversation is
// over.
func (s Session) Silent(now time.Time, limit time.Duration) bool {
	return now.Sub(s.Touched) >= limit
}
