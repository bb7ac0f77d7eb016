package space

import (
	"slices"
	"time"
)

// Settings are what a reader, a person or a community, wants to be sent and
// when. The zero value is what holds where nobody chose.
type Settings struct {
	NoDigest  bool            `json:"no_digest,omitempty"`  // of a community: it wants none
	OwnDigest Choice          `json:"own_digest,omitempty"` // of a person: whether they want one of their own
	Since     time.Time       `json:"since,omitzero"`       // when they first wanted it
	Digest    *DigestTime     `json:"digest,omitempty"`     // nil: when the Point has them
	Quiet     *Quiet          `json:"quiet,omitempty"`      // when nothing is sent that can wait; nil: never
	Unwanted  []time.Duration `json:"unwanted,omitempty"`   // reminders that are not sent: how long before
	Topics    []string        `json:"interests,omitempty"`  // ids of what they care for; empty: everything
}

// Choice is what somebody said about a thing that is off where nobody chose.
// Who ever said anything is told from who never did.
type Choice string

// The choices.
const (
	Unasked Choice = ""
	Yes     Choice = "yes"
	No      Choice = "no"
)

// String returns the word that is stored.
func (c Choice) String() string { return string(c) }

// Wants says whether a reminder that long before an event is to be sent.
func (s Settings) Wants(lead time.Duration) bool { return !slices.Contains(s.Unwanted, lead) }

// Toggled are the settings with a reminder sent no more, or again.
func (s Settings) Toggled(lead time.Duration) Settings {
	if s.Wants(lead) {
		s.Unwanted = append(slices.Clone(s.Unwanted), lead)
		return s
	}
	s.Unwanted = without(s.Unwanted, lead)
	return s
}

// CaresFor says whether something of these topics is of interest. Who named
// none cares for everything; what has none is of interest to everybody.
func (s Settings) CaresFor(topics []string) bool {
	if len(s.Topics) == 0 || len(topics) == 0 {
		return true
	}
	return slices.ContainsFunc(topics, func(id string) bool { return slices.Contains(s.Topics, id) })
}

// without is a list less one thing; none where nothing is left.
func without[T comparable](list []T, one T) []T {
	rest := slices.DeleteFunc(slices.Clone(list), func(other T) bool { return other == one })
	if len(rest) == 0 {
		return nil
	}
	return rest
}

// IsQuiet says whether at now nothing is sent that can wait.
func (s Settings) IsQuiet(now time.Time, zone *time.Location) bool {
	return s.Quiet != nil && s.Quiet.Covers(now.In(zone))
}

// When returns the moment to send something that is due at now: now itself, or
// in quiet hours their end. What would be of no use any more by then, from
// useless on, is sent at once all the same; a zero useless is never. The
// answer to what a person does is not asked about here: it is never delayed.
func (s Settings) When(now, useless time.Time, zone *time.Location) time.Time {
	if !s.IsQuiet(now, zone) {
		return now
	}
	awake := s.Quiet.After(now, 0, zone)
	if awake.IsZero() || !useless.IsZero() && !awake.Before(useless) {
		return now
	}
	return awake
}

// UselessFrom is from when on a reminder that was kept back is of little use:
// when half of its lead is left before the event, an hour at most. The shorter
// reminders do what a longer one is late for.
func (d Due) UselessFrom() time.Time { return d.For.Add(-min(d.Lead/2, time.Hour)) }

// UsefulTo says of a reminder that comes late whether it is still worth sending
// to a reader: they want it, and none that they want takes its place.
func (p *Point) UsefulTo(s Settings, d Due, b Booking, now time.Time) bool {
	return p.remindingOf(s).Useful(d, b, now)
}

// UseEndsTo is from when on a reminder is of no use any more to a reader.
func (p *Point) UseEndsTo(s Settings, d Due, b Booking) time.Time {
	return p.remindingOf(s).UseEnds(d, b)
}

// remindingOf is the Point with the reminders that a reader wants.
func (p *Point) remindingOf(s Settings) *Point {
	theirs := *p
	theirs.Reminders = slices.DeleteFunc(slices.Clone(p.Reminders), func(lead time.Duration) bool { return !s.Wants(lead) })
	return &theirs
}
