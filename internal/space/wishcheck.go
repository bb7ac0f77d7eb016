package space

import (
	"cmp"
	"slices"
	"time"
)

// Reasons against wishes, besides those against bookings.
const (
	NarrowWindow Reason = "narrow_window" // the window is shorter than the event; Limit: its length
	NoSuchDay    Reason = "no_such_day"   // none of the weekdays is in the span
	OncePassed   Reason = "once_passed"   // all that is left was offered and not taken
	NotWaiting   Reason = "not_waiting"   // the wish holds an offer already, or is over
	Elsewhere    Reason = "elsewhere"     // it waits for another room or time
	TooNear      Reason = "too_near"      // no time is left to answer an offer
	OverQuota    Reason = "over_quota"    // the community has its share, see Quota
	Unreached    Reason = "unreached"     // its resident cannot be written to
)

// Check returns what stands against the wish for ever, whatever is booked or
// freed, or nil. Where each day and room has its own obstacle it is the one
// that came nearest to being possible.
func (w Wish) Check(p *Point, now time.Time) *Refusal {
	rooms := w.rooms(p)
	if len(rooms) == 0 {
		return w.noRoom(p)
	}
	if r := w.checkShape(p); r != nil {
		return r
	}
	days := w.Want.Days(p, now)
	if len(days) == 0 {
		return w.noDay(p, now)
	}
	return w.checkDays(p, rooms, days, now)
}

// rooms are those of the want that the event fits into, the tightest first.
func (w Wish) rooms(p *Point) []Room {
	return slices.DeleteFunc(p.Fitting(w.Event), func(r Room) bool { return !w.Want.inRoom(r.ID) })
}

// noRoom is what the largest room of the want lacks.
func (w Wish) noRoom(p *Point) *Refusal {
	wanted := slices.DeleteFunc(slices.Clone(p.Rooms), func(r Room) bool { return !w.Want.inRoom(r.ID) })
	if len(wanted) == 0 {
		return refuse(NoRoom)
	}
	largest := slices.MaxFunc(wanted, func(a, b Room) int { return cmp.Compare(a.Seats, b.Seats) })
	return p.checkRoom(Slot{Room: largest.ID}, w.Event)
}

func (w Wish) checkShape(p *Point) *Refusal {
	switch length := w.Want.Length; {
	case w.Headcount > p.Headcount:
		return &Refusal{Reason: HouseFull, Free: p.Headcount}
	case w.Want.From < 0 || w.Want.until() > endOfDay:
		return refuse(AcrossMidnight)
	case length <= 0 || w.Want.Last.Before(w.Want.First):
		return refuse(Backwards)
	case length%Grid != 0:
		return refuse(OffGrid)
	case length < p.Shortest:
		return &Refusal{Reason: TooShort, Limit: int64(p.Shortest)}
	case length > p.Longest:
		return &Refusal{Reason: TooLong, Limit: int64(p.Longest)}
	}
	return nil
}

// noDay is why no day of the want can be booked at now.
func (w Wish) noDay(p *Point, now time.Time) *Refusal {
	switch {
	case w.Want.Last.Before(p.Day(now)):
		return refuse(Past)
	case p.LastDay(now).Before(w.Want.First):
		return &Refusal{Reason: TooFar, Until: p.LastDay(now)}
	}
	return refuse(NoSuchDay)
}

func (w Wish) checkDays(p *Point, rooms []Room, days []Date, now time.Time) *Refusal {
	var nearest *Refusal
	for _, day := range days {
		for _, room := range rooms {
			r := w.checkDay(p, room, day, now)
			if r == nil {
				return nil
			}
			if nearest == nil || progress(r) > progress(nearest) {
				nearest = r
			}
		}
	}
	return nearest
}

// progress is how many of the rules held before one did not.
func progress(r *Refusal) int {
	return slices.Index([]Reason{Past, TooSoon, TooFar, Closed, OutsideHours, NarrowWindow, OncePassed}, r.Reason)
}

// checkDay judges the latest start of the day: where that is past, too soon,
// closed or outside the hours, every other is.
func (w Wish) checkDay(p *Point, room Room, day Date, now time.Time) *Refusal {
	earliest, until := w.Want.window(p, day)
	if wide := until.Sub(earliest); wide < w.Want.Length {
		return &Refusal{Reason: NarrowWindow, Limit: int64(max(wide, 0))}
	}
	hours := p.HoursOn(day)
	latest := earlier(until, p.At(day, hours.Close)).Add(-w.Want.Length)
	s := Slot{Room: room.ID, Start: later(earliest, latest)}
	s.End = s.Start.Add(w.Want.Length)
	if r := p.Check(s, w.Event, now); r != nil {
		return r
	}
	for ; !s.Start.Before(earliest); s.Start, s.End = s.Start.Add(-Grid), s.End.Add(-Grid) {
		if !w.passed(s) && p.Check(s, w.Event, now) == nil {
			return nil
		}
	}
	return refuse(OncePassed)
}
