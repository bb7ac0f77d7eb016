package space

import (
	"crypto/rand"
	"time"
)

// Booking is an event in a room at a time; its state says how far it got.
type Booking struct {
	ID    string `json:"id"`
	State State  `json:"state"`
	// Version counts the booking's changes from 1; buttons bind to it.
	Version int64 `json:"-"`

	Slot
	SetUp   time.Duration `json:"set_up"`   // the room's, when it was reserved
	ClearUp time.Duration `json:"clear_up"` // likewise

	Event
	Community string `json:"community"` // id; "" for a person's own event
	Resident  Party  `json:"resident"`
	Series    string `json:"series,omitempty"` // id of the series it is a date of

	Created   time.Time `json:"created"`
	Decision  *Decision `json:"decision,omitempty"`
	StillOn   *Word     `json:"still_on,omitempty"`  // that it takes place, said by answering, changing or moving it
	Begun     *Word     `json:"begun,omitempty"`     // that people are there
	Proposed  []Slot    `json:"proposed,omitempty"`  // what admins offer instead, while changes_asked
	Remarks   []Remark  `json:"remarks,omitempty"`   // what admins and resident wrote to each other, the newest last
	Change    *Proposal `json:"change,omitempty"`    // what the resident wants instead, while confirmed
	Messenger []int64   `json:"messenger,omitempty"` // admins who have a card of it
}

// Event is what is going to happen.
type Event struct {
	Title       string   `json:"title"`
	Format      Format   `json:"format"`
	Headcount   int      `json:"headcount"`
	Open        bool     `json:"open"` // to all, or closed
	Equipment   []string `json:"equipment,omitempty"`
	Description string   `json:"description,omitempty"`
}

// Slot is a room and a half-open time interval [Start, End).
type Slot struct {
	Room  string    `json:"room"`
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// Length returns how long the slot is.
func (s Slot) Length() time.Duration { return s.End.Sub(s.Start) }

// Overlaps says whether the slots share a moment in one room.
func (s Slot) Overlaps(o Slot) bool {
	return s.Room == o.Room && s.Start.Before(o.End) && o.Start.Before(s.End)
}

// Footprint is the slot with the time to set up before and clear up after.
func (b Booking) Footprint() Slot {
	return Slot{Room: b.Room, Start: b.Start.Add(-b.SetUp), End: b.End.Add(b.ClearUp)}
}

// Party is a person as they were named when it was written down.
type Party struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username,omitempty"`
}

// Decision is who decided, what and when.
type Decision struct {
	By     Party     `json:"by"` // ID 0: the house's own rules or clock
	At     time.Time `json:"at"`
	State  State     `json:"state"` // what it was decided to be
	Reason string    `json:"reason,omitempty"`
}

// Word is what somebody said about an occasion: the booking as it began then.
// Of a booking that moved since, it says nothing.
type Word struct {
	By  Party     `json:"by"`
	At  time.Time `json:"at"`
	For time.Time `json:"for"` // the start that it had
}

// About says whether the word is about the booking's present time.
func (w *Word) About(b Booking) bool { return w != nil && w.For.Equal(b.Start) }

// idLetters has no letters that are easily mistaken for one another.
const idLetters = "23456789abcdefghjkmnpqrstuvwxyz"

// NewID returns a short readable id: 8 letters, about 39 bits of chance.
func NewID() string {
	raw := make([]byte, 8)
	rand.Read(raw) // never fails, by its documentation
	for i, b := range raw {
		raw[i] = idLetters[int(b)%len(idLetters)]
	}
	return string(raw)
}
