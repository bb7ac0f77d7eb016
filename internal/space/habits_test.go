package space

import (
	"fmt"
	"testing"
	"time"
)

// was is an event that took place so many days before Monday 23 November.
func (v View) was(id, room string, daysAgo, from, to, heads int) Booking {
	return Booking{ID: id, State: Done, Community: "a", Slot: v.slot(room, -daysAgo, from, to), Event: Event{Headcount: heads}}
}

// habit writes a habit: "Tue 18:00 2h0m0s class 20 ×3 like d".
func habit(h Habit) string {
	return fmt.Sprintf("%s %02d:%02d %s %s %d ×%d like %s", h.Weekday.String()[:3], h.Minute/60, h.Minute%60, h.Length, h.Room, h.Headcount, h.Times, h.Last.ID)
}

func TestHabitsAreWhatWasMostOften(t *testing.T) {
	v := digestView()
	for what, c := range map[string]struct {
		past []Booking
		want []string
	}{
		"nothing": {nil, nil},
		"once":    {[]Booking{v.was("a", "class", 6, 18*60, 20*60, 20)}, []string{"Tue 18:00 2h0m0s class 20 ×1 like a"}},
		"its length and headcount are the most used, of those as frequent the latest": {[]Booking{
			v.was("a", "class", 20, 18*60, 19*60, 12), v.was("b", "class", 13, 18*60, 20*60, 12), v.was("c", "class", 6, 18*60, 20*60, 30),
		}, []string{"Tue 18:00 2h0m0s class 12 ×3 like c"}},
		"the most frequent first, of those as frequent the latest": {[]Booking{
			v.was("a", "class", 6, 18*60, 20*60, 20), v.was("b", "hall", 4, 10*60, 12*60, 50),
			v.was("c", "hall", 1, 12*60, 13*60, 5), v.was("d", "hall", 8, 12*60, 13*60, 5),
		}, []string{"Sun 12:00 1h0m0s hall 5 ×2 like c", "Thu 10:00 2h0m0s hall 50 ×1 like b", "Tue 18:00 2h0m0s class 20 ×1 like a"}},
		"three at most": {[]Booking{v.was("a", "class", 1, 600, 660, 1), v.was("b", "class", 2, 600, 660, 1),
			v.was("c", "class", 3, 600, 660, 1), v.was("d", "class", 4, 600, 660, 1)},
			[]string{"Sun 10:00 1h0m0s class 1 ×1 like a", "Sat 10:00 1h0m0s class 1 ×1 like b", "Fri 10:00 1h0m0s class 1 ×1 like c"}},
		"what is long past, is to come or did not take place is none": {[]Booking{
			v.was("old", "class", 190, 600, 660, 1), v.was("next", "class", -1, 600, 660, 1),
			func() Booking { b := v.was("nobody", "class", 1, 600, 660, 1); b.State = NoShow; return b }(),
			func() Booking { b := v.was("off", "class", 1, 600, 660, 1); b.State = Cancelled; return b }(),
		}, nil},
	} {
		var got []string
		for _, h := range v.Habits(c.past, v.Now) {
			got = append(got, habit(h))
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

func TestAHabitKeepsItsHourOverSummerTime(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	v := digestView()
	v.Zone, v.Now = zone, time.Date(2026, 3, 27, 9, 0, 0, 0, zone)
	start := time.Date(2026, 3, 24, 18, 0, 0, 0, zone)
	past := []Booking{{ID: "a", State: Done, Slot: Slot{"class", start, start.Add(2 * time.Hour)}, Event: Event{Headcount: 5}}}
	free := v.Suggest(v.Habits(past, v.Now), nil)
	if want := time.Date(2026, 3, 31, 18, 0, 0, 0, zone); len(free) != 3 || !free[0].Start.Equal(want) || free[0].Length() != 2*time.Hour {
		t.Errorf("free are %+v", free)
	}
}

func TestFreeSlotsFitTheHabits(t *testing.T) {
	tuesdays := func(v View) []Booking { return []Booking{v.was("club", "class", 6, 18*60, 20*60, 30)} }
	for what, c := range map[string]struct {
		with func(v *View)
		own  []int // days of events they have
		want []string
	}{
		"the next three weeks":                  {nil, nil, []string{"class 1", "class 8", "class 15"}},
		"in another room when theirs is taken":  {func(v *View) { v.busy("class", 1, 17*60, 19*60) }, nil, []string{"hall 1", "class 8", "class 15"}},
		"not where they are anyway":             {nil, []int{1}, []string{"class 8", "class 15", "class 22"}},
		"not where nothing is free":             {func(v *View) { v.Closures = []Closure{{First: Date{2026, 12, 1}, Last: Date{2026, 12, 1}}} }, nil, []string{"class 1", "class 15", "class 22"}},
		"not in a room with too few seats":      {func(v *View) { v.Rooms[0].Seats = 10 }, nil, []string{"hall 1", "hall 8", "hall 15"}},
		"none where no room is large enough":    {func(v *View) { v.Rooms[0].Seats, v.Rooms[1].Seats = 10, 10 }, nil, nil},
		"none where the whole house is full up": {func(v *View) { v.Headcount = 20 }, nil, nil},
	} {
		v := digestView()
		if c.with != nil {
			c.with(&v)
		}
		var own []Booking
		for _, day := range c.own {
			own = append(own, Booking{State: Confirmed, Slot: v.slot("hall", day, 10*60, 11*60)})
		}
		var got []string
		for _, s := range v.Suggest(v.Habits(tuesdays(v), v.Now), own) {
			got = append(got, fmt.Sprint(s.Room, " ", Date{2026, 11, 23}.DaysTo(v.Day(s.Start))))
			if s.Like == nil || s.Like.ID != "club" {
				t.Errorf("%s: like %+v", what, s.Like)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}
