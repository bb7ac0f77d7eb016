package space

import "time"

// Offer is a freed slot held for one wish until a deadline.
type Offer struct {
	Slot
	SetUp    time.Duration `json:"set_up"`   // the room's, when it was made
	ClearUp  time.Duration `json:"clear_up"` // likewise
	Made     time.Time     `json:"made"`
	Deadline time.Time     `json:"deadline"`
}

// Footprint is the slot with the time to set up before and clear up after.
func (o Offer) Footprint() Slot {
	return Slot{Room: o.Room, Start: o.Start.Add(-o.SetUp), End: o.End.Add(o.ClearUp)}
}

// Stands says whether the offer can still be taken. At the deadline itself it
// has lapsed.
func (o Offer) Stands(now time.Time) bool { return now.Before(o.Deadline) }

// Offering is how long offers are held. Only waking time counts.
type Offering struct {
	Hold     time.Duration // at most
	Part     int           // at most this part of the time left: 2 for half of it, the least
	Shortest time.Duration // less is no offer
	Quiet    Quiet
}

// Deadline returns until when a slot is held that can be booked until last, or
// the zero time when that is too near to offer it at all.
func (o Offering) Deadline(now, last time.Time, zone *time.Location) time.Time {
	deadline := o.after(now, o.hold(now, last, zone), zone)
	if !deadline.Before(last) {
		return time.Time{}
	}
	return deadline
}

// hold is the waking time until the deadline, in whole minutes. More than
// enough of it is not counted.
func (o Offering) hold(now, last time.Time, zone *time.Location) time.Duration {
	part := time.Duration(max(o.Part, 2))
	left := o.Quiet.Waking(now, last, zone, o.Hold*part)
	return max(min(o.Hold, left/part).Truncate(time.Minute), o.Shortest)
}

// tooNear is the time up to which the last moment of booking is too near for
// an offer.
func (o Offering) tooNear(now time.Time, zone *time.Location) time.Time {
	return o.after(now, o.Shortest, zone)
}

// after is when so much waking time has passed, in whole seconds: what is due is
// kept by them.
func (o Offering) after(now time.Time, awake time.Duration, zone *time.Location) time.Time {
	return o.Quiet.After(now, awake, zone).Add(time.Second - 1).Truncate(time.Second)
}
