package space

import "time"

// Occasion is one date of a series as it would be, and what stands against it.
type Occasion struct {
	Slot
	Refusal *Refusal // nil where it is free
}

// Later says whether the date is to be asked for when the horizon opens.
func (o Occasion) Later() bool { return o.Refusal != nil && o.Refusal.Reason == TooFar }

// Collides says whether the date cannot be as it is.
func (o Occasion) Collides() bool { return o.Refusal != nil && !o.Later() }

// Waitable says whether the slot is only taken, so that one can wait for it.
func (o Occasion) Waitable() bool {
	return o.Refusal != nil && (o.Refusal.Reason == Taken || o.Refusal.Reason == HouseFull)
}

// Occasions holds each date of a rule against the rules and the other
// bookings. The view spans all of them.
func (v View) Occasions(r Rule, days []Date, room string, e Event) []Occasion {
	all := make([]Occasion, len(days))
	for i, day := range days {
		s := r.Slot(v.Point, room, day)
		all[i] = Occasion{s, v.Judge(s, e)}
	}
	return all
}

// insteadDays is how far from a date its series has no other.
const insteadDays = 3

// Instead returns up to n slots to have instead of one date of a series: other
// times of that day in the room, other rooms at that time, and where the day
// has none the same time on the days around.
func (v View) Instead(want Slot, e Event, n int) []Slot {
	found := interleave([][]Slot{v.otherTimes(want, e, n), v.otherRooms(want, e)}, want, n)
	for offset := 1; offset <= insteadDays && len(found) == 0; offset++ {
		for _, day := range around(v.Day(want.Start), offset) {
			start := v.At(day, v.minutes(want.Start))
			found = add(found, v.slotsAt([]time.Time{start}, want, e, want.Room), want, n)
		}
	}
	return found
}

// Within holds the dates that are free so far against the quota of who has so
// much already: each counts for those after it, and the whole as one request.
func (q Quota) Within(p *Point, all []Occasion, has Standing, now time.Time) {
	for i, o := range all {
		if o.Refusal != nil {
			continue
		}
		if hit := q.Hit(p, o.Slot, has, now); hit != nil {
			all[i].Refusal = &Refusal{Reason: OverQuota, Hit: hit}
			continue
		}
		has = p.Ahead(has, o.Slot)
	}
}
