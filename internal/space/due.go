package space

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DueKind says what the clock has to do.
type DueKind string

// The kinds of due things.
const (
	DueRemind    DueKind = "remind"    // remind of a booking, Lead before its start
	DueUndecided DueKind = "undecided" // remind the admins of a request
	DueExpire    DueKind = "expire"    // a request nobody decided: its time has come
	DueStart     DueKind = "start"     // confirmed → running
	DueEnd       DueKind = "end"       // running → done
	DueLapse     DueKind = "lapse"     // the deadline of an offer
	DueOver      DueKind = "over"      // the last day of a wish
	DueDigests   DueKind = "digests"   // plan the digests of all communities
	DueDigest    DueKind = "digest"    // make the digest of one community
)

// Due is one thing the clock has to do at a time, once. What it is about and
// for which occasion is part of its name, so an occasion that moved is another
// Due.
type Due struct {
	Kind    DueKind
	Subject string        // id of a booking, a wish or a community; "" for the Point
	Lead    time.Duration // of DueRemind
	For     time.Time     // the occasion: the event's start, the digest's time
	At      time.Time     // when it is due; not part of the name
}

// Name returns what the Due is kept under: "kind:subject:lead:for", the last
// two in seconds.
func (d Due) Name() string {
	return fmt.Sprintf("%s:%s:%d:%d", d.Kind, d.Subject, int64(d.Lead/time.Second), d.For.Unix())
}

// ParseDue returns the Due of a name, without At.
func ParseDue(name string) (Due, error) {
	part := strings.Split(name, ":")
	if len(part) != 4 {
		return Due{}, fmt.Errorf("parse due %q: not four parts", name)
	}
	lead, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return Due{}, fmt.Errorf("parse due %q: %w", name, err)
	}
	at, err := strconv.ParseInt(part[3], 10, 64)
	if err != nil {
		return Due{}, fmt.Errorf("parse due %q: %w", name, err)
	}
	return Due{DueKind(part[0]), part[1], time.Duration(lead) * time.Second, time.Unix(at, 0).UTC(), time.Time{}}, nil
}

// Agenda returns all that the clock has to do about a booking as it is, what
// is over at now left out. Whoever changes a booking replaces the old agenda
// by the new one.
func (p *Point) Agenda(b Booking, now time.Time) []Due {
	due := func(kind DueKind, lead time.Duration, at time.Time) Due {
		return Due{Kind: kind, Subject: b.ID, Lead: lead, For: b.Start, At: at}
	}
	switch b.State {
	case Requested:
		return append(after(now, due(DueUndecided, 0, b.Created.Add(p.Undecided))), due(DueExpire, 0, b.Start))
	case ChangesAsked:
		return []Due{due(DueExpire, 0, b.Start)}
	case Confirmed:
		var all []Due
		for _, lead := range p.Reminders {
			all = append(all, due(DueRemind, lead, b.Start.Add(-lead)))
		}
		return append(after(now, all...), due(DueStart, 0, b.Start))
	case Running:
		return []Due{due(DueEnd, 0, b.End)}
	}
	return nil
}

// WishAgenda returns all that the clock has to do about a wish as it is.
func (p *Point) WishAgenda(w Wish) []Due {
	if !w.State.Live() {
		return nil
	}
	over := p.At(w.Want.Last.Plus(1), 0)
	due := []Due{{Kind: DueOver, Subject: w.ID, For: over, At: over}}
	if w.State == WishOffered {
		due = append(due, Due{Kind: DueLapse, Subject: w.ID, For: w.Offer.Deadline, At: w.Offer.Deadline})
	}
	return due
}

func after(now time.Time, all ...Due) []Due {
	var later []Due
	for _, d := range all {
		if d.At.After(now) {
			later = append(later, d)
		}
	}
	return later
}

// Useful says whether a reminder that comes late is still worth sending: the
// event has not begun, and no shorter reminder is due by now as well.
func (p *Point) Useful(d Due, b Booking, now time.Time) bool {
	if b.State != Confirmed || !b.Start.Equal(d.For) || !now.Before(b.Start) {
		return false
	}
	for _, lead := range p.Reminders {
		if lead < d.Lead && !now.Before(b.Start.Add(-lead)) {
			return false
		}
	}
	return true
}
