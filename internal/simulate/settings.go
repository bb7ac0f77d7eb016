// Package simulate plays half a year of made-up requests through the real store
// and the real queue on a clock that it moves itself, and the same requests
// once more first come, first served, without a queue. It says how the two
// compare; it sends nothing to anybody. What is fair is decided by package
// space, who is offered what by package queue: nothing of it is repeated here.
package simulate

import (
	"fmt"
	"time"
)

// Settings are what is made up. Shares are between 0 and 1.
type Settings struct {
	Seed          uint64
	Communities   int
	Requests      int     // in all, for events of Days
	Days          int     // on which there are events
	Evenings      float64 // of the requests that want an evening
	Cancellations float64 // of the events that are cancelled beforehand
	NoShows       float64 // of the others: those to which nobody comes
	Frank         float64 // of those: who say so when they are asked a week before
	Passes        float64 // of the offers that are passed on
	Silences      float64 // of the offers that nobody answers
	Looks         int     // how often one looks again who found nothing and has no queue to wait in
}

// Default is the setting that the documentation speaks of.
func Default() Settings {
	return Settings{Seed: 1, Communities: 150, Requests: 4000, Days: 182, Evenings: 0.7, Cancellations: 0.15,
		NoShows: 0.10, Frank: 0.4, Passes: 0.05, Silences: 0.05, Looks: 2}
}

// Check returns an error that names what cannot be simulated.
func (s Settings) Check() error {
	for name, n := range map[string]int{"communities": s.Communities, "requests": s.Requests, "days": s.Days} {
		if n < 1 {
			return fmt.Errorf("%s: %d is too few", name, n)
		}
	}
	for name, share := range map[string]float64{"evenings": s.Evenings, "cancellations": s.Cancellations,
		"no-shows": s.NoShows, "frank": s.Frank, "passes": s.Passes, "silences": s.Silences} {
		if !(share >= 0 && share <= 1) {
			return fmt.Errorf("%s: %v is no share between 0 and 1", name, share)
		}
	}
	if s.Passes+s.Silences > 1 {
		return fmt.Errorf("passes and silences are more than all: %v", s.Passes+s.Silences)
	}
	if s.Looks < 0 {
		return fmt.Errorf("looks: %d is less than none", s.Looks)
	}
	return nil
}

// start is the day on which the first request can come. It is no argument, so
// that a seed gives the same year whenever it is played.
var start = time.Date(2026, time.January, 12, 0, 0, 0, 0, time.UTC)
