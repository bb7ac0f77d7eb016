package space

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// atSix waits for two hours at any time between 10 and 22, at 18 if it can be.
func atSix(rooms ...string) Wish {
	w := wish("w", 10, 5, WantSpan(day(1), day(1), 0, Hours{10 * 60, 22 * 60}, 2*time.Hour))
	w.Want.Rooms, w.Want.Near = rooms, 18*60
	return w
}

func TestALooseWishIsOfferedTheTimeNearestToWhatWasAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		taken []Slot
		wish  Wish
		want  Slot
	}{
		"the very time":                     {nil, atSix("class"), slot("class", 1, 18, 20)},
		"a later one, which is nearer":      {[]Slot{slot("class", 1, 18, 19)}, atSix("class"), slot("class", 1, 19, 21)},
		"an earlier one, which is nearer":   {[]Slot{slot("class", 1, 19, 21)}, atSix("class"), slot("class", 1, 17, 19)},
		"in another gap":                    {[]Slot{slot("class", 1, 12, 17), slot("class", 1, 20, 21)}, atSix("class"), slot("class", 1, 18, 20)},
		"in a larger room at the very time": {[]Slot{slot("meet", 1, 17, 19)}, atSix(), slot("class", 1, 18, 20)},
		"in the tightest of those":          {nil, atSix(), slot("meet", 1, 18, 20)},
	} {
		v := held(5, c.taken...)
		free := []Slot{slot("meet", 1, 10, 22), slot("class", 1, 10, 22), slot("hall", 1, 10, 22)}
		got, reason := NewRound(v, free, DefaultPolicy()).Offer(c.wish, Standing{})
		if reason != "" || !same(got.Offer.Slot, c.want) {
			t.Errorf("%s: offered %+v (%s), want %v", name, got.Offer, reason, c.want)
		}
	}
}

func TestWhoHasTheirEveningsIsOfferedTheNearestTimeOfTheDay(t *testing.T) {
	policy := DefaultPolicy()
	policy.Quota = Quota{Evenings: 1}
	v := held(0)
	s := slot("class", 1, 10, 22)
	has := v.Ahead(Standing{}, slot("class", 1, 18, 20))
	w, reason := NewRound(v, []Slot{s}, policy).Offer(atSix("class"), has)
	if reason != "" || v.primeTime(w.Offer.Slot) || w.Offer.Start.Add(Grid).Before(v.At(day(1), eveningFrom)) {
		t.Errorf("offered %+v, %s", w.Offer, reason)
	}
}

func TestNoPossibleTimeIsNearerThanAnyThatIsOffered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, w, freed := anyHouse(t), anyWish(t, 0), anySlot(t)
		w.Want.Near = 60 * rapid.IntRange(8, 20).Draw(t, "at")
		got, reason := v.Fits(w, freed)
		nearer := func(s Slot) bool { return w.Want.off(v.Point, s.Start) < w.Want.off(v.Point, got.Start) }
		if reason == "" && slices.ContainsFunc(places(v, w, freed), nearer) {
			t.Fatalf("offered %v of %v", got, places(v, w, freed))
		}
	})
}

func same(a, b Slot) bool { return a.Room == b.Room && a.Start.Equal(b.Start) && a.End.Equal(b.End) }
