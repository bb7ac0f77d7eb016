package space

import (
	"fmt"
	"slices"
	"time"
)

// How far a series can go.
const (
	MostDates   = 52 // of one series
	FewestDates = 2  // fewer are no series
)

// seriesAt is when on the day on which a date opens it is asked for, in minutes
// after midnight: people are awake to read what became of it.
const seriesAt = 10 * 60

// DueSeries asks for a date of a series on the day on which it opens.
const DueSeries DueKind = "series"

// Rhythm says how a series goes on from its first date.
type Rhythm string

// The rhythms.
const (
	Weekly   Rhythm = "weekly"
	Biweekly Rhythm = "biweekly"
	Monthly  Rhythm = "monthly" // on the same weekday of the month: the second Tuesday
)

// Rhythms returns all of them.
func Rhythms() []Rhythm { return []Rhythm{Weekly, Biweekly, Monthly} }

// String returns the word that is stored.
func (r Rhythm) String() string { return string(r) }

// ParseRhythm returns the rhythm of a stored word.
func ParseRhythm(s string) (Rhythm, error) {
	if slices.Contains(Rhythms(), Rhythm(s)) {
		return Rhythm(s), nil
	}
	return "", fmt.Errorf("parse rhythm %q: no such rhythm", s)
}

// Rule says on which local days, and when on them, a series takes place. It
// ends with the day Until, or after Count dates.
type Rule struct {
	Rhythm Rhythm        `json:"rhythm"`
	First  Date          `json:"first"`
	Start  int           `json:"start"` // minutes after midnight, by the wall clock
	Length time.Duration `json:"length"`
	Until  Date          `json:"until,omitzero"`
	Count  int           `json:"count,omitempty"`
}

// Nth is which of its weekdays in the month the first date is, from 1 to 4; -1
// for the last, which a fifth stands for: most months have none.
func (r Rule) Nth() int {
	if nth := (r.First.Day-1)/7 + 1; nth <= 4 {
		return nth
	}
	return -1
}

// Reasons against a series as a whole.
const (
	EndsEarly  Reason = "ends_early"  // it ends before its second date; Until: when it begins
	ManyDates  Reason = "many_dates"  // Limit: how many it can have
	BeyondYear Reason = "beyond_year" // Until: the last day it can reach
)

// Check says what stands against the rule as a whole, before anybody looks at
// its dates.
func (r Rule) Check() *Refusal {
	switch {
	case r.Count > MostDates:
		return &Refusal{Reason: ManyDates, Limit: MostDates}
	case !r.Until.IsZero() && r.Until.Before(r.First), r.Until.IsZero() && r.Count < FewestDates:
		return &Refusal{Reason: EndsEarly, Until: r.First}
	case r.lastDay().Before(r.Until):
		return &Refusal{Reason: BeyondYear, Until: r.lastDay()}
	}
	return nil
}

// CheckDates says what stands against the dates that the rule gives.
func (r Rule) CheckDates(days []Date) *Refusal {
	switch {
	case len(days) > MostDates:
		return &Refusal{Reason: ManyDates, Limit: MostDates}
	case len(days) < FewestDates:
		return &Refusal{Reason: EndsEarly, Until: r.First}
	case r.lastDay().Before(days[len(days)-1]):
		return &Refusal{Reason: BeyondYear, Until: r.lastDay()}
	}
	return nil
}

// lastDay is a year after the first date.
func (r Rule) lastDay() Date { return DateOf(r.First.noon().AddDate(1, 0, 0)) }

// Slot is the rule's slot on a day in a room: by the wall clock, whatever
// summer time does.
func (r Rule) Slot(p *Point, room string, day Date) Slot {
	return Slot{Room: room, Start: p.At(day, r.Start), End: p.At(day, r.Start+int(r.Length/time.Minute))}
}

// Series is an event that comes again. Each of its dates is a Booking, which
// names it; those beyond the horizon are asked for as it opens.
type Series struct {
	ID string `json:"id"`
	// Version counts the changes of this record from 1.
	Version int64 `json:"-"`

	Rule
	Room      string    `json:"room"`
	Event     Event     `json:"event"`
	Community string    `json:"community"`
	Resident  Party     `json:"resident"`
	Created   time.Time `json:"created"`
	Later     []Date    `json:"later,omitempty"`
	Rests     time.Time `json:"rests,omitzero"`      // until it is looked again whether anybody leads its community
	Messenger []int64   `json:"messenger,omitempty"` // admins who have a card of it
}

// Without returns the series with a day no longer to be asked for.
func (s Series) Without(day Date) Series {
	s.Later = slices.DeleteFunc(slices.Clone(s.Later), func(d Date) bool { return d == day })
	return s
}

// SeriesAgenda returns all that the clock has to do about a series.
func (p *Point) SeriesAgenda(s Series) []Due {
	due := make([]Due, len(s.Later))
	for i, day := range s.Later {
		due[i] = p.SeriesDue(s, day)
	}
	return due
}

// SeriesDue is when a date of a series is asked for: on the local day on which it
// opens, and not while the series rests.
func (p *Point) SeriesDue(s Series, day Date) Due {
	return Due{Kind: DueSeries, Subject: s.ID, For: p.At(day, 12*60), At: later(p.At(day.Plus(-p.Horizon), seriesAt), s.Rests)}
}

// Rested returns the series as it rests, for nobody leads its community, until
// the next morning.
func (p *Point) Rested(s Series, now time.Time) Series {
	s.Rests = p.At(p.Day(now).Plus(1), seriesAt)
	return s
}

// Joint says whether the booking is decided together with the others of its
// series: it waits, and has no card of its own.
func (b Booking) Joint() bool {
	if b.Series == "" {
		return false
	}
	return b.State.Waits() && len(b.Messenger) == 0 || b.Asks() && b.Change.Joint
}

// Together leaves, of the dates of each series that are decided together, only
// the first.
func Together(all []Booking) []Booking {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(b Booking) bool {
		again := b.Joint() && seen[b.Series]
		seen[b.Series] = seen[b.Series] || b.Joint()
		return again
	})
}
