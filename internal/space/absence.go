package space

import (
	"slices"
	"strconv"
	"time"
)

// LongestAbsence is how many days ahead somebody can be away.
const LongestAbsence = 60

// backAt is when somebody is back on the day until which they are away, in
// minutes after midnight: nobody is told so at night.
const backAt = 9 * 60

// Absence is a time in which somebody who decides is away.
type Absence struct {
	Who    Party     `json:"who"`
	Since  time.Time `json:"since"`
	Until  time.Time `json:"until"`
	Deputy Party     `json:"deputy,omitzero"` // ID 0: the others who decide
}

// Due is what the clock has to do about it: at its end who was away is told
// what became of the requests.
func (a Absence) Due() Due {
	return Due{Kind: DueBack, Subject: strconv.FormatInt(a.Who.ID, 10), For: a.Until, At: a.Until}
}

// BackOn returns the moment at which somebody is back who is away until the
// day.
func (p *Point) BackOn(day Date) time.Time { return p.At(day, backAt) }

// AwayAt returns the absence of a person at now, or false.
func (s Staff) AwayAt(person int64, now time.Time) (Absence, bool) {
	for _, a := range s.Away {
		if a.Who.ID == person && now.Before(a.Until) {
			return a, true
		}
	}
	return Absence{}, false
}

// AbsenceUntil returns the absence of a person that ends at that moment, over or
// not.
func (s Staff) AbsenceUntil(person int64, until time.Time) (Absence, bool) {
	for _, a := range s.Away {
		if a.Who.ID == person && a.Until.Equal(until) {
			return a, true
		}
	}
	return Absence{}, false
}

// IsAway says whether the person is away at now.
func (s Staff) IsAway(person int64, now time.Time) bool {
	_, away := s.AwayAt(person, now)
	return away
}

// Leave returns the staff with the absence, in place of an earlier one.
func (s Staff) Leave(a Absence) Staff {
	s = s.Back(a.Who.ID)
	s.Away = append(s.Away, a)
	return s
}

// Back returns the staff with the person back.
func (s Staff) Back(person int64) Staff {
	s.Away = slices.DeleteFunc(slices.Clone(s.Away), func(a Absence) bool { return a.Who.ID == person })
	return s
}
