package handlers

import (
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"samovar/internal/space"
)

// sheetShown is how long a sheet may be, in UTF-16 units with its markup:
// somewhat below what a message holds.
const sheetShown = 3900

// drawn is a part of a sheet: its head and its lines.
type drawn struct {
	head  string
	lines []string
}

// daySheet draws a day of all rooms.
func (t *turn) daySheet(day space.Date) (string, error) {
	held, err := t.heldBy(t.point.RoomIDs(), day, 1)
	if err != nil {
		return "", err
	}
	title := t.say.T("schedule.day", "Day", t.say.DayFrom(t.local(t.now), noonOf(t.point, day)))
	if why := t.closedAll(day); why != "" && len(held) == 0 {
		return title + "\n\n" + why, nil
	}
	return t.fit(title, func(width int) []drawn {
		var parts []drawn
		for _, room := range t.point.Rooms {
			head := t.say.T("schedule.room", "Room", room.Name.In(string(t.say.Tag())), "Seats", room.Seats)
			parts = append(parts, drawn{head, t.roomDay(room, day, held, width)})
		}
		return parts
	}), nil
}

// weekSheet draws the seven days of a room that begin on the sheet's Monday.
func (t *turn) weekSheet(s sheet) (string, error) {
	monday := s.day.Plus(-(int(s.day.Weekday()) + 6) % 7)
	held, err := t.heldBy([]string{s.room}, monday, 7)
	if err != nil {
		return "", err
	}
	room, _ := t.point.Room(s.room)
	title := t.say.T("schedule.week", "Room", room.Name.In(string(t.say.Tag())),
		"From", t.say.Day(noonOf(t.point, monday)), "To", t.say.Day(noonOf(t.point, monday.Plus(6))))
	return t.fit(title, func(width int) []drawn {
		var parts []drawn
		for i := range 7 {
			day := monday.Plus(i)
			head := t.say.T("schedule.weekday", "Day", t.say.Day(noonOf(t.point, day)))
			parts = append(parts, drawn{head, t.roomDay(room, day, held, width)})
		}
		return parts
	}), nil
}

// heldBy loads what holds the rooms on some days, and whose it is to see.
func (t *turn) heldBy(rooms []string, day space.Date, days int) ([]entry, error) {
	all, err := t.db.Scheduled(t.ctx, rooms, t.point.At(day, 0), t.point.At(day.Plus(days), 0))
	if err != nil {
		return nil, err
	}
	own, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(all))
	for _, b := range all {
		led := slices.ContainsFunc(own, func(c space.Community) bool { return c.ID == b.Community && b.Community != "" })
		entries = append(entries, entry{b, t.isAdmin() || led || b.Resident.ID == t.event.From.ID})
	}
	held, err := t.heldBesides(rooms, day, days, all)
	entries = append(entries, held...)
	slices.SortStableFunc(entries, func(a, b entry) int { return a.Start.Compare(b.Start) })
	return entries, err
}

// heldBesides is what is kept from others although no booking has it: slots
// that are offered to who waits, and those that bookings want to change to.
func (t *turn) heldBesides(rooms []string, day space.Date, days int, bookings []space.Booking) ([]entry, error) {
	o, err := t.db.Occupancy(t.ctx, t.point.At(day, 0), t.point.At(day.Plus(days), 0))
	var held []entry
	for _, id := range rooms {
		room, _ := t.point.Room(id)
		for _, print := range o.Busy[id] {
			if !slices.ContainsFunc(bookings, func(b space.Booking) bool { return b.Footprint().Overlaps(print) }) {
				held = append(held, entry{holding(room, print), false})
			}
		}
	}
	return held, err
}

// holding is a booking as far as a footprint tells of it.
func holding(room space.Room, print space.Slot) space.Booking {
	b := space.Booking{State: space.Requested, Slot: print}
	b.Start, b.End = print.Start.Add(room.SetUp), print.End.Add(-room.ClearUp)
	if !b.Start.Before(b.End) {
		b.Slot = print // a piece at the edge of what is held anyway
		return b
	}
	b.SetUp, b.ClearUp = room.SetUp, room.ClearUp
	return b
}

// entry is a booking of the schedule; one that is closed, or waits, is shown to
// others as a time that is taken, no more.
type entry struct {
	space.Booking
	known bool // whether who looks may know what it is
}

func (t *turn) closedAll(day space.Date) string {
	if t.point.HoursOn(day).Closed() {
		return t.say.T("schedule.closed")
	}
	return t.closedFor("", day)
}

// closedFor says which closure closes a room on a day, "" for none.
func (t *turn) closedFor(room string, day space.Date) string {
	for _, c := range t.point.Closures {
		if (c.Room == "" || c.Room == room) && !day.Before(c.First) && !c.Last.Before(day) {
			return t.say.T("schedule.closed_for", "Why", c.Reason.In(string(t.say.Tag())))
		}
	}
	return ""
}

// roomDay draws a room's day: what is held there, and the free spans between.
func (t *turn) roomDay(room space.Room, day space.Date, held []entry, width int) []string {
	closed := t.closedAll(day)
	if closed == "" {
		closed = t.closedFor(room.ID, day)
	}
	var lines []string
	hours := t.point.HoursOn(day)
	free := t.point.At(day, hours.Open)
	for _, e := range held {
		if e.Room != room.ID || t.point.Day(e.Start) != day {
			continue
		}
		if closed == "" {
			lines = t.addFree(lines, free, e.Footprint().Start.Add(-room.ClearUp))
		}
		lines = append(lines, t.entryLine(e, width))
		free = e.Footprint().End.Add(room.SetUp)
	}
	if closed != "" {
		return append(lines, closed)
	}
	return t.addFree(lines, free, t.point.At(day, hours.Close))
}

// addFree adds a span in which an event can be held, if one fits in what is
// left of it.
func (t *turn) addFree(lines []string, from, to time.Time) []string {
	if from.Before(t.now) {
		from = t.now
	}
	s := space.Slot{Start: onGrid(from), End: to.Truncate(space.Grid)}
	if s.Length() < t.point.Shortest {
		return lines
	}
	return append(lines, t.say.T("schedule.free", "Hours", hoursOf(t.say, t.point, s)))
}

// onGrid is the next moment at which an event can start.
func onGrid(at time.Time) time.Time { return at.Add(space.Grid - 1).Truncate(space.Grid) }

// entryLine is what is held, in a line.
func (t *turn) entryLine(e entry, width int) string {
	hours := hoursOf(t.say, t.point, e.Slot)
	switch waits := e.State.Waits(); {
	case waits && e.known:
		return t.say.T("schedule.waits", "Hours", hours, "Title", shorten(e.Title, width))
	case e.known && !e.Open:
		return t.say.T("schedule.private", "Hours", hours, "Title", shorten(e.Title, width))
	case waits || !e.Open:
		return t.say.T("schedule.taken", "Hours", hours)
	}
	return t.say.T("schedule.event", "Hours", hours, "Title", shorten(e.Title, width))
}

// fit draws the parts with titles as long as there is room for, and at the
// last cuts off what does not fit.
func (t *turn) fit(title string, draw func(width int) []drawn) string {
	var text string
	for _, width := range []int{80, 40, 20, 10} {
		text = title
		for _, part := range draw(width) {
			text += "\n\n" + part.head + "\n" + strings.Join(part.lines, "\n")
		}
		if units(text) <= sheetShown {
			return text
		}
	}
	return cutLines(text, sheetShown) + "\n" + t.say.T("schedule.more")
}

// cutLines keeps the first lines that fit.
func cutLines(text string, most int) string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		if most -= units(line) + 1; most < 0 {
			break
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// units is how long Telegram finds a text.
func units(text string) int { return len(utf16.Encode([]rune(text))) }
