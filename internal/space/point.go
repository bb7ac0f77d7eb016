// Package space is the domain of Samovar: Points with their rooms and rules,
// bookings with their states, and the decisions about them. It is pure: now is
// an argument, nothing is read or sent; package store writes what is decided
// here, and package handlers and scheduler ask for the decisions.
package space

import (
	"slices"
	"time"
)

// Local is a text in several languages, by tag ("ru", "en", "zh").
type Local map[string]string

// In returns the text in the language of tag, else in Russian, else any.
func (l Local) In(tag string) string {
	if s := l[tag]; s != "" {
		return s
	}
	if s := l["ru"]; s != "" {
		return s
	}
	for _, tag := range []string{"en", "zh"} {
		if s := l[tag]; s != "" {
			return s
		}
	}
	return ""
}

// Point is a Boiling Point: a space with its own time zone, rooms, hours and
// staff. It comes from the config; what admins change of it while the bot runs
// is put over it by Under.
type Point struct {
	ID        string // 1 to 12 of a-z, 0-9; the hash tag of its keys
	Name      Local
	Address   Local
	Zone      *time.Location
	Headcount int // people at once in the whole building
	Rooms     []Room
	Hours     Week
	Closures  []Closure

	Notice   time.Duration // how long before its start a booking can still be made
	Horizon  int           // how many days ahead one can book, today not counted
	Shortest time.Duration // of an event
	Longest  time.Duration

	Rules     []Local         // the house's rules one agrees to
	Reminders []time.Duration // before the start of an event, longest first
	Undecided time.Duration   // how long a request waits before admins are reminded

	StillOn           []time.Duration // before the start, when it is asked whether an event still takes place
	ReleaseUnanswered bool            // whether a booking is released when nobody answers that
	NoShowAfter       time.Duration   // after the start, when admins are asked about an event that nobody checked in; 0: never

	Policy Policy    // what is fair in the queue
	Keeps  Retention // how long what names people is kept
	Digest string    // cron spec in Zone of the communities' digest; "" for none
	Topics []Topic   // what communities are about and readers care for

	// EquipmentNames names equipment of this Point that the texts do not know.
	EquipmentNames map[string]Local

	Admins      []int64 // Telegram ids of the first admins
	Communities []Community

	// HouseVersion is that of what admins changed: see Under. It comes not from
	// the config.
	HouseVersion int64
	config       *Point        // without what admins changed
	hours        []HoursChange // by the day they begin
	kept         []string
}

// Grid is what starts and ends of events are multiples of, in local time, and
// the width of the buckets that people are counted in. Every zone's offset is
// a multiple of it.
const Grid = 15 * time.Minute

// Room is what is reserved.
type Room struct {
	ID        string // 1 to 12 of a-z, 0-9
	Name      Local
	Aliases   []string // what people call it besides its names, in any language
	Seats     int
	Equipment []string // ids of what can be asked for there: "projector"
	SetUp     time.Duration
	ClearUp   time.Duration
	Approval  bool            // whether somebody has to decide
	Approvers []int64         // Telegram ids of who decides here; nobody: the admins
	StillOn   []time.Duration // asked besides the Point's own
}

// Week is the opening hours of each weekday, Sunday first as in time.Weekday.
type Week [7]Hours

// Hours is a day's opening time in minutes of the local wall clock; a day with
// Open == Close is closed. Close may be 24*60.
type Hours struct{ Open, Close int }

// Closed says whether nothing can be held at all.
func (h Hours) Closed() bool { return h.Open >= h.Close }

// Closure closes the Point, or one room of it, for whole local days.
type Closure struct {
	First  Date   `json:"first"`
	Last   Date   `json:"last"`
	Room   string `json:"room,omitempty"` // "" for the whole Point
	Reason Local  `json:"reason,omitempty"`
}

// covers says whether the closure closes the room on the day.
func (c Closure) covers(room string, day Date) bool {
	return (c.Room == "" || c.Room == room) && !day.Before(c.First) && !c.Last.Before(day)
}

// Room returns the room with that id.
func (p *Point) Room(id string) (Room, bool) {
	for _, r := range p.Rooms {
		if r.ID == id {
			return r, true
		}
	}
	return Room{}, false
}

// Equipment is what any room has, in the order of the config.
func (p *Point) Equipment() []string {
	var all []string
	for _, room := range p.Rooms {
		for _, id := range room.Equipment {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// RoomIDs are those of all rooms, in the order of the config.
func (p *Point) RoomIDs() []string {
	ids := make([]string, len(p.Rooms))
	for i, r := range p.Rooms {
		ids[i] = r.ID
	}
	return ids
}

// RoomName is a room's name in the language of tag; its id where the room is
// gone.
func (p *Point) RoomName(id, tag string) string {
	if room, ok := p.Room(id); ok {
		return room.Name.In(tag)
	}
	return id
}

// Day returns the local day of t.
func (p *Point) Day(t time.Time) Date { return DateOf(t.In(p.Zone)) }

// LastDay returns the last local day that can be booked at now.
func (p *Point) LastDay(now time.Time) Date { return p.Day(now).Plus(p.Horizon) }

// At returns the instant of a local wall clock time, minutes after midnight of
// the day; of one that summer time leaves out, the moment at which the clocks
// jump. In some zones that is midnight itself.
func (p *Point) At(day Date, minutes int) time.Time {
	at := time.Date(day.Year, day.Month, day.Day, 0, minutes, 0, 0, p.Zone)
	wall := time.Date(day.Year, day.Month, day.Day, 0, minutes, 0, 0, time.UTC)
	_, offset := at.Zone()
	switch shown := at.Add(time.Duration(offset) * time.Second); {
	case shown.Before(wall):
		_, at = at.ZoneBounds()
	case shown.After(wall):
		at, _ = at.ZoneBounds()
	}
	return at.UTC()
}

// closure returns the closure that closes the room on the day, if any.
func (p *Point) closure(room string, day Date) (Closure, bool) {
	for _, c := range p.Closures {
		if c.covers(room, day) {
			return c, true
		}
	}
	return Closure{}, false
}
