package space

import "time"

// Early is how long before its start people can say that they are there: they
// come to set up.
const Early = 30 * time.Minute

// CheckedIn says whether somebody said that the event has begun.
func (b Booking) CheckedIn() bool { return b.Begun.About(b) }

// AtDoor says whether the booking is the one that people at the door of its
// room come for at now.
func (b Booking) AtDoor(now time.Time) bool {
	return (b.State == Confirmed || b.State == Running) && !now.Before(b.Start.Add(-Early)) && now.Before(b.End)
}

// Watched says whether the admins are asked about the booking if nobody checks
// in.
func (p *Point) Watched(b Booking) bool {
	return p.NoShowAfter > 0 && !b.CheckedIn() && p.Missed(b).Before(b.End)
}

// Missed is when the admins are asked.
func (p *Point) Missed(b Booking) time.Time { return b.Start.Add(p.NoShowAfter) }
