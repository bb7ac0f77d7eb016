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
	d := Outlook{View: v, Coming: coming}.Digest(DigestReader{Community: "a"}, own, nil)
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
	if d := (Outlook{View: digestView()}).Digest(DigestReader{Community: "a"}, nil, nil); !d.Empty() || len(d.Free) != 0 {
		t.Errorf("a quiet house has a digest: %+v", d)
	}
}

func TestOpenEventsComeByWhatTheReaderCaresFor(t *testing.T) {
	v := digestView()
	o := Outlook{View: v, Topics: map[string][]string{"chess": {"games"}, "labs": {"science", "city"}, "choir": {"culture"}}}
	for i, id := range []string{"choir", "any", "chess", "labs"} {
		o.Coming = append(o.Coming, Booking{ID: id, State: Confirmed, Community: id, Slot: v.slot("hall", i, 12*60, 13*60), Event: Event{Open: true}})
	}
	for what, c := range map[string]struct {
		topics []string
		want   string
	}{
		"all that there is":          {nil, "choir any chess labs "},
		"their topics, as time goes": {[]string{"games", "science"}, "any chess labs "},
		"what is about nothing":      {[]string{"health"}, "any "},
	} {
		got := ""
		for _, b := range o.Digest(DigestReader{Community: "me", Settings: Settings{Topics: c.topics}}, nil, nil).Others {
			got += b.ID + " "
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
}

func TestAPersonsDigestHoldsWhatTheyBookedForWhomever(t *testing.T) {
	v := digestView()
	mine := Booking{ID: "mine", State: Confirmed, Community: "a", Resident: Party{ID: 7}, Slot: v.slot("hall", 1, 12*60, 13*60), Event: Event{Open: true}}
	theirs := mine
	theirs.ID, theirs.Resident.ID = "theirs", 8
	d := Outlook{View: v, Coming: []Booking{mine, theirs}}.Digest(DigestReader{Person: 7}, nil, nil)
	if len(d.Own) != 1 || d.Own[0].ID != "mine" || len(d.Others) != 1 || d.Others[0].ID != "theirs" {
		t.Errorf("own %v, others %v", d.Own, d.Others)
	}
}

func TestNewsAreToldUntilTheirLastDayAndAreWorthADigest(t *testing.T) {
	v := digestView()
	today := v.Day(v.Now)
	for _, c := range []struct {
		what  string
		until Date
		want  string
	}{{"without an end", Date{}, "tea"}, {"on its last day", today, "tea"}, {"the day after", today.Plus(-1), ""}} {
		d := Outlook{View: v, News: News{Text: "tea", Until: c.until}}.Digest(DigestReader{Community: "a"}, nil, nil)
		if d.News != c.want || d.Empty() != (c.want == "") {
			t.Errorf("%s: %+v", c.what, d)
		}
	}
}

func TestClosuresOfTheComingTwoWeeksAreTold(t *testing.T) {
	v := digestView()
	today := v.Day(v.Now)
	v.Closures = []Closure{{First: today.Plus(15), Last: today.Plus(16)}, {First: today.Plus(14), Last: today.Plus(20)},
		{First: today.Plus(-3), Last: today.Plus(-1)}, {First: today.Plus(-3), Last: today}}
	d := Outlook{View: v, News: News{Text: "tea"}}.Digest(DigestReader{Community: "a"}, nil, nil)
	if len(d.Closures) != 2 || d.Closures[0].Last != today || d.Closures[1].First != today.Plus(14) {
		t.Errorf("told are %v", d.Closures)
	}
}

func TestTheSubjectOfADigestNamesItsReader(t *testing.T) {
	if id, ok := DigestPerson(DigestOf(42)); !ok || id != 42 {
		t.Errorf("%q is of %d, %v", DigestOf(42), id, ok)
	}
	for _, subject := range []string{DigestOfAdmins, "quanta", "42", "@", "@-1", "@x"} {
		if id, ok := DigestPerson(subject); ok {
			t.Errorf("%q is of %d", subject, id)
		}
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
