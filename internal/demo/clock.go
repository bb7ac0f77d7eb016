package demo

import (
	"sync"
	"time"

	"samovar/internal/space"
)

// Clock is real time, shifted: it runs on by itself, and can be moved ahead.
type Clock struct {
	real  func() time.Time
	mu    sync.Mutex
	shift time.Duration
}

// NewClock makes a clock that shows start now; real is the clock of the
// machine.
func NewClock(real func() time.Time, start time.Time) *Clock {
	return &Clock{real: real, shift: start.Sub(real())}
}

// Now returns the demo's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	// Without the monotonic reading, as it would be read back from Redis.
	return c.real().Add(c.shift).Round(0)
}

// Advance moves the clock ahead.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shift += d
}

// The hours in which a play can begin as it is, in minutes after midnight, and
// when it begins else.
const (
	playableFrom  = 8 * 60
	playableUntil = 17 * 60
	morning       = 10 * 60
)

// Opening returns when a play is to begin: now, if that is a working day on
// which the Point is open, as it is on the day after; else at ten in the
// morning of the next such day.
func Opening(p *space.Point, now time.Time) time.Time {
	local := now.In(p.Zone)
	minutes, today := local.Hour()*60+local.Minute(), p.Day(now)
	if playable(p, today) && minutes >= playableFrom && minutes < playableUntil {
		return now
	}
	if !playable(p, today) || minutes >= playableUntil {
		today = today.Plus(1)
	}
	for !playable(p, today) {
		today = today.Plus(1)
	}
	return p.At(today, morning)
}

// playable says whether the Point is open on a day and the one after.
func playable(p *space.Point, day space.Date) bool {
	return isOpen(p, day) && isOpen(p, day.Plus(1))
}

// isOpen says whether the house is open on a day.
func isOpen(p *space.Point, day space.Date) bool {
	if p.HoursOn(day).Closed() {
		return false
	}
	for _, c := range p.Closures {
		if c.Room == "" && !day.Before(c.First) && !c.Last.Before(day) {
			return false
		}
	}
	return true
}
