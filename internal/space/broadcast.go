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
	Stopper *Party         `json:"stopper,omitempty"` // who stopped it; nobody, if its pause did
	Told    time.Time      `json:"told,omitzero"`     // when its progress was told last
	Shown   int            `json:"shown"`             // how many were accounted for, or kept back, then
	Paused  time.Time      `json:"paused,omitzero"`   // when it was interrupted for so long that an admin is asked
	Urgent  bool           `json:"urgent,omitempty"`  // whether it goes to who has quiet hours, too
	Rest    Rest           `json:"rest,omitzero"`
	Version int64          `json:"-"`
}

// Rest is what quiet hours did to a broadcast: who has them goes to the end of
// the recipients, and is looked at again as soon as the first of them wakes.
type Rest struct {
	Kept  int       `json:"kept"`           // of the recipients, the last so many wait for the end of their quiet hours
	Moved int       `json:"moved"`          // how often anybody was moved to the end, or taken out
	Until time.Time `json:"until,omitzero"` // when the first of those kept wakes
	Since time.Time `json:"since,omitzero"` // when it went on after the last rest, or interruption
	Done  int       `json:"done,omitempty"` // how many were accounted for then
}

// BroadcastState says how far a broadcast got.
//
//	sending ──► sent
//	  │  ▲ └──► stopped
//	  ▼  │        ▲
//	 paused ──────┘
type BroadcastState string

// The states.
const (
	BroadcastSending BroadcastState = "sending"
	BroadcastPaused  BroadcastState = "paused"
	BroadcastSent    BroadcastState = "sent"
	BroadcastStopped BroadcastState = "stopped"
)

// String returns the word that is stored.
func (s BroadcastState) String() string { return string(s) }

// ParseBroadcastState returns the state of a stored word.
func ParseBroadcastState(s string) (BroadcastState, error) {
	switch state := BroadcastState(s); state {
	case BroadcastSending, BroadcastPaused, BroadcastSent, BroadcastStopped:
		return state, nil
	}
	return "", fmt.Errorf("parse state of a broadcast %q: no such state", s)
}

// What may become of a broadcast's message, besides the failures that package
// bot names.
const (
	Delivered = "delivered"
	NotSent   = "stopped"  // the broadcast was stopped before its turn came
	Outlived  = "outlived" // it waited until it was of no use
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
	return max(0, min(b.unseen(), ahead-(b.Handed-t.Accounted())))
}

// unseen is how many of the recipients were neither handed on nor kept back.
func (b Broadcast) unseen() int { return b.Total - b.Handed - b.Rest.Kept }

// KeptBack is the broadcast with so many more recipients moved to the end, the
// first of whom wakes at that time.
func (b Broadcast) KeptBack(n int, until time.Time) Broadcast {
	if n == 0 {
		return b
	}
	b.Rest.Kept += n
	b.Rest.Moved += n
	if b.Rest.Until.IsZero() || until.Before(b.Rest.Until) {
		b.Rest.Until = until
	}
	return b
}

// Leaving is the broadcast without so many of its recipients who are being
// forgotten. Whoever is moved to the end later still comes behind all others.
func (b Broadcast) Leaving(n int) Broadcast {
	b.Total -= n
	b.Rest.Moved += n
	return b
}

// Woken is the broadcast that looks at those it kept back again, once nobody
// else is left and the first of them is awake.
func (b Broadcast) Woken(t Tally, now time.Time) Broadcast {
	if b.Rest.Kept == 0 || b.unseen() > 0 || now.Before(b.Rest.Until) {
		return b
	}
	b.Rest = Rest{Moved: b.Rest.Moved, Since: now, Done: t.Accounted()}
	return b
}

// Resting says whether nothing of it is under way or to be told until the first
// of those it kept back wakes.
func (b Broadcast) Resting(t Tally) bool {
	return b.State == BroadcastSending && b.Rest.Kept > 0 && b.unseen() == 0 && t.Accounted() >= b.Handed && b.news(t) == b.Shown
}

// news is a number that differs once there is something else to tell of its
// progress.
func (b Broadcast) news(t Tally) int { return t.Accounted() + b.Rest.Kept }

// ToldNow is the broadcast with its progress told.
func (b Broadcast) ToldNow(t Tally, now time.Time) Broadcast {
	b.Told, b.Shown = now, b.news(t)
	return b
}

// Over says whether nothing of it is under way any more.
func (b Broadcast) Over(t Tally) bool {
	return (b.State == BroadcastStopped || b.Handed == b.Total) && t.Accounted() >= b.Handed
}

// Left is to how many it still goes, but for those whom it keeps back. Who was
// not written to by the time it was stopped is not.
func (b Broadcast) Left(t Tally) int {
	if b.State == BroadcastStopped {
		return max(0, b.Handed-t.Accounted())
	}
	return max(0, b.Total-b.Rest.Kept-t.Accounted())
}

// Missing is to how many it did not go because it was stopped.
func (b Broadcast) Missing(t Tally) int { return b.Total - b.Handed + t[NotSent] }

const (
	// soon is how long a broadcast goes on before anything can be said of its pace.
	soon = 2 * time.Second
	// interrupted is how long there is nothing to tell of one only where nobody
	// sent it, or Telegram took nothing.
	interrupted = 3 * tellLongEvery
)

// Paced is the broadcast whose pace is measured from now on, where it was
// interrupted: that time says nothing of how long the rest takes.
func (b Broadcast) Paced(t Tally, now time.Time) Broadcast {
	if now.Sub(b.Told) > interrupted {
		b.Rest.Since, b.Rest.Done = now, t.Accounted()
	}
	return b
}

// ToGo is how long it takes at its pace so far, 0 where that is not known.
func (b Broadcast) ToGo(t Tally, now time.Time) time.Duration {
	passed, done := now.Sub(b.Begun), t.Accounted()
	if !b.Rest.Since.IsZero() {
		passed, done = now.Sub(b.Rest.Since), done-b.Rest.Done
	}
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
	return b.news(t) != b.Shown && now.Sub(b.Told) >= every
}

// Stop is the broadcast stopped by somebody.
func (b Broadcast) Stop(by Party) Broadcast {
	b.State, b.Stopper = BroadcastStopped, &by
	return b
}

// BroadcastUse is how long a broadcast may be interrupted, and its message wait
// to be sent, before an admin is asked whether it is still of use.
const BroadcastUse = 24 * time.Hour

// Interrupted says whether it stood still for so long that an admin is asked; not
// while those sleep to whom it still goes.
func (b Broadcast) Interrupted(t Tally, now time.Time) bool {
	moved := b.Begun
	for _, at := range []time.Time{b.Told, b.Rest.Since} {
		if at.After(moved) {
			moved = at
		}
	}
	if b.Resting(t) {
		moved = b.Rest.Until
	}
	return b.State == BroadcastSending && now.Sub(moved) > BroadcastUse
}

// Pause is the broadcast that waits for an admin.
func (b Broadcast) Pause(now time.Time) Broadcast {
	b.State, b.Paused = BroadcastPaused, now
	return b
}

// pauseMost is how long an admin is waited for: whoever wants to be forgotten has
// to wait, too, while it counts its recipients by their places.
const pauseMost = 7 * 24 * time.Hour

// PauseOver is when it ends if nobody says whether to go on.
func (b Broadcast) PauseOver() time.Time { return b.Paused.Add(pauseMost) }

// GoOn is the broadcast sent on after a pause. So many whose message waited for
// too long are written to again, behind the others.
func (b Broadcast) GoOn(t Tally, again int, now time.Time) Broadcast {
	b.State, b.Told, b.Handed = BroadcastSending, now, b.Handed-again
	b.Rest = Rest{Moved: b.Rest.Moved + again, Since: now, Done: t.Accounted() - again}
	return b
}
