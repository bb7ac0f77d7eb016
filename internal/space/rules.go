package space

import (
	"slices"
	"time"
)

// Check holds a slot and an event against every rule of the Point that does
// not depend on other bookings, and returns the first that stands against
// them, or nil. Occupancy.Check asks about the others.
func (p *Point) Check(s Slot, e Event, now time.Time) *Refusal {
	for _, rule := range []func() *Refusal{
		func() *Refusal { return p.checkRoom(s, e) },
		func() *Refusal { return p.checkLength(s) },
		func() *Refusal { return p.checkMoment(s, now) },
		func() *Refusal { return p.checkOpen(s) },
	} {
		if r := rule(); r != nil {
			return r
		}
	}
	return nil
}

func (p *Point) checkRoom(s Slot, e Event) *Refusal {
	room, ok := p.Room(s.Room)
	switch {
	case !ok:
		return refuse(NoRoom)
	case e.Headcount <= 0:
		return refuse(Nobody)
	case e.Headcount > room.Seats:
		return &Refusal{Reason: TooBig, Room: room}
	}
	lacking := slices.DeleteFunc(slices.Clone(e.Equipment), func(what string) bool {
		return slices.Contains(room.Equipment, what)
	})
	if len(lacking) > 0 {
		return &Refusal{Reason: LacksEquipment, Room: room, Equipment: lacking}
	}
	return nil
}

func (p *Point) checkLength(s Slot) *Refusal {
	start, end := s.Start.In(p.Zone), s.End.In(p.Zone)
	switch {
	case !s.Start.Before(s.End):
		return refuse(Backwards)
	case offGrid(start) || offGrid(end):
		return refuse(OffGrid)
	case DateOf(start) != DateOf(end.Add(-time.Nanosecond)):
		return refuse(AcrossMidnight)
	case s.Length() < p.Shortest:
		return &Refusal{Reason: TooShort, Limit: int64(p.Shortest)}
	case s.Length() > p.Longest:
		return &Refusal{Reason: TooLong, Limit: int64(p.Longest)}
	}
	return nil
}

func offGrid(t time.Time) bool { return t.UnixNano()%int64(Grid) != 0 }

func (p *Point) checkMoment(s Slot, now time.Time) *Refusal {
	switch {
	case !s.Start.After(now):
		return refuse(Past)
	case s.Start.Sub(now) < p.Notice:
		return &Refusal{Reason: TooSoon, Limit: int64(p.Notice)}
	case p.LastDay(now).Before(p.Day(s.Start)):
		return &Refusal{Reason: TooFar, Until: p.LastDay(now)}
	}
	return nil
}

func (p *Point) checkOpen(s Slot) *Refusal {
	day := p.Day(s.Start)
	if c, ok := p.closure(s.Room, day); ok {
		return &Refusal{Reason: Closed, Closure: &c}
	}
	hours := p.HoursOn(day)
	if hours.Closed() {
		return refuse(Closed)
	}
	if s.Start.Before(p.At(day, hours.Open)) || s.End.After(p.At(day, hours.Close)) {
		return &Refusal{Reason: OutsideHours, Hours: hours}
	}
	return nil
}
