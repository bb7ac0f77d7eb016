package space

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAClassIsReadFromItsName(t *testing.T) {
	w := Wish{Event: Event{Headcount: 30, Equipment: []string{"screen", "piano", "screen"}},
		Want: Want{Rooms: []string{"meet", "hall"}, From: 18 * 60, Length: 90 * time.Minute}}
	for name, w := range map[string]Wish{"hall,meet|1080|1440|90|30|piano,screen": w, "|0|1440|0|0|": {}} {
		read, err := ParseClass(w.Class().String())
		if err != nil || w.Class().String() != name || !reflect.DeepEqual(read, w.Class()) {
			t.Errorf("%q was read as %+v, %v", w.Class(), read, err)
		}
	}
	for _, name := range []string{"", "hall", "||||||", "|a|0|0|0|", "|0|0|0|0|0|0"} {
		if _, err := ParseClass(name); err == nil {
			t.Errorf("%q was read", name)
		}
	}
}

func TestAClassThatIsBarredHoldsNobodyWhoCouldBeServed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, freed, w := anyHouse(t), anySlot(t), anyWish(t, 0)
		policy := DefaultPolicy()
		policy.Quota = Quota{Ahead: time.Duration(rapid.IntRange(0, 4).Draw(t, "ahead")) * time.Hour,
			Evenings: rapid.IntRange(0, 1).Draw(t, "evenings")}
		has := Standing{Ahead: 2 * time.Hour, Evenings: map[string]int{"2026-03": 1, "2026-11": 1, "2026-12": 1}}
		day := v.Day(freed.Start)
		if !w.Want.onDay(day) {
			return
		}
		for _, standing := range []*Standing{nil, &has} {
			round := NewRound(v, []Slot{freed}, policy)
			bars := round.Bars(w.Class(), day, standing)
			miss := round.Miss(w, has)
			if bars.Reason != "" && miss.Reason == "" {
				t.Fatalf("%s is barred for %q, but %+v has a place", w.Class(), bars.Reason, w)
			}
			if bars.Tells() && bars.Slot != freed {
				t.Fatalf("barred from %v, freed was %v", bars.Slot, freed)
			}
		}
	})
}

func TestTheNameOfAClassIsOneWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := anyWish(t, 0).Class().String()
		if strings.ContainsAny(name, " !") {
			t.Fatal(name)
		}
	})
}

func TestWhatIsTooNearBarsAClassForThat(t *testing.T) {
	v := held(20, slot("class", 0, 18, 22))
	round := NewRound(v, []Slot{slot("class", 0, 13, 15)}, DefaultPolicy())
	w := wish("w", 5, 9, Want{First: day(0), Last: day(0), Until: 15 * 60, Length: 30 * time.Minute})
	if miss := round.Bars(w.Class(), day(0), nil); miss.Reason != TooNear || !miss.At.Equal(v.Now) {
		t.Errorf("%+v", miss)
	}
}

func TestAClassIsBarredForWhatAllOfItLack(t *testing.T) {
	v := held(20)
	freed := slot("class", 1, 18, 20)
	for reason, change := range map[Reason]func(*Wish){
		"":             func(w *Wish) {},
		TooBig:         func(w *Wish) { w.Headcount = 41 },
		LacksEquipment: func(w *Wish) { w.Equipment = []string{"organ"} },
		Elsewhere:      func(w *Wish) { w.Want.From, w.Want.Until = 10*60, 12*60 },
	} {
		w := wish("w", 40, 9, v.WantSlot(freed))
		w.Want.Rooms = nil
		change(&w)
		if miss := NewRound(v, []Slot{freed}, DefaultPolicy()).Bars(w.Class(), day(1), nil); miss.Reason != reason || miss.Tells() != slices.Contains([]Reason{TooBig, LacksEquipment}, reason) {
			t.Errorf("%s: %+v", reason, miss)
		}
	}
}
