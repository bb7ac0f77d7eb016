package space

import (
	"slices"
	"time"
)

// Proposal is a change of a confirmed booking that an admin has to decide. The
// booking keeps its slot meanwhile; what the change wants besides is held, too.
type Proposal struct {
	Slot
	SetUp   time.Duration `json:"set_up"`
	ClearUp time.Duration `json:"clear_up"`
	Event
	By       Party     `json:"by"`
	At       time.Time `json:"at"`
	Joint    bool      `json:"joint,omitempty"`    // decided together with the others of its series
	Decision *Decision `json:"decision,omitempty"` // why it came to nothing, once it did
}

// DecideBefore is how long before either of its starts a change has to be
// decided; then it lapses.
const DecideBefore = Grid

// Asks says whether a change of the booking waits for a decision.
func (b Booking) Asks() bool {
	return b.State == Confirmed && b.Change != nil && b.Change.Decision == nil
}

// Proposed returns the booking as its change would have it: who asked for that said
// by it that the event takes place then.
func (c Proposal) Proposed(b Booking) Booking {
	b.Slot, b.SetUp, b.ClearUp, b.Event, b.Change = c.Slot, c.SetUp, c.ClearUp, c.Event, nil
	return b.Vouched(c.By, c.At)
}

// DueChange is the end of a change that nobody decided.
const DueChange DueKind = "change"

// changeAgenda is what the clock has to do about a booking's change: to remind
// the admins of it, what is over at now left out, and to end it.
func (p *Point) changeAgenda(b Booking, now time.Time) []Due {
	if !b.Asks() {
		return nil
	}
	remind := Due{Kind: DueUndecided, Subject: b.ID, For: b.Start, At: b.Change.At.Add(p.Undecided)}
	return append(after(now, remind), Due{Kind: DueChange, Subject: b.ID, For: b.Change.At, At: b.Change.Until(b)})
}

// Until is when the change lapses that nobody decided.
func (c Proposal) Until(b Booking) time.Time { return earlier(b.Start, c.Start).Add(-DecideBefore) }

// Unchanged returns the booking with its change come to nothing, in that state:
// Declined, Withdrawn or Expired.
func (b Booking) Unchanged(as State, by Party, reason string, now time.Time) Booking {
	change := *b.Change
	change.Decision = &Decision{By: by, At: now, State: as, Reason: reason}
	b.Change = &change
	return b
}

// Changeable says whether the booking's resident can still have it otherwise.
func (b Booking) Changeable(now time.Time) bool {
	return (b.State.Waits() || b.State == Confirmed) && b.Start.After(now)
}

// NeedsDecision says whether an admin has to decide that a confirmed booking
// becomes another: where rooms need approval, on every slot that is not part of
// the old one, and on more people or equipment than before.
func (p *Point) NeedsDecision(before, after Booking) bool {
	room, _ := p.Room(after.Room)
	if !room.Approval {
		return false
	}
	more := slices.ContainsFunc(after.Equipment, func(what string) bool { return !slices.Contains(before.Equipment, what) })
	return !before.Covers(after.Slot) || after.Headcount > before.Headcount || more
}

// Covers says whether the other slot is part of this one.
func (s Slot) Covers(o Slot) bool {
	return s.Room == o.Room && !o.Start.Before(s.Start) && !o.End.After(s.End)
}

// Holds is all that the booking takes from others while its state holds: its
// own slot, and what its change wants besides.
func (b Booking) Holds() []Held {
	if !b.State.Holds() {
		return nil
	}
	all := []Held{b.Held()}
	if !b.Asks() {
		return all
	}
	wanted := b.Change.Proposed(b)
	for _, piece := range rest(wanted.Footprint(), b.Footprint()) {
		all = append(all, Held{Slot: piece, Print: piece})
	}
	return append(all, moreHeads(b, wanted)...)
}

// moreHeads are the people that the wanted booking expects besides those that
// the one there is counts already. They stand in no room.
func moreHeads(b, wanted Booking) []Held {
	was, is := Slot{Start: b.Start, End: b.End}, Slot{Start: wanted.Start, End: wanted.End}
	var all []Held
	for _, alone := range rest(is, was) {
		all = append(all, Held{Slot: alone, Heads: wanted.Headcount})
	}
	both := Slot{Start: later(was.Start, is.Start), End: earlier(was.End, is.End)}
	if more := wanted.Headcount - b.Headcount; more > 0 && both.Start.Before(both.End) {
		all = append(all, Held{Slot: both, Heads: more})
	}
	return all
}

// rest is what is left of a slot once another is taken out of it.
func rest(s, without Slot) []Slot {
	if !s.Overlaps(without) {
		return []Slot{s}
	}
	var pieces []Slot
	if s.Start.Before(without.Start) {
		pieces = append(pieces, Slot{Room: s.Room, Start: s.Start, End: without.Start})
	}
	if without.End.Before(s.End) {
		pieces = append(pieces, Slot{Room: s.Room, Start: without.End, End: s.End})
	}
	return pieces
}
