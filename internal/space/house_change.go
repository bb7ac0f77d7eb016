package space

import (
	"slices"
	"time"
)

// LongestClosure is how many days one closure may last.
const LongestClosure = 366

// Reasons against a change of the house, besides those against bookings.
const (
	TooManyDays  Reason = "too_many_days"  // Limit: the most
	ClosedBefore Reason = "closed_before"  // Closure: the one that it overlaps
	NothingNew   Reason = "nothing_new"    // all would stay as it is
	NoSeats      Reason = "no_seats"       // Limit: the most that a room can have
	BadHours     Reason = "bad_hours"      // they do not begin before they end, or are off the grid
	PastDay      Reason = "past_day"       // the day is over
	NoSuchChange Reason = "no_such_change" // there is nothing of that id to undo
)

// MostSeats is more than any room has.
const MostSeats = 10_000

// Close returns the house with a room, or for "" all of it, closed on some
// days, or what stands against that at now.
func (h House) Close(p *Point, c Closing, now time.Time) (House, *Refusal) {
	if r := p.Under(h).checkClosing(c.Closure, now); r != nil {
		return h, r
	}
	h = h.clone()
	h.Closings = append(h.Closings, c)
	return h, nil
}

func (p *Point) checkClosing(c Closure, now time.Time) *Refusal {
	switch _, known := p.Room(c.Room); {
	case c.Room != "" && !known:
		return refuse(NoRoom)
	case c.Last.Before(c.First):
		return refuse(Backwards)
	case c.First.Before(p.Day(now)):
		return refuse(PastDay)
	case c.First.DaysTo(c.Last) >= LongestClosure:
		return &Refusal{Reason: TooManyDays, Limit: LongestClosure}
	}
	for _, other := range p.Closures {
		if other.meets(c) {
			return &Refusal{Reason: ClosedBefore, Closure: &other}
		}
	}
	return nil
}

// meets says whether both closures close the same room on the same day.
func (c Closure) meets(o Closure) bool {
	return (c.Room == "" || o.Room == "" || c.Room == o.Room) && !c.Last.Before(o.First) && !o.Last.Before(c.First)
}

// Reopen returns the house without a closing.
func (h House) Reopen(id string) (House, *Refusal) {
	h = h.clone()
	before := len(h.Closings)
	h.Closings = slices.DeleteFunc(h.Closings, func(c Closing) bool { return c.ID == id })
	if len(h.Closings) == before {
		return h, refuse(NoSuchChange)
	}
	return h, nil
}

// ChangeHours returns the house with other opening hours from a day on, or what
// stands against that at now.
func (h House) ChangeHours(p *Point, c HoursChange, now time.Time) (House, *Refusal) {
	grid := int(Grid / time.Minute)
	switch closed := c.Hours == (Hours{}); {
	case !closed && (c.Hours.Closed() || c.Hours.Open < 0 || c.Hours.Close > endOfDay):
		return h, refuse(BadHours)
	case c.Hours.Open%grid != 0 || c.Hours.Close%grid != 0:
		return h, refuse(BadHours)
	case c.From.Before(p.Day(now)):
		return h, refuse(PastDay)
	}
	after := h.clone()
	after.Hours = append(after.Hours, c)
	if sameHours(p.Under(h), p.Under(after), c.From) {
		return h, refuse(NothingNew)
	}
	return after, nil
}

// sameHours says whether both have the same hours on every day from one on.
// After the last change began, every week is alike.
func sameHours(a, b *Point, from Date) bool {
	last := from
	for _, c := range append(slices.Clone(a.hours), b.hours...) {
		if last.Before(c.From) {
			last = c.From
		}
	}
	for day := from; !last.Plus(6).Before(day); day = day.Plus(1) {
		if a.HoursOn(day) != b.HoursOn(day) {
			return false
		}
	}
	return true
}

// RestoreHours returns the house without a change of its hours.
func (h House) RestoreHours(id string) (House, *Refusal) {
	h = h.clone()
	before := len(h.Hours)
	h.Hours = slices.DeleteFunc(h.Hours, func(c HoursChange) bool { return c.ID == id })
	if len(h.Hours) == before {
		return h, refuse(NoSuchChange)
	}
	return h, nil
}

// Seat returns the house with so many seats in a room, or what stands against
// that. As many as the config says is no change any more.
func (h House) Seat(p *Point, id string, seats int) (House, *Refusal) {
	room, known := p.Under(h).Room(id)
	switch {
	case !known:
		return h, refuse(NoRoom)
	case seats < 1 || seats > MostSeats:
		return h, &Refusal{Reason: NoSeats, Limit: MostSeats}
	case seats == room.Seats:
		return h, refuse(NothingNew)
	}
	h = h.clone()
	if h.Seats == nil {
		h.Seats = map[string]int{}
	}
	h.Seats[id] = seats
	if before, _ := p.Room(id); before.Seats == seats {
		delete(h.Seats, id)
	}
	return h, nil
}

// Forget returns the house without what is over by now: closures, and hours
// that have not counted for so long that nobody would want them back.
func (h House) Forget(p *Point, now time.Time) House {
	h = h.clone()
	today := p.Day(now)
	h.Closings = slices.DeleteFunc(h.Closings, func(c Closing) bool { return c.Last.Before(today) })
	for i := 0; i < len(h.Hours); {
		rest := h
		rest.Hours = slices.Delete(slices.Clone(h.Hours), i, i+1)
		if sameHours(p.Under(h), p.Under(rest), today.Plus(-LongestClosure)) {
			h.Hours = rest.Hours
		} else {
			i++
		}
	}
	return h
}
