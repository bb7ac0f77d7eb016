package demo

import (
	"time"

	"samovar/internal/space"
)

// mostWaiting is how many requests wait for a decision when a play begins.
const mostWaiting = 6

// decide makes up what became of a booking by now. Most were confirmed by an
// admin; some did not take place, and the newest still wait.
func (m *planner) decide(b *space.Booking) {
	decided := b.Created.Add(time.Duration(m.IntN(20*60)) * time.Minute)
	fate := m.Float64()
	switch {
	case m.canWait(*b) && fate < 0.12:
		m.waiting++
		b.State = space.Requested
		b.Created = m.Now.Add(-time.Duration(20+m.IntN(22*60)) * time.Minute).Truncate(time.Second)
		return
	case fate > 0.98:
		m.rule(b, space.Declined, decided)
		b.Decision.Reason = "#details" // a ready reason, worded in each reader's language
	case fate > 0.95:
		m.rule(b, space.Withdrawn, decided)
		b.Decision.By = b.Resident
	case b.End.After(m.Now) && !b.Start.After(m.Now):
		m.rule(b, space.Running, decided)
	case !b.End.After(m.Now):
		m.rule(b, space.Done, decided)
	default:
		m.rule(b, space.Confirmed, decided)
	}
}

// canWait says whether a request may still be undecided: its event is some
// days ahead, and could be booked yesterday.
func (m *planner) canWait(b space.Booking) bool {
	ahead := b.Start.Sub(m.Now)
	return m.waiting < mostWaiting && ahead > 3*24*time.Hour && ahead < 45*24*time.Hour
}

// rule writes an admin's decision down. It was made before now, and before the
// event.
func (m *planner) rule(b *space.Booking, to space.State, at time.Time) {
	if latest := m.Now.Add(-time.Minute); at.After(latest) {
		at = latest
	}
	decision := to
	if to == space.Running || to == space.Done {
		decision = space.Confirmed
	}
	b.State = to
	b.Decision = &space.Decision{By: m.admins[m.IntN(len(m.admins))].party(), At: at.Truncate(time.Second), State: decision}
}
