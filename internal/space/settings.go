package space

import (
	"slices"
	"time"
)

// Settings are what a reader, a person or a community, wants to be sent and
// when. The zero value is what holds where nobody chose.
type Settings struct {
	NoDigest bool            `json:"no_digest,omitempty"`
	Digest   *DigestTime     `json:"digest,omitempty"`    // nil: when the Point has them
	Quiet    *Quiet          `json:"quiet,omitempty"`     // when nothing is sent that can wait; nil: never
	Unwanted []time.Duration `json:"unwanted,omitempty"`  // reminders that are not sent: how long before
	Topics   []string        `json:"interests,omitempty"` // ids of what they care for; empty: everything
}

// DigestTime is when a week's digest comes, in the Point's local time.
type DigestTime struct {
	Weekday time.Weekday `json:"weekday"`
	Minute  int          `json:"minute"` // after midnight
}

// Wants says whether a reminder that long before an event is to be sent.
func (s Settings) Wants(lead time.Duration) bool { return !slices.Contains(s.Unwanted, lead) }

// CaresFor says whether something of these topics is of interest. Who named
// none cares for everything; what has none is of interest to everybody.
func (s Settings) CaresFor(topics []string) bool {
	if len(s.Topics) == 0 || len(topics) == 0 {
		return true
	}
	return slices.ContainsFunc(topics, func(id string) bool { return slices.Contains(s.Topics, id) })
}
