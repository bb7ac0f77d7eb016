package space

import (
	"testing"
	"time"
)

const aDay = 24 * time.Hour

// asking is the Point with questions a week before, and in the hall two days
// before as well.
func asking() *Point {
	p := blagoveshchensk()
	p.Reminders, p.StillOn = nil, []time.Duration{7 * aDay}
	for i := range p.Rooms {
		if p.Rooms[i].ID == "hall" {
			p.Rooms[i].StillOn = []time.Duration{2 * aDay, 7 * aDay}
		}
	}
	return p
}

// leadsOf are the questions of an agenda.
func leadsOf(all []Due) []time.Duration {
	var leads []time.Duration
	for _, d := range all {
		if d.Kind == DueStillOn {
			leads = append(leads, d.Lead)
		}
	}
	return leads
}

func TestARoomMayAskOnceMoreThanItsPoint(t *testing.T) {
	p := asking()
	if got := p.Questions("hall"); len(got) != 2 || got[0] != 7*aDay || got[1] != 2*aDay {
		t.Errorf("the hall asks %v", got)
	}
	if got := p.Questions("class"); len(got) != 1 {
		t.Errorf("the classroom asks %v", got)
	}
}

func TestNothingIsAskedThatShouldHaveBeenAskedBefore(t *testing.T) {
	p := asking()
	b := confirmed(at(10, 10, 0))
	b.Room = "hall"
	if got := leadsOf(p.Agenda(b, now)); len(got) != 2 {
		t.Errorf("ten days ahead %v are planned", got)
	}
	b.Start = at(5, 10, 0)
	if got := leadsOf(p.Agenda(b, now)); len(got) != 1 || got[0] != 2*aDay {
		t.Errorf("five days ahead %v are planned", got)
	}
	b.State = Requested
	if got := leadsOf(p.Agenda(b, now)); len(got) != 0 {
		t.Errorf("of a request %v are planned", got)
	}
}

func TestAYesAnswersWhatWasAskedAndNothingLater(t *testing.T) {
	b := confirmed(at(10, 10, 0))
	b.StillOn = &Word{At: b.Start.Add(-5 * aDay), For: b.Start}
	if !b.Answered(14*aDay) || !b.Answered(7*aDay) || b.Answered(2*aDay) {
		t.Errorf("answered: %v, %v, %v", b.Answered(14*aDay), b.Answered(7*aDay), b.Answered(2*aDay))
	}
	b.Start = b.Start.Add(aDay)
	if b.Answered(14 * aDay) {
		t.Error("a booking that moved has the answer of its old time")
	}
}

func TestWhoHasJustSaidSoIsNotAsked(t *testing.T) {
	for what, c := range map[string]struct {
		said, lead time.Duration // before the start
		want       bool
	}{
		"within a day":               {8 * aDay, 7 * aDay, true},
		"longer ago":                 {8*aDay + 1, 7 * aDay, false},
		"after it was asked":         {6 * aDay, 7 * aDay, true},
		"before a short question":    {6 * time.Hour, 3 * time.Hour, true},
		"too long for a short one":   {6*time.Hour + 1, 3 * time.Hour, false},
		"at the question before it":  {7 * aDay, 2 * aDay, false},
		"for the one of the morning": {20 * time.Hour, 12 * time.Hour, true},
	} {
		booked := confirmed(at(20, 10, 0))
		booked.Created = booked.Start.Add(-c.said)
		if got := booked.Sure(c.lead); got != c.want {
			t.Errorf("booked %s: %v", what, got)
		}
		vouched := confirmed(at(20, 10, 0))
		vouched.Created = time.Time{}
		vouched = vouched.Vouched(Party{ID: 42}, vouched.Start.Add(-c.said))
		if got := vouched.Sure(c.lead); got != c.want {
			t.Errorf("said %s: %v", what, got)
		}
		if vouched.Start = vouched.Start.Add(aDay); vouched.Sure(c.lead) {
			t.Errorf("said %s of another time counts", what)
		}
	}
}

func TestWhoAskedForAChangeSaidThatItTakesPlaceThen(t *testing.T) {
	b := confirmed(at(10, 10, 0))
	moved := Proposal{Slot: Slot{Room: "hall", Start: at(12, 10, 0), End: at(12, 12, 0)}, By: Party{ID: 42}, At: now}.Proposed(b)
	if !moved.StillOn.About(moved) || moved.StillOn.By.ID != 42 || !moved.StillOn.At.Equal(now) {
		t.Errorf("said %+v", moved.StillOn)
	}
}

func TestAQuestionIsPutOnlyWhileItIsOpen(t *testing.T) {
	p := asking()
	b := confirmed(at(10, 10, 0))
	b.Room = "hall"
	week := Due{Kind: DueStillOn, Subject: b.ID, Lead: 7 * aDay, For: b.Start}
	moved, off, answered := b, b, b
	moved.Start = b.Start.Add(aDay)
	off.State = Cancelled
	answered.StillOn = &Word{At: b.Start.Add(-6 * aDay), For: b.Start}
	for what, c := range map[string]struct {
		b    Booking
		left time.Duration
		want bool
	}{
		"on time":                   {b, 7 * aDay, true},
		"late":                      {b, 3 * aDay, true},
		"when the next is due":      {b, 2 * aDay, false},
		"after the start":           {b, 0, false},
		"of a booking that moved":   {moved, 6 * aDay, false},
		"of one that was cancelled": {off, 6 * aDay, false},
		"once it was answered":      {answered, 5 * aDay, false},
	} {
		if got := p.Asks(week, c.b, b.Start.Add(-c.left)); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
	if week.Lead = 8 * aDay; p.Asks(week, b, b.Start.Add(-week.Lead)) {
		t.Error("what the config has no more is asked")
	}
}

func TestPatienceIsADayOrHalfOfWhatIsLeft(t *testing.T) {
	p := asking()
	b := confirmed(at(20, 18, 0))
	b.Room = "hall"
	for _, c := range []struct{ lead, left, want time.Duration }{
		{7 * aDay, 7 * aDay, aDay},
		{7 * aDay, 3 * aDay, aDay / 2}, // a day until the next question
		{2 * aDay, 2 * aDay, aDay},
		{2 * aDay, time.Hour, time.Hour / 2},
	} {
		asked := b.Start.Add(-c.left)
		if got := p.Patience(b, c.lead, asked).Sub(asked); got != c.want {
			t.Errorf("%s before, the question of %s waits %s, want %s", c.left, c.lead, got, c.want)
		}
	}
}

func TestPatienceDoesNotEndAtNight(t *testing.T) {
	p := asking()
	p.Policy = DefaultPolicy()
	b := confirmed(at(20, 18, 0))
	b.Room = "hall"
	asked := b.Start.Add(-aDay) // half of it ends at six in the morning
	got := p.Patience(b, 2*aDay, asked).In(p.Zone)
	if got.Hour() != 8 || got.Minute() != 0 {
		t.Errorf("it ends at %s", got)
	}
}

func TestTheAdminsCanHaveBeenAskedOnlyAfterTwoPatiences(t *testing.T) {
	p := asking()
	b := confirmed(at(20, 18, 0))
	for _, c := range []struct {
		left time.Duration
		want bool
	}{{8 * aDay, false}, {6 * aDay, false}, {5*aDay + 1, false}, {5 * aDay, true}, {time.Hour, true}} {
		if got := p.Chased(b, b.Start.Add(-c.left)); got != c.want {
			t.Errorf("%s before: %v", c.left, got)
		}
	}
	b.StillOn = &Word{At: b.Start.Add(-6 * aDay), For: b.Start}
	if p.Chased(b, b.Start.Add(-time.Hour)) {
		t.Error("what was answered came to the admins")
	}
}

func TestAnEventIsWatchedFromItsStartUntilSomebodyChecksIn(t *testing.T) {
	p := asking()
	p.NoShowAfter = 20 * time.Minute
	b := confirmed(at(1, 10, 0))
	b.State = Running
	watched := func(when time.Time) bool {
		for _, d := range p.Agenda(b, when) {
			if d.Kind == DueNoShow {
				return d.At.Equal(b.Start.Add(20 * time.Minute))
			}
		}
		return false
	}
	if !watched(b.Start) || watched(b.Start.Add(20*time.Minute)) {
		t.Error("the admins are not asked twenty minutes after the start, or of the past")
	}
	b.Begun = &Word{At: b.Start, For: b.Start}
	if watched(b.Start) {
		t.Error("the admins are asked though people are there")
	}
	b.Begun, b.End = nil, b.Start.Add(15*time.Minute)
	if watched(b.Start) {
		t.Error("the admins are asked after the end")
	}
	b.End, p.NoShowAfter = b.Start.Add(time.Hour), 0
	if watched(b.Start) {
		t.Error("the admins are asked though that is off")
	}
}

func TestPeopleAtTheDoorComeForWhatIsOnOrAboutToBegin(t *testing.T) {
	b := confirmed(at(1, 10, 0))
	for _, c := range []struct {
		state State
		when  time.Time
		want  bool
	}{
		{Confirmed, b.Start.Add(-Early - 1), false}, {Confirmed, b.Start.Add(-Early), true}, {Running, b.Start, true},
		{Running, b.End.Add(-1), true}, {Running, b.End, false}, {Requested, b.Start, false}, {NoShow, b.Start, false},
	} {
		b.State = c.state
		if got := b.AtDoor(c.when); got != c.want {
			t.Errorf("%s at %s: %v", c.state, c.when, got)
		}
	}
}
