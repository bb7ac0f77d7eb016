package space

import (
	"fmt"
	"maps"
	"time"
)

// QuotaKind names a quota.
type QuotaKind string

// The quotas.
const (
	QuotaAhead    QuotaKind = "ahead"    // room-hours booked ahead, in nanoseconds
	QuotaRequests QuotaKind = "requests" // that wait for a decision
	QuotaEvenings QuotaKind = "evenings" // starts of prime time in a month
)

// Quota is how much one community, or one person with events of their own, can
// have at once. Zero sets no limit. As the day of an event comes near no quota
// applies any more, for a room that stands empty is fair to nobody, but that of
// requests: those keep the admins busy and rooms from others, however near.
type Quota struct {
	Ahead    time.Duration
	Requests int
	Evenings int // a local month
	Soft     int // days before the event from which on none applies; 0: also on the day they do
}

// Hit is a quota that stands against a slot, with its figures.
type Hit struct {
	Quota QuotaKind
	Limit int64 // of QuotaAhead: nanoseconds
	Has   int64 // before the slot
	Month Date  // of QuotaEvenings: its first day
}

// Error names the quota; people are told in their language by package lang.
func (h *Hit) Error() string { return fmt.Sprintf("refused: quota %s of %d", h.Quota, h.Limit) }

// Hit returns the first quota that the holder would exceed by the slot, or nil.
// The standing is the holder's without it. Requests only count against rooms
// that an admin decides about.
func (q Quota) Hit(p *Point, s Slot, has Standing, now time.Time) *Hit {
	room, _ := p.Room(s.Room)
	soft := q.soft(p, s, now)
	switch {
	case q.Requests > 0 && room.Approval && has.Requests >= q.Requests:
		return &Hit{Quota: QuotaRequests, Limit: int64(q.Requests), Has: int64(has.Requests)}
	case soft:
		return nil
	case q.Ahead > 0 && has.Ahead+s.Length() > q.Ahead:
		return &Hit{Quota: QuotaAhead, Limit: int64(q.Ahead), Has: int64(has.Ahead)}
	case q.Evenings > 0 && p.primeTime(s) && has.Evenings[p.month(s)] >= q.Evenings:
		day := p.Day(s.Start)
		return &Hit{Quota: QuotaEvenings, Limit: int64(q.Evenings), Has: int64(has.Evenings[p.month(s)]), Month: Date{day.Year, day.Month, 1}}
	}
	return nil
}

// None says whether there is no limit at all.
func (q Quota) None() bool { return q.Ahead <= 0 && q.Requests <= 0 && q.Evenings <= 0 }

// StandingWithout is the standing as if the holder did not have a booking that
// is live: what its own move is measured by.
func (p *Point) StandingWithout(s Standing, b Booking) Standing {
	s.Ahead -= b.Length()
	if b.State.Waits() {
		s.Requests--
	}
	if p.primeTime(b.Slot) {
		months := maps.Clone(s.Evenings)
		months[p.month(b.Slot)]--
		s.Evenings = months
	}
	return s
}

func (q Quota) soft(p *Point, s Slot, now time.Time) bool {
	return q.Soft > 0 && p.Day(now).DaysTo(p.Day(s.Start)) <= q.Soft
}
