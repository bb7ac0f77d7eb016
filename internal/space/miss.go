package space

import "time"

// Miss is a line of a wish's log: time was freed that it wanted, and why it got
// none of it.
type Miss struct {
	At     time.Time `json:"at"`
	Slot   Slot      `json:"slot"` // that was freed
	Reason Reason    `json:"reason"`
}

// MissesKept is how many lines of a wish's log are kept, the latest.
const MissesKept = 20

// Tells says whether the line is one to write: who waits for something else was
// not passed over.
func (m Miss) Tells() bool { return m.Reason != "" && m.Reason != Elsewhere }
