package space

import (
	"encoding/json"
	"testing"
	"time"
)

func TestFullnessCountsWhatIsHeldOfTheOpenHours(t *testing.T) {
	zone := time.FixedZone("east", 9*3600)
	p := &Point{ID: "blg", Zone: zone, Rooms: []Room{{ID: "hall"}, {ID: "zone"}},
		Closures: []Closure{{First: Date{2026, 11, 25}, Last: Date{2026, 11, 25}, Room: "zone"}}}
	for day := time.Monday; day <= time.Saturday; day++ {
		p.Hours[day] = Hours{10 * 60, 22 * 60}
	}
	monday := Date{2026, 11, 26}.Monday()
	if want := (Date{2026, 11, 23}); monday != want || want.Monday() != want || want.Plus(6).Monday() != want {
		t.Fatalf("the week begins on %s", monday)
	}
	slot := func(day int, from, to float64) Slot {
		at := func(h float64) time.Time { return p.At(monday.Plus(day), int(h*60)) }
		return Slot{Start: at(from), End: at(to)}
	}
	o := Occupancy{Busy: map[string][]Slot{
		"hall": {slot(0, 8, 12), slot(0, 20, 23), slot(2, 18, 20), slot(2, 19, 21), slot(6, 10, 12)},
	}}
	all := p.Fullness(o, monday, 7)
	if h := all[0]; h.Open != 72*time.Hour || h.Held != 7*time.Hour || h.Share() != 7.0/72 {
		t.Errorf("the hall: %+v", h) // what reaches past the hours, lies over another or on a closed day counts once or not
	}
	if z := all[1]; z.Open != 60*time.Hour || z.Held != 0 {
		t.Errorf("the zone: %+v", z)
	}
	if closed := p.Fullness(o, monday.Plus(6), 1)[0]; closed.Share() != 0 {
		t.Errorf("on a closed day: %+v", closed)
	}
	if text, err := json.Marshal(all[0]); err != nil || string(text) != `{"held_hours":7,"open_hours":72,"room":"hall"}` {
		t.Errorf("%s, %v", text, err)
	}
}
