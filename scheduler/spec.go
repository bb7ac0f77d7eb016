package scheduler

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// star marks a field that was written as *, in the bit sets of package cron.
const star = 1 << 63

// CheckSpec says what is wrong with a spec: five standard cron fields, six with
// seconds first, or @every and a length of at least a second. A spec whose time
// never comes, such as 30 February, is refused too.
func CheckSpec(spec string) error {
	schedule, err := parse(spec)
	if err != nil {
		return err
	}
	if schedule.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return errNever
	}
	return nil
}

var errNever = errors.New("this time never comes")

// parse reads a spec for UTC. A zone within it is refused before cron sees it:
// the Point has one, and cron panics at "TZ=0". So is a field without a value,
// such as ",", which cron takes and then looks for in vain, second by second.
func parse(spec string) (cron.Schedule, error) {
	if strings.Contains(spec, "=") {
		return nil, errors.New("a zone has no place here: it is the Point's")
	}
	if length, ok := strings.CutPrefix(spec, "@"); ok {
		return parseEvery(length)
	}
	parser := cron.NewParser(cron.SecondOptional | cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)
	schedule, err := parser.Parse(spec)
	if err != nil {
		return nil, err
	}
	fields, ok := schedule.(*cron.SpecSchedule)
	if !ok {
		return nil, errors.New("not a cron spec")
	}
	for _, bits := range []uint64{fields.Second, fields.Minute, fields.Hour, fields.Dom, fields.Month, fields.Dow} {
		if bits&^star == 0 {
			return nil, errors.New("a field names no time")
		}
	}
	fields.Location = time.UTC
	return fields, nil
}

// parseEvery reads what follows the @.
func parseEvery(text string) (cron.Schedule, error) {
	length, ok := strings.CutPrefix(text, "every ")
	every, err := time.ParseDuration(length)
	if !ok || err != nil || every < time.Second || every%time.Second != 0 {
		return nil, errors.New("after @ can only stand every and whole seconds, such as @every 10s")
	}
	return aligned{every}, nil
}

// aligned fires at the multiples of a length of time, wherever one counts from:
// all processes agree on them.
type aligned struct{ every time.Duration }

// Next returns the multiple after t.
func (a aligned) Next(t time.Time) time.Time { return t.Truncate(a.every).Add(a.every) }

// Next returns the first time after t that the spec names in the zone.
//
// Where summer time begins or ends, it does what cron does not: a time of day
// that is left out comes at the moment the clocks jump, one that is there twice
// comes the first time only. A spec for every hour (* in its place) goes by
// what really passes.
func Next(spec string, zone *time.Location, t time.Time) (time.Time, error) {
	schedule, err := parse(spec)
	if err != nil {
		return time.Time{}, fmt.Errorf("read spec %q: %w", spec, err)
	}
	next := time.Time{}
	switch s := schedule.(type) {
	case aligned:
		next = s.Next(t)
	case *cron.SpecSchedule:
		next = nextIn(zone, s, t)
	}
	if next.IsZero() {
		return time.Time{}, fmt.Errorf("read spec %q: %w", spec, errNever)
	}
	return next.UTC(), nil
}

func nextIn(zone *time.Location, s *cron.SpecSchedule, t time.Time) time.Time {
	if s.Hour&star != 0 {
		return nextPassing(zone, s, t)
	}
	return nextOnTheWall(zone, s, t)
}

// nextPassing looks through the spans in which the zone keeps one offset.
func nextPassing(zone *time.Location, s *cron.SpecSchedule, t time.Time) time.Time {
	span := t.In(zone)
	for {
		name, offset := span.Zone()
		fixed := *s
		fixed.Location = time.FixedZone(name, offset)
		next := fixed.Next(t)
		_, until := span.ZoneBounds()
		if next.IsZero() || until.IsZero() || next.Before(until) {
			return next
		}
		span, t = until, until.Add(-time.Nanosecond)
	}
}

// nextOnTheWall looks for the next time that a wall clock shows, and then for
// the moment at which it shows it.
func nextOnTheWall(zone *time.Location, s *cron.SpecSchedule, t time.Time) time.Time {
	wall := wallOf(t.In(zone))
	for {
		wall = s.Next(wall)
		if wall.IsZero() {
			return wall
		}
		if at := moment(zone, wall); at.After(t) {
			return at
		}
	}
}

// wallOf is what a wall clock shows at t, written as a time in UTC.
func wallOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// moment is when the wall clock of a zone first shows wall, or jumps over it.
func moment(zone *time.Location, wall time.Time) time.Time {
	guess := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone)
	since, until := guess.ZoneBounds()
	switch shown := wallOf(guess); {
	case shown.After(wall):
		return since
	case shown.Before(wall):
		return until
	}
	if since.IsZero() {
		return guess
	}
	_, before := since.Add(-time.Nanosecond).Zone()
	if first := wall.Add(-time.Duration(before) * time.Second); first.Before(since) {
		return first
	}
	return guess
}
