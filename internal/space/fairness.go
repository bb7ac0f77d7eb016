package space

import (
	"cmp"
	"strconv"
	"time"
)

// Standing is what a holder, a community or a person with events of their own,
// has had of the rooms and has ahead.
type Standing struct {
	Past     time.Duration  // room-hours of late, see Policy
	Ahead    time.Duration  // room-hours booked, asked for or held by an offer
	NoShows  int            // of late
	Requests int            // that nobody decided yet
	Evenings map[string]int // events of prime time, past and ahead, by local month, "2006-01"
}

// Figure is the one measure that lines go by: less comes first.
func (s Standing) Figure(p Policy) time.Duration {
	return s.Past + s.Ahead + time.Duration(s.NoShows)*p.NoShow
}

// Holder is whom room-hours are counted for: the community, or of a person's
// own event the person.
func (w Wish) Holder() string { return holder(w.Community, w.Resident) }

// Holder is whom the booking's room-hours are counted for.
func (b Booking) Holder() string { return holder(b.Community, b.Resident) }

// HolderOf is whom a person's own bookings and wishes are counted for.
func HolderOf(person int64) string { return holder("", Party{ID: person}) }

// holder marks a person's id, so that no community's can be the same.
func holder(community string, resident Party) string {
	if community != "" {
		return community
	}
	return "@" + strconv.FormatInt(resident.ID, 10)
}

// Standings tallies bookings and offers by their holders as of now. The dates
// of a series that wait for a decision are one request.
func (p *Point) Standings(bookings []Booking, wishes []Wish, policy Policy, now time.Time) map[string]Standing {
	all := map[string]Standing{}
	asked := map[string]bool{} // the series that are counted as a request
	for _, b := range bookings {
		s := p.tally(all[b.Holder()], b, policy, now)
		if b.Series != "" && b.State.Waits() {
			if asked[b.Series] {
				s.Requests--
			}
			asked[b.Series] = true
		}
		all[b.Holder()] = s
	}
	for _, w := range wishes {
		if _, held := w.Hold(); held {
			all[w.Holder()] = p.Ahead(all[w.Holder()], w.Offer.Slot)
		}
	}
	return all
}

// tally adds one booking. A no-show had the room, and is a no-show besides.
func (p *Point) tally(s Standing, b Booking, policy Policy, now time.Time) Standing {
	switch {
	case b.State.Holds():
		if b.State.Waits() {
			s.Requests++
		}
		return p.Ahead(s, b.Slot)
	case b.State != Done && b.State != NoShow:
		return s
	}
	s = p.prime(s, b.Slot)
	if b.End.Before(now.Add(-policy.Past)) {
		return s
	}
	s.Past += b.Length()
	if b.State == NoShow {
		s.NoShows++
	}
	return s
}

// Ahead adds a slot that the holder has before them.
func (p *Point) Ahead(s Standing, slot Slot) Standing {
	s.Ahead += slot.Length()
	return p.prime(s, slot)
}

// prime counts a slot of prime time. The map is copied: standings are values.
func (p *Point) prime(s Standing, slot Slot) Standing {
	if !p.primeTime(slot) {
		return s
	}
	months := map[string]int{p.month(slot): 1}
	for month, n := range s.Evenings {
		months[month] += n
	}
	s.Evenings = months
	return s
}

// primeTime says whether the slot starts in the evening.
func (p *Point) primeTime(s Slot) bool { return p.minutes(s.Start) >= eveningFrom }

func (p *Point) month(s Slot) string { return s.Start.In(p.Zone).Format("2006-01") }

// Order says which of two wishes is served first, negative for a: those that
// an admin lifted, then whose holder has the smaller figure, then who joined
// earlier.
func Order(a, b Wish, standing func(holder string) Standing, policy Policy) int {
	return cmp.Or(
		byLift(&a, &b),
		cmp.Compare(standing(a.Holder()).Figure(policy), standing(b.Holder()).Figure(policy)),
		byJoining(&a, &b),
	)
}

func byLift(a, b *Wish) int {
	switch {
	case a.Lifted != nil && b.Lifted == nil:
		return -1
	case a.Lifted == nil && b.Lifted != nil:
		return 1
	}
	return 0
}

func byJoining(a, b *Wish) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) }
