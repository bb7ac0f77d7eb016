package space

import (
	"fmt"
	"time"
)

// Broadcast is what an admin announces to many. Whom it goes to is settled when
// it begins; it is handed to the outbox in portions, each recipient once, and
// what became of each message is counted in its Tally.
type Broadcast struct {
	ID      string         `json:"id"`
	By      Party          `json:"by"`
	Text    string         `json:"text"` // as it was written
	To      Audience       `json:"to"`
	State   BroadcastState `json:"state"`
	Total   int            `json:"total"`  // recipients
	Handed  int            `json:"handed"` // of them, the first so many were handed to the outbox
	Begun   time.Time      `json:"begun"`
	Ended   time.Time      `json:"ended,omitzero"`    // when all were accounted for
	Stopper *Party         `json:"stopper,omitempty"` // who stopped it
	Told    time.Time      `json:"told,omitzero"`     // when its progress was told last
	Shown   int            `json:"shown"`             // how many were accounted for then
	Version int64          `json:"-"`
}

// BroadcastState says how far a broadcast got.
//
//	sending ──► sent
//	    └─────► stopped
type BroadcastState string

// The states.
const (
	BroadcastSending BroadcastState = "sending"
	BroadcastSent    BroadcastState = "sent"
	BroadcastStopped BroadcastState = "stopped"
)

// String returns the word that is stored.
func (s BroadcastState) String() string { return string(s) }

// ParseBroadcastState returns the state of a stored word.
func ParseBroadcastState(s string) (BroadcastState, error) {
	switch state := BroadcastState(s); state {
	case BroadcastSending, BroadcastSent, BroadcastStopped:
		return state, nil
	}
	return "", fmt.Errorf("parse state of a broadcast %q: no such state", s)
}

// What may become of a broadcast's message, besides the failures that package
// bot names.
const (
	Delivered = "delivered"
	NotSent   = "stopped" // the broadcast was stopped before its turn came
)

// Made is where a Tally has how many messages there were to send.
const Made = "made"

// Tally is how many messages of a broadcast came to what.
type Tally map[string]int

// Accounted is of how many it is known what became of them.
func (t Tally) Accounted() int {
	n := 0
	for what, count := range t {
		if what != Made {
			n += count
		}
	}
	return n
}

// Failed is how many could not be delivered.
func (t Tally) Failed() int { return t.Accounted() - t[Delivered] - t[NotSent] }

// ahead is how many messages a broadcast has in the outbox at most: what
// Telegram lets through in five seconds. More would only wait there.
const ahead = 150

// Portion is how many of the recipients are handed to the outbox next.
func (b Broadcast) Portion(t Tally) int {
	if b.State != BroadcastSending {
		return 0
	}
	return max(0, min(b.Total-b.Handed, ahead-(b.Handed-t.Accounted())))
}

// Over says whether nothing of it is under way any more.
func (b Broadcast) Over(t Tally) bool {
	return (b.State == BroadcastStopped || b.Handed == b.Total) && t.Accounted() >= b.Handed
}

// Left is to how many it still goes. Who was not written to by the time it was
// stopped is not.
func (b Broadcast) Left(t Tally) int {
	if b.State == BroadcastStopped {
		return max(0, b.Handed-t.Accounted())
	}
	return max(0, b.Total-t.Accounted())
}

// Missing is to how many it did not go because it was stopped.
func (b Broadcast) Missing(t Tally) int { return b.Total - b.Handed + t[NotSent] }

// soon is how long a broadcast goes on before anything can be said of its pace.
const soon = 2 * time.Second

// ToGo is how long it takes at its pace so far, 0 where that is not known.
func (b Broadcast) ToGo(t Tally, now time.Time) time.Duration {
	passed, done := now.Sub(b.Begun), t.Accounted()
	if passed < soon || done == 0 {
		return 0
	}
	return passed / time.Duration(done) * time.Duration(b.Left(t))
}

// How often its progress is told at most: each telling is a message of those
// that Telegram counts.
const (
	tellEvery     = 3 * time.Second
	tellLongEvery = 10 * time.Second
	longLeft      = 1000
)

// TellAgain says whether there is news of its progress, and time to tell it.
func (b Broadcast) TellAgain(t Tally, now time.Time) bool {
	every := tellEvery
	if b.Left(t) > longLeft {
		every = tellLongEvery
	}
	return t.Accounted() != b.Shown && now.Sub(b.Told) >= every
}

// Stop is the broadcast stopped by somebody.
func (b Broadcast) Stop(by Party) Broadcast {
	b.State, b.Stopper = BroadcastStopped, &by
	return b
}
