package demo_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"samovar/internal/config"
	"samovar/internal/demo"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// start is a Monday morning in Blagoveshchensk.
var start = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func point(t *testing.T) *space.Point {
	t.Helper()
	cfg, err := demo.Config()
	if err != nil {
		t.Fatal(err)
	}
	return cfg.Points()[0]
}

func TestTheDemosPointIsThatOfTheExample(t *testing.T) {
	example, err := config.Load("../../config.example.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	want, got := example.Points()[0], point(t)
	for i, room := range got.Rooms {
		if len(room.Approvers) > 0 { // a play needs somebody; the example can name nobody
			got.Rooms[i].Approvers = want.Rooms[i].Approvers
		}
	}
	want.Communities, want.Admins, got.Admins = nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the demo plays at\n%+v\nbut the example has\n%+v", got, want)
	}
}

func TestThereAre150CommunitiesEachWithALead(t *testing.T) {
	all := demo.Communities()
	if len(all) != 150 {
		t.Errorf("%d communities", len(all))
	}
	seen, groups, cast := map[string]bool{}, 0, map[int64]demo.Role{}
	for _, p := range demo.Cast() {
		cast[p.ID] = p.Role
	}
	for _, c := range all {
		if seen[c.ID] || c.Name == "" || len(c.Leads) == 0 {
			t.Errorf("community %+v", c)
		}
		for _, lead := range c.Leads {
			if cast[lead] != demo.Lead {
				t.Errorf("%s is led by %d, who is no lead", c.ID, lead)
			}
		}
		seen[c.ID] = true
		if c.Chat != 0 {
			groups++
		}
	}
	if groups < 30 {
		t.Errorf("only %d groups", groups)
	}
}

func TestEveryCommunityIsAboutTopicsOfThePointAndEachTopicHasSome(t *testing.T) {
	p, about := point(t), map[string]int{}
	for _, c := range demo.Communities() {
		if len(c.Topics) == 0 || len(p.Known(c.Topics)) != len(c.Topics) {
			t.Errorf("%s is about %q", c.ID, c.Topics)
		}
		for _, id := range c.Topics {
			about[id]++
		}
	}
	for _, topic := range p.Topics {
		if about[topic.ID] < 5 {
			t.Errorf("%d are about %s", about[topic.ID], topic.ID)
		}
	}
}

func TestTheCalendarIsDenseAndHasGaps(t *testing.T) {
	p := point(t)
	all := demo.Bookings(p, 1, start)
	live, waiting, done := 0, 0, 0
	byCommunity := map[string]int{}
	for _, b := range all {
		byCommunity[b.Community]++
		switch {
		case b.State == space.Requested:
			waiting++
		case b.State == space.Done:
			done++
		}
		if b.State.Holds() {
			live++
		}
	}
	most, rare := 0, 0
	for _, n := range byCommunity {
		most = max(most, n)
		if n <= 3 {
			rare++
		}
	}
	t.Logf("%d bookings: %d live, %d waiting, %d done; %d communities, at most %d each, %d with up to 3", len(all), live, waiting, done, len(byCommunity), most, rare)
	if live < 400 || waiting < 5 || done < 50 || len(byCommunity) < 100 || most < 15 {
		t.Error("that is no busy house")
	}
	tomorrow := space.Slot{Room: "hall", Start: p.At(p.Day(start).Plus(1), 18*60), End: p.At(p.Day(start).Plus(1), 20*60)}
	for _, b := range all {
		if b.State.Holds() && b.Footprint().Overlaps(tomorrow) {
			t.Errorf("tomorrow evening is taken: %+v", b)
		}
	}
}

func TestTheSameSeedMakesTheSameBookings(t *testing.T) {
	p := point(t)
	if !reflect.DeepEqual(demo.Bookings(p, 7, start), demo.Bookings(p, 7, start)) {
		t.Error("they differ")
	}
	if reflect.DeepEqual(demo.Bookings(p, 7, start), demo.Bookings(p, 8, start)) {
		t.Error("another seed makes the same")
	}
}

func TestTheBookingsAreWrittenByTheRealRules(t *testing.T) {
	redis, err := store.Open(redisserver.ForTest(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = redis.Close() }()
	p := point(t)
	there := redis.Point(p)
	made := demo.Bookings(p, 1, start)
	before := time.Now()
	if err := demo.Seed(t.Context(), there, made, start); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bookings in %s", len(made), time.Since(before))
	ids := make([]string, len(made))
	for i, b := range made {
		ids[i] = b.ID
	}
	written, err := there.Bookings(t.Context(), ids)
	if err != nil || len(written) != len(made) {
		t.Fatalf("%d of %d are there: %v", len(written), len(made), err)
	}
	for i, b := range written {
		if b.State != made[i].State || !b.Start.Equal(made[i].Start) {
			t.Errorf("%+v was written as %+v", made[i], b)
		}
	}
	pastDay := p.At(p.Day(start).Plus(-7), 0)
	past, err := there.Scheduled(t.Context(), []string{"hall", "class", "meeting", "expo"}, pastDay, pastDay.AddDate(0, 0, 6))
	if err != nil || len(past) < 5 || !slices.ContainsFunc(past, func(b space.Booking) bool { return b.State == space.Done }) {
		t.Errorf("the past week shows %d events (%v)", len(past), err)
	}
	if err := demo.Seed(t.Context(), there, made, start); !errors.Is(err, demo.ErrTaken) {
		t.Errorf("a second time: %v", err)
	}
}

func TestAPlayBeginsWhenTheHouseIsOpen(t *testing.T) {
	p := point(t)
	local := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, p.Zone) }
	for _, c := range []struct{ now, want time.Time }{
		{local(23, 12), local(23, 12)}, // a Monday noon
		{local(23, 3), local(23, 10)},  // before opening
		{local(23, 21), local(24, 10)}, // too late for today
		{local(28, 12), local(30, 10)}, // on Sunday it is closed
		{local(29, 12), local(30, 10)},
		{time.Date(2026, 12, 31, 12, 0, 0, 0, p.Zone), time.Date(2027, 1, 11, 10, 0, 0, 0, p.Zone)}, // holidays
	} {
		if got := demo.Opening(p, c.now); !got.Equal(c.want) {
			t.Errorf("at %s it begins at %s, want %s", c.now, got.In(p.Zone), c.want)
		}
	}
}

func TestTheClockGoesOnAndCanBeMoved(t *testing.T) {
	real := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	c := demo.NewClock(func() time.Time { return real }, start)
	real = real.Add(time.Minute)
	c.Advance(time.Hour)
	if got := c.Now(); !got.Equal(start.Add(61 * time.Minute)) {
		t.Errorf("it shows %s", got)
	}
}
