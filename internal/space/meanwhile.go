package space

import (
	"slices"
	"time"
)

// Meanwhile is what became of the requests that somebody decides about while
// they were away.
type Meanwhile struct {
	Decided int // by others
	Waiting int // still
}

// MeanwhileOf counts what the log says since the absence began, and what waits.
func (s Staff) MeanwhileOf(p *Point, a Absence, log []Entry, waiting []Booking, now time.Time) Meanwhile {
	var m Meanwhile
	for _, e := range log {
		if e.decides() && e.By.ID != a.Who.ID && !e.At.Before(a.Since) && s.May(p, a.Who.ID, e.Slot.Room, now) {
			m.Decided++
		}
	}
	for _, b := range waiting {
		if s.May(p, a.Who.ID, b.DecidedRoom(), now) {
			m.Waiting++
		}
	}
	return m
}

// decides says whether the line is the decision of a person about a request.
func (e Entry) decides() bool {
	return e.By.ID != 0 && e.From == Requested && slices.Contains([]State{Confirmed, ChangesAsked, Declined}, e.To)
}

// Newcomers returns who is asked about the booking by the staff and was not by
// the one before.
func (s Staff) Newcomers(p *Point, b Booking, before Staff, now time.Time) []int64 {
	known := before.Deciders(p, b.DecidedRoom(), now)
	return slices.DeleteFunc(s.Deciders(p, b.DecidedRoom(), now), func(id int64) bool { return slices.Contains(known, id) })
}
