package space

import (
	"cmp"
	"slices"
	"time"
)

// What habits are looked for with.
const (
	HabitPast  = 182 * 24 * time.Hour // how far back bookings say what somebody is used to
	HabitWeeks = 4                    // how many weeks ahead a free slot is looked for
	habitsMost = 3                    // how many habits count, and how many slots are named
)

// Habit is when, where and with how many people somebody usually meets.
type Habit struct {
	Weekday   time.Weekday
	Minute    int // after midnight, local
	Room      string
	Length    time.Duration
	Headcount int
	Times     int     // how often it was so
	Last      Booking // the latest that was
}

// Habits returns what somebody is used to by their bookings that took place
// before now: the most frequent first, of those as frequent the latest. Weekday,
// hour and room make a habit; its length and headcount are those most used.
func (p *Point) Habits(bookings []Booking, now time.Time) []Habit {
	type when struct {
		weekday time.Weekday
		minute  int
		room    string
	}
	groups := map[when][]Booking{}
	for _, b := range bookings {
		if b.State == Done && b.Start.Before(now) && !b.Start.Before(now.Add(-HabitPast)) {
			local := b.Start.In(p.Zone)
			key := when{local.Weekday(), p.minutes(b.Start), b.Room}
			groups[key] = append(groups[key], b)
		}
	}
	var habits []Habit
	for key, all := range groups {
		habits = append(habits, habitOf(key.weekday, key.minute, all))
	}
	slices.SortFunc(habits, func(a, b Habit) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), b.Last.Start.Compare(a.Last.Start), cmp.Compare(a.Last.ID, b.Last.ID))
	})
	return habits[:min(habitsMost, len(habits))]
}

func habitOf(weekday time.Weekday, minute int, all []Booking) Habit {
	slices.SortFunc(all, func(a, b Booking) int { return b.Start.Compare(a.Start) })
	return Habit{Weekday: weekday, Minute: minute, Room: all[0].Room, Times: len(all), Last: all[0],
		Length:    mostUsed(all, Booking.Length),
		Headcount: mostUsed(all, func(b Booking) int { return b.Headcount })}
}

// mostUsed returns the value that most of the bookings have; of those as
// frequent that of the first.
func mostUsed[T comparable](all []Booking, of func(Booking) T) T {
	counts := map[T]int{}
	best := of(all[0])
	for _, b := range all {
		counts[of(b)]++
	}
	for _, b := range all {
		if v := of(b); counts[v] > counts[best] {
			best = v
		}
	}
	return best
}

// Suggestion is a free slot that somebody may like.
type Suggestion struct {
	Slot
	Like *Booking // the booking it is like; nil for an evening that is free
}

// Suggest returns up to three free slots that fit the habits, the nearest weeks
// first. Days on which they have an event already are passed over. The view
// spans the weeks to come.
func (v View) Suggest(habits []Habit, own []Booking) []Suggestion {
	busy := map[Date]bool{}
	for _, b := range own {
		if b.State.Holds() {
			busy[v.Day(b.Start)] = true
		}
	}
	open := make([]View, len(habits)) // without what was declined to the like
	for i, h := range habits {
		open[i] = v.Barring(DeclinedAs(h.Last.Title, own)...)
	}
	var found []Suggestion
	for week := range HabitWeeks {
		for i, h := range habits {
			day := v.Day(v.Now).Plus(week * 7)
			day = day.Plus((int(h.Weekday-day.Weekday()) + 7) % 7)
			if s, ok := open[i].fits(h, day); ok && !busy[day] && len(found) < habitsMost {
				busy[day] = true
				like := h.Last
				found = append(found, Suggestion{Slot: s, Like: &like})
			}
		}
	}
	return found
}

// fits returns the slot of a habit on a day, in its room or in another that
// takes as many people.
func (v View) fits(h Habit, day Date) (Slot, bool) {
	start := v.At(day, h.Minute)
	event := Event{Headcount: h.Headcount, Equipment: h.Last.Equipment}
	room := v.roomAt(start, start.Add(h.Length), event, h.Room)
	if room == "" {
		room = v.roomAt(start, start.Add(h.Length), event, "")
	}
	return Slot{Room: room, Start: start, End: start.Add(h.Length)}, room != ""
}
