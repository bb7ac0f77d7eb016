package space

import (
	"testing"
	"time"
)

func TestAFreedSlotIsFittedToTheWish(t *testing.T) {
	p := blagoveshchensk()
	in := func(room string, from, to int, length time.Duration) Want {
		w := WantSpan(day(1), day(5), 0, Hours{from * 60, to * 60}, length)
		if room != "" {
			w.Rooms = []string{room}
		}
		return w
	}
	span := func(room string, h1, m1, h2, m2 int) Slot { return Slot{room, at(1, h1, m1), at(1, h2, m2)} }
	const hour = time.Hour
	for name, c := range map[string]struct {
		freed  Slot
		busy   []Slot // each with 20 people
		want   Want
		heads  int
		gets   Slot
		reason Reason
	}{
		"this very slot":                {slot("class", 1, 18, 20), nil, p.WantSlot(slot("class", 1, 18, 20)), 30, slot("class", 1, 18, 20), ""},
		"a part, at its start":          {slot("class", 1, 18, 20), []Slot{slot("class", 1, 9, 18)}, in("", 17, 22, hour), 30, slot("class", 1, 18, 19), ""},
		"a part, at its end":            {slot("class", 1, 18, 20), []Slot{slot("class", 1, 20, 22)}, in("", 17, 22, hour), 30, slot("class", 1, 19, 20), ""},
		"as its window says":            {slot("class", 1, 12, 20), nil, in("", 15, 17, 2*hour), 30, slot("class", 1, 15, 17), ""},
		"more than was freed":           {slot("class", 1, 18, 20), []Slot{slot("class", 1, 9, 17)}, in("", 9, 22, 3*hour), 30, slot("class", 1, 17, 20), ""},
		"no piece too short to be used": {span("class", 12, 0, 14, 15), []Slot{slot("class", 1, 9, 12), span("class", 14, 15, 22, 0)}, Want{First: day(1), Last: day(1), From: 12*60 + 15, Until: 14 * 60, Length: hour}, 30, span("class", 12, 30, 13, 30), ""},
		"set-up and clear-up between":   {slot("hall", 1, 12, 16), []Slot{slot("hall", 1, 9, 11), slot("hall", 1, 17, 20)}, in("", 9, 22, 4*hour), 60, slot("hall", 1, 12, 16), ""},
		"its margins alone are used":    {slot("hall", 1, 12, 16), []Slot{slot("hall", 1, 9, 15)}, in("hall", 16, 18, 2*hour), 60, slot("hall", 1, 16, 18), ""},
		"another room":                  {slot("class", 1, 18, 20), nil, in("hall", 9, 22, hour), 30, Slot{}, Elsewhere},
		"another day":                   {slot("class", 0, 18, 20), nil, in("", 9, 22, hour), 30, Slot{}, Elsewhere},
		"another time":                  {slot("class", 1, 18, 20), nil, in("", 9, 18, hour), 30, Slot{}, Elsewhere},
		"too many people":               {slot("class", 1, 18, 20), nil, in("", 9, 22, hour), 41, Slot{}, TooBig},
		"longer than what is free":      {slot("class", 1, 18, 20), []Slot{slot("class", 1, 9, 18), slot("class", 1, 20, 22)}, in("", 9, 22, 3*hour), 30, Slot{}, Taken},
		"set-up does not fit any more":  {slot("hall", 1, 12, 14), []Slot{slot("hall", 1, 9, 12), slot("hall", 1, 14, 20)}, in("", 12, 14, hour), 60, Slot{}, Taken},
		"the house is full":             {slot("meet", 1, 18, 20), []Slot{slot("hall", 1, 18, 20)}, in("", 18, 20, hour), 15, Slot{}, HouseFull},
		"full at first, not then":       {slot("meet", 1, 18, 20), []Slot{slot("hall", 1, 17, 19)}, in("", 18, 20, hour), 15, slot("meet", 1, 19, 20), ""},
		"a Sunday":                      {slot("class", 6, 18, 20), nil, WantDay("class", day(6), hour), 10, Slot{}, Closed},
		"past":                          {slot("class", 0, 9, 11), nil, WantDay("class", day(0), hour), 10, Slot{}, TooSoon},
		"too soon for this window":      {slot("class", 0, 12, 22), nil, Want{First: day(0), Last: day(0), Until: 14 * 60, Length: hour}, 10, Slot{}, TooSoon},
		"hours that changed":            {slot("class", 1, 20, 22), nil, in("", 20, 24, 3*hour), 10, Slot{}, OutsideHours},
	} {
		v := held(20, c.busy...)
		v.Headcount = 34
		if c.reason != HouseFull && name != "full at first, not then" {
			v.Headcount = 150
		}
		got, reason := v.Fits(wish("w", c.heads, 5, c.want), c.freed)
		if got != c.gets || reason != c.reason {
			t.Errorf("%s: %v %q, want %v %q", name, got, reason, c.gets, c.reason)
		}
	}
}

func TestWhatWasPassedIsNotOfferedAgain(t *testing.T) {
	v := held(20)
	w := wish("w", 10, 5, WantDay("class", day(1), 2*time.Hour))
	w.Passed = []Slot{slot("class", 1, 18, 20)}
	if s, reason := v.Fits(w, slot("class", 1, 18, 20)); reason != OncePassed {
		t.Errorf("%v %q", s, reason)
	}
	if s, _ := v.Fits(w, slot("class", 1, 16, 20)); s != slot("class", 1, 16, 18) {
		t.Errorf("beside it: %v", s)
	}
	w.Want.Rooms = nil
	if s, _ := v.Fits(w, slot("meet", 1, 18, 20)); s != slot("meet", 1, 18, 20) {
		t.Errorf("in another room: %v", s)
	}
}

func TestAWishWithAnOfferGetsNoOther(t *testing.T) {
	w := wish("w", 10, 5, WantDay("class", day(1), time.Hour)).Offered(Offer{})
	if _, reason := held(20).Fits(w, slot("class", 1, 18, 20)); reason != NotWaiting {
		t.Error(reason)
	}
}

func TestPeopleWhoStayAwayFreeTheOtherRoomsToo(t *testing.T) {
	v := held(50, slot("class", 1, 18, 20))
	s := slot("hall", 1, 18, 20)
	if got := v.Frees(s, 20); len(got) != 1 || got[0] != s {
		t.Errorf("of a house that was not full: %v", got)
	}
	if got := v.Frees(s, 90); len(got) != 3 || got[1].Room != "class" || got[2].Room != "meet" {
		t.Errorf("of one that was: %v", got)
	}
}
