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
	ends := p.UseEnds(d, b)
	if ends.IsZero() {
		return OfUse
	}
	return inTime(p.stands(d, b), now, ends)
}

// UseEnds is from when on what is due about a booking is of no use any more: the
// next of its kind takes its place then, or there is nothing left to do. It is
// zero for what always is of use.
func (p *Point) UseEnds(d Due, b Booking) time.Time {
	switch d.Kind {
	case DueRemind:
		return p.nextReminder(b, d.Lead)
	case DueStillOn, DueStillLeads, DueStillAdmins:
		return p.nextQuestion(b, d.Lead)
	case DueUndecided, DueReply:
		return b.Start
	case DueNoShow:
		return b.End
	}
	return time.Time{}
}

// nextReminder is when the reminder after that of the lead is due; the start
// where there is none.
func (p *Point) nextReminder(b Booking, lead time.Duration) time.Time {
	next := b.Start
	for _, shorter := range p.Reminders {
		if shorter < lead {
			next = earlier(next, b.Start.Add(-shorter))
		}
	}
	return next
}

// stands says whether there still is an occasion for what is due.
func (p *Point) stands(d Due, b Booking) bool {
	switch d.Kind {
	case DueRemind:
		return p.reminds(d, b)
	case DueStillOn, DueStillLeads, DueStillAdmins:
		return p.wonders(d, b)
	case DueUndecided:
		return b.State.Waits() || b.Asks()
	case DueReply:
		return b.Unanswered(d.For)
	case DueNoShow:
		return b.State == Running && b.Start.Equal(d.For) && p.Watched(b)
	}
	return true
}

// reminds: the event is to come at the time that was spoken of, and the config
// still has the reminder.
func (p *Point) reminds(d Due, b Booking) bool {
	return b.State == Confirmed && b.Start.Equal(d.For) && slices.Contains(p.Reminders, d.Lead)
}

// wonders: the event is to come at the time it was asked about, nobody is
// sure of it, and the config still has the question.
func (p *Point) wonders(d Due, b Booking) bool {
	return b.State == Confirmed && b.Start.Equal(d.For) && !b.Sure(d.Lead) && slices.Contains(p.Questions(b.Room), d.Lead)
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
