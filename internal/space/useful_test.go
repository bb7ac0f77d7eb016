package space

import (
	"testing"
	"time"
)

func TestWhatIsLateIsOfUseUntilSomethingElseDoesWhatItWasFor(t *testing.T) {
	start := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	asked := start.Add(-3 * aDay)
	p := &Point{ID: "blg", Zone: time.UTC, Reminders: []time.Duration{7 * aDay, aDay, time.Hour}, StillOn: []time.Duration{14 * aDay, 7 * aDay}, NoShowAfter: 20 * time.Minute}
	booking := func(s State) Booking {
		b := Booking{ID: "b", State: s, Slot: Slot{Room: "hall", Start: start, End: start.Add(2 * time.Hour)}, Created: start.Add(-30 * aDay)}
		if s == ChangesAsked {
			b.Decision = &Decision{At: asked, State: ChangesAsked}
		}
		return b
	}
	for _, c := range []struct {
		kind  DueKind
		lead  time.Duration
		state State
		until time.Duration // before the start; it is of use just before that, and too late from then on
	}{
		{DueRemind, 7 * aDay, Confirmed, aDay},
		{DueRemind, aDay, Confirmed, time.Hour},
		{DueRemind, time.Hour, Confirmed, 0},
		{DueStillOn, 14 * aDay, Confirmed, 7 * aDay},
		{DueStillOn, 7 * aDay, Confirmed, 0},
		{DueStillLeads, 14 * aDay, Confirmed, 7 * aDay},
		{DueStillAdmins, 7 * aDay, Confirmed, 0},
		{DueUndecided, 0, Requested, 0},
		{DueReply, 0, ChangesAsked, 0},
		{DueNoShow, 0, Running, -2 * time.Hour},
	} {
		d := Due{Kind: c.kind, Subject: "b", Lead: c.lead, For: start}
		if c.kind == DueReply {
			d.For = asked
		}
		b, until := booking(c.state), start.Add(-c.until)
		if got := p.UseOf(d, b, until.Add(-time.Second)); got != OfUse {
			t.Errorf("%s %s before: %s", c.kind, c.lead, got)
		}
		if got := p.UseOf(d, b, until); got != TooLate {
			t.Errorf("%s %s then: %s", c.kind, c.lead, got)
		}
		b.State = Cancelled
		if got := p.UseOf(d, b, until); got != Void {
			t.Errorf("%s %s, cancelled: %s", c.kind, c.lead, got)
		}
	}
	for _, kind := range []DueKind{DueStart, DueEnd, DueExpire, DueRelease} {
		if got := p.UseOf(Due{Kind: kind, Subject: "b", For: start}, booking(Confirmed), start.Add(7*aDay)); got != OfUse {
			t.Errorf("%s, a week late: %s", kind, got)
		}
	}
}

func TestWhatIsAboutAnotherTimeIsVoidAndNotMissed(t *testing.T) {
	start := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	p := &Point{ID: "blg", Zone: time.UTC, Reminders: []time.Duration{aDay}, StillOn: []time.Duration{7 * aDay}}
	b := Booking{ID: "b", State: Confirmed, Slot: Slot{Room: "hall", Start: start.Add(aDay), End: start.Add(aDay + time.Hour)}}
	for _, d := range []Due{
		{Kind: DueRemind, Subject: "b", Lead: aDay, For: start},
		{Kind: DueStillOn, Subject: "b", Lead: 7 * aDay, For: start},
		{Kind: DueRemind, Subject: "b", Lead: 2 * aDay, For: b.Start},
	} {
		if got := p.UseOf(d, b, start.Add(2*aDay)); got != Void {
			t.Errorf("%s: %s", d.Name(), got)
		}
	}
}

func TestADigestIsOfUseWhileTheNextIsFar(t *testing.T) {
	monday := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	next := monday.Add(7 * aDay)
	for _, c := range []struct {
		late time.Duration
		want Use
	}{
		{0, OfUse},
		{time.Hour, OfUse},
		{aDay, OfUse},
		{6 * aDay, OfUse},
		{6*aDay + time.Second, TooLate},
		{7 * aDay, TooLate},
		{30 * aDay, TooLate},
	} {
		if got := DigestUse(monday, next, monday.Add(c.late)); got != c.want {
			t.Errorf("%s late: %s, want %s", c.late, got, c.want)
		}
	}
	if got := DigestUse(next.Add(-time.Hour), next, next.Add(-time.Minute)); got != OfUse {
		t.Errorf("a reader's own time shortly before the next: %s", got)
	}
}
