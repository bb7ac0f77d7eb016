package space

import (
	"testing"
	"time"
)

func TestSharesAreOfTheTimeThatRoomsAreOpen(t *testing.T) {
	v := digestView() // 13 hours a day
	first := Date{2026, 11, 23}
	v.Closures = []Closure{{First: first.Plus(6), Last: first.Plus(6), Room: "class"}}
	one := func(state State, room string, day, from, to int) Booking {
		return Booking{State: state, Slot: v.slot(room, day, from, to)}
	}
	shares := v.Shares([]Booking{
		one(Confirmed, "class", 0, 9*60, 22*60), one(Done, "class", 1, 9*60, 22*60), one(Requested, "class", 2, 9*60, 22*60),
		one(Cancelled, "class", 3, 9*60, 22*60), one(Confirmed, "hall", -1, 21*60, 26*60), one(Confirmed, "hall", 8, 9*60, 22*60),
	}, first, 7)
	for i, want := range []struct {
		room       string
		open, used time.Duration
		percent    int
	}{{"class", 78, 26, 33}, {"hall", 91, 2, 2}, {"", 169, 28, 17}} {
		if got := shares[i]; got.Room != want.room || got.Open != want.open*time.Hour || got.Used != want.used*time.Hour || got.Percent() != want.percent {
			t.Errorf("%q: %v of %v, %d %%", got.Room, got.Used, got.Open, got.Percent())
		}
	}
	if (Share{}).Percent() != 0 {
		t.Error("a room that is never open is used")
	}
}

func TestBookingsAgainstTheHouseAreMisfitsUnlessTheyWereKept(t *testing.T) {
	v := digestView()
	one := func(id string, day, from, to, heads int) Booking {
		return Booking{ID: id, State: Confirmed, Slot: v.slot("class", day, from, to), Event: Event{Headcount: heads}}
	}
	all := []Booking{one("night", 2, 21*60, 23*60, 5), one("crowd", 1, 10*60, 11*60, 50), one("fine", 1, 12*60, 13*60, 5),
		one("kept", 3, 10*60, 11*60, 30), one("few", 3, 12*60, 13*60, 30)}
	p := v.Under(House{Seats: map[string]int{"class": 20}, Kept: []string{"kept"}})
	got := ""
	for _, m := range p.Misfits(all) {
		got += m.Booking.ID + ":" + string(m.Why.Reason) + " "
	}
	if want := "crowd:" + string(TooBig) + " night:" + string(OutsideHours) + " few:" + string(TooBig) + " "; got != want {
		t.Errorf("misfits are %s, want %s", got, want)
	}
}

func TestClashesAreTheDaysOnWhichMostWantTheSame(t *testing.T) {
	v := digestView()
	today := v.Day(v.Now)
	wish := func(room string, from int) Wish {
		return Wish{ID: NewID(), Want: Want{Rooms: []string{room}, First: today, Last: today.Plus(30), From: from, Until: from + 120, Length: time.Hour}}
	}
	lines := map[Date][]Wish{
		today:          {wish("hall", 600), wish("class", 600), wish("hall", 900)},
		today.Plus(1):  {wish("hall", 600), wish("hall", 660), wish("class", 600)},
		today.Plus(2):  {wish("hall", 600), wish("hall", 660), wish("hall", 600)},
		today.Plus(20): {wish("hall", 600), wish("hall", 660)},
	}
	got := v.Clashes(lines, v.Now)
	if len(got) != 2 || got[0] != (Clash{today.Plus(2), 3}) || got[1] != (Clash{today.Plus(1), 2}) {
		t.Errorf("clashes are %v", got)
	}
}

func TestSilentAreActiveCommunitiesWithoutAnythingForTwoMonths(t *testing.T) {
	now := digestView().Now
	all := []Community{{ID: "busy"}, {ID: "silent"}, {ID: "never"}, {ID: "archived", State: CommunityArchived},
		{ID: "new", Decision: &Judgement{At: now.Add(-24 * time.Hour)}}}
	last := map[string]time.Time{"busy": now.Add(-59 * 24 * time.Hour), "silent": now.Add(-61 * 24 * time.Hour)}
	got := Silent(all, last, now)
	if len(got) != 2 || got[0].ID != "silent" || got[1].ID != "never" {
		t.Errorf("silent are %+v", got)
	}
}
