package space

import "time"

// Quiet is the part of the local day in which nobody is expected to answer:
// from and until in minutes after midnight, quarters of an hour; it may reach
// over midnight. Equal ends stand for none.
type Quiet struct {
	From  int `json:"from"`
	Until int `json:"until"`
}

// Covers says whether the wall clock of t, in t's own location, is within it.
func (q Quiet) Covers(t time.Time) bool {
	m := t.Hour()*60 + t.Minute()
	if q.From <= q.Until {
		return q.From <= m && m < q.Until
	}
	return m >= q.From || m < q.Until
}

// Waking returns how much time outside the quiet hours there is from one
// instant to another, at most limit. It counts what passes, not what the wall
// clock shows, so summer time changes nothing.
func (q Quiet) Waking(from, to time.Time, zone *time.Location, limit time.Duration) time.Duration {
	var awake time.Duration
	for awake < limit && from.Before(to) {
		next := earlier(nextOnGrid(from), to)
		if !q.Covers(from.In(zone)) {
			awake += next.Sub(from)
		}
		from = next
	}
	return min(awake, limit)
}

// After returns the instant at which so much waking time has passed, or the
// zero time if there is none within a week beyond it: the whole day is quiet.
func (q Quiet) After(from time.Time, awake time.Duration, zone *time.Location) time.Time {
	for giveUp := from.Add(7*awake + 7*24*time.Hour); from.Before(giveUp); {
		next := nextOnGrid(from)
		if !q.Covers(from.In(zone)) {
			if step := next.Sub(from); awake <= step {
				return from.Add(awake).UTC()
			}
			awake -= next.Sub(from)
		}
		from = next
	}
	return time.Time{}
}

func nextOnGrid(t time.Time) time.Time { return t.Truncate(Grid).Add(Grid) }
