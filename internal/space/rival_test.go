package space

import (
	"testing"
	"time"
)

func TestWhoCompetesForARequestsTimeStandsInTheOrderOfTheLine(t *testing.T) {
	p := blagoveshchensk()
	v := View{Point: p, Occupancy: Occupancy{}, Now: now}
	b := confirmed(at(10, 18, 0))
	b.State, b.Community, b.Headcount, b.Created = Requested, "own", 10, now
	wish := func(id, holder string, change func(*Wish)) Wish {
		w := Wish{ID: id, State: WishWaiting, Community: holder, Event: Event{Headcount: 10}, Want: p.WantSlot(b.Slot), Created: now.Add(time.Hour)}
		if change != nil {
			change(&w)
		}
		return w
	}
	line := []Wish{
		wish("later", "equal", nil),
		wish("less", "poor", nil),
		wish("less too", "poor", func(w *Wish) { w.Created = now.Add(2 * time.Hour) }),
		wish("rich", "rich", nil),
		wish("earlier", "equal2", func(w *Wish) { w.Created = now.Add(-time.Hour) }),
		wish("first", "rich2", func(w *Wish) { w.Lifted = &Lift{At: now} }),
		wish("own", "own", nil),
		wish("elsewhere", "x", func(w *Wish) { w.Want.Rooms = []string{"hall"} }),
		wish("other day", "x", func(w *Wish) { w.Want.First, w.Want.Last = w.Want.First.Plus(1), w.Want.Last.Plus(1) }),
		wish("crowd", "x", func(w *Wish) { w.Headcount = 4000 }),
		wish("once passed", "x", func(w *Wish) { w.Passed = []Slot{b.Slot} }),
	}
	hours := map[string]time.Duration{"poor": 2, "own": 5, "equal": 5, "equal2": 5, "rich": 9, "rich2": 20}
	standing := func(holder string) Standing { return Standing{Past: hours[holder] * time.Hour} }
	rivals, place := v.Rivals(b, line, standing, DefaultPolicy())
	want := []struct {
		id     string
		before Why
	}{{"first", ByLift}, {"less", ByHours}, {"earlier", ByJoining}, {"later", ""}, {"rich", ""}}
	if len(rivals) != len(want) || place != 4 {
		t.Fatalf("%d rivals, the request's place is %d: %+v", len(rivals), place, rivals)
	}
	for i, w := range want {
		if r := rivals[i]; r.ID != w.id || r.Before != w.before || r.Past != standing(r.Holder()).Past {
			t.Errorf("%d: %s before by %q after %s, want %+v", i, r.ID, r.Before, r.Past, w)
		}
	}
}
