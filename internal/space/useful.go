package space

import (
	"slices"
	"time"
)

// Use says whether something that is due, maybe late, is still of use.
type Use string

// The answers.
const (
	OfUse   Use = "of use"
	Void    Use = "void"     // its occasion is no more: cancelled, moved, answered
	TooLate Use = "too late" // it was of use once: what was missed is let go
)

// String returns the word.
func (u Use) String() string { return string(u) }

// UseOf says of what is due about a booking whether it is still of use at now.
// What changes a booking, such as its start or its end, always is: it only
// says when that was.
func (p *Point) UseOf(d Due, b Booking, now time.Time) Use {
	switch d.Kind {
	case DueRemind:
		return p.remindUse(d, b, now)
	case DueStillOn, DueStillLeads, DueStillAdmins:
		return p.questionUse(d, b, now)
	case DueUndecided:
		return inTime(b.State.Waits() || b.Asks(), now, b.Start)
	case DueReply:
		return inTime(b.Unanswered(d.For), now, b.Start)
	case DueNoShow:
		return inTime(b.State == Running && b.Start.Equal(d.For) && p.Watched(b), now, b.End)
	}
	return OfUse
}

// remindUse: the event is to come, the config still has the reminder, and no
// shorter one is due by now as well.
func (p *Point) remindUse(d Due, b Booking, now time.Time) Use {
	until := b.Start
	for _, lead := range p.Reminders {
		if lead < d.Lead {
			until = earlier(until, b.Start.Add(-lead))
		}
	}
	return inTime(b.State == Confirmed && b.Start.Equal(d.For) && slices.Contains(p.Reminders, d.Lead), now, until)
}

// questionUse: the event is to come at the time it was asked about, nobody is
// sure of it, the config still has the question, and the next one is not due.
func (p *Point) questionUse(d Due, b Booking, now time.Time) Use {
	open := b.State == Confirmed && b.Start.Equal(d.For) && !b.Sure(d.Lead) && slices.Contains(p.Questions(b.Room), d.Lead)
	return inTime(open, now, p.nextQuestion(b, d.Lead))
}

// DigestUse says of a digest that was planned for some time whether it is still
// of use at now, next being the Point's time for digests after its own: not when
// that is here, nor when it comes within a day and this one is over a day late.
func DigestUse(planned, next, now time.Time) Use {
	const day = 24 * time.Hour
	if now.Sub(planned) > day {
		next = next.Add(-day).Add(time.Nanosecond) // less than a day before it
	}
	return inTime(true, now, next)
}

// inTime is the use of what stands and is of none from until on.
func inTime(stands bool, now, until time.Time) Use {
	switch {
	case !stands:
		return Void
	case !now.Before(until):
		return TooLate
	}
	return OfUse
}
