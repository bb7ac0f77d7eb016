package space

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// House is what admins changed of a Point while the bot runs, over what its
// config says: see Under.
type House struct {
	Closings []Closing      `json:"closings,omitempty"`
	Hours    []HoursChange  `json:"hours,omitempty"`
	Seats    map[string]int `json:"seats,omitempty"` // by room
	// Kept are the bookings that stay although the house as it is now would
	// not take them any more: admins let them stand.
	Kept []string `json:"kept,omitempty"`
	// Version counts the changes from 1; 0 where nothing was ever changed.
	Version int64 `json:"-"`
}

// Closing is a closure that an admin made.
type Closing struct {
	ID string `json:"id"`
	Closure
	By Party     `json:"by"`
	At time.Time `json:"at"`
}

// HoursChange is other opening hours of some weekdays from a day on.
type HoursChange struct {
	ID    string    `json:"id"`
	From  Date      `json:"from"`
	Days  Weekdays  `json:"days,omitempty"` // 0: every day
	Hours Hours     `json:"hours"`
	By    Party     `json:"by"`
	At    time.Time `json:"at"`
}

// Under returns the Point as it is with what admins changed of it. p is the
// Point of the config.
func (p *Point) Under(h House) *Point {
	house := *p
	house.HouseVersion, house.config, house.kept = h.Version, p, h.Kept
	house.Closures = slices.Clone(p.Closures)
	for _, c := range h.Closings {
		house.Closures = append(house.Closures, c.Closure)
	}
	house.hours = slices.Clone(h.Hours)
	slices.SortStableFunc(house.hours, func(a, b HoursChange) int {
		return cmp.Or(a.From.noon().Compare(b.From.noon()), a.At.Compare(b.At))
	})
	house.Rooms = slices.Clone(p.Rooms)
	for i, room := range house.Rooms {
		if seats, changed := h.Seats[room.ID]; changed {
			house.Rooms[i].Seats = seats
		}
	}
	return &house
}

// Config returns the Point without what admins changed of it.
func (p *Point) Config() *Point {
	if p.config == nil {
		return p
	}
	return p.config
}

// HoursOn returns the opening hours of a day: those of the last change that is
// about it, else those of its weekday.
func (p *Point) HoursOn(day Date) Hours {
	for _, c := range slices.Backward(p.hours) {
		if !day.Before(c.From) && c.Days.Has(day.Weekday()) {
			return c.Hours
		}
	}
	return p.Hours[day.Weekday()]
}

// Judging returns the Point by whose rules a booking is decided: for one that
// admins let stand, what they changed does not count.
func (p *Point) Judging(b Booking) *Point {
	if slices.Contains(p.kept, b.ID) {
		return p.Config()
	}
	return p
}

// Admits says what of the house stands against so many people in a slot: a
// closure, the opening hours or the seats; nil where nothing does.
func (p *Point) Admits(s Slot, heads int) *Refusal {
	if r := p.checkOpen(s); r != nil {
		return r
	}
	if room, ok := p.Room(s.Room); ok && heads > room.Seats {
		return &Refusal{Reason: TooBig, Room: room}
	}
	return nil
}

// Hits says why a change of the house from p to the other ends what is held:
// nil where the other admits it, or what stands against it stood there before.
func (p *Point) Hits(other *Point, s Slot, heads int) *Refusal {
	was, is := p.Admits(s, heads), other.Admits(s, heads)
	if is == nil || was != nil && was.alike(is) {
		return nil
	}
	return is
}

// alike says whether both refuse for the same: the seats, the hours, or one
// closure.
func (r *Refusal) alike(o *Refusal) bool {
	switch {
	case r.Closure != nil && o.Closure != nil:
		return r.Closure.First == o.Closure.First && r.Closure.Last == o.Closure.Last && r.Closure.Room == o.Closure.Room
	case r.Closure != nil || o.Closure != nil:
		return false
	}
	return (r.Reason == TooBig) == (o.Reason == TooBig)
}

// clone returns the house with nothing shared, to be changed.
func (h House) clone() House {
	h.Closings, h.Hours, h.Kept = slices.Clone(h.Closings), slices.Clone(h.Hours), slices.Clone(h.Kept)
	h.Seats = maps.Clone(h.Seats)
	return h
}

// Widens says whether a change of the house from p to the other lets something
// be held on a day that could not be: a room is open longer, or has more seats.
func (p *Point) Widens(other *Point, day Date) bool {
	for _, room := range other.Rooms {
		was, is := p.openOn(room.ID, day), other.openOn(room.ID, day)
		before, _ := p.Room(room.ID)
		if !is.Closed() && (was.Closed() || is.Open < was.Open || is.Close > was.Close || room.Seats > before.Seats) {
			return true
		}
	}
	return false
}

// openOn returns the hours of a room on a day, none where it is closed.
func (p *Point) openOn(room string, day Date) Hours {
	if _, closed := p.closure(room, day); closed {
		return Hours{}
	}
	return p.HoursOn(day)
}
