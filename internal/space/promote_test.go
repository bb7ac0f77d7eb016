package space

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestFreedTimeGoesToTheFairestWhoFit(t *testing.T) {
	p := blagoveshchensk()
	freed := slot("class", 1, 18, 20)
	this := p.WantSlot(freed)
	first, second := p.WantSlot(slot("class", 1, 18, 19)), p.WantSlot(slot("class", 1, 19, 20))
	noPrime := DefaultPolicy()
	noPrime.Quota = Quota{Ahead: 8 * time.Hour}
	near := noPrime
	near.Quota.Soft = 3
	for name, c := range map[string]struct {
		line   []Wish
		policy Policy
		given  []string
		skips  []Skip
	}{
		"the one with fewest hours":       {[]Wish{wish("a", 5, 99, this), wish("b", 5, 1, this)}, DefaultPolicy(), []string{"b"}, nil},
		"the lifted one":                  {[]Wish{lifted(wish("a", 5, 1, this)), wish("b", 5, 99, this)}, DefaultPolicy(), []string{"a"}, nil},
		"parts to smaller wishes":         {[]Wish{wish("b", 5, 9, first), wish("c", 5, 8, second), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"b", "c"}, nil},
		"what is left is too short":       {[]Wish{wish("b", 5, 9, first), wish("a", 5, 99, this), wish("z", 5, 1, second)}, DefaultPolicy(), []string{"z", "b"}, nil},
		"one behind who fits":             {[]Wish{wish("b", 41, 9, this), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"a"}, []Skip{{"b", TooBig}}},
		"skipped for its part is taken":   {[]Wish{wish("b", 5, 9, first), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"b"}, []Skip{{"a", Taken}}},
		"skipped for an offer it has":     {[]Wish{wish("b", 5, 9, this).Offered(Offer{}), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"a"}, []Skip{{"b", NotWaiting}}},
		"who left is of no line":          {[]Wish{wish("b", 5, 9, this).Ended(WishLeft), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"a"}, nil},
		"another day is of another line":  {[]Wish{wish("b", 5, 9, WantDay("class", day(2), time.Hour)), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"a"}, nil},
		"another time is of another line": {[]Wish{wish("b", 5, 9, p.WantSlot(slot("class", 1, 9, 11))), wish("a", 5, 99, this)}, DefaultPolicy(), []string{"a"}, nil},
		"nobody":                          {nil, DefaultPolicy(), nil, nil},
		"a full quota":                    {[]Wish{lifted(wish("a", 5, 9, this)), wish("b", 5, 1, this)}, noPrime, []string{"b"}, []Skip{{"a", OverQuota}}},
		"no quota when it is near":        {[]Wish{lifted(wish("a", 5, 9, this)), wish("b", 5, 1, this)}, near, []string{"a"}, nil},
	} {
		standing := func(holder string) Standing {
			hours := map[string]int{"c-a": 7, "c-b": 2, "c-c": 3}[holder]
			return Standing{Ahead: time.Duration(hours) * time.Hour}
		}
		v := held(20, slot("class", 1, 9, 18))
		given, skips := Promote(v, []Slot{freed}, c.line, standing, c.policy)
		if !slices.Equal(names(given), c.given) || !slices.Equal(skips, c.skips) {
			t.Errorf("%s: given %v, skipped %v; want %v, %v", name, names(given), skips, c.given, c.skips)
		}
	}
}

func TestAnOfferHasItsSlotItsMarginsAndItsDeadline(t *testing.T) {
	v := held(20)
	w := wish("w", 80, 9, WantSpan(day(3), day(9), 0, Hours{18 * 60, 20 * 60}, 2*time.Hour))
	given, _ := Promote(v, []Slot{slot("hall", 3, 18, 20)}, []Wish{w}, had(nil), DefaultPolicy())
	want := Offer{Slot: slot("hall", 3, 18, 20), SetUp: 30 * time.Minute, ClearUp: 30 * time.Minute, Made: now.UTC(), Deadline: at(1, 10, 0)}
	if len(given) != 1 || given[0].State != WishOffered || *given[0].Offer != want {
		t.Fatalf("%+v", given)
	}
	if hold, ok := given[0].Hold(); !ok || hold != (Slot{"hall", at(3, 17, 30), at(3, 20, 30)}) {
		t.Errorf("%v is held", hold)
	}
	if len(v.Busy["hall"]) > 0 || w.State != WishWaiting {
		t.Error("the view or the wish was changed")
	}
}

func TestNobodyGetsAllThatWasFreedForBeingFirst(t *testing.T) {
	any := WantSpan(day(1), day(3), 0, evening, 5*time.Hour)
	poor, rich := []Wish{wish("p1", 5, 9, any), wish("p2", 5, 8, any)}, wish("r", 5, 1, any)
	for i := range poor {
		poor[i].Community = "poor"
	}
	freed := []Slot{slot("class", 1, 17, 22), slot("class", 2, 17, 22)}
	v := held(20, slot("class", 1, 9, 17), slot("class", 2, 9, 17))
	given, _ := Promote(v, freed, append(poor, rich), had(map[string]int{"c-r": 3}), DefaultPolicy())
	if got := names(given); !slices.Equal(got, []string{"p1", "r"}) {
		t.Errorf("%v", got)
	}
}

func TestOffersTogetherKeepTheHeadcount(t *testing.T) {
	v := held(100, slot("hall", 1, 18, 20))
	freed := []Slot{slot("meet", 1, 18, 20), slot("class", 1, 18, 20)}
	line := []Wish{wish("a", 40, 9, v.WantSlot(freed[1])), wish("b", 15, 8, v.WantSlot(freed[0])), wish("c", 10, 7, v.WantSlot(freed[0]))}
	given, skips := Promote(v, freed, line, had(nil), DefaultPolicy())
	if !slices.Equal(names(given), []string{"a", "c"}) || !slices.Equal(skips, []Skip{{"b", HouseFull}}) {
		t.Errorf("given %v, skipped %v", names(given), skips)
	}
}

func TestWhatIsTooNearToAnswerIsOfferedToNobodyButLeft(t *testing.T) {
	v := held(20, slot("class", 0, 18, 22))
	freed := slot("class", 0, 13, 15) // it is noon, and two hours' notice is asked for
	round := NewRound(v, []Slot{freed}, DefaultPolicy())
	w := wish("w", 5, 9, Want{First: day(0), Last: day(0), Until: 15 * 60, Length: 30 * time.Minute})
	if _, reason := round.Offer(w, Standing{}); reason != TooNear {
		t.Errorf("refused for %q", reason)
	}
	if left := round.Left(); len(left) != 1 || left[0] != freed {
		t.Errorf("%v is left", left)
	}
	w.Want.Until = 16 * 60 // from 14:45 on there is time for an offer
	if given, reason := round.Offer(w, Standing{}); reason != "" || !given.Offer.Start.Equal(at(0, 14, 45)) {
		t.Errorf("%+v, refused for %q", given.Offer, reason)
	}
}

func TestTheChainEndsInAFreeSlot(t *testing.T) {
	v := held(20)
	freed := slot("class", 1, 18, 22)
	line := []Wish{wish("a", 5, 9, v.WantSlot(slot("class", 1, 18, 20)))}
	for range 2 {
		round := NewRound(v, []Slot{freed}, DefaultPolicy())
		w, reason := round.Offer(line[0], Standing{})
		if reason == "" {
			if left := round.Left(); len(left) != 1 || left[0] != slot("class", 1, 20, 22) {
				t.Errorf("%v is left beside the offer", left)
			}
			line[0] = w.Declined(v.Point, WishPassed, now)
			continue
		}
		if left := round.Left(); line[0].State != WishPassed || len(left) != 1 || left[0] != freed {
			t.Errorf("%s: %v is left", line[0].State, left)
		}
	}
}

// longLine is so many wishes of 150 communities and some persons for an
// evening, and how many hours each has had.
func longLine(n int) ([]Wish, func(string) Standing) {
	hours := map[string]int{}
	line := make([]Wish, n)
	for i := range line {
		line[i] = wish(fmt.Sprintf("w%06d", i), 10+i%25, i, WantSpan(day(1), day(120), On(time.Tuesday), evening, 2*time.Hour))
		line[i].Community = fmt.Sprint("c", i*7919%150)
		hours[line[i].Community] = i * 31 % 97
	}
	return line, had(hours)
}

func BenchmarkPromote(b *testing.B) {
	v := held(20, slot("class", 1, 9, 18), slot("class", 1, 20, 22))
	for _, n := range []int{100, 1_000, 10_000, 100_000} {
		line, standing := longLine(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				given, _ := Promote(v, []Slot{slot("class", 1, 18, 20)}, line, standing, DefaultPolicy())
				if len(given) != 1 {
					b.Fatalf("%d offers", len(given))
				}
			}
		})
	}
}

func TestTheTightestFreedRoomIsOfferedFirst(t *testing.T) {
	freed := []Slot{slot("hall", 1, 18, 20), slot("class", 1, 18, 20), slot("meet", 1, 18, 20)}
	w := wish("w", 20, 9, WantSpan(day(1), day(1), 0, Hours{18 * 60, 20 * 60}, 2*time.Hour))
	given, _ := Promote(held(20), freed, []Wish{w}, had(nil), DefaultPolicy())
	if len(given) != 1 || given[0].Offer.Room != "class" {
		t.Errorf("%+v", given)
	}
}
