package space

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"
)

// day is a local day n days after now.
func day(n int) Date { return Date{2026, 11, 23}.Plus(n) }

// wish waits for the want, with so many people, since n minutes before now.
func wish(id string, heads, minutes int, want Want) Wish {
	return Wish{ID: id, State: WishWaiting, Community: "c-" + id, Event: Event{Title: id, Headcount: heads},
		Want: want, Created: now.Add(-time.Duration(minutes) * time.Minute)}
}

var evening = Hours{Open: 17 * 60, Close: 22 * 60}

func TestAWishThatCanNeverComeTrueIsRefusedAtOnce(t *testing.T) {
	p := blagoveshchensk()
	span := func(first, last int, days Weekdays, window Hours, length time.Duration) Want {
		return WantSpan(day(first), day(last), days, window, length)
	}
	in := func(w Want, rooms ...string) Want { w.Rooms = rooms; return w }
	thursdays := On(time.Thursday)
	for name, c := range map[string]struct {
		want  Want
		heads int
		needs []string
		gets  Reason
	}{
		"this very slot":                   {p.WantSlot(slot("class", 1, 18, 20)), 30, nil, ""},
		"a room on a day":                  {WantDay("hall", day(2), 3*time.Hour), 100, nil, ""},
		"any Thursday evening of a month":  {span(7, 37, thursdays, evening, 2*time.Hour), 40, []string{"projector"}, ""},
		"no such room":                     {WantDay("attic", day(2), time.Hour), 10, nil, NoRoom},
		"more people than any room seats":  {span(1, 9, 0, evening, time.Hour), 121, nil, TooBig},
		"more people than the room seats":  {WantDay("meet", day(2), time.Hour), 16, nil, TooBig},
		"equipment that no room has":       {span(1, 9, 0, evening, time.Hour), 10, []string{"pool"}, LacksEquipment},
		"equipment of too small a room":    {in(span(1, 9, 0, evening, time.Hour), "class", "meet"), 10, []string{"stage"}, LacksEquipment},
		"nobody":                           {span(1, 9, 0, evening, time.Hour), 0, nil, Nobody},
		"no time at all":                   {span(1, 9, 0, evening, 0), 10, nil, Backwards},
		"the last day before the first":    {span(9, 1, 0, evening, time.Hour), 10, nil, Backwards},
		"a length off the grid":            {span(1, 9, 0, evening, 50*time.Minute), 10, nil, OffGrid},
		"a window over midnight":           {span(1, 9, 0, Hours{20 * 60, 26 * 60}, time.Hour), 10, nil, AcrossMidnight},
		"too short":                        {span(1, 9, 0, evening, 15*time.Minute), 10, nil, TooShort},
		"too long":                         {span(1, 9, 0, Hours{}, 9*time.Hour), 10, nil, TooLong},
		"a window shorter than the event":  {span(1, 9, 0, Hours{18 * 60, 19 * 60}, 2*time.Hour), 10, nil, NarrowWindow},
		"days that are past":               {span(-9, -1, 0, evening, time.Hour), 10, nil, Past},
		"days beyond the horizon":          {span(183, 190, 0, evening, time.Hour), 10, nil, TooFar},
		"days that reach into the horizon": {span(181, 190, 0, evening, time.Hour), 10, nil, ""},
		"a Thursday from Monday to Friday": {span(0, 4, thursdays, evening, time.Hour), 10, nil, ""},
		"a Thursday from Friday to Monday": {span(4, 7, thursdays, evening, time.Hour), 10, nil, NoSuchDay},
		"Sundays":                          {span(1, 60, On(time.Sunday), evening, time.Hour), 10, nil, Closed},
		"the holidays":                     {span(38, 46, 0, evening, time.Hour), 10, nil, Closed},
		"the room under repair":            {WantDay("hall", day(8), time.Hour), 10, nil, Closed},
		"another while it is":              {in(span(8, 8, 0, evening, time.Hour), "hall", "class"), 10, nil, ""},
		"after closing time":               {span(1, 9, 0, Hours{21 * 60, 24 * 60}, 2*time.Hour), 10, nil, OutsideHours},
		"before opening":                   {span(1, 9, 0, Hours{6 * 60, 10 * 60}, 2*time.Hour), 10, nil, OutsideHours},
		"a slot of today that is over":     {p.WantSlot(slot("class", 0, 10, 11)), 10, nil, Past},
		"a slot that is too soon":          {p.WantSlot(slot("class", 0, 13, 14)), 10, nil, TooSoon},
		"today, later":                     {WantDay("class", day(0), 2*time.Hour), 10, nil, ""},
	} {
		w := wish("w", c.heads, 5, c.want)
		w.Equipment = c.needs
		got := Reason("")
		if r := w.Check(p, now); r != nil {
			got = r.Reason
		}
		if got != c.gets {
			t.Errorf("%s: refused for %q, want %q", name, got, c.gets)
		}
	}
}

func TestAWishForMoreThanTheHouseHoldsIsRefused(t *testing.T) {
	p := blagoveshchensk()
	p.Headcount = 50
	r := wish("w", 60, 5, WantDay("hall", day(2), time.Hour)).Check(p, now)
	if r == nil || r.Reason != HouseFull || r.Free != 50 {
		t.Errorf("%+v", r)
	}
}

func TestAWantHasOnlyDaysThatCanBeBooked(t *testing.T) {
	p := blagoveshchensk()
	want := WantSpan(day(-7), day(400), On(time.Thursday, time.Saturday), evening, time.Hour)
	days := want.Days(p, now)
	if len(days) != 52 || days[0] != day(3) || days[len(days)-1] != day(180) {
		t.Errorf("%d days from %v to %v", len(days), days[0], days[len(days)-1])
	}
	if huge := WantSpan(Date{1, 1, 1}, Date{9999, 12, 31}, 0, evening, time.Hour).Days(p, now); len(huge) != 183 {
		t.Errorf("%d days of all time", len(huge))
	}
}

func TestWantsMeetWhereTheyShareRoomDayAndTime(t *testing.T) {
	base := WantSpan(day(0), day(30), On(time.Thursday), evening, time.Hour)
	change := func(do func(*Want)) Want { w := base; do(&w); return w }
	for name, c := range map[string]struct {
		other Want
		meet  bool
	}{
		"itself":                    {base, true},
		"a room of any":             {WantDay("hall", day(3), time.Hour), true},
		"the same room's other day": {WantDay("hall", day(2), time.Hour), false},
		"another weekday":           {change(func(w *Want) { w.Weekdays = On(time.Friday) }), false},
		"every day":                 {change(func(w *Want) { w.Weekdays = 0 }), true},
		"later days":                {change(func(w *Want) { w.First, w.Last = day(31), day(40) }), false},
		"the last day, no Thursday": {change(func(w *Want) { w.First, w.Last = day(29), day(40) }), false},
		"the morning":               {change(func(w *Want) { w.From, w.Until = 0, 17*60 }), false},
		"until the end of the day":  {change(func(w *Want) { w.From, w.Until = 21*60, 0 }), true},
	} {
		if base.Meets(c.other) != c.meet || c.other.Meets(base) != c.meet {
			t.Errorf("%s: want %v", name, c.meet)
		}
	}
	if WantDay("hall", day(3), time.Hour).Meets(WantDay("class", day(3), time.Hour)) {
		t.Error("two rooms meet")
	}
}

func TestWishStatesMoveAsTheyAreDrawn(t *testing.T) {
	arrows := map[WishState][]WishState{
		WishWaiting: {WishOffered, WishLapsed, WishLeft},
		WishOffered: {WishWaiting, WishTaken, WishPassed, WishLapsed, WishLeft},
	}
	for _, from := range WishStates() {
		for _, to := range WishStates() {
			if from.CanBecome(to) != slices.Contains(arrows[from], to) {
				t.Errorf("%s to %s: %v", from, to, from.CanBecome(to))
			}
		}
		if parsed, err := ParseWishState(from.String()); err != nil || parsed != from {
			t.Errorf("%s is parsed as %s, %v", from, parsed, err)
		}
	}
	if _, err := ParseWishState("requested"); err == nil {
		t.Error("a booking's state is taken for a wish's")
	}
}

func TestWhoPassesWaitsOnOnlyForWhatIsLeft(t *testing.T) {
	p := blagoveshchensk()
	s := slot("class", 1, 18, 20)
	for name, c := range map[string]struct {
		want Want
		now  time.Time
		gets WishState
	}{
		"this very slot":              {p.WantSlot(s), now, WishPassed},
		"a window that it fills":      {WantSpan(day(1), day(1), 0, Hours{17 * 60, 21 * 60}, 2*time.Hour), now, WishWaiting},
		"that window in the one room": {Want{Rooms: []string{"class"}, First: day(1), Last: day(1), From: 17 * 60, Until: 21 * 60, Length: 2 * time.Hour}, now, WishPassed},
		"the room that day":           {WantDay("class", day(1), 2*time.Hour), now, WishWaiting},
		"the day being over":          {WantDay("class", day(1), 2*time.Hour), at(1, 21, 0), WishPassed},
	} {
		w := wish("w", 10, 5, c.want).Offered(Offer{Slot: s})
		if _, held := w.Hold(); !held {
			t.Errorf("%s: nothing is held", name)
		}
		w = w.Declined(p, WishPassed, c.now)
		if w.State != c.gets || w.Offer != nil || !slices.Equal(w.Passed, []Slot{s}) {
			t.Errorf("%s: %s, offer %v, passed %v", name, w.State, w.Offer, w.Passed)
		}
	}
}

func TestPassedSlotsAreForgottenOnceTheyAreOver(t *testing.T) {
	p := blagoveshchensk()
	w := wish("w", 10, 5, WantSpan(day(0), day(90), 0, evening, time.Hour))
	for n := range 30 {
		s := slot("class", n+1, 18, 19)
		w = w.Offered(Offer{Slot: s}).Declined(p, WishLapsed, at(n, 12, 0))
	}
	if w.State != WishWaiting || len(w.Passed) > 2 {
		t.Errorf("%s with %d slots kept", w.State, len(w.Passed))
	}
}

func TestDecliningLeavesTheWishBeforeAsItWas(t *testing.T) {
	p := blagoveshchensk()
	before := wish("w", 10, 5, WantSpan(day(0), day(90), 0, evening, time.Hour)).Offered(Offer{Slot: slot("class", 9, 18, 19)})
	before.Passed = []Slot{slot("class", 1, 18, 19), slot("class", 8, 18, 19)}
	before.Declined(p, WishPassed, at(5, 12, 0))
	if !slices.Equal(before.Passed, []Slot{slot("class", 1, 18, 19), slot("class", 8, 18, 19)}) || before.State != WishOffered {
		t.Errorf("it is %s now and passed %v", before.State, before.Passed)
	}
}

func TestOnlyAnOfferThatWaitsForAnAnswerHoldsItsSlot(t *testing.T) {
	offered := wish("w", 10, 5, WantDay("class", day(1), time.Hour)).Offered(Offer{Slot: slot("class", 1, 18, 19)})
	for state, w := range map[WishState]Wish{
		WishTaken: offered.Taken(), WishWaiting: offered.Recalled(), WishLeft: offered.Ended(WishLeft), WishLapsed: offered.Ended(WishLapsed),
	} {
		if _, held := w.Hold(); held || w.State != state || len(w.Passed) > 0 {
			t.Errorf("%s: held %v, %+v", state, held, w)
		}
	}
}

func TestAWishSurvivesStorage(t *testing.T) {
	p := blagoveshchensk()
	w := wish("w", 10, 5, WantSpan(day(1), day(9), On(time.Thursday), evening, time.Hour))
	w.Created = w.Created.UTC()
	w.Lifted = &Lift{By: Party{ID: 1, Name: "Анна"}, At: at(0, 9, 0), Reason: "юбилей"}
	w = w.Offered(Offer{Slot: slot("class", 1, 18, 19), Made: at(0, 12, 0), Deadline: at(0, 20, 0)}).Declined(p, WishPassed, now)
	body, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	var back Wish
	if err := json.Unmarshal(body, &back); err != nil || !reflect.DeepEqual(back, w) {
		t.Errorf("%v: %+v came back as %+v", err, w, back)
	}
}
