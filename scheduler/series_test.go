package scheduler

import (
	"context"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// opens is the first date of the series of these tests: it opens a week after
// saturday.
func (h *house) opens() space.Date { return h.point.LastDay(saturday).Plus(7) }

// club writes a series of two dates beyond the horizon, from 18 to 20 in the
// classroom.
func (h *house) club() space.Series {
	h.t.Helper()
	first := h.opens()
	s := space.Series{ID: space.NewID(), Rule: space.Rule{Rhythm: space.Weekly, First: first, Start: 18 * 60, Length: 2 * time.Hour, Count: 2},
		Room: "class", Event: space.Event{Title: "Клуб <чая>", Format: space.Meeting, Headcount: 20, Open: true},
		Community: "quanta", Resident: space.Party{ID: boris, Name: "Boris"}, Created: saturday, Later: []space.Date{first, first.Plus(7)}}
	h.write(store.Change{Series: []store.SeriesChange{{After: s}}})
	return s
}

func (h *house) datesOf(s space.Series) []space.Booking {
	h.t.Helper()
	all, err := h.db.DatesOf(context.Background(), s.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

// left are the dates of a series that are still to be asked for.
func (h *house) left(s space.Series) int {
	h.t.Helper()
	now, ok, err := h.db.Series(context.Background(), s.ID)
	if err != nil || !ok {
		h.t.Fatalf("series: %v, %v", ok, err)
	}
	return len(now.Later)
}

// morning is when that day begins to be looked at.
func (h *house) morning(opens space.Date) time.Time {
	return h.point.At(opens.Plus(-h.point.Horizon), 10*60)
}

// says are the texts to somebody.
func says(outs []chat.Out, to int64) string {
	var all []string
	for _, o := range outs {
		if o.Chat == to {
			all = append(all, o.Text)
		}
	}
	return strings.Join(all, "\n---\n")
}

func TestADateThatOpensIsBookedOnceAndTold(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	one, two := h.clock(), h.clock()
	h.tickAt(one, h.morning(h.opens()).Add(-time.Minute))
	if n := len(h.datesOf(s)); n != 0 {
		t.Fatalf("%d dates before the morning", n)
	}
	h.sent()
	h.tickAt(one, h.morning(h.opens()))
	h.tickAt(two, h.morning(h.opens()))
	all := h.datesOf(s)
	if len(all) != 1 || all[0].State != space.Confirmed || !all[0].Start.Equal(h.point.At(h.opens(), 18*60)) || h.left(s) != 1 {
		t.Fatalf("booked %+v, %d left", all, h.left(s))
	}
	if text := says(h.sent(), boris); strings.Count(text, "она за вами") != 1 || !strings.Contains(text, "Клуб &lt;чая&gt;") {
		t.Errorf("told:\n%s", text)
	}
	h.tickAt(one, h.morning(h.opens().Plus(7)).Add(3*day))
	if n := len(h.datesOf(s)); n != 2 || h.left(s) != 0 {
		t.Errorf("%d dates after a clock that was late, %d left", n, h.left(s))
	}
}

func TestADateThatOpensIsARequestWhereTheRoomNeedsApproval(t *testing.T) {
	h := newHouse(t)
	h.point.Rooms[1].Approval = true
	s := h.club()
	c := h.clock()
	h.tickAt(c, h.morning(h.opens()))
	all := h.datesOf(s)
	if len(all) != 1 || all[0].State != space.Requested || !all[0].Joint() {
		t.Fatalf("asked for %+v", all)
	}
	outs := h.sent()
	if text := says(outs, boris); !strings.Contains(text, "слот придержан") {
		t.Errorf("told:\n%s", text)
	}
	if text := says(outs, admin1); !strings.Contains(text, "Новая дата серии") {
		t.Errorf("the admin is told:\n%s", text)
	}
}

func TestADateThatIsTakenWhenItOpensWaitsInTheQueue(t *testing.T) {
	h := newHouse(t)
	h.point.Policy = space.DefaultPolicy()
	s := h.club()
	h.set(h.morning(h.opens()))
	h.book(h.event(space.Confirmed, h.point.At(h.opens(), 17*60)))
	h.tickAt(h.clock(), h.morning(h.opens()))
	if n := len(h.datesOf(s)); n != 0 || h.left(s) != 1 {
		t.Fatalf("%d dates, %d left", n, h.left(s))
	}
	wishes, err := h.db.WishesOf(context.Background(), boris)
	if err != nil || len(wishes) != 1 || wishes[0].Series != s.ID || wishes[0].Want.First != h.opens() {
		t.Errorf("wishes %+v, %v", wishes, err)
	}
	if text := says(h.sent(), boris); !strings.Contains(text, "это время занято") {
		t.Errorf("told:\n%s", text)
	}
}

func TestADateThatCannotBeIsToldWithAlternatives(t *testing.T) {
	for name, c := range map[string]struct {
		spoil  func(h *house)
		want   string
		others bool
	}{
		"closed": {func(h *house) {
			h.point.Closures = append(h.point.Closures, space.Closure{First: h.opens(), Last: h.opens(), Reason: space.Local{"ru": "ремонт"}})
		}, "закрыта (ремонт)", true},
		"a room that shrank": {func(h *house) { h.point.Rooms[1].Seats = 10 }, "правила", true},
		"over the quota":     {func(h *house) { h.point.Policy.Quota.Ahead = time.Hour }, "сколько положено", false},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			s := h.club()
			c.spoil(h)
			h.tickAt(h.clock(), h.morning(h.opens()))
			if n := len(h.datesOf(s)); n != 0 || h.left(s) != 1 {
				t.Fatalf("%d dates, %d left", n, h.left(s))
			}
			for _, o := range h.sent() {
				if !strings.HasPrefix(o.Occasion, "series:") || o.Chat != boris {
					continue
				}
				if !strings.Contains(o.Text, c.want) || len(o.Keyboard) > 1 != c.others {
					t.Errorf("told %q with %d rows", o.Text, len(o.Keyboard))
				}
				return
			}
			t.Error("nobody was told")
		})
	}
}

func TestAHorizonThatMovedMovesWhatIsAskedForLater(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.point.Horizon += 4
	h.tickAt(h.clock(), h.morning(h.opens()))
	if n := len(h.datesOf(s)); n != 1 {
		t.Errorf("%d dates after the horizon grew", n)
	}
	far := newHouse(t)
	s = far.club()
	opens := far.morning(far.opens())
	far.point.Horizon -= 4
	c := far.clock()
	far.tickAt(c, opens)
	if n := len(far.datesOf(s)); n != 0 || far.left(s) != 2 {
		t.Errorf("%d dates too early, %d left", n, far.left(s))
	}
	far.tickAt(c, opens.Add(4*day))
	if n := len(far.datesOf(s)); n != 1 {
		t.Errorf("%d dates after the horizon shrank", n)
	}
}

func TestAnUndecidedSeriesIsRemindedOfOnce(t *testing.T) {
	h := newHouse(t)
	for i := range 4 {
		b := h.event(space.Requested, saturday.Add(time.Duration(10+7*i)*day))
		b.Series = "club"
		h.book(b)
	}
	c := h.clock()
	h.sent()
	for n := 1; n <= 2; n++ {
		h.tickAt(c, saturday.Add(time.Duration(n)*day+time.Minute))
		text := says(h.sent(), admin1)
		if strings.Count(text, "Серия ждёт решения") != 1 || !strings.Contains(text, "4 даты") {
			t.Errorf("after %d days:\n%s", n, text)
		}
	}
}
