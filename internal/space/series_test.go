package space

import (
	"testing"
	"time"
)

func TestASeriesAsAWholeIsHeldAgainstItsLimits(t *testing.T) {
	first := Date{2026, 11, 24}
	days := func(n int) []Date {
		all := make([]Date, n)
		for i := range all {
			all[i] = first.Plus(7 * i)
		}
		return all
	}
	for name, c := range map[string]struct {
		rule Rule
		days []Date
		want Reason
	}{
		"twelve weeks":                {Rule{Count: 12}, days(12), ""},
		"as many as there can be":     {Rule{Count: MostDates}, days(MostDates), ""},
		"a thousand dates":            {Rule{Count: 1000}, nil, ManyDates},
		"one date":                    {Rule{Count: 1}, nil, EndsEarly},
		"no end":                      {Rule{}, nil, EndsEarly},
		"over before it begins":       {Rule{Until: first.Plus(-1)}, nil, EndsEarly},
		"over before its second date": {Rule{Until: first.Plus(6)}, days(1), EndsEarly},
		"a year and a day":            {Rule{Until: Date{2027, 11, 25}}, nil, BeyondYear},
		"a year":                      {Rule{Until: Date{2027, 11, 24}}, days(52), ""},
		"too many by the rule":        {Rule{Until: Date{2027, 11, 24}}, days(53), ManyDates},
		"months beyond a year":        {Rule{Count: 14}, []Date{first, first.Plus(400)}, BeyondYear},
	} {
		c.rule.First = first
		r := c.rule.Check()
		if r == nil {
			r = c.rule.CheckDates(c.days)
		}
		if got := reasonOf(r); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func reasonOf(r *Refusal) Reason {
	if r == nil {
		return ""
	}
	return r.Reason
}

func TestEachDateOfASeriesHasItsOwnObstacle(t *testing.T) {
	v := held(10, slot("class", 8, 17, 19)) // Tuesday, 1 December
	rule := Rule{Rhythm: Weekly, First: Date{2026, 11, 24}, Start: 18 * 60, Length: 2 * time.Hour}
	e := Event{Headcount: 30}
	days := []Date{rule.First, {2026, 12, 1}, {2027, 1, 5}, {2027, 5, 25}}
	want := []Reason{"", Taken, Closed, TooFar}
	for i, o := range v.Occasions(rule, days, "class", e) {
		if got := reasonOf(o.Refusal); got != want[i] || o.Later() != (want[i] == TooFar) || o.Waitable() != (want[i] == Taken) {
			t.Errorf("%s: %q, want %q", days[i], got, want[i])
		}
	}
	instead := v.Instead(rule.Slot(v.Point, "class", days[1]), e, 6)
	if len(instead) < 3 {
		t.Fatalf("instead: %v", instead)
	}
	for _, s := range instead {
		if v.Day(s.Start) != days[1] || v.Judge(s, e) != nil {
			t.Errorf("offered instead: %v", s)
		}
	}
	if s := v.Instead(rule.Slot(v.Point, "class", Date{2026, 12, 31}), e, 6); len(s) == 0 || v.Day(s[0].Start) == (Date{2026, 12, 31}) {
		t.Errorf("instead of a closed day: %v", s)
	}
}

func TestTheQuotaCountsAllDatesAndTheSeriesAsOneRequest(t *testing.T) {
	p := blagoveshchensk()
	p.Rooms[1].Approval = true
	occasions := func() []Occasion {
		var all []Occasion
		for i := range 5 {
			all = append(all, Occasion{Slot: slot("class", 1+7*i, 18, 20)})
		}
		return all
	}
	all := occasions()
	Quota{Ahead: 7 * time.Hour}.Within(p, all, Standing{}, now)
	for i, o := range all {
		if got, want := o.Refusal != nil, i >= 3; got != want {
			t.Errorf("hours, date %d refused: %v", i, got)
		}
	}
	all = occasions()
	Quota{Requests: 2}.Within(p, all, Standing{Requests: 1}, now)
	for i, o := range all {
		if o.Refusal != nil {
			t.Errorf("requests, date %d: %v", i, o.Refusal)
		}
	}
	Quota{Requests: 2}.Within(p, all, Standing{Requests: 2}, now)
	if r := all[0].Refusal; r == nil || r.Hit.Has != 2 {
		t.Errorf("a third request: %v", r)
	}
}

func TestTheDatesOfASeriesThatWaitAreOneRequest(t *testing.T) {
	p := blagoveshchensk()
	var all []Booking
	for i := range 4 {
		all = append(all, Booking{State: Requested, Series: "s", Community: "c", Slot: slot("class", 1+7*i, 18, 20)})
	}
	all = append(all, Booking{State: Requested, Community: "c", Slot: slot("class", 3, 18, 20)})
	if s := p.Standings(all, nil, DefaultPolicy(), now)["c"]; s.Requests != 2 || s.Ahead != 10*time.Hour {
		t.Errorf("%+v", s)
	}
}

func TestADateBeyondTheHorizonIsDueInTheMorningOnWhichItOpens(t *testing.T) {
	p := blagoveshchensk()
	s := Series{ID: "s", Later: []Date{{2027, 6, 1}, {2027, 6, 8}}}
	due := p.SeriesAgenda(s)
	if len(due) != 2 || !due[0].At.Equal(p.At(Date{2026, 12, 1}, 10*60)) || due[0].Name() == due[1].Name() {
		t.Errorf("%v", due)
	}
	if d := p.Day(due[0].At); p.LastDay(due[0].At) != s.Later[0] {
		t.Errorf("on %s the last day is %s", d, p.LastDay(due[0].At))
	}
	if left := s.Without(s.Later[0]); len(left.Later) != 1 || len(s.Later) != 2 {
		t.Errorf("left %v of %v", left.Later, s.Later)
	}
}

func TestADigestNamesASeriesThatWaitsOnce(t *testing.T) {
	var own []Booking
	for i := range 4 {
		own = append(own, Booking{ID: NewID(), State: Requested, Series: "s", Community: "c", Slot: slot("class", 1+7*i, 18, 20)})
	}
	own = append(own, Booking{ID: "own card", State: Requested, Series: "s", Messenger: []int64{1}, Community: "c", Slot: slot("class", 2, 18, 20)})
	d := Outlook{View: held(0)}.Digest(DigestReader{Community: "c"}, own, nil)
	if len(d.Waiting) != 2 || d.Waiting[0].ID != own[0].ID || d.Waiting[1].ID != "own card" {
		t.Errorf("%+v", d.Waiting)
	}
}

func TestDatesAreDecidedTogetherAlsoWhileAnAnswerIsWaitedFor(t *testing.T) {
	for _, c := range []struct {
		b    Booking
		want bool
	}{
		{Booking{State: Requested, Series: "s"}, true},
		{Booking{State: ChangesAsked, Series: "s"}, true},
		{Booking{State: ChangesAsked, Series: "s", Messenger: []int64{1}}, false},
		{Booking{State: ChangesAsked}, false},
		{Booking{State: Confirmed, Series: "s"}, false},
	} {
		if got := c.b.Joint(); got != c.want {
			t.Errorf("%+v: %v", c.b, got)
		}
	}
}

func TestASeriesThatRestsIsDueWhenItIsLookedAtAgain(t *testing.T) {
	p := blagoveshchensk()
	s := Series{ID: "s", Later: []Date{{2027, 6, 1}, {2027, 6, 8}}}
	opens := p.SeriesAgenda(s)[0].At
	due := p.SeriesAgenda(p.Rested(s, opens))
	if !due[0].At.Equal(p.At(Date{2026, 12, 2}, 10*60)) || due[0].Name() != p.SeriesAgenda(s)[0].Name() || !due[1].At.Equal(p.At(Date{2026, 12, 8}, 10*60)) {
		t.Errorf("%v", due)
	}
}

func TestASeriesOfACommunityOutlivesWhoBookedIt(t *testing.T) {
	who := Party{ID: 42, Name: "Анна"}
	for community, left := range map[string]int{"": 0, "quanta": 1} {
		s, differs := EraserOf(who).Series(Series{ID: "s", Resident: who, Community: community, Later: []Date{{2027, 6, 1}}})
		if !differs || !s.Resident.IsGone() || len(s.Later) != left {
			t.Errorf("%q: %+v", community, s)
		}
	}
}
