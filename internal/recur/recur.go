// Package recur says on which days a series comes again. It alone knows
// rrule-go; what a series is and what stands against its dates belongs to
// package space.
package recur

import (
	"fmt"
	"time"

	"github.com/teambition/rrule-go"

	"samovar/internal/space"
)

// Dates returns the local days of a rule, the first included. It stops after
// one more than a series can have, so that who asks can tell.
//
// Days are counted at noon of UTC, where no summer time moves them; the hour
// belongs to the wall clock of the Point, see space.Rule.Slot.
func Dates(r space.Rule) ([]space.Date, error) {
	option := rrule.ROption{Dtstart: noon(r.First), Freq: rrule.WEEKLY, Interval: 1, Count: space.MostDates + 1}
	switch r.Rhythm {
	case space.Weekly:
	case space.Biweekly:
		option.Interval = 2
	case space.Monthly:
		option.Freq = rrule.MONTHLY
		day := weekday(r.First)
		option.Byweekday = []rrule.Weekday{day.Nth(r.Nth())}
	default:
		return nil, fmt.Errorf("repeat %q: no such rhythm", r.Rhythm)
	}
	if r.Count > 0 {
		option.Count = min(r.Count, option.Count)
	}
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return nil, fmt.Errorf("repeat %s from %s: %w", r.Rhythm, r.First, err)
	}
	var days []space.Date
	next := rule.Iterator()
	for at, ok := next(); ok; at, ok = next() {
		day := space.DateOf(at)
		if !r.Until.IsZero() && r.Until.Before(day) {
			break
		}
		days = append(days, day)
	}
	return days, nil
}

func noon(d space.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// weekday is a day of the week as rrule-go has it: Monday first.
func weekday(d space.Date) rrule.Weekday {
	return [7]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}[d.Weekday()]
}
