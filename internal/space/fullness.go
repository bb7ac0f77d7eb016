package space

import (
	"encoding/json"
	"time"
)

// Fullness is how much of the time in which a room is open is held: by bookings,
// with their set-up and clear-up, and by offers.
type Fullness struct {
	Room       string
	Open, Held time.Duration
}

// Share is the part that is held, 0 where the room is closed all the time.
func (f Fullness) Share() float64 {
	if f.Open == 0 {
		return 0
	}
	return float64(f.Held) / float64(f.Open)
}

// MarshalJSON writes it in hours.
func (f Fullness) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"room": f.Room, "open_hours": f.Open.Hours(), "held_hours": f.Held.Hours()})
}

// Fullness returns it for each room over some days from the first on. The
// occupancy spans them.
func (p *Point) Fullness(o Occupancy, first Date, days int) []Fullness {
	all := make([]Fullness, len(p.Rooms))
	for i, room := range p.Rooms {
		all[i].Room = room.ID
		for n := range days {
			open, held := p.heldOn(o, room.ID, first.Plus(n))
			all[i].Open += open
			all[i].Held += held
		}
	}
	return all
}

// heldOn is how long a room is open on a day, and how much of that is held. What
// holds a room does not overlap, but for an event that ended early.
func (p *Point) heldOn(o Occupancy, room string, day Date) (open, held time.Duration) {
	hours := p.openOn(room, day)
	if hours.Closed() {
		return 0, 0
	}
	from, to := p.At(day, hours.Open), p.At(day, hours.Close)
	reached := from
	for _, s := range o.Busy[room] {
		start, end := later(s.Start, reached), earlier(s.End, to)
		if start.Before(end) {
			held += end.Sub(start)
			reached = end
		}
	}
	return to.Sub(from), held
}

// Monday returns the first day of the week that the day is in.
func (d Date) Monday() Date { return d.Plus(-(int(d.Weekday()) + 6) % 7) }
