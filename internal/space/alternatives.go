package space

import (
	"cmp"
	"slices"
	"time"
)

// AlternativeDays is how many days to each side alternatives are looked for; a
// View for Alternatives spans them.
const AlternativeDays = 21

// Alternatives returns up to n slots to offer instead of want, the most alike
// first of each kind in turn: the same room at the nearest times of that day,
// another room at the same time, any room at the nearest times of that day, the
// same time on the nearest days. Where
// these are fewer than n, any room at the nearest times of the nearest days
// fills up. want.Room may be "" for any room.
func (v View) Alternatives(want Slot, e Event, n int) []Slot {
	asked := want
	want = v.reachable(want)
	kinds := [][]Slot{
		v.otherTimes(want, e, n),
		v.otherRooms(want, e),
		v.anyOn(v.Day(want.Start), want, e),
		v.otherDays(want, e, n),
	}
	found := interleave(kinds, asked, n)
	for offset := 0; len(found) < n && offset <= AlternativeDays; offset++ {
		for _, day := range around(v.Day(want.Start), offset) {
			found = add(found, v.anyOn(day, want, e), asked, n)
		}
	}
	return found
}

// InOrder sorts slots as people read them: by time, those of one time by room.
func InOrder(slots []Slot) []Slot {
	slices.SortFunc(slots, func(a, b Slot) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(a.Room, b.Room))
	})
	return slots
}

// interleave takes from the lists in turn, each slot once and never the one
// that was asked for, up to n.
func interleave(lists [][]Slot, asked Slot, n int) []Slot {
	longest := 0
	for _, list := range lists {
		longest = max(longest, len(list))
	}
	var all []Slot
	for i := range longest {
		for _, list := range lists {
			if i < len(list) {
				all = add(all, list[i:i+1], asked, n)
			}
		}
	}
	return all
}

// add appends what is not there yet, up to n in all.
func add(all, more []Slot, asked Slot, n int) []Slot {
	for _, s := range more {
		if len(all) < n && s != asked && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// otherTimes are the nearest times of the same day in the same room.
func (v View) otherTimes(want Slot, e Event, n int) []Slot {
	starts := v.Starts(v.Day(want.Start), e, want.Room, want.Length())
	slices.SortStableFunc(starts, func(a, b time.Time) int {
		return int(a.Sub(want.Start).Abs() - b.Sub(want.Start).Abs())
	})
	return v.slotsAt(starts[:min(n, len(starts))], want, e, want.Room)
}

// otherRooms are the other rooms that fit at the same time.
func (v View) otherRooms(want Slot, e Event) []Slot {
	var found []Slot
	for _, room := range v.Fitting(e) {
		s := Slot{Room: room.ID, Start: want.Start, End: want.End}
		if room.ID != want.Room && v.Judge(s, e) == nil {
			found = append(found, s)
		}
	}
	return found
}

// otherDays are the same wall clock time on the nearest days, in the same room
// where that is free, else in another.
func (v View) otherDays(want Slot, e Event, n int) []Slot {
	var found []Slot
	day, minutes := v.Day(want.Start), v.minutes(want.Start)
	for offset := 1; offset <= AlternativeDays && len(found) < n; offset++ {
		for _, d := range around(day, offset) {
			start := v.At(d, minutes)
			found = append(found, v.slotsAt([]time.Time{start}, want, e, want.Room)...)
		}
	}
	return found
}

// anyOn are the times of a day in any room, the nearest to the wanted time
// first.
func (v View) anyOn(day Date, want Slot, e Event) []Slot {
	starts := v.Starts(day, e, "", want.Length())
	same := v.At(day, v.minutes(want.Start))
	slices.SortStableFunc(starts, func(a, b time.Time) int { return int(a.Sub(same).Abs() - b.Sub(same).Abs()) })
	return v.slotsAt(starts, want, e, "")
}

// slotsAt makes slots as long as want's of the starts that are free: in the
// room, or else in the tightest that fits.
func (v View) slotsAt(starts []time.Time, want Slot, e Event, room string) []Slot {
	var found []Slot
	for _, start := range starts {
		end := start.Add(want.Length())
		id := v.roomAt(start, end, e, room)
		if id == "" {
			id = v.roomAt(start, end, e, "")
		}
		if id != "" {
			found = append(found, Slot{Room: id, Start: start, End: end})
		}
	}
	return found
}

// minutes is the local wall clock time of t in minutes after midnight.
func (p *Point) minutes(t time.Time) int {
	local := t.In(p.Zone)
	return local.Hour()*60 + local.Minute()
}

// around returns the days at that distance: one for 0, else the later first.
func around(day Date, offset int) []Date {
	if offset == 0 {
		return []Date{day}
	}
	return []Date{day.Plus(offset), day.Plus(-offset)}
}

// Reachable returns the instant itself, or the same time of day on the nearest
// day that is not past nor beyond the horizon.
func (p *Point) Reachable(at, now time.Time) time.Time {
	day := p.Day(at)
	switch first, last := p.Day(now), p.LastDay(now); {
	case day.Before(first):
		day = first
	case last.Before(day):
		day = last
	}
	return p.At(day, p.minutes(at))
}

// reachable makes of what was wanted a slot that the rules about days and
// lengths leave possible: what alternatives are compared with.
func (v View) reachable(want Slot) Slot {
	length := min(max(want.Length(), v.Shortest), v.Longest).Round(Grid)
	start := v.Reachable(want.Start, v.Now).Truncate(Grid)
	if hours := v.HoursOn(v.Day(start)); !hours.Closed() {
		day := v.Day(start)
		length = min(length, time.Duration(hours.Close-hours.Open)*time.Minute)
		if last := v.At(day, hours.Close).Add(-length); start.After(last) {
			start = last
		}
	}
	return Slot{Room: want.Room, Start: start, End: start.Add(length)}
}
