package chaos

import "time"

// Lapse is a time whose writes Redis may have forgotten although it answered them:
// the last before it was killed, where it does not wait for the disk.
type Lapse struct{ From, Until time.Time }

// Lapses are those of a run.
type Lapses []Lapse

// Holds says whether a moment lies in one of them.
func (all Lapses) Holds(at time.Time) bool {
	for _, l := range all {
		if !at.Before(l.From) && !at.After(l.Until) {
			return true
		}
	}
	return false
}

// Earlier are the lapses with so much more time before them: what was written in
// one may have been begun then.
func (all Lapses) Earlier(by time.Duration) Lapses {
	var wider Lapses
	for _, l := range all {
		wider = append(wider, Lapse{l.From.Add(-by), l.Until})
	}
	return wider
}
