package space

import (
	"testing"
	"time"
)

// zone is nine hours ahead of UTC.
var zone = time.FixedZone("Yakutsk", 9*3600)

// now is a Monday noon.
var now = time.Date(2026, 11, 23, 12, 0, 0, 0, zone)

func blagoveshchensk() *Point {
	p := &Point{ID: "blg", Zone: zone, Headcount: 150, Notice: 2 * time.Hour, Horizon: 182,
		Shortest: 30 * time.Minute, Longest: 8 * time.Hour,
		Reminders: []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour}, Undecided: 24 * time.Hour,
		Closures: []Closure{
			{First: Date{2026, 12, 31}, Last: Date{2027, 1, 8}, Reason: Local{"ru": "Каникулы"}},
			{First: Date{2026, 12, 1}, Last: Date{2026, 12, 1}, Room: "hall", Reason: Local{"ru": "Ремонт"}},
		},
		Rooms: []Room{
			{ID: "hall", Seats: 120, Equipment: []string{"projector", "stage"}, SetUp: 30 * time.Minute, ClearUp: 30 * time.Minute},
			{ID: "class", Seats: 40, Equipment: []string{"projector"}},
			{ID: "meet", Seats: 15},
		}}
	for day := time.Monday; day <= time.Saturday; day++ {
		p.Hours[day] = Hours{9 * 60, 22 * 60}
	}
	return p
}

// at is a time of day n days after now.
func at(days, hour, minute int) time.Time {
	return time.Date(2026, 11, 23+days, hour, minute, 0, 0, zone).UTC()
}

func slot(room string, days, from, to int) Slot {
	return Slot{Room: room, Start: at(days, from, 0), End: at(days, to, 0)}
}

// held is a view in which these slots are taken, each by n people.
func held(n int, slots ...Slot) View {
	p := blagoveshchensk()
	o := Occupancy{Busy: map[string][]Slot{}, Heads: map[int64]int{}}
	for _, s := range slots {
		room, _ := p.Room(s.Room)
		o.Busy[s.Room] = append(o.Busy[s.Room], footprint(room, s))
		for b, after := s.Buckets(); b < after; b++ {
			o.Heads[b] += n
		}
	}
	return View{Point: p, Occupancy: o, Now: now}
}

func TestEachRuleRefusesWhatItIsFor(t *testing.T) {
	talk := Event{Headcount: 30}
	stretch := func(s Slot, d time.Duration) Slot { s.End = s.End.Add(d); return s }
	for name, c := range map[string]struct {
		slot  Slot
		event Event
		want  Reason
	}{
		"a free evening":             {slot("class", 1, 18, 20), talk, ""},
		"until closing time":         {slot("class", 1, 20, 22), talk, ""},
		"an unknown room":            {slot("attic", 1, 18, 20), talk, NoRoom},
		"nobody comes":               {slot("class", 1, 18, 20), Event{}, Nobody},
		"more than the seats":        {slot("class", 1, 18, 20), Event{Headcount: 41}, TooBig},
		"equipment it lacks":         {slot("class", 1, 18, 20), Event{Headcount: 5, Equipment: []string{"projector", "stage"}}, LacksEquipment},
		"the end before the start":   {slot("class", 1, 20, 18), talk, Backwards},
		"no time at all":             {slot("class", 1, 20, 20), talk, Backwards},
		"off the grid":               {stretch(slot("class", 1, 18, 20), 7*time.Minute), talk, OffGrid},
		"across midnight":            {slot("class", 1, 21, 25), talk, AcrossMidnight},
		"too short":                  {stretch(slot("class", 1, 18, 18), 15*time.Minute), talk, TooShort},
		"too long":                   {slot("class", 1, 9, 18), talk, TooLong},
		"the past":                   {slot("class", 0, 10, 11), talk, Past},
		"now":                        {slot("class", 0, 12, 13), talk, Past},
		"too soon":                   {slot("class", 0, 13, 14), talk, TooSoon},
		"just in time":               {slot("class", 0, 14, 15), talk, ""},
		"the horizon's last day":     {slot("class", 182, 18, 20), talk, ""},
		"beyond the horizon":         {slot("class", 183, 18, 20), talk, TooFar},
		"a Sunday":                   {slot("class", 6, 18, 20), talk, Closed},
		"holidays":                   {slot("class", 38, 18, 20), talk, Closed},
		"the room's repairs":         {slot("hall", 8, 18, 20), talk, Closed},
		"another room meanwhile":     {slot("class", 8, 18, 20), talk, ""},
		"before opening":             {slot("class", 1, 8, 10), talk, OutsideHours},
		"after closing":              {slot("class", 1, 21, 23), talk, OutsideHours},
		"a slot that is taken":       {slot("class", 2, 18, 20), talk, Taken},
		"right after another":        {slot("class", 2, 20, 21), talk, ""},
		"into another's set-up time": {slot("hall", 2, 16, 18), talk, Taken},
		"clear of it":                {slot("hall", 2, 15, 17), talk, ""},
		"a house that is full":       {slot("meet", 2, 18, 20), Event{Headcount: 11}, HouseFull},
		"the last places of it":      {slot("meet", 2, 18, 20), Event{Headcount: 10}, ""},
	} {
		v := held(70, slot("class", 2, 18, 20), slot("hall", 2, 18, 20))
		got := Reason("")
		if r := v.Judge(c.slot, c.event); r != nil {
			got = r.Reason
		}
		if got != c.want {
			t.Errorf("%s: refused for %q, want %q", name, got, c.want)
		}
	}
}

func TestTheTightestRoomThatFitsIsChosen(t *testing.T) {
	v := held(5, slot("meet", 1, 18, 20))
	for _, c := range []struct {
		heads int
		days  int
		want  string
	}{{10, 2, "meet"}, {10, 1, "class"}, {16, 2, "class"}, {41, 2, "hall"}} {
		room, r := v.RoomFor(at(c.days, 18, 0), at(c.days, 20, 0), Event{Headcount: c.heads})
		if r != nil || room.ID != c.want {
			t.Errorf("%d people get %q (%v), want %s", c.heads, room.ID, r, c.want)
		}
	}
	if _, r := v.RoomFor(at(1, 18, 0), at(1, 20, 0), Event{Headcount: 121}); r == nil || r.Reason != TooBig {
		t.Errorf("121 people: %v", r)
	}
}

func TestAlternativesAreFreeAndOfEachKind(t *testing.T) {
	want := slot("class", 1, 18, 20)
	v := held(20, want)
	talk := Event{Headcount: 30}
	got := v.Alternatives(want, talk, 6)
	if len(got) != 6 {
		t.Fatalf("%d alternatives: %v", len(got), got)
	}
	if first := got[0]; first.Room != "class" || !first.Start.Equal(at(1, 16, 0)) && !first.Start.Equal(at(1, 20, 0)) {
		t.Errorf("the nearest time in the same room is %+v", first)
	}
	kinds := map[string]bool{}
	for _, s := range got {
		if r := v.Judge(s, talk); r != nil {
			t.Errorf("%+v is offered, but %v", s, r)
		}
		switch {
		case s.Room == want.Room && v.Day(s.Start) == v.Day(want.Start):
			kinds["time"] = true
		case s.Start.Equal(want.Start):
			kinds["room"] = true
		default:
			kinds["day"] = true
		}
	}
	if len(kinds) != 3 {
		t.Errorf("only %v are offered", kinds)
	}
}

func TestWhateverIsWrongThreeAlternativesAreOffered(t *testing.T) {
	for name, want := range map[string]Slot{
		"taken": slot("class", 1, 18, 20), "too big for the room": slot("meet", 1, 18, 20),
		"a Sunday": slot("class", 6, 18, 20), "holidays": slot("class", 38, 18, 20),
		"the past": slot("class", -3, 18, 20), "beyond the horizon": slot("class", 400, 18, 20),
		"before opening": slot("class", 1, 5, 7), "too long": slot("class", 1, 9, 21),
		"across midnight": slot("class", 1, 21, 26), "any room": slot("", 1, 18, 20),
	} {
		v := held(20, slot("class", 1, 18, 20))
		got := v.Alternatives(want, Event{Headcount: 30}, 6)
		if len(got) < 3 {
			t.Errorf("%s: %d alternatives", name, len(got))
		}
		for _, s := range got {
			if r := v.Judge(s, Event{Headcount: 30}); r != nil {
				t.Errorf("%s: %+v is offered, but %v", name, s, r)
			}
		}
	}
}

func TestADayShowsWhetherItHasRoom(t *testing.T) {
	v := held(20, slot("hall", 2, 9, 17), slot("hall", 2, 18, 22), slot("class", 2, 9, 22), slot("meet", 2, 9, 22))
	for _, c := range []struct {
		days int
		want Reason
	}{{1, ""}, {2, Taken}, {6, Closed}, {38, Closed}, {-1, Past}, {183, TooFar}} {
		got := Reason("")
		if r := v.Opens(v.Day(at(c.days, 12, 0)), Event{Headcount: 10}, ""); r != nil {
			got = r.Reason
		}
		if got != c.want {
			t.Errorf("day %d: %q, want %q", c.days, got, c.want)
		}
	}
}

func TestOnlyLengthsThatFitAreShown(t *testing.T) {
	v := held(20, slot("class", 1, 20, 22))
	got := v.Lengths(at(1, 18, 0), Event{Headcount: 10}, "class")
	if len(got) != 4 || got[3] != 2*time.Hour {
		t.Errorf("from 18 with the room taken at 20: %v", got)
	}
}

func TestAMoveIsJudgedWithoutItself(t *testing.T) {
	s := slot("class", 1, 18, 20)
	b := Booking{State: Confirmed, Slot: s, Event: Event{Headcount: 20}}
	v := held(20, s)
	v.Occupancy = v.Without(b)
	if r := v.Judge(slot("class", 1, 19, 21), Event{Headcount: 40}); r != nil {
		t.Errorf("refused for %s", r.Reason)
	}
	if n := v.Most(s); n != 0 {
		t.Errorf("%d people are still counted", n)
	}
}
