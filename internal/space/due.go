package space

import (
	"fmt"
	"math"
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

	DueStillOn     DueKind = "still_on"     // ask the resident whether the event still takes place, Lead before its start
	DueStillLeads  DueKind = "still_leads"  // nobody answered: ask the leads
	DueStillAdmins DueKind = "still_admins" // nor did they: ask the admins
	DueRelease     DueKind = "release"      // nobody knows: release the slot
	DueNoShow      DueKind = "no_show"      // nobody checked in: ask the admins

	DueBack DueKind = "back" // somebody who decides is back: Subject is their id

	DueLapse     DueKind = "lapse"     // the deadline of an offer
	DueOver      DueKind = "over"      // the last day of a wish
	DueUnreached DueKind = "unreached" // pass on what is offered to a person who cannot be written to
	DueGroup     DueKind = "group"     // tell who leads it what became of a group: see GroupNews

	DueOpen    DueKind = "open"    // offer a day on which quotas apply no more
	DueDigests DueKind = "digests" // plan the digests of all communities
	DueDigest  DueKind = "digest"  // make the digest of one community

	DueBroadcast DueKind = "broadcast" // hand on, tell of, and end a broadcast: Subject is its id
)

// DueKinds returns all kinds.
func DueKinds() []DueKind {
	return []DueKind{DueRemind, DueUndecided, DueReply, DueExpire, DueStart, DueEnd,
		DueStillOn, DueStillLeads, DueStillAdmins, DueRelease, DueNoShow, DueChange, DueBack,
		DueLapse, DueOver, DueUnreached, DueGroup, DueSeries, DueOpen, DueDigests, DueDigest, DueBroadcast,
		DueRetain, DueForget}
}

// Due is one thing the clock has to do at a time, once. What it is about and
// for which occasion is part of its name, so an occasion that moved is another
// Due.
type Due struct {
	Kind    DueKind
	Subject string        // id of a booking, a wish or a community; "" for the Point
	Lead    time.Duration // of DueRemind and what asks whether an event still takes place
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
	if most := int64(math.MaxInt64 / time.Second); lead > most || lead < -most {
		return Due{}, fmt.Errorf("parse due %q: %d seconds are more than a duration holds", name, lead)
	}
	at, err := strconv.ParseInt(part[3], 10, 64)
	if err != nil {
		return Due{}, fmt.Errorf("parse due %q: %w", name, err)
	}
	return Due{DueKind(part[0]), part[1], time.Duration(lead) * time.Second, time.Unix(at, 0).UTC(), time.Time{}}, nil
}

// DueAbout returns the kinds and subjects of what the clock may have to do about
// a person, whatever the occasion.
func DueAbout(person int64) []Due {
	id := strconv.FormatInt(person, 10)
	return []Due{{Kind: DueDigest, Subject: DigestOf(person)}, {Kind: DueBack, Subject: id}, {Kind: DueUnreached, Subject: id}}
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
		return append(after(now, due(DueUndecided, 0, b.WaitsSince().Add(p.Undecided))), due(DueExpire, 0, b.Start))
	case ChangesAsked:
		return append(replyAgenda(b, now), due(DueExpire, 0, b.Start))
	case Confirmed:
		var all []Due
		for _, lead := range p.Reminders {
			all = append(all, due(DueRemind, lead, b.Start.Add(-lead)))
		}
		for _, lead := range p.Questions(b.Room) {
			all = append(all, due(DueStillOn, lead, b.Start.Add(-lead)))
		}
		return append(append(after(now, all...), due(DueStart, 0, b.Start)), p.changeAgenda(b, now)...)
	case Running:
		var asked []Due
		if p.Watched(b) {
			asked = after(now, due(DueNoShow, 0, p.Missed(b)))
		}
		return append(asked, due(DueEnd, 0, b.End))
	}
	return nil
}

// WaitsSince is from when on the booking waits for what the admins have to
// decide: its change, the request that was given back to them, or the request.
func (b Booking) WaitsSince() time.Time {
	switch {
	case b.Asks():
		return b.Change.At
	case b.State == Requested && b.Decision != nil:
		return later(b.Created, b.Decision.At)
	}
	return b.Created
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
// config still has it, the event has not begun, and no shorter reminder is due
// by now as well.
func (p *Point) Useful(d Due, b Booking, now time.Time) bool {
	return p.reminds(d, b) && now.Before(p.nextReminder(b, d.Lead))
}
