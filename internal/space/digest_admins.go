package space

import (
	"cmp"
	"slices"
	"time"
)

// What the admins' digest looks at.
const (
	SilentAfter  = 60 * 24 * time.Hour // without anything booked or done a community is silent
	clashDays    = 14                  // how far ahead competing wishes are looked for
	clashesNamed = 3
)

// Share is how much of the time a room is open in a span of days it is used.
type Share struct {
	Room       string // id; "" for all rooms together
	Open, Used time.Duration
}

// Percent is the share in whole percents, 0 where the room is not open at all.
func (s Share) Percent() int {
	if s.Open <= 0 {
		return 0
	}
	return int((100*s.Used + s.Open/2) / s.Open)
}

// Shares returns how much of its open time each room is used in so many days
// from first on, and all rooms together last. Set-up and clear-up are no use.
func (p *Point) Shares(bookings []Booking, first Date, days int) []Share {
	var all Share
	var shares []Share
	for _, room := range p.Rooms {
		share := Share{Room: room.ID}
		for n := range days {
			hours := p.openOn(room.ID, first.Plus(n))
			share.Open += time.Duration(max(0, hours.Close-hours.Open)) * time.Minute
		}
		share.Used = p.used(bookings, room.ID, first, days)
		all.Open, all.Used = all.Open+share.Open, all.Used+share.Used
		shares = append(shares, share)
	}
	return append(shares, all)
}

// used is how long confirmed events hold the room within the days.
func (p *Point) used(bookings []Booking, room string, first Date, days int) time.Duration {
	from, to := p.At(first, 0), p.At(first.Plus(days), 0)
	var used time.Duration
	for _, b := range bookings {
		if took := b.State == Confirmed || b.State == Running || b.State == Done; took && b.Room == room {
			used += max(0, earlier(b.End, to).Sub(later(b.Start, from)))
		}
	}
	return used
}

// Misfit is a booking that the house as it is now would not take any more.
type Misfit struct {
	Booking Booking
	Why     *Refusal
}

// Misfits returns the bookings that stand against the house's present hours,
// closures or seats, but for those that admins let stand.
func (p *Point) Misfits(bookings []Booking) []Misfit {
	var all []Misfit
	for _, b := range bookings {
		if !b.State.Holds() {
			continue
		}
		if why := p.Judging(b).Admits(b.Slot, b.Headcount); why != nil {
			all = append(all, Misfit{b, why})
		}
	}
	slices.SortStableFunc(all, func(a, b Misfit) int { return a.Booking.Start.Compare(b.Booking.Start) })
	return all
}

// Clash is how many wishes want the same on a day, at least two.
type Clash struct {
	Day    Date
	Wishes int
}

// Clashes returns the days to come on which most wishes stand in each other's
// way, the worst first. Lines are the wishes that wait, by their days.
func (p *Point) Clashes(lines map[Date][]Wish, now time.Time) []Clash {
	var all []Clash
	for n := range clashDays {
		day := p.Day(now).Plus(n)
		if most := mostAlike(lines[day]); most > 1 {
			all = append(all, Clash{day, most})
		}
	}
	slices.SortStableFunc(all, func(a, b Clash) int { return cmp.Compare(b.Wishes, a.Wishes) })
	return all[:min(clashesNamed, len(all))]
}

// mostAlike is how many of a line want what one of them does, at most.
func mostAlike(line []Wish) int {
	most := 0
	for _, w := range line {
		n := 0
		for _, o := range line {
			if w.Want.Meets(o.Want) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// Silent returns the active communities of which nothing was booked or done
// for long. Last is when the latest of their bookings begins, by their id; one
// that was approved a short time ago is given time.
func Silent(all []Community, last map[string]time.Time, now time.Time) []Community {
	since := now.Add(-SilentAfter)
	return slices.DeleteFunc(slices.Clone(all), func(c Community) bool {
		fresh := c.Decision != nil && c.Decision.At.After(since)
		return !c.Active() || fresh || last[c.ID].After(since)
	})
}
