package space

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// had are standings of so many hours each; others have none.
func had(hours map[string]int) func(string) Standing {
	return func(holder string) Standing { return Standing{Past: time.Duration(hours[holder]) * time.Hour} }
}

func lifted(w Wish) Wish {
	w.Lifted = &Lift{By: Party{ID: 7, Name: "Анна"}, At: now, Reason: "anniversary"}
	return w
}

func names(wishes []Wish) []string {
	var all []string
	for _, w := range wishes {
		all = append(all, w.ID)
	}
	return all
}

func TestLinesGoByLiftThenHoursThenJoining(t *testing.T) {
	policy := DefaultPolicy()
	want := WantDay("class", day(1), time.Hour)
	hours := had(map[string]int{"c-a": 10, "c-b": 2, "c-c": 2, "c-d": 40})
	for name, c := range map[string]struct{ first, then Wish }{
		"fewer hours before an earlier joining": {wish("b", 5, 1, want), wish("a", 5, 99, want)},
		"of equal hours the earlier":            {wish("c", 5, 9, want), wish("b", 5, 8, want)},
		"at the same moment by id":              {wish("b", 5, 9, want), wish("c", 5, 9, want)},
		"a lifted one before all":               {lifted(wish("d", 5, 1, want)), wish("b", 5, 99, want)},
		"of lifted ones again by hours":         {lifted(wish("a", 5, 1, want)), lifted(wish("d", 5, 99, want))},
	} {
		if Order(c.first, c.then, hours, policy) >= 0 || Order(c.then, c.first, hours, policy) <= 0 {
			t.Errorf("%s does not hold", name)
		}
	}
}

func TestANoShowWeighsFourHours(t *testing.T) {
	policy := DefaultPolicy()
	s := Standing{Past: 3 * time.Hour, Ahead: 2 * time.Hour, NoShows: 2}
	if got := s.Figure(policy); got != 13*time.Hour {
		t.Error(got)
	}
	policy.NoShow = 0
	if got := s.Figure(policy); got != 5*time.Hour {
		t.Errorf("%v when it weighs nothing", got)
	}
}

func TestStandingsCountWhatAHolderHadAndHas(t *testing.T) {
	p := blagoveshchensk()
	booking := func(state State, days, from, to int) Booking {
		return Booking{State: state, Community: "chess", Slot: slot("class", days, from, to)}
	}
	own := booking(Confirmed, 5, 9, 10)
	own.Community, own.Resident = "", Party{ID: 42}
	got := p.Standings([]Booking{
		booking(Done, -10, 18, 20), booking(NoShow, -20, 9, 10), // had
		booking(Done, -91, 9, 12), booking(NoShow, -91, 9, 12), // too long ago
		booking(Cancelled, 3, 9, 12), booking(Declined, 3, 9, 12), booking(Released, -3, 9, 12), // given up
		booking(Confirmed, 3, 18, 20), booking(Requested, 9, 19, 20), booking(ChangesAsked, 9, 9, 10), // ahead
		own,
	}, []Wish{
		{State: WishOffered, Community: "chess", Offer: &Offer{Slot: slot("hall", 4, 17, 18)}},
		{State: WishTaken, Community: "chess", Offer: &Offer{Slot: slot("hall", 4, 9, 18)}},
		{State: WishWaiting, Community: "chess"},
	}, DefaultPolicy(), now)
	want := map[string]Standing{
		"chess": {Past: 3 * time.Hour, Ahead: 5 * time.Hour, NoShows: 1, Requests: 2, Evenings: map[string]int{"2026-11": 3, "2026-12": 1}},
		"@42":   {Ahead: time.Hour},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestAPlaceSaysWhatPutItThere(t *testing.T) {
	want := WantDay("class", day(1), time.Hour)
	line := []Wish{wish("late", 5, 1, want), wish("early", 5, 9, want), wish("rich", 5, 99, want), lifted(wish("up", 5, 2, want))}
	got := Rank(line, had(map[string]int{"c-late": 2, "c-early": 2, "c-rich": 30, "c-up": 50}), DefaultPolicy())
	for i, c := range []struct {
		id            string
		why           Why
		hours         int
		ahead, behind Reasons
	}{
		{"up", ByLift, 50, Reasons{}, Reasons{Lift: 3}},
		{"early", ByHours, 2, Reasons{Lift: 1}, Reasons{Hours: 1, Joining: 1}},
		{"late", ByHours, 2, Reasons{Lift: 1, Joining: 1}, Reasons{Hours: 1}},
		{"rich", ByHours, 30, Reasons{Lift: 1, Hours: 2}, Reasons{}},
	} {
		p := got[i]
		if p.Wish.ID != c.id || p.Number != i+1 || p.Why() != c.why || p.Figure != time.Duration(c.hours)*time.Hour || p.Ahead != c.ahead || p.Behind != c.behind {
			t.Errorf("place %d: %s by %s, %v, ahead %+v, behind %+v", p.Number, p.Wish.ID, p.Why(), p.Figure, p.Ahead, p.Behind)
		}
	}
	if names(line)[0] != "late" {
		t.Error("the line itself was put in order")
	}
	if alone := Rank(line[:1], had(nil), DefaultPolicy()); len(alone) != 1 || alone[0].Why() != ByJoining {
		t.Errorf("alone: %+v", alone)
	}
	if len(Rank(nil, had(nil), DefaultPolicy())) != 0 {
		t.Error("an empty line has places")
	}
}

// anyLine is a line with many ties.
func anyLine(t *rapid.T) ([]Wish, func(string) Standing) {
	hours := map[string]int{}
	var line []Wish
	for i := range rapid.IntRange(1, 12).Draw(t, "n") {
		w := wish(fmt.Sprint("w", i), 5, rapid.IntRange(0, 2).Draw(t, "minutes"), WantDay("class", day(1), time.Hour))
		w.Community = rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "community")
		hours[w.Community] = rapid.IntRange(0, 1).Draw(t, "hours")
		if rapid.IntRange(0, 3).Draw(t, "lift") == 0 {
			w = lifted(w)
		}
		line = append(line, w)
	}
	return line, had(hours)
}

func TestAnyOrderIsStrictAndTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line, standing := anyLine(t)
		policy := DefaultPolicy()
		pick := rapid.SampledFrom(line)
		a, b, c := pick.Draw(t, "a"), pick.Draw(t, "b"), pick.Draw(t, "c")
		ab, bc, ac := Order(a, b, standing, policy), Order(b, c, standing, policy), Order(a, c, standing, policy)
		if ab != -Order(b, a, standing, policy) || (ab == 0) != (a.ID == b.ID) {
			t.Fatalf("%s to %s is %d", a.ID, b.ID, ab)
		}
		if ab < 0 && bc < 0 && ac >= 0 {
			t.Fatalf("%s, %s, %s go round", a.ID, b.ID, c.ID)
		}
	})
}

func TestAnyPlaceCountsAllOthersOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line, standing := anyLine(t)
		policy := DefaultPolicy()
		places := Rank(line, standing, policy)
		sorted := slices.SortedFunc(slices.Values(line), func(a, b Wish) int { return Order(a, b, standing, policy) })
		for i, p := range places {
			ahead := p.Ahead.Lift + p.Ahead.Hours + p.Ahead.Joining
			behind := p.Behind.Lift + p.Behind.Hours + p.Behind.Joining
			if p.Wish.ID != sorted[i].ID || ahead != i || behind != len(line)-1-i {
				t.Fatalf("place %d of %d: %s, %+v", i+1, len(line), p.Wish.ID, p)
			}
		}
	})
}
