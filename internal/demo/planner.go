package demo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"time"

	"samovar/internal/space"
)

// planner makes bookings up, one by one, by the rules that people's bookings
// are held against.
type planner struct {
	*rand.Rand
	space.View                   // what is made up so far
	clubs      []club            // the busiest first
	weights    []float64         // running sums: how busy each is
	kinds      map[string][]kind // by theme
	cast       map[int64]Player  // who leads
	admins     []Player          // who decide
	waiting    int               // requests made up so far
	made       []space.Booking
}

// Bookings makes up half a year of bookings as they stand at now, and some
// weeks before. The same seed and now give the same bookings.
func Bookings(p *space.Point, seed uint64, now time.Time) []space.Booking {
	m := &planner{
		Rand: rand.New(rand.NewPCG(seed, 0)), clubs: clubs(), kinds: repertoire(), cast: map[int64]Player{}, admins: players(Admin),
		View: space.View{Point: p, Now: now, Occupancy: space.Occupancy{Busy: map[string][]space.Slot{}, Heads: map[int64]int{}}},
	}
	sum := 0.0
	for i := range m.clubs {
		sum += 1 / math.Pow(float64(i+2), 0.8) // heavy-tailed: few are busy, most are rare guests
		m.weights = append(m.weights, sum)
	}
	for _, player := range Cast() {
		m.cast[player.ID] = player
	}
	today := p.Day(now)
	for n := -weeksPast * 7; n < p.Horizon; n++ {
		if day := today.Plus(n); isOpen(p, day) {
			m.fill(day, n)
		}
	}
	return m.made
}

// weeksPast is how many weeks before now have bookings too.
const weeksPast = 4

// part is a part of a day, in which a room has at most one event made up.
type part struct {
	from, until      int     // when it may start, in minutes after midnight
	weekday, weekend float64 // how often a room is in use then
}

// parts are the parts of a day: the evenings are what everybody wants.
func parts() []part {
	return []part{
		{from: 18 * 60, until: 19*60 + 30, weekday: 0.85, weekend: 0.5},
		{from: 13 * 60, until: 15*60 + 30, weekday: 0.3, weekend: 0.75},
		{from: 9*60 + 30, until: 11 * 60, weekday: 0.15, weekend: 0.6},
	}
}

// gapDays is for how many days from today the largest room keeps its evening
// free, so that there is something to book in a play.
const gapDays = 4

// fill makes up the bookings of a day, n days from today.
func (m *planner) fill(day space.Date, n int) {
	for _, part := range parts() {
		for _, room := range m.Rooms {
			often := part.weekday
			if day.Weekday() == time.Saturday {
				often = part.weekend
			}
			if m.Float64() < often*dense(n) {
				m.try(day, n, room, part)
			}
		}
	}
}

// dense is how much of a day is booked that is n days away: what is near is
// fuller.
func dense(n int) float64 { return 1 - 0.4*float64(max(n, 0))/182 }

// keptFree says whether a booking would take what is kept for the play.
func (m *planner) keptFree(b space.Booking, n int) bool {
	largest := slices.MaxFunc(m.Rooms, func(a, b space.Room) int { return cmp.Compare(a.Seats, b.Seats) })
	return n >= 0 && n < gapDays && b.Room == largest.ID && b.Footprint().End.After(m.At(m.Day(b.Start), 17*60))
}

// tries is how often something else is thought of when an event does not fit.
const tries = 8

// try makes up one booking, if any fits.
func (m *planner) try(day space.Date, n int, room space.Room, p part) {
	for range tries {
		c := m.club()
		of := m.kinds[c.theme]
		kind := of[m.IntN(len(of))]
		start := m.At(day, (p.from+m.IntN(p.until-p.from+1))/30*30)
		b := space.Booking{
			ID: m.id(), Slot: space.Slot{Room: room.ID, Start: start, End: start.Add(kind.length)},
			SetUp: room.SetUp, ClearUp: room.ClearUp, Event: kind.event(m.Rand),
			Community: c.ID, Resident: m.cast[c.Leads[m.IntN(len(c.Leads))]].party(),
		}
		if b.Headcount*5 < room.Seats {
			continue // too few for that room
		}
		if m.date(&b) && m.Occupancy.Check(m.Point, room, b.Slot, b.Headcount) == nil && !m.keptFree(b, n) {
			m.decide(&b)
			m.keep(b)
			return
		}
	}
}

// club picks a community, the busy ones more often.
func (m *planner) club() club {
	x := m.Float64() * m.weights[len(m.weights)-1]
	return m.clubs[sort.SearchFloat64s(m.weights, x)]
}

// date makes up when it was booked, and says whether it could have been then.
func (m *planner) date(b *space.Booking) bool {
	now := m.Now
	latest := now.Add(-time.Hour)
	if before := b.Start.Add(-24 * time.Hour); before.Before(latest) {
		latest = before
	}
	earliest := b.Start.AddDate(0, 0, -m.Horizon+1)
	if earliest.After(latest) {
		return false
	}
	x := m.Float64()
	b.Created = latest.Add(-time.Duration(x * x * float64(latest.Sub(earliest)))).Truncate(time.Second)
	return m.Point.Check(b.Slot, b.Event, b.Created) == nil
}

// keep counts a booking in: what is made up next is held against it.
func (m *planner) keep(b space.Booking) {
	m.made = append(m.made, b)
	if !b.State.Holds() && b.State != space.Done {
		return
	}
	busy := append(m.Busy[b.Room], b.Footprint())
	slices.SortFunc(busy, func(x, y space.Slot) int { return x.Start.Compare(y.Start) })
	m.Busy[b.Room] = busy
	for bucket, after := b.Buckets(); bucket < after; bucket++ {
		m.Heads[bucket] += b.Headcount
	}
}

// id makes up an id like those of package space, out of the seed.
func (m *planner) id() string {
	const letters = "23456789abcdefghjkmnpqrstuvwxyz"
	id := make([]byte, 8)
	for i := range id {
		id[i] = letters[m.IntN(len(letters))]
	}
	return string(id)
}
