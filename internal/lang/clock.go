package lang

import (
	"fmt"
	"time"
)

// Clock is a time of day in minutes from midnight. 24:00 is allowed as an end.
type Clock int

// The ends of a day, and its middle.
const (
	Midnight Clock = 0
	Noon     Clock = 12 * 60
	DayEnd   Clock = 24 * 60
)

// ClockOf returns the time of day of an instant in the zone that it carries.
func ClockOf(t time.Time) Clock { return Clock(t.Hour()*60 + t.Minute()) }

// Hour returns the hour, 0 to 24.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute returns the minute within the hour.
func (c Clock) Minute() int { return int(c) % 60 }

// String writes the time as 18:00.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }

// Part is a part of the day that was said instead of a clock time.
type Part int

// The parts of a day. NoPart means that none was said.
const (
	NoPart Part = iota
	Morning
	Afternoon
	Evening
	Night
)

// String names the part as ParsePart reads it; that of NoPart is empty.
func (p Part) String() string {
	switch p {
	case Morning:
		return "morning"
	case Afternoon:
		return "afternoon"
	case Evening:
		return "evening"
	case Night:
		return "night"
	}
	return ""
}

// ParsePart reads what String wrote.
func ParsePart(name string) (Part, error) {
	for p := NoPart; p <= Night; p++ {
		if p.String() == name {
			return p, nil
		}
	}
	return NoPart, fmt.Errorf("parse part of day %q: unknown", name)
}

// Bounds returns the half-open interval of start times that people mean by the
// part; for NoPart it is the whole day. A night is that before midnight, for it
// is then that an evening in a public house still begins.
func (p Part) Bounds() (from, until Clock) {
	switch p {
	case Morning:
		return 4 * 60, 12 * 60
	case Afternoon:
		return 12 * 60, 18 * 60
	case Evening:
		return 17 * 60, DayEnd
	case Night:
		return 22 * 60, DayEnd
	}
	return Midnight, DayEnd
}
