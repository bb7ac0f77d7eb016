package space

import (
	"cmp"
	"slices"
	"time"
)

// Step is how far apart the starts and lengths are that people are shown;
// those who write may name any multiple of Grid.
const Step = 30 * time.Minute

// View is a Point with what holds it in a span of time, seen at a moment: all
// that a decision about a slot depends on. What the view does not span is
// unknown, so it is to be loaded wide enough.
type View struct {
	*Point
	Occupancy
	Now time.Time
}

// Judge holds a slot and an event against every rule and every other booking,
// and returns the first thing that stands against them, or nil.
func (v View) Judge(s Slot, e Event) *Refusal {
	if r := v.Point.Check(s, e, v.Now); r != nil {
		return r
	}
	room, _ := v.Room(s.Room)
	return v.Occupancy.Check(v.Point, room, s, e.Headcount)
}

// Fitting returns the rooms that an event fits into by seats and equipment,
// the tightest first.
func (p *Point) Fitting(e Event) []Room {
	fit := slices.DeleteFunc(slices.Clone(p.Rooms), func(r Room) bool {
		return p.checkRoom(Slot{Room: r.ID}, e) != nil
	})
	slices.SortStableFunc(fit, func(a, b Room) int { return cmp.Compare(a.Seats, b.Seats) })
	return fit
}

// RoomFor returns the tightest room in which the event can be held at that
// time. Without one it returns the refusal of the room that came nearest.
func (v View) RoomFor(start, end time.Time, e Event) (Room, *Refusal) {
	fit := v.Fitting(e)
	if len(fit) == 0 {
		return Room{}, v.tooDemanding(e)
	}
	var first *Refusal
	for _, room := range fit {
		r := v.Judge(Slot{Room: room.ID, Start: start, End: end}, e)
		if r == nil {
			return room, nil
		}
		if first == nil || first.Reason == Taken {
			first = r
		}
	}
	return Room{}, first
}

// tooDemanding says why not even the largest room takes the event.
func (v View) tooDemanding(e Event) *Refusal {
	largest := slices.MaxFunc(v.Rooms, func(a, b Room) int { return cmp.Compare(a.Seats, b.Seats) })
	return v.checkRoom(Slot{Room: largest.ID}, e)
}

// Starts returns the times of a day at which the event could start for at
// least length, in the room, or in any that fits when room is "".
func (v View) Starts(day Date, e Event, room string, length time.Duration) []time.Time {
	var starts []time.Time
	v.eachStart(day, func(start time.Time) bool {
		if v.roomAt(start, start.Add(length), e, room) != "" {
			starts = append(starts, start)
		}
		return true
	})
	return starts
}

// Opens says whether the event could start at any time of the day, else why
// not: the refusal that a day has as a whole, that of the room whatever the day
// (LacksEquipment), or Taken.
func (v View) Opens(day Date, e Event, room string) *Refusal {
	if r := v.dayRefusal(day); r != nil {
		return r
	}
	found := false
	v.eachStart(day, func(start time.Time) bool {
		found = v.roomAt(start, start.Add(v.Shortest), e, room) != ""
		return !found
	})
	if found {
		return nil
	}
	if r := v.lacking(e, room); r != nil {
		return r
	}
	return refuse(Taken)
}

// lacking says what equipment no time would give the event, in the room or in
// any.
func (v View) lacking(e Event, room string) *Refusal {
	var r *Refusal
	if room != "" {
		r = v.checkRoom(Slot{Room: room}, e)
	} else if len(v.Fitting(e)) == 0 {
		r = v.tooDemanding(e)
	}
	if r == nil || r.Reason != LacksEquipment {
		return nil
	}
	return r
}

// dayRefusal is what stands against a day as a whole.
func (v View) dayRefusal(day Date) *Refusal {
	switch {
	case day.Before(v.Day(v.Now)):
		return refuse(Past)
	case v.LastDay(v.Now).Before(day):
		return &Refusal{Reason: TooFar, Until: v.LastDay(v.Now)}
	case v.HoursOn(day).Closed():
		return refuse(Closed)
	}
	if c, ok := v.closure("", day); ok && c.Room == "" {
		return &Refusal{Reason: Closed, Closure: &c}
	}
	return nil
}

// Lengths returns how long the event can last from start, in steps, in the
// room or in any that fits when room is "".
func (v View) Lengths(start time.Time, e Event, room string) []time.Duration {
	var lengths []time.Duration
	for length := v.Shortest; length <= v.Longest; length += Step {
		if v.roomAt(start, start.Add(length), e, room) != "" {
			lengths = append(lengths, length)
		}
	}
	return lengths
}

// eachStart calls try with the starts of a day that are shown, until it says
// no.
func (v View) eachStart(day Date, try func(time.Time) bool) {
	hours := v.HoursOn(day)
	for m := hours.Open; m < hours.Close; m += int(Step / time.Minute) {
		if !try(v.At(day, m)) {
			return
		}
	}
}

// roomAt returns the id of the room, or of the tightest that fits when it is
// "", if the event can be held there then; else "".
func (v View) roomAt(start, end time.Time, e Event, room string) string {
	if room != "" {
		if v.Judge(Slot{Room: room, Start: start, End: end}, e) == nil {
			return room
		}
		return ""
	}
	found, refusal := v.RoomFor(start, end, e)
	if refusal != nil {
		return ""
	}
	return found.ID
}

// OpenDays returns up to n of the days nearest to one, itself left out, on
// which the event could start at some time, the later first.
func (v View) OpenDays(day Date, e Event, room string, n int) []Date {
	var days []Date
	for offset := 1; offset <= AlternativeDays; offset++ {
		for _, near := range around(day, offset) {
			if len(days) < n && v.Opens(near, e, room) == nil {
				days = append(days, near)
			}
		}
	}
	return days
}
