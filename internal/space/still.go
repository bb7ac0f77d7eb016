package space

import (
	"cmp"
	"slices"
	"time"
)

// Questions returns how long before an event in the room it is asked whether
// it still takes place, the longest first.
func (p *Point) Questions(room string) []time.Duration {
	all := slices.Clone(p.StillOn)
	if r, ok := p.Room(room); ok {
		all = append(all, r.StillOn...)
	}
	slices.SortFunc(all, func(a, b time.Duration) int { return cmp.Compare(b, a) })
	return slices.Compact(all)
}

// Answered says whether the question that is asked lead before the start has
// its answer. A yes answers all that was asked by then, and nothing later.
func (b Booking) Answered(lead time.Duration) bool {
	return b.StillOn.About(b) && !b.StillOn.At.Before(b.Start.Add(-lead))
}

// justSaid is how long before a question a word is too fresh to be asked for
// again, at most.
const justSaid = 24 * time.Hour

// Vouched returns the booking with somebody's word that it takes place: theirs who
// says so when asked, and theirs who moves or changes it, or takes another time.
func (b Booking) Vouched(by Party, now time.Time) Booking {
	b.StillOn = &Word{By: by, At: now, For: b.Start}
	return b
}

// Sure says whether the question that is asked lead before the start needs not be
// put: it was answered, or who answers for the booking made it, took an offer of
// it, or gave their word about it, so shortly before that asking would be asking
// twice. That is a day, and no longer than the question comes before the start:
// easyTable asks 48 hours before whoever booked more than four days before
// (help.easytablebooking.com, "How to activate booking reconfirmation"), and that
// a mail about what was booked just now only confuses was reported to WooCommerce
// Appointments (issue 671).
func (b Booking) Sure(lead time.Duration) bool {
	said := b.Created
	if b.StillOn.About(b) {
		said = later(said, b.StillOn.At)
	}
	return !said.Before(b.Start.Add(-lead - min(lead, justSaid)))
}

// Asking says whether a question about a booking was put by now that nobody has
// answered.
func (p *Point) Asking(b Booking, now time.Time) bool {
	return b.State == Confirmed && b.Start.After(now) && slices.ContainsFunc(p.Questions(b.Room), func(lead time.Duration) bool {
		return !now.Before(b.Start.Add(-lead)) && !b.Sure(lead)
	})
}

// Asks says whether the question of a Due, or what follows from it, is still
// to be put: the event is to come at the time it was planned for, nobody
// answered, no later question takes its place, and the config still has it.
func (p *Point) Asks(d Due, b Booking, now time.Time) bool {
	return p.wonders(d, b) && now.Before(p.nextQuestion(b, d.Lead))
}

// nextQuestion is when the question after the one of that lead is asked: at
// the last the start itself answers.
func (p *Point) nextQuestion(b Booking, lead time.Duration) time.Time {
	for _, next := range p.Questions(b.Room) {
		if next < lead {
			return b.Start.Add(-next)
		}
	}
	return b.Start
}

// Patience returns until when an answer to the question of that lead is waited
// for at now, before somebody else is asked: half of what is left until the
// next question, a day at most. It does not end in quiet hours if it can be
// helped.
func (p *Point) Patience(b Booking, lead time.Duration, now time.Time) time.Time {
	next := p.nextQuestion(b, lead)
	until := now.Add(min(next.Sub(now)/2, 24*time.Hour)).Truncate(time.Second)
	if awake := p.Policy.Offer.Quiet.After(until, 0, p.Zone); awake.Before(next) && !awake.IsZero() {
		return awake
	}
	return until.UTC()
}

// Chased says whether any question about the booking that had no answer may
// have come to the admins by now.
func (p *Point) Chased(b Booking, now time.Time) bool {
	return slices.ContainsFunc(p.Questions(b.Room), func(lead time.Duration) bool {
		asked := b.Start.Add(-lead)
		return !b.Sure(lead) && !now.Before(p.Patience(b, lead, p.Patience(b, lead, asked)))
	})
}
