package space

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	boss, second       = 11, 12 // admins
	keeper, stagehand  = 21, 22 // approvers of the hall
	stranger, resident = 31, 41
)

var someday = time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC)

// guarded is a Point whose hall has its own approvers.
func guarded() *Point {
	return &Point{ID: "blg", Zone: time.UTC, Admins: []int64{boss, second},
		Rooms: []Room{{ID: "hall", Approvers: []int64{keeper, stagehand}, Approval: true}, {ID: "class", Approval: true}}}
}

// away is an absence that goes on someday.
func away(who, deputy int64) Absence {
	return Absence{Who: Party{ID: who}, Deputy: Party{ID: deputy}, Since: someday.Add(-time.Hour), Until: someday.Add(time.Hour)}
}

func TestWhoIsAskedAboutARoom(t *testing.T) {
	over := away(keeper, stranger)
	over.Until = someday
	for name, c := range map[string]struct {
		away         []Absence
		hall, class  []int64
		nobodyIsLeft bool
	}{
		"everybody is there":                    {nil, []int64{keeper, stagehand}, []int64{boss, second}, false},
		"an approver is away, the other stays":  {[]Absence{away(keeper, 0)}, []int64{stagehand}, []int64{boss, second}, false},
		"both approvers are away":               {[]Absence{away(keeper, 0), away(stagehand, 0)}, []int64{boss, second}, []int64{boss, second}, false},
		"an approver names a deputy":            {[]Absence{away(keeper, stranger)}, []int64{stranger, stagehand}, []int64{boss, second}, false},
		"an approver names an admin":            {[]Absence{away(keeper, boss)}, []int64{boss, stagehand}, []int64{boss, second}, false},
		"an admin is away":                      {[]Absence{away(boss, 0)}, []int64{keeper, stagehand}, []int64{second}, false},
		"an admin names the other":              {[]Absence{away(boss, second)}, []int64{keeper, stagehand}, []int64{second}, false},
		"an admin names a stranger":             {[]Absence{away(boss, stranger)}, []int64{keeper, stagehand}, []int64{stranger, second}, false},
		"the deputy is away and names another":  {[]Absence{away(boss, second), away(second, stranger)}, []int64{keeper, stagehand}, []int64{stranger}, false},
		"both admins name each other":           {[]Absence{away(boss, second), away(second, boss)}, []int64{keeper, stagehand}, []int64{boss, second}, true},
		"somebody names themselves":             {[]Absence{away(boss, boss)}, []int64{keeper, stagehand}, []int64{second}, false},
		"all admins are away":                   {[]Absence{away(boss, 0), away(second, 0)}, []int64{keeper, stagehand}, []int64{boss, second}, true},
		"an approver's time is over":            {[]Absence{over}, []int64{keeper, stagehand}, []int64{boss, second}, false},
		"a deputy has nobody to go on with":     {[]Absence{away(keeper, stagehand), away(stagehand, 0)}, []int64{boss, second}, []int64{boss, second}, false},
		"who decides about nothing is away":     {[]Absence{away(resident, stranger)}, []int64{keeper, stagehand}, []int64{boss, second}, false},
		"everybody is away and the hall's too":  {[]Absence{away(boss, 0), away(second, 0), away(keeper, 0), away(stagehand, 0)}, []int64{boss, second}, []int64{boss, second}, true},
		"a deputy of both stands in only once":  {[]Absence{away(boss, stranger), away(second, stranger)}, []int64{keeper, stagehand}, []int64{stranger}, false},
		"an approver stands in for the admins":  {[]Absence{away(boss, keeper), away(second, 0)}, []int64{keeper, stagehand}, []int64{keeper}, false},
		"three in a circle leave the rest":      {[]Absence{away(keeper, boss), away(boss, stagehand), away(stagehand, keeper)}, []int64{second}, []int64{second}, false},
		"the admin named for the hall is away":  {[]Absence{away(keeper, boss), away(boss, second)}, []int64{second, stagehand}, []int64{second}, false},
		"an absence with an unknown room's man": {[]Absence{away(stagehand, second)}, []int64{keeper, second}, []int64{boss, second}, false},
	} {
		p, s := guarded(), Staff{Away: c.away}
		if got := s.Deciders(p, "hall", someday); !slices.Equal(got, c.hall) {
			t.Errorf("%s: about the hall %v are asked, want %v", name, got, c.hall)
		}
		if got := s.Deciders(p, "class", someday); !slices.Equal(got, c.class) {
			t.Errorf("%s: about the class %v are asked, want %v", name, got, c.class)
		}
		if got := s.Manned(p, someday); got == c.nobodyIsLeft {
			t.Errorf("%s: manned is %v", name, got)
		}
	}
}

func TestWhoMayDecide(t *testing.T) {
	for name, c := range map[string]struct {
		away        []Absence
		person      int64
		hall, class bool
	}{
		"an admin":                            {nil, boss, true, true},
		"an approver":                         {nil, keeper, true, false},
		"a resident":                          {nil, resident, false, false},
		"an admin who is away":                {[]Absence{away(boss, second)}, boss, true, true},
		"an approver who is away":             {[]Absence{away(keeper, 0)}, keeper, true, false},
		"the deputy of an admin":              {[]Absence{away(boss, stranger)}, stranger, true, true},
		"the deputy of an approver":           {[]Absence{away(keeper, stranger)}, stranger, true, false},
		"an approver for an admin":            {[]Absence{away(boss, keeper)}, keeper, true, true},
		"the deputy of a deputy":              {[]Absence{away(boss, keeper), away(keeper, stranger)}, stranger, true, true},
		"a deputy who is away":                {[]Absence{away(boss, keeper), away(keeper, stranger)}, keeper, true, true},
		"the deputy of nobody of note":        {[]Absence{away(resident, stranger)}, stranger, false, false},
		"one of a circle without an admin":    {[]Absence{away(keeper, stagehand), away(stagehand, keeper)}, keeper, true, false},
		"nobody, where no deputy is named":    {[]Absence{away(boss, 0)}, 0, false, false},
		"a deputy of whom the config dropped": {[]Absence{away(99, stranger)}, stranger, false, false},
	} {
		p, s := guarded(), Staff{Away: c.away}
		if got := s.May(p, c.person, "hall", someday); got != c.hall {
			t.Errorf("%s may decide about the hall: %v", name, got)
		}
		if got := s.May(p, c.person, "class", someday); got != c.class {
			t.Errorf("%s may decide about the class: %v", name, got)
		}
		if got := s.IsAdmin(p, c.person, someday); got != c.class {
			t.Errorf("%s is an admin: %v", name, got)
		}
		if later := someday.Add(time.Hour); c.person == stranger && s.Serves(p, stranger, later) {
			t.Errorf("%s still decides when the time is over", name)
		}
	}
}

func TestTheAdminsAreRemindedToo(t *testing.T) {
	p, s := guarded(), Staff{Away: []Absence{away(boss, keeper)}}
	if got := s.Reminded(p, "hall", someday); !slices.Equal(got, []int64{keeper, stagehand, second}) {
		t.Errorf("reminded are %v", got)
	}
}

func TestACardIsShownToWhoStandsInAndNotToWhoIsAway(t *testing.T) {
	p := guarded()
	b := Booking{Slot: Slot{Room: "hall"}, Messenger: []int64{keeper, stagehand, 99}}
	s := Staff{Away: []Absence{away(keeper, stranger)}}
	present, former := s.CardHolders(p, b, someday)
	if fmt.Sprint(present, former) != "[22 31] [21 99]" {
		t.Errorf("shown to %v, taken from %v", present, former)
	}
	b.State, b.Change = Confirmed, &Proposal{Slot: Slot{Room: "class"}}
	if b.DecidedRoom() != "class" || s.May(p, keeper, b.DecidedRoom(), someday) {
		t.Error("a move into another room is decided by who decides there")
	}
}

func TestWhoIsRemovedStandsInForNobody(t *testing.T) {
	p := guarded()
	s := Staff{Away: []Absence{away(boss, second), away(second, 0)}}.Without(second, p)
	if s.IsAdmin(p, second, someday) || len(s.Away) != 1 || s.Away[0].Deputy.ID != 0 {
		t.Errorf("%+v", s)
	}
}

// TestSomebodyIsAlwaysAsked holds for any absences: whoever is asked may decide,
// and where anybody is left, nobody who is away is asked.
func TestSomebodyIsAlwaysAsked(t *testing.T) {
	people := rapid.SampledFrom([]int64{boss, second, keeper, stagehand, stranger})
	rapid.Check(t, func(t *rapid.T) {
		var s Staff
		for range rapid.IntRange(0, 5).Draw(t, "absences") {
			who, deputy := people.Draw(t, "who"), people.Draw(t, "deputy")
			if rapid.Bool().Draw(t, "others") {
				deputy = 0
			}
			s = s.Leave(away(who, deputy))
		}
		p := guarded()
		for _, room := range []string{"hall", "class"} {
			asked := s.Deciders(p, room, someday)
			if len(asked) == 0 {
				t.Fatalf("%+v: nobody is asked about the %s", s, room)
			}
			for _, id := range asked {
				if !s.May(p, id, room, someday) || s.Manned(p, someday) && s.IsAway(id, someday) {
					t.Fatalf("%+v: %d is asked about the %s", s, id, room)
				}
			}
		}
	})
}

func TestWhatHappenedMeanwhileIsCounted(t *testing.T) {
	a := away(keeper, 0)
	line := func(by int64, room string, from, to State, at time.Duration) Entry {
		return Entry{By: Party{ID: by}, Slot: Slot{Room: room}, From: from, To: to, At: a.Since.Add(at)}
	}
	log := []Entry{
		line(boss, "hall", Requested, Confirmed, 1), line(boss, "hall", Requested, Declined, 0), line(stagehand, "hall", Requested, ChangesAsked, 1),
		line(boss, "hall", Requested, Declined, -1), line(boss, "class", Requested, Declined, 1), line(keeper, "hall", Requested, Declined, 1),
		line(0, "hall", Requested, Expired, 1), line(resident, "hall", Requested, Withdrawn, 1), line(resident, "hall", ChangesAsked, Confirmed, 1),
	}
	waiting := []Booking{{Slot: Slot{Room: "hall"}}, {Slot: Slot{Room: "class"}}}
	if got := (Staff{}).MeanwhileOf(guarded(), a, log, waiting, someday); got != (Meanwhile{Decided: 3, Waiting: 1}) {
		t.Errorf("%+v", got)
	}
}
