package scheduler

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// monday is the first time for digests after saturday: 10:00 at the Point.
var monday = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// ahead are the times for digests that are planned.
func (h *house) ahead() []time.Time {
	h.t.Helper()
	known, err := h.clock().watches[0].dueDigests(context.Background(), h.time())
	if err != nil {
		h.t.Fatal(err)
	}
	var times []time.Time
	for _, d := range known {
		times = append(times, d.For)
	}
	return times
}

func (h *house) expectAhead(what string, want ...time.Time) {
	h.t.Helper()
	if got := h.ahead(); !slices.EqualFunc(got, want, time.Time.Equal) {
		h.t.Errorf("%s: digests lie ahead at %v, want %v", what, got, want)
	}
}

func TestEachOf150CommunitiesGetsItsDigestOnceAWeek(t *testing.T) {
	h := newHouse(t)
	var all []space.Community
	for i := range 150 {
		all = append(all, space.Community{ID: fmt.Sprint("c", i), Name: fmt.Sprint("Клуб ", i), Language: "ru", Chat: int64(-1000 - i)})
	}
	h.communities(all...)
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	for _, c := range []*Clock{h.clock(), h.clock()} {
		h.tickAt(c, saturday)
		h.tickAt(c, monday)
	}
	want := each("digest", admin1, admin2, boris, vera)
	for _, c := range all {
		want[fmt.Sprint("digest to ", c.Chat)]++
	}
	h.expect("on Monday", want)
	h.expectAhead("then", monday.Add(7*day))
}

func TestThereIsNoDigestWithNothingToSay(t *testing.T) {
	h := newHouse(t)
	h.communities(space.Community{ID: "chess", Name: "Шахматы", Chat: -7})
	closed := h.event(space.Confirmed, monday.Add(2*day))
	closed.Open = false
	h.book(closed)
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	h.expect("with a closed event of others", each("digest", admin1, admin2, boris, vera))
	h.point.Reminders = nil
	h.tickAt(c, monday.Add(7*day))
	h.expect("in a quiet house, where only the admins hear that a community is silent", each("digest", admin1, admin2))
	h.expectAhead("all the same", monday.Add(14*day))
}

func TestAMissedDigestComesLateOnceAndNotWithTheNext(t *testing.T) {
	for _, c := range []struct {
		what  string
		back  time.Duration // after monday
		want  int
		ahead time.Duration
	}{
		{"an hour late", time.Hour, 1, 7 * day},
		{"three days late", 3 * day, 1, 7 * day},
		{"a day before the next", 6*day - time.Minute, 1, 7 * day},
		{"an hour before the next", 7*day - time.Hour, 0, 7 * day},
		{"with the next", 7 * day, 1, 14 * day},
		{"three weeks late", 23 * day, 1, 28 * day},
	} {
		h := newHouse(t)
		h.point.Reminders = nil
		for w := range 6 {
			h.book(h.event(space.Confirmed, monday.Add(time.Duration(w)*7*day+6*day+time.Hour)))
		}
		h.tickAt(h.clock(), saturday)
		h.set(monday.Add(c.back))
		after := h.clock()
		if err := after.Plan(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.tickAt(after, h.time())
		h.tickAt(after, h.time())
		if got := len(h.sent()); got != 4*c.want {
			t.Errorf("%s: %d messages to two leads and two admins", c.what, got)
		}
		h.expectAhead(c.what, monday.Add(c.ahead))
	}
}

func TestANewSpecReplacesTheOldAndGivesNoWeekTwoDigests(t *testing.T) {
	h := newHouse(t)
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	h.tickAt(h.clock(), saturday)
	h.expectAhead("at first", monday)
	h.point.Digest = "0 10 * * 3"
	h.tickAt(h.clock(), saturday)
	h.expectAhead("once changed", monday.Add(2*day))
	h.point.Digest = "0 10 * * 1"
	h.tickAt(h.clock(), saturday)
	h.tickAt(h.clock(), monday)
	h.point.Digest = "0 10 * * 3"
	h.tickAt(h.clock(), monday.Add(time.Hour))
	h.expectAhead("changed when this week had its own", monday.Add(9*day))
	h.point.Digest = "0 10 * * *"
	h.tickAt(h.clock(), monday.Add(time.Hour))
	h.expectAhead("changed to daily", monday.Add(day))
	h.point.Digest = ""
	h.tickAt(h.clock(), monday.Add(2*time.Hour))
	h.expectAhead("none")
}

func TestAClockThatIsLatePlansNoDigestThatWasMade(t *testing.T) {
	for spec, next := range map[string]time.Duration{"0 10 * * 1": 7 * day, "0 10 * * *": day, "@every 1h": time.Hour} {
		h := newHouse(t)
		h.point.Digest, h.point.Reminders = spec, nil
		h.book(h.event(space.Confirmed, monday.Add(2*day)))
		h.tickAt(h.clock(), monday.Add(-time.Minute))
		h.tickAt(h.clock(), monday)
		h.expect("on Monday", each("digest", admin1, admin2, boris, vera))
		late := h.clock()
		h.tickAt(late, monday.Add(-time.Second))
		h.tickAt(late, monday.Add(time.Second))
		h.expect("by a clock that was a second behind", map[string]int{})
		h.expectAhead("then", monday.Add(next))
	}
}

func TestDigestsComeAtTenOnMondaysInEveryZone(t *testing.T) {
	url := redisserver.ForTest(t).URL()
	for i, name := range []string{"Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"} {
		for _, from := range []string{"2026-03-04T12:00:00Z", "2026-10-14T12:00:00Z"} {
			p := testPoint(fmt.Sprint("p", i, from[6:7]))
			p.Zone, p.Reminders = zoneOf(t, name), nil
			h := houseAt(t, url, p)
			h.set(instant(t, from))
			for w := range 6 {
				h.book(h.event(space.Confirmed, h.time().Add(time.Duration(w)*7*day)))
			}
			c := h.clock()
			h.tickAt(c, h.time())
			last := time.Time{}
			for range 5 {
				at := h.ahead()[0]
				if local := at.In(p.Zone); local.Weekday() != time.Monday || local.Format("15:04") != "10:00" {
					t.Errorf("%s: a digest at %s", name, local)
				}
				h.tickAt(c, at.Add(-time.Second))
				h.expect("too early", map[string]int{})
				h.tickAt(c, at)
				h.expect(name+" at "+at.String(), each("digest", admin1, admin2, boris, vera))
				if week := at.Sub(last).Round(day); !last.IsZero() && week != 7*day {
					t.Errorf("%s: from %s to %s", name, last, at)
				}
				last = at
			}
		}
	}
}

func TestADigestThatTakesTwoRoundsOfTheClockIsStillOne(t *testing.T) {
	h := newHouse(t)
	var all []space.Community
	for i := range 30 {
		all = append(all, space.Community{ID: fmt.Sprint("c", i), Name: fmt.Sprint("Клуб ", i), Language: "ru", Chat: int64(-1000 - i)})
	}
	h.communities(all...)
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	h.tickAt(h.clock(), saturday)
	h.set(monday)
	ctx, kill := context.WithCancel(t.Context())
	n := 0
	dying := h.clockWaking(func() {
		if n++; n == 10 {
			kill()
		}
	})
	if err := dying.Tick(ctx); err == nil {
		t.Fatal("the clock was not killed")
	}
	h.tickAt(h.clock(), monday.Add(time.Minute))
	seen := map[int64]int{}
	for _, o := range h.sent() {
		seen[o.Chat]++
	}
	for _, c := range all {
		if seen[c.Chat] != 1 {
			t.Errorf("%s got %d digests", c.ID, seen[c.Chat])
		}
	}
	if len(seen) != 34 {
		t.Errorf("%d chats got one", len(seen))
	}
}

func TestADigestWhoseCommunityIsGoneIsDropped(t *testing.T) {
	h := newHouse(t)
	c := h.clock()
	h.tickAt(c, monday.Add(time.Minute))
	due := space.Due{Kind: space.DueDigest, Subject: "gone", For: monday, At: monday}
	h.write(store.Change{Due: []space.Due{due}})
	h.tickAt(c, h.time())
	if left, err := h.db.Due(t.Context(), h.time(), 10); err != nil || len(left) != 0 {
		t.Errorf("still due: %v, %v", left, err)
	}
}
