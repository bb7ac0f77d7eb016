package space

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyHouse is three days on which random slots of all rooms are taken, by as
// many people as the house can hold.
func anyHouse(t *rapid.T) View {
	v := held(0)
	for range rapid.IntRange(0, 14).Draw(t, "bookings") {
		s := anySlot(t)
		room, _ := v.Room(s.Room)
		e := Event{Headcount: rapid.IntRange(1, room.Seats).Draw(t, "heads")}
		if v.Judge(s, e) == nil {
			v.Busy[s.Room] = append(v.Busy[s.Room], footprint(room, s))
			slices.SortFunc(v.Busy[s.Room], func(a, b Slot) int { return a.Start.Compare(b.Start) })
			for b, after := s.Buckets(); b < after; b++ {
				v.Heads[b] += e.Headcount
			}
		}
	}
	return v
}

func anySlot(t *rapid.T) Slot {
	start := at(rapid.IntRange(0, 2).Draw(t, "day"), 9, 15*rapid.IntRange(0, 48).Draw(t, "quarter"))
	return Slot{rapid.SampledFrom([]string{"hall", "class", "meet"}).Draw(t, "room"), start,
		start.Add(15 * time.Minute * time.Duration(rapid.IntRange(2, 20).Draw(t, "quarters")))}
}

func anyWish(t *rapid.T, i int) Wish {
	from := 60 * rapid.IntRange(8, 20).Draw(t, "from")
	first := rapid.IntRange(-1, 2).Draw(t, "first")
	w := wish(fmt.Sprint("w", i), rapid.IntRange(1, 130).Draw(t, "people"), rapid.IntRange(0, 9).Draw(t, "joined"),
		WantSpan(day(first), day(first+rapid.IntRange(0, 3).Draw(t, "span")), 0,
			Hours{from, min(from+60*rapid.IntRange(1, 14).Draw(t, "window"), 24*60)}, 30*time.Minute*time.Duration(rapid.IntRange(1, 8).Draw(t, "length"))))
	w.Community = rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "community")
	if rapid.Bool().Draw(t, "one time") {
		w.Want.Near = 60 * rapid.IntRange(8, 20).Draw(t, "near")
	}
	if rapid.Bool().Draw(t, "one room") {
		w.Want.Rooms = []string{rapid.SampledFrom([]string{"hall", "class", "meet"}).Draw(t, "its room")}
	}
	for range rapid.IntRange(0, 2).Draw(t, "passed") {
		w.Passed = append(w.Passed, anySlot(t))
	}
	if rapid.IntRange(0, 9).Draw(t, "lift") == 0 {
		w = lifted(w)
	}
	return w
}

// places are all slots that a wish could have of a freed slot by the rules
// alone, found without any cleverness: every start of every day is tried.
func places(v View, w Wish, freed Slot) []Slot {
	room, _ := v.Room(freed.Room)
	var found []Slot
	for n := -1; n < 6; n++ {
		for m := w.Want.From; m < w.Want.until(); m += 15 {
			s := Slot{Room: freed.Room, Start: v.At(day(n), m)}
			s.End = s.Start.Add(w.Want.Length)
			if w.State == WishWaiting && w.Want.inRoom(room.ID) && w.Want.onDay(day(n)) &&
				!s.End.After(v.At(day(n), w.Want.until())) && !w.passed(s) &&
				footprint(room, s).Overlaps(footprint(room, freed)) && v.Judge(s, w.Event) == nil {
				found = append(found, s)
			}
		}
	}
	return found
}

func TestAnySlotThatFitsIsOneOfThePossibleAndThereIsOneWhereAnyIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, w, freed := anyHouse(t), anyWish(t, 0), anySlot(t)
		got, reason := v.Fits(w, freed)
		possible := places(v, w, freed)
		if (reason == "") != (len(possible) > 0) {
			t.Fatalf("refused for %q, possible %v", reason, possible)
		}
		if reason == "" && !slices.Contains(possible, got) {
			t.Fatalf("%v is none of %v", got, possible)
		}
	})
}

func TestAnyPromotionIsPossibleAndSkipsNobodyWithoutReason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyHouse(t)
		var freed []Slot
		for range rapid.IntRange(1, 3).Draw(t, "freed") {
			freed = append(freed, anySlot(t))
		}
		var line []Wish
		for i := range rapid.IntRange(0, 12).Draw(t, "wishes") {
			line = append(line, anyWish(t, i))
		}
		hours := had(map[string]int{"a": rapid.IntRange(0, 9).Draw(t, "a"), "b": rapid.IntRange(0, 9).Draw(t, "b")})
		given, skips := Promote(v, freed, line, hours, DefaultPolicy())
		after := checkOffers(t, v, freed, given)
		checkSkips(t, v, after, freed, line, given, skips)
	})
}

// checkOffers books the offers one after the other as anyone else would, and
// returns the view with all of them.
func checkOffers(t *rapid.T, v View, freed []Slot, given []Wish) View {
	after := v
	for _, w := range given {
		o := w.Offer
		uses := func(f Slot) bool { return slices.Contains(places(after, asked(w), f), o.Slot) }
		if w.State != WishOffered || !slices.ContainsFunc(freed, uses) {
			t.Fatalf("%s got %v, which is not possible", w.ID, o.Slot)
		}
		if !o.Deadline.After(v.Now) || !o.Deadline.Before(o.Start.Add(-v.Notice)) {
			t.Fatalf("%v is offered until %v", o.Slot, o.Deadline)
		}
		after.Occupancy = after.Plus(Held{Slot: o.Slot, Print: o.Footprint(), Heads: w.Headcount})
	}
	return after
}

// asked is the wish as it was before its offer.
func asked(w Wish) Wish {
	w.State, w.Offer = WishWaiting, nil
	return w
}

// checkSkips holds that whoever got nothing has a reason that is true, and
// that whoever has none could not get anything of what is left.
func checkSkips(t *rapid.T, before, after View, freed []Slot, line, given []Wish, skips []Skip) {
	reasons := map[string]Reason{}
	for _, s := range skips {
		if _, twice := reasons[s.Wish]; twice {
			t.Fatalf("%s is skipped twice", s.Wish)
		}
		reasons[s.Wish] = s.Reason
	}
	for _, w := range line {
		reason, skipped := reasons[w.ID]
		got := slices.Contains(names(given), w.ID)
		if got && skipped {
			t.Fatalf("%s got an offer and is skipped", w.ID)
		}
		for _, f := range freed {
			for _, s := range places(after, w, f) {
				near := offering.Deadline(after.Now, s.Start.Add(-after.Notice), zone).IsZero()
				if !got && !near {
					t.Fatalf("%s could have %v, but is skipped for %q", w.ID, s, reason)
				}
			}
		}
		if skipped {
			checkReason(t, before, w, freed, reason)
		}
	}
}

// checkReason holds that a reason is true: that without what it names the wish
// could have had a part of what was freed.
func checkReason(t *rapid.T, before View, w Wish, freed []Slot, reason Reason) {
	unpassed, empty, noHeads := w, held(0), before
	unpassed.Passed, empty.Now, noHeads.Heads = nil, at(-5, 12, 0), nil
	possible := func(v View, w Wish) bool {
		return slices.ContainsFunc(freed, func(f Slot) bool { return len(places(v, w, f)) > 0 })
	}
	holds := map[Reason]bool{
		TooBig: slices.ContainsFunc(freed, func(f Slot) bool {
			room, _ := before.Room(f.Room)
			return w.Headcount > room.Seats
		}),
		Taken:        possible(empty, unpassed),
		OncePassed:   len(w.Passed) > 0 && possible(noHeads, unpassed),
		HouseFull:    possible(noHeads, w),
		OutsideHours: w.Want.From < 9*60 || w.Want.until() > 22*60,
		TooNear:      w.Want.onDay(day(0)),
	}
	if !holds[reason] {
		t.Fatalf("%s is skipped for %q: %+v", w.ID, reason, w.Want)
	}
}

func TestAnyWishThatCheckRefusesHasNoPlaceInAnEmptyHouse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, w := held(0), anyWish(t, 0)
		possible := false
		for n := range 6 {
			for _, room := range v.Rooms {
				possible = possible || len(places(v, w, slot(room.ID, n, 0, 24))) > 0
			}
		}
		if r := w.Check(v.Point, v.Now); (r == nil) != possible {
			t.Fatalf("%v, possible: %v", r, possible)
		}
	})
}
