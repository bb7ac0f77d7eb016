package space

import (
	"maps"
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

// How long a slot can last: an event ends on its day, and set-up and clear-up
// are each shorter than from noon to midnight, also where the clocks change. So
// what may be in its way on a day is read with half of the days beside it, and
// what reaches into a span of time by looking LongestFootprint back.
const (
	LongestEvent     = 24 * time.Hour
	LongestAround    = 11 * time.Hour
	LongestFootprint = LongestAround + LongestEvent + LongestAround
)

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

// Held is what a booking or an offer takes from others: its slot with set-up
// and clear-up, and the people of the slot itself. A part of it may take only a
// room, or only people and no room.
type Held struct {
	Slot
	Print Slot
	Heads int
}

// Same says whether both take the same from others.
func (h Held) Same(o Held) bool {
	return h.Room == o.Room && h.Heads == o.Heads && h.Print.Start.Equal(o.Print.Start) && h.Print.End.Equal(o.Print.End) &&
		h.Start.Equal(o.Start) && h.End.Equal(o.End)
}

// Held is what the booking takes while its state holds.
func (b Booking) Held() Held { return Held{b.Slot, b.Footprint(), b.Headcount} }

// Without returns the occupancy as if the booking were not there: what its own
// move is checked against.
func (o Occupancy) Without(b Booking) Occupancy {
	rest := o
	for _, h := range b.Holds() {
		rest = rest.Minus(h)
	}
	return rest
}

// Minus returns the occupancy as if something that is held were not.
func (o Occupancy) Minus(h Held) Occupancy {
	rest := o.clone()
	rest.Busy[h.Print.Room] = slices.DeleteFunc(rest.Busy[h.Print.Room], func(s Slot) bool {
		return s.Start.Equal(h.Print.Start) && s.End.Equal(h.Print.End)
	})
	rest.count(h.Slot, -h.Heads)
	return rest
}

// Plus returns the occupancy as if something were held besides.
func (o Occupancy) Plus(h Held) Occupancy {
	more := o.clone()
	busy := more.Busy[h.Print.Room]
	i, _ := slices.BinarySearchFunc(busy, h.Print.Start, func(s Slot, t time.Time) int { return s.Start.Compare(t) })
	more.Busy[h.Print.Room] = slices.Insert(busy, i, h.Print)
	more.count(h.Slot, h.Heads)
	return more
}

func (o Occupancy) count(s Slot, heads int) {
	for b, after := s.Buckets(); b < after; b++ {
		o.Heads[b] += heads
	}
}

func (o Occupancy) clone() Occupancy {
	c := Occupancy{From: o.From, To: o.To, Busy: make(map[string][]Slot, len(o.Busy)), Heads: make(map[int64]int, len(o.Heads))}
	for room, busy := range o.Busy {
		c.Busy[room] = slices.Clone(busy)
	}
	maps.Copy(c.Heads, o.Heads)
	return c
}
