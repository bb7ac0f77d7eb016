package space

import (
	"testing"
	"time"
)

// digestView is a week of a Point with two rooms in a zone of UTC+9, seen on
// Monday at 10:00.
func digestView() View {
	p := &Point{ID: "p", Zone: time.FixedZone("test", 9*3600), Headcount: 100, Horizon: 182, Notice: 2 * time.Hour,
		Shortest: 30 * time.Minute, Longest: 12 * time.Hour,
		Rooms: []Room{
			{ID: "class", Seats: 40},
			{ID: "hall", Seats: 90, SetUp: 30 * time.Minute, ClearUp: 15 * time.Minute},
		}}
	for day := range p.Hours {
		p.Hours[day] = Hours{Open: 9 * 60, Close: 22 * 60}
	}
	return View{Point: p, Occupancy: Occupancy{Busy: map[string][]Slot{}}, Now: p.At(Date{2026, 11, 23}, 10*60)}
}

// busy holds a room on a day, minutes after midnight.
func (v View) busy(room string, day, from, to int) {
	d := Date{2026, 11, 23}.Plus(day)
	v.Busy[room] = append(v.Busy[room], Slot{Room: room, Start: v.At(d, from), End: v.At(d, to)})
}

func (v View) slot(room string, day, from, to int) Slot {
	d := Date{2026, 11, 23}.Plus(day)
	return Slot{Room: room, Start: v.At(d, from), End: v.At(d, to)}
}

func TestTheLongestFreeEveningsAreNamed(t *testing.T) {
	v := digestView()
	for day := range DigestDays {
		v.busy("class", day, 17*60, 22*60)
	}
	v.busy("hall", 0, 9*60, 20*60)       // 20:30 to 22:00 is too short
	v.busy("hall", 1, 9*60, 17*60)       // set-up from 17:00
	v.busy("hall", 2, 19*60+5, 19*60+10) // before: 17:00 to 18:45, after: 19:45 to 22:00
	v.busy("hall", 3, 12*60, 22*60)      // nothing
	v.busy("hall", 4, 21*60, 23*60)      // clear-up until 21:00
	v.Closures = []Closure{{First: Date{2026, 11, 28}, Last: Date{2026, 11, 29}}}
	want := []Slot{
		v.slot("hall", 1, 17*60+30, 22*60),
		v.slot("hall", 2, 19*60+45, 22*60),
		v.slot("hall", 4, 17*60, 20*60+45),
	}
	got := v.Evenings()
	if len(got) != len(want) {
		t.Fatalf("free are %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("free is %v, want %v", got[i], want[i])
		}
	}
}

func TestOfManyFreeEveningsTheLargestRoomsAreNamed(t *testing.T) {
	free := digestView().Evenings()
	if len(free) != DigestFree {
		t.Fatalf("%d are named", len(free))
	}
	for i, s := range free {
		if s.Room != "hall" || s.Length() != 5*time.Hour || i > 0 && !free[i-1].Start.Before(s.Start) {
			t.Errorf("place %d: %v", i, s)
		}
	}
}

func TestEveningsKeepTheNoticeAndTheHeadcountOfTheHouse(t *testing.T) {
	v := digestView()
	v.Now = v.At(Date{2026, 11, 23}, 17*60+20)
	v.Closures = []Closure{{First: Date{2026, 11, 24}, Last: Date{2026, 12, 24}}}
	if free := v.Evenings(); len(free) != 2 || free[0] != v.slot("hall", 0, 19*60+30, 22*60) {
		t.Errorf("free are %v", free)
	}
	v.Heads = map[int64]int{}
	for b, after := v.slot("", 0, 0, 7*24*60).Buckets(); b < after; b++ {
		v.Heads[b] = 100
	}
	if free := v.Evenings(); len(free) != 0 {
		t.Errorf("in a full house %v are free", free)
	}
}

func TestADigestTellsEachCommunityWhatConcernsIt(t *testing.T) {
	v := digestView()
	one := func(id, community string, state State, open bool, hour int) Booking {
		return Booking{ID: id, State: state, Community: community, Slot: v.slot("hall", 1, hour*60, hour*60+60), Event: Event{Open: open, Headcount: 5}}
	}
	coming := []Booking{
		one("late", "a", Confirmed, false, 15), one("mine", "a", Confirmed, false, 12), one("asked", "a", Requested, true, 13),
		one("open", "b", Confirmed, true, 14), one("closed", "b", Confirmed, false, 16), one("maybe", "b", Requested, true, 17),
		one("person", "", Confirmed, true, 18),
	}
	own := append([]Booking{one("far", "a", ChangesAsked, true, 20), one("off", "a", Cancelled, true, 21)}, coming[:3]...)
	d := Outlook{v, coming}.Digest(Community{ID: "a"}, own)
	for what, c := range map[string]struct {
		got  []Booking
		want string
	}{"own": {d.Own, "mine late "}, "waiting": {d.Waiting, "asked far "}, "others": {d.Others, "open person "}} {
		ids := ""
		for _, b := range c.got {
			ids += b.ID + " "
		}
		if ids != c.want {
			t.Errorf("%s: %s, want %s", what, ids, c.want)
		}
	}
	if d.Empty() || len(d.Free) == 0 {
		t.Errorf("the digest is %+v", d)
	}
}

func TestFreeEveningsAloneAreNoDigest(t *testing.T) {
	if d := (Outlook{View: digestView()}).Digest(Community{ID: "a"}, nil); !d.Empty() || len(d.Free) != 0 {
		t.Errorf("a quiet house has a digest: %+v", d)
	}
}

func TestADigestReachesToTheSameHourAWeekLater(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	p := &Point{Zone: zone}
	now := time.Date(2026, 3, 23, 10, 0, 0, 0, zone)
	if got := p.DigestEnd(now); !got.Equal(time.Date(2026, 3, 30, 10, 0, 0, 0, zone)) {
		t.Errorf("it ends at %s", got.In(zone))
	}
}
