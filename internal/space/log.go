package space

import (
	"reflect"
	"time"
)

// Entry is one line of a booking's log: what became of it, when, and by whom.
type Entry struct {
	Booking string    `json:"booking"`
	At      time.Time `json:"at"`
	By      Party     `json:"by"`             // ID 0: the house's own rules or clock
	From    State     `json:"from,omitempty"` // "" of a new one
	To      State     `json:"to"`
	Slot    Slot      `json:"slot"`
	Was     *Slot     `json:"was,omitempty"`    // the slot before, where it moved
	Wanted  *Slot     `json:"wanted,omitempty"` // the slot of a change that was asked for or answered
	Answer  State     `json:"answer,omitempty"` // of a change that came to nothing
	Heir    *Party    `json:"heir,omitempty"`   // whom it was handed to
	Reason  string    `json:"reason,omitempty"`
}

// Logged returns what is to be written down of a booking's change, and whether
// anything is. Before is nil for a new one.
func Logged(before *Booking, after Booking, by Party, now time.Time) (Entry, bool) {
	e := Entry{Booking: after.ID, At: now, By: by, To: after.State, Slot: after.Slot}
	if before == nil {
		return e, true
	}
	e.From = before.State
	if before.Slot != after.Slot {
		e.Was = &before.Slot
	}
	if before.Resident.ID != after.Resident.ID {
		e.Heir = &after.Resident
	}
	decided := after.Decision != nil && (before.Decision == nil || *after.Decision != *before.Decision)
	if decided {
		e.By, e.Reason = after.Decision.By, after.Decision.Reason
	}
	if r, worded := after.Worded(); decided && worded {
		e.Reason = r.Text
	}
	e.change(before, after)
	return e, decided || e.From != e.To || e.Was != nil || e.Wanted != nil || e.Heir != nil || !reflect.DeepEqual(before.Event, after.Event)
}

// change writes down a change that was asked for or answered.
func (e *Entry) change(before *Booking, after Booking) {
	if after.Change == nil || before.Change != nil && reflect.DeepEqual(*before.Change, *after.Change) {
		return
	}
	e.Wanted = &after.Change.Slot
	if d := after.Change.Decision; d != nil {
		e.Answer, e.By, e.Reason = d.State, d.By, d.Reason
	}
}
