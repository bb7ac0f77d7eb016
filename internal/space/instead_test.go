package space

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// declinedFor is a booking of the slot, declined for the reason.
func declinedFor(s Slot, reason string) Booking {
	return Booking{State: Declined, Slot: s, Event: Event{Title: "Кино", Headcount: 30}, Decision: &Decision{State: Declined, Reason: reason}}
}

func TestWhatIsSuggestedInsteadFollowsFromTheReason(t *testing.T) {
	thursday := slot("hall", 3, 18, 20)
	other := func(room string, days int) func(Slot) bool {
		return func(s Slot) bool {
			return s.Room == room && !s.Start.Before(at(days, 0, 0)) && s.End.Before(at(days+1, 0, 0))
		}
	}
	sameRoom, sameDay := other("hall", 3), other("class", 3)
	for reason, want := range map[string]struct{ room, class, later bool }{
		"#works":           {false, true, true},
		"#city":            {false, false, true},
		"#unfit":           {false, true, false},
		"#details":         {true, true, true},
		"Другой хозяин":    {false, true, true},
		"the hall is mine": {false, true, true},
	} {
		v := held(0)
		v.From, v.To = at(-30, 0, 0), at(30, 0, 0)
		got := v.Barring(declinedFor(thursday, reason)).Alternatives(thursday, Event{Headcount: 30}, 30)
		has := struct{ room, class, later bool }{slices.ContainsFunc(got, sameRoom), slices.ContainsFunc(got, sameDay), slices.ContainsFunc(got, other("hall", 4))}
		if has != want {
			t.Errorf("%s: the room that day, another room, the room the day after: %v, want %v", reason, has, want)
		}
	}
}

func TestWhatTheEventIsNoOtherSlotHelps(t *testing.T) {
	for reason, want := range map[string]bool{"#commerce": true, "#beliefs": true, "#works": false, "#details": false, "no": false, "": false} {
		b := declinedFor(slot("hall", 3, 18, 20), reason)
		if b.Hopeless() != want || b.OnlyUnclear() != (reason == "#details") {
			t.Errorf("%q: hopeless %v, unclear %v", reason, b.Hopeless(), b.OnlyUnclear())
		}
		if b.State = Cancelled; b.Hopeless() || b.OnlyUnclear() {
			t.Errorf("%q: a booking that was not declined is", reason)
		}
	}
}

func TestOnlyWhatWasDeclinedToTheSameEventIsBarred(t *testing.T) {
	same, another, held := declinedFor(slot("hall", 3, 18, 20), "#works"), declinedFor(slot("hall", 4, 18, 20), "#works"), declinedFor(slot("hall", 5, 18, 20), "#works")
	same.Title, another.Title, held.State = "КИНО", "Лекция", Confirmed
	if got := DeclinedAs("Кино", []Booking{another, held, same}); len(got) != 1 || got[0].Start != same.Start {
		t.Errorf("barred are %v", got)
	}
}

func TestNothingBarredIsEverSuggested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, want := anyHouse(t), anySlot(t)
		v.From, v.To = at(-30, 0, 0), at(60, 0, 0)
		declined := declinedFor(want, rapid.SampledFrom([]string{"#works", "#city", "#unfit", "own words"}).Draw(t, "reason"))
		for _, s := range v.Barring(declined).Alternatives(want, Event{Headcount: rapid.IntRange(1, 90).Draw(t, "heads")}, 6) {
			if s.Room == want.Room && v.Day(s.Start) == v.Day(want.Start) {
				t.Fatalf("%v was declined, and %v is suggested", want, s)
			}
			if v.Judge(s, Event{Headcount: 1}) != nil {
				t.Fatalf("%v is suggested, which is not free", s)
			}
		}
	})
}

func TestAHabitIsNotSuggestedAtWhatWasDeclined(t *testing.T) {
	v := held(0)
	v.From, v.To = at(0, 0, 0), at(40, 0, 0)
	var own []Booking
	for week := 1; week < 4; week++ {
		own = append(own, Booking{ID: "old", State: Done, Slot: slot("class", 3-7*week, 18, 20), Event: Event{Title: "Кино", Headcount: 20}})
	}
	own = append(own, declinedFor(slot("class", 3, 18, 20), "#works"))
	for _, s := range v.Suggest(v.Habits(own, now), own) {
		if s.Room == "class" && v.Day(s.Start) == v.Day(at(3, 18, 0)) {
			t.Errorf("%v is suggested", s.Slot)
		}
		if s.Length() != 2*time.Hour {
			t.Errorf("for %s", s.Length())
		}
	}
}
