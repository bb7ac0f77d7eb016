package space

import (
	"cmp"
	"slices"
	"time"
)

// gap is the free time of a room between two neighbours, or the edges of a
// day, as far as an event in it would use freed time: it is the event's time,
// what neighbours need to clear up and set up is not part of it.
type gap struct {
	Slot
	room  Room
	day   Date
	freed Slot      // without margins
	first time.Time // an event that ends by then uses nothing of the freed time
	last  time.Time // nor does one that starts then
}

// gapsOf returns the gaps that freed time belongs to, those that are over by
// soonest left out. The freed slot is an event's, without set-up and clear-up.
func (v View) gapsOf(freed Slot, soonest time.Time) []gap {
	room, ok := v.Room(freed.Room)
	if !ok {
		return nil
	}
	use := footprint(room, freed)
	first, last := use.Start.Add(-room.ClearUp), use.End.Add(room.SetUp)
	var found []gap
	for day := v.Day(first); first.Before(last) && !v.Day(last).Before(day); day = day.Plus(1) {
		for _, free := range v.freeOn(room, day) {
			if free.End.After(first) && free.Start.Before(last) && !free.End.Before(soonest.Add(v.Shortest)) {
				found = append(found, gap{free, room, day, freed, first, last})
			}
		}
	}
	return found
}

// freeOn are the gaps of a room on a day that are long enough for any event.
func (v View) freeOn(room Room, day Date) []Slot {
	hours := v.HoursOn(day)
	if _, closed := v.closure(room.ID, day); closed || hours.Closed() {
		return nil
	}
	free := v.gaps(room, onGrid(v.At(day, hours.Open)), v.At(day, hours.Close).Truncate(Grid))
	return slices.DeleteFunc(free, func(s Slot) bool { return s.Length() < v.Shortest })
}

// using bounds a span of event time so that every event of that length within
// it uses freed time.
func (g gap) using(from, until time.Time, length time.Duration) Slot {
	return Slot{Room: g.Room,
		Start: later(from, onGrid(g.first.Add(1-length))),
		End:   earlier(until, g.last.Add(-1).Truncate(Grid).Add(length))}
}

// within is the part of a span that lies in the gap.
func (g gap) within(s Slot) Slot {
	return Slot{Room: g.Room, Start: later(s.Start, g.Start), End: earlier(s.End, g.End)}
}

// best returns where an event of the want's length is nearest to what was asked
// for, and then wastes least of the gap, of all places within the spans that are
// allowed; false where none is. There is a place in each span.
func (g gap) best(p *Point, spans []Slot, want Want, allowed func(Slot) bool) (best Slot, found bool) {
	for _, span := range spans {
		for start := span.Start; !start.Add(want.Length).After(span.End); start = start.Add(Grid) {
			s := Slot{Room: g.Room, Start: start, End: start.Add(want.Length)}
			if (!found || g.prefer(p, want, s, best) < 0) && allowed(s) {
				best, found = s, true
			}
		}
	}
	return best, found
}

// prefer says which of two slots is better for a want: the nearer to what was
// asked for, then what leaves more to others.
func (g gap) prefer(p *Point, want Want, a, b Slot) int {
	return cmp.Or(cmp.Compare(want.off(p, a.Start), want.off(p, b.Start)), g.compare(a, b, p.Shortest))
}

// compare says which slot leaves more of the gap to others: less waste, then
// fewer pieces, then more of the freed time used, then the earlier.
func (g gap) compare(a, b Slot, shortest time.Duration) int {
	wasteA, piecesA := g.waste(a, shortest)
	wasteB, piecesB := g.waste(b, shortest)
	return cmp.Or(cmp.Compare(wasteA, wasteB), cmp.Compare(piecesA, piecesB),
		cmp.Compare(g.used(b), g.used(a)), a.Start.Compare(b.Start))
}

// waste is the time beside the slot that no event can be held in any more, and
// into how many pieces the gap falls.
func (g gap) waste(s Slot, shortest time.Duration) (wasted time.Duration, pieces int) {
	for _, beside := range []time.Duration{s.Start.Sub(g.Start), g.End.Sub(s.End)} {
		usable := beside - g.room.SetUp - g.room.ClearUp
		if usable < shortest {
			usable = 0
		} else {
			pieces++
		}
		wasted += beside - usable
	}
	return wasted, pieces
}

// used is how much of the freed slot the event covers; negative is how far it
// is from it, when it uses what was its margins only.
func (g gap) used(s Slot) time.Duration {
	return earlier(s.End, g.freed.End).Sub(later(s.Start, g.freed.Start))
}

// cut takes what overlaps the holes out of the spans and keeps what is long
// enough.
func cut(spans, holes []Slot, length time.Duration) []Slot {
	for _, hole := range holes {
		var rest []Slot
		for _, s := range spans {
			if !s.Overlaps(hole) {
				rest = append(rest, s)
				continue
			}
			rest = append(rest, Slot{s.Room, s.Start, hole.Start.Truncate(Grid)}, Slot{s.Room, onGrid(hole.End), s.End})
		}
		spans = rest
	}
	return slices.DeleteFunc(slices.Clone(spans), func(s Slot) bool { return s.Length() < length })
}
