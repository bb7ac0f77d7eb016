package simulate

import (
	"time"

	"samovar/internal/space"
)

// freeing is a slot that was given up. What is booked of it afterwards is used
// again; where that is given up once more, it is another freeing.
type freeing struct {
	space.Slot
	could  time.Duration  // of it, what those who waited could have filled at best
	missed time.Duration  // of it, what stayed empty though somebody waited who would have fitted
	used   map[int64]bool // its buckets that were booked again
}

// mark counts what a booking uses again.
func (f *freeing) mark(s space.Slot) {
	if !f.Overlaps(s) {
		return
	}
	first, after := f.Buckets()
	for b, end := s.Buckets(); b < end; b++ {
		if b >= first && b < after {
			f.used[b] = true
		}
	}
}

// again is how much of it was used again.
func (f *freeing) again() time.Duration { return time.Duration(len(f.used)) * space.Grid }

// could is how much of a slot some who wait could fill by the rules alone, one
// beside the other, those first that fill the most.
func could(v space.View, s space.Slot, waiting []space.Wish) time.Duration {
	var filled time.Duration
	served := map[string]bool{}
	for {
		best, by, most := space.Slot{}, space.Wish{}, time.Duration(0)
		for _, w := range waiting {
			if served[w.ID] {
				continue
			}
			if place, reason := v.Fits(w, s); reason == "" && cover(place, s) > most {
				best, by, most = place, w, cover(place, s)
			}
		}
		if most == 0 {
			return filled
		}
		filled, served[by.ID] = filled+most, true
		v.Occupancy = v.Plus(held(v.Point, best, by.Headcount))
	}
}

// cover is how much of a slot another covers.
func cover(of, s space.Slot) time.Duration {
	start, end := of.Start, of.End
	if s.Start.After(start) {
		start = s.Start
	}
	if s.End.Before(end) {
		end = s.End
	}
	return max(end.Sub(start), 0)
}

func held(p *space.Point, s space.Slot, heads int) space.Held {
	room, _ := p.Room(s.Room)
	b := space.Booking{State: space.Confirmed, Slot: s, SetUp: room.SetUp, ClearUp: room.ClearUp, Event: space.Event{Headcount: heads}}
	return b.Held()
}
