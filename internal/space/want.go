package space

import (
	"slices"
	"time"
)

// Want is what a wish waits for: an event of that length, in one of the rooms,
// on one of the days, within a window of the local day.
type Want struct {
	Rooms    []string      `json:"rooms,omitempty"` // empty: any that fits
	First    Date          `json:"first"`
	Last     Date          `json:"last"`
	Weekdays Weekdays      `json:"weekdays,omitempty"`
	From     int           `json:"from"`  // minutes after midnight
	Until    int           `json:"until"` // likewise; 0: the end of the day
	Length   time.Duration `json:"length"`
	Near     int           `json:"near,omitempty"` // the start that was asked for, minutes after midnight; 0: any will do
}

// Weekdays is a set of days of the week, a bit each, Sunday the lowest. The
// empty set stands for every day.
type Weekdays uint8

// On returns the set of these days.
func On(days ...time.Weekday) Weekdays {
	var set Weekdays
	for _, day := range days {
		set |= 1 << day
	}
	return set
}

// Has says whether the day is of the set.
func (s Weekdays) Has(day time.Weekday) bool { return s == 0 || s&(1<<day) != 0 }

// WantSlot is the want of this very slot.
func (p *Point) WantSlot(s Slot) Want {
	from, day := p.minutes(s.Start), p.Day(s.Start)
	return Want{Rooms: []string{s.Room}, First: day, Last: day,
		From: from, Until: p.minutes(s.End), Length: s.Length()}
}

// WantDay is the want of a room at any time of a day.
func WantDay(room string, day Date, length time.Duration) Want {
	return Want{Rooms: []string{room}, First: day, Last: day, Length: length}
}

// WantSpan is the want of any room that fits on some weekdays of a span of
// days, last included, within a window of the day.
func WantSpan(first, last Date, days Weekdays, window Hours, length time.Duration) Want {
	return Want{First: first, Last: last, Weekdays: days, From: window.Open, Until: window.Close, Length: length}
}

// Days returns the days of the want that are neither past nor beyond the
// horizon at now.
func (w Want) Days(p *Point, now time.Time) []Date {
	first, last := p.Day(now), p.LastDay(now)
	if first.Before(w.First) {
		first = w.First
	}
	if w.Last.Before(last) {
		last = w.Last
	}
	var days []Date
	for day := first; !last.Before(day); day = day.Plus(1) {
		if w.Weekdays.Has(day.Weekday()) {
			days = append(days, day)
		}
	}
	return days
}

// Meets says whether the wants could stand in each other's way: they share a
// room, a day and a time. Those that meet a wish's want are its line.
func (w Want) Meets(o Want) bool {
	return w.From < o.until() && o.From < w.until() && w.sharesRoom(o) && w.sharesDay(o)
}

func (w Want) sharesRoom(o Want) bool {
	return len(w.Rooms) == 0 || len(o.Rooms) == 0 || slices.ContainsFunc(w.Rooms, o.inRoom)
}

// sharesDay looks at a week at most: after that the weekdays come again.
func (w Want) sharesDay(o Want) bool {
	first, last := w.First, w.Last
	if first.Before(o.First) {
		first = o.First
	}
	if o.Last.Before(last) {
		last = o.Last
	}
	for n := 0; n < 7 && !last.Before(first.Plus(n)); n++ {
		if day := first.Plus(n).Weekday(); w.Weekdays.Has(day) && o.Weekdays.Has(day) {
			return true
		}
	}
	return false
}

func (w Want) inRoom(id string) bool { return len(w.Rooms) == 0 || slices.Contains(w.Rooms, id) }

func (w Want) onDay(day Date) bool {
	return !day.Before(w.First) && !w.Last.Before(day) && w.Weekdays.Has(day.Weekday())
}

func (w Want) until() int {
	if w.Until == 0 {
		return endOfDay
	}
	return w.Until
}

const endOfDay = 24 * 60

// off is how far a start is from the one that was asked for.
func (w Want) off(p *Point, start time.Time) time.Duration {
	if w.Near == 0 {
		return 0
	}
	return start.Sub(p.At(p.Day(start), w.Near)).Abs()
}

// window is when on the day the event can start at the earliest and must be
// over.
func (w Want) window(p *Point, day Date) (from, until time.Time) {
	return onGrid(p.At(day, w.From)), p.At(day, w.until()).Truncate(Grid)
}
