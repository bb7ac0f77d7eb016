package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"samovar/internal/space"
)

// calendar is the plan of some weeks at five Points: who is there, what they
// book and when they change their minds. What messages must come of it is
// worked out here from the plan and the config's words alone, by nothing that
// the bot itself would ask.
type calendar struct {
	first     time.Time // a Monday, at midnight in UTC
	weeks     int
	days      []int // of the week, from 0 for Monday, on which there are events
	reminders []time.Duration
	spots     []*spot
}

// spot is one of the Points.
type spot struct {
	id    string
	zone  *time.Location
	admin int64
	clubs []club
	acts  []*act
}

// club is a community with one lead, and somebody who books for it.
type club struct {
	id, name, language string
	lead, resident     int64
	group              int64 // 0: it has none
}

// act is an event, and what becomes of it.
type act struct {
	club
	booking, title, room string
	made, start          time.Time
	moved                time.Time // to when and where, below; zero: never
	later                time.Time
	elsewhere            string
	gone                 time.Time // when it was cancelled; zero: never
}

const (
	clubsOfSpot = 30 // five times as many in all
	spareRooms  = 3
	roomsOfSpot = clubsOfSpot/2 + spareRooms
	noon        = 12 * time.Hour
	mindsChange = noon + 30*time.Minute // the day before an event
)

// What admins get here, who have nothing to decide: their digest, and the
// report that everybody has theirs.
const (
	ofAdmins = "admins' digest"
	reported = "report of it"
)

// zonesOfWeeks are two on either side of the date line, two in which summer
// time begins in March, and the one of the first Point.
var zonesOfWeeks = []string{"Asia/Yakutsk", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Europe/Berlin"}

// newCalendar plans them.
func newCalendar(first time.Time, weeks int, days []int, reminders ...time.Duration) (*calendar, error) {
	c := &calendar{first: first, weeks: weeks, days: days, reminders: reminders}
	for n, name := range zonesOfWeeks {
		zone, err := time.LoadLocation(name)
		if err != nil {
			return nil, err
		}
		s := &spot{id: fmt.Sprint("spot", n), zone: zone, admin: int64(11 + n)}
		for i := range clubsOfSpot {
			s.clubs = append(s.clubs, newClub(n, i))
		}
		c.spots = append(c.spots, s)
		c.fill(s)
	}
	return c, nil
}

// newClub is the i-th community of a Point. Every third has no group.
func newClub(spot, i int) club {
	people := int64(100000 + spot*1000 + i*10)
	c := club{id: fmt.Sprintf("c%d-%d", spot, i), name: fmt.Sprintf("Club %d/%d", spot, i),
		language: []string{"ru", "en", "zh"}[i%3], lead: people, resident: people + 1}
	if i%3 != 2 || i%2 == 0 {
		c.group = -people
	}
	return c
}

// fill plans an event of each community on each of the days. Of ten, one is
// moved by an hour, one is cancelled and one is booked late, all on the day
// before.
func (c *calendar) fill(s *spot) {
	for week := range c.weeks {
		for _, day := range c.days {
			for i, of := range s.clubs {
				number := week*7 + day
				a := &act{club: of, booking: space.NewID(), title: fmt.Sprintf("Act %s on %d.", of.id, number), room: fmt.Sprint("r", i/2),
					made: c.begins(), start: c.on(s, number, noon+time.Duration(i%2)*time.Hour)}
				switch change := c.on(s, number-1, mindsChange); i % 10 {
				case 0:
					a.moved, a.later, a.elsewhere = change, a.start.Add(time.Hour), fmt.Sprint("r", clubsOfSpot/2+i/10)
				case 3:
					a.gone = change
				case 6:
					a.made = change
				}
				s.acts = append(s.acts, a)
			}
		}
	}
}

// on is a time of day by the Point's wall clock, so many days after the first.
func (c *calendar) on(s *spot, day int, clock time.Duration) time.Time {
	d := c.first.AddDate(0, 0, day)
	return time.Date(d.Year(), d.Month(), d.Day(), 0, int(clock/time.Minute), 0, 0, s.zone).UTC()
}

// begins is before the Monday has begun anywhere.
func (c *calendar) begins() time.Time { return c.first.Add(-18 * time.Hour) }

// ends is after the last event, and before the first Point has its next Monday
// morning.
func (c *calendar) ends() time.Time { return c.first.AddDate(0, 0, 7*c.weeks).Add(-6 * time.Hour) }

// expected is a message that has to come, once.
type expected struct {
	kind  string
	chat  int64
	about string // what the message names
	at    time.Time
	late  time.Duration // how much later it may come; 0: promptly
	came  int
}

// expects is every message of the weeks.
func (c *calendar) expects() (all []*expected) {
	for _, s := range c.spots {
		for week := range c.weeks {
			all = append(all, s.digests(c.on(s, 7*week, 10*time.Hour))...)
		}
		for _, a := range s.acts {
			for _, lead := range c.reminders {
				all = append(all, a.reminders(lead, c.ends())...)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *expected) int { return a.at.Compare(b.at) })
	return all
}

// digests are those of one Monday.
func (s *spot) digests(at time.Time) (all []*expected) {
	all = append(all, &expected{kind: ofAdmins, chat: s.admin, at: at},
		&expected{kind: reported, chat: s.admin, at: at, late: 3 * 24 * time.Hour}) // when the clock is looked at next
	for _, c := range s.clubs {
		to := c.group
		if to == 0 {
			to = c.lead
		}
		all = append(all, &expected{kind: "digest", chat: to, about: c.name, at: at})
	}
	return all
}

// reminders are those of an event that come so long before it: of a time only
// while the event is to be then.
func (a *act) reminders(lead time.Duration, end time.Time) (all []*expected) {
	add := func(start, from, until time.Time) {
		at := start.Add(-lead)
		if !at.After(from) || !until.IsZero() && !at.Before(until) || at.After(end) {
			return
		}
		for _, to := range []int64{a.lead, a.resident} {
			all = append(all, &expected{kind: "reminder, " + strings.TrimSuffix(lead.String(), "0m0s"), chat: to, about: a.title, at: at})
		}
	}
	if a.moved.IsZero() {
		add(a.start, a.made, a.gone)
		return all
	}
	add(a.start, a.made, a.moved)
	add(a.later, a.moved, time.Time{})
	return all
}

// yaml is the config, what the bot is told of it.
func (c *calendar) yaml() string {
	var leads []string
	for _, lead := range c.reminders {
		leads = append(leads, lead.String())
	}
	var text strings.Builder
	text.WriteString("flood: {per_minute: 0}\npoints:\n")
	for _, s := range c.spots {
		fmt.Fprintf(&text, `  - id: %s
    name: {ru: %[1]s}
    zone: %s
    admins: [%d]
    headcount: 10000
    hours: {mon: 00:00-24:00, tue: 00:00-24:00, wed: 00:00-24:00, thu: 00:00-24:00, fri: 00:00-24:00, sat: 00:00-24:00, sun: 00:00-24:00}
    reminders: [%s]
    still_on: []
    no_show_after: 0m
    digest: "0 10 * * 1"
    rooms:
`, s.id, s.zone, s.admin, strings.Join(leads, ", "))
		for n := range roomsOfSpot {
			fmt.Fprintf(&text, "      - {id: r%d, name: {ru: Room %[1]d}, seats: 40, set_up: 0m, clear_up: 0m}\n", n)
		}
	}
	return text.String()
}
