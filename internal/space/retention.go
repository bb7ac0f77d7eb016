package space

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Retention is how long a Point keeps what names people; 0 is for good.
type Retention struct {
	Sessions   time.Duration // a conversation nobody goes on with
	Names      time.Duration // of a booking, since its last change: who made, answered and decided it
	Log        time.Duration // of a booking, since its last change
	Wishes     time.Duration // one that left the queue
	Misses     time.Duration // why offers passed over a wish, since its day
	Broadcasts time.Duration // an announcement, with whom it went to
	Strangers  time.Duration // that somebody cannot be written to who is not known
}

// DefaultRetention is what holds where the config says nothing else.
func DefaultRetention() Retention {
	return Retention{Sessions: 90 * 24 * time.Hour, Names: 365 * 24 * time.Hour, Log: 730 * 24 * time.Hour,
		Wishes: 90 * 24 * time.Hour, Misses: 30 * 24 * time.Hour, Broadcasts: 30 * 24 * time.Hour, Strangers: 30 * 24 * time.Hour}
}

// What the clock does about what was kept long enough, and about people who
// are to be forgotten.
const (
	DueRetain DueKind = "retain" // Subject is a Sweep
	DueForget DueKind = "forget" // Subject is a Parting
)

// Swept is a kind of what is swept out.
type Swept string

// The kinds.
const (
	SweptNames      Swept = "names"
	SweptLog        Swept = "log"
	SweptWishes     Swept = "wishes"
	SweptBroadcasts Swept = "broadcasts"
	SweptStrangers  Swept = "strangers"
)

// AllSwept returns all of them.
func AllSwept() []Swept {
	return []Swept{SweptNames, SweptLog, SweptWishes, SweptBroadcasts, SweptStrangers}
}

// String returns the word that is stored.
func (s Swept) String() string { return string(s) }

// For is how long what is swept is kept.
func (r Retention) For(s Swept) time.Duration {
	return map[Swept]time.Duration{SweptNames: r.Names, SweptLog: r.Log, SweptWishes: r.Wishes,
		SweptBroadcasts: r.Broadcasts, SweptStrangers: r.Strangers}[s]
}

// Sweep is what the clock sweeps out, and how far it got: up to which last
// change, in milliseconds.
type Sweep struct {
	What  Swept
	Until int64
}

// Due is the thing for the clock that goes on with it at a moment.
func (s Sweep) Due(at time.Time) Due {
	return Due{Kind: DueRetain, Subject: fmt.Sprintf("%s %d", s.What, s.Until), For: time.Unix(0, 0).UTC(), At: at}
}

// ParseSweep reads the subject of such a thing.
func ParseSweep(subject string) (Sweep, error) {
	what, until, _ := strings.Cut(subject, " ")
	ms, err := strconv.ParseInt(until, 10, 64)
	if err != nil {
		return Sweep{}, fmt.Errorf("parse sweep %q: %w", subject, err)
	}
	return Sweep{Swept(what), ms}, nil
}

// sweepAt is when on a local day the clock begins to sweep, in minutes after
// midnight: nobody is waiting then.
const sweepAt = 4 * 60

// NextSweep is when the clock sweeps next.
func (p *Point) NextSweep(now time.Time) time.Time {
	today := p.Day(now)
	if at := p.At(today, sweepAt); at.After(now) {
		return at
	}
	return p.At(today.Plus(1), sweepAt)
}

// Parting is how far the forgetting of a person got: first the bookings that
// name them are gone through, by when they were made, the latest first; then
// what is theirs alone is removed.
type Parting struct {
	Person int64
	Before int64 // bookings made before this were not looked at yet, in milliseconds; 0: all were
	Tells  bool  // whether the person is told when it is done: at one of several Points
}

// Due is the thing for the clock that goes on with it at a moment. Asked is
// when the person asked for it.
func (f Parting) Due(asked, at time.Time) Due {
	return Due{Kind: DueForget, Subject: fmt.Sprintf("%d %d %t", f.Person, f.Before, f.Tells), For: asked, At: at}
}

// ParseParting reads the subject of such a thing.
func ParseParting(subject string) (f Parting, err error) {
	if _, err = fmt.Sscanf(subject, "%d %d %t", &f.Person, &f.Before, &f.Tells); err != nil {
		return f, fmt.Errorf("parse parting %q: %w", subject, err)
	}
	return f, nil
}
