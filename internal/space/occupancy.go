package space

import (
	"slices"
	"time"
)

// Occupancy is what holds the rooms and the building in a span of time, as the
// store read it.
type Occupancy struct {
	From, To time.Time
	Busy     map[string][]Slot // by room, footprints in order of their start
	Heads    map[int64]int     // people expected, by bucket
}

// Bucket returns the number of the Grid-wide bucket that t falls into.
func Bucket(t time.Time) int64 { return t.UnixNano() / int64(Grid) }

// Buckets returns the buckets that an event takes part in: [first, after).
func (s Slot) Buckets() (first, after int64) {
	return Bucket(s.Start), Bucket(s.End.Add(Grid - 1))
}

// Check says whether the slot with its footprint, and the people, fit among
// what is there: Taken, HouseFull or nil. The same is checked again where the
// slot is written.
func (o Occupancy) Check(p *Point, room Room, s Slot, heads int) *Refusal {
	if o.taken(footprint(room, s)) {
		return refuse(Taken)
	}
	if free := p.Headcount - o.Most(s); heads > free {
		return &Refusal{Reason: HouseFull, Free: max(free, 0)}
	}
	return nil
}

func footprint(room Room, s Slot) Slot {
	return Slot{Room: s.Room, Start: s.Start.Add(-room.SetUp), End: s.End.Add(room.ClearUp)}
}

// taken says whether a footprint overlaps a busy one. Busy slots of a room do
// not overlap each other, so the last that starts before the end decides.
func (o Occupancy) taken(f Slot) bool {
	busy := o.Busy[f.Room]
	i, _ := slices.BinarySearchFunc(busy, f.End, func(b Slot, end time.Time) int { return b.Start.Compare(end) })
	return i > 0 && busy[i-1].End.After(f.Start)
}

// Most returns the largest number of people expected in the building at any
// moment of the slot.
func (o Occupancy) Most(s Slot) int {
	most := 0
	for b, after := s.Buckets(); b < after; b++ {
		most = max(most, o.Heads[b])
	}
	return most
}

// Without returns the occupancy as if the booking were not there: what its own
// move is checked against.
func (o Occupancy) Without(b Booking) Occupancy {
	rest := Occupancy{From: o.From, To: o.To, Busy: make(map[string][]Slot, len(o.Busy)), Heads: make(map[int64]int, len(o.Heads))}
	own := b.Footprint()
	for room, busy := range o.Busy {
		rest.Busy[room] = slices.DeleteFunc(slices.Clone(busy), func(s Slot) bool {
			return s.Room == own.Room && s.Start.Equal(own.Start) && s.End.Equal(own.End)
		})
	}
	for bucket, n := range o.Heads {
		rest.Heads[bucket] = n
	}
	for i, after := b.Buckets(); i < after; i++ {
		rest.Heads[i] -= b.Headcount
	}
	return rest
}
