package scheduler

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestEveryoneConcernedIsRemindedOnceOfEachLead(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	start := saturday.Add(8 * day)
	h.book(h.event(space.Confirmed, start))
	for _, lead := range h.point.Reminders {
		h.tickAt(c, start.Add(-lead-time.Second))
		h.expect("before "+lead.String(), map[string]int{})
		h.tickAt(c, start.Add(-lead))
		h.expect("at "+lead.String(), each("remind:"+lead.String(), anna, boris, vera))
		h.tickAt(c, start.Add(-lead+time.Second))
		h.expect("after "+lead.String(), map[string]int{})
	}
}

func TestTheReminderTellsTheTimeThatIsReallyLeft(t *testing.T) {
	h := newHouse(t)
	start := saturday.Add(3 * day)
	h.book(h.event(space.Confirmed, start))
	h.tickAt(h.clock(), start.Add(-20*time.Hour))
	for _, o := range h.sent() {
		if o.Chat == anna && !strings.Contains(o.Text, "in 20 hours") {
			t.Errorf("20 hours before: %s", o.Text)
		}
	}
}

func TestNothingRemindsOfThePastOrTwiceAfterMissedTicks(t *testing.T) {
	for _, c := range []struct {
		what string
		jump time.Duration // from eight days before the event
		want map[string]int
	}{
		{"an hour", time.Hour, map[string]int{}},
		{"a day", day, each("remind:168h0m0s", anna, boris, vera)},
		{"five days", 5 * day, each("remind:168h0m0s", anna, boris, vera)},
		{"to the last day", 7*day + time.Hour, each("remind:24h0m0s", anna, boris, vera)},
		{"to the last hour", 8*day - time.Minute, each("remind:1h0m0s", anna, boris, vera)},
		{"to the start", 8 * day, map[string]int{}},
		{"two weeks", 14 * day, map[string]int{}},
	} {
		h := newHouse(t)
		h.point.Digest = ""
		clock := h.clock()
		h.book(h.event(space.Confirmed, saturday.Add(8*day)))
		h.tickAt(clock, saturday)
		h.tickAt(clock, saturday.Add(c.jump))
		h.expect("a jump of "+c.what, c.want)
		h.tickAt(h.clock(), saturday.Add(c.jump))
		h.expect("again after "+c.what, map[string]int{})
	}
}

func TestAMovedBookingHasNewRemindersAndACancelledOneNone(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	start := saturday.Add(3 * day)
	moved := h.book(h.event(space.Confirmed, start))
	off := h.event(space.Confirmed, start)
	off.Room = "hall"
	h.book(off)
	h.change(moved.ID, func(b *space.Booking) { b.Start, b.End = start.Add(2*day), start.Add(2*day+time.Hour) })
	h.change(off.ID, func(b *space.Booking) { b.State = space.Cancelled })
	h.tickAt(c, start.Add(-time.Minute))
	h.expect("before the old time", map[string]int{})
	h.tickAt(c, start.Add(day))
	h.expect("a day before the new time", each("remind:24h0m0s", anna, boris, vera))
}

func TestAMoveIntoTheLastDayRemindsOnlyOfWhatIsToCome(t *testing.T) {
	h := newHouse(t)
	c := h.clock()
	b := h.book(h.event(space.Confirmed, saturday.Add(30*time.Hour)))
	h.tickAt(c, saturday.Add(6*time.Hour))
	h.expect("a day before", each("remind:24h0m0s", anna, boris, vera))
	start := saturday.Add(20 * time.Hour)
	h.change(b.ID, func(b *space.Booking) { b.Start, b.End = start, start.Add(time.Hour) })
	h.tickAt(c, saturday.Add(7*time.Hour))
	h.expect("after the move", map[string]int{})
	h.tickAt(c, start.Add(-time.Hour))
	h.expect("an hour before", each("remind:1h0m0s", anna, boris, vera))
}

func TestAdminsAreRemindedDailyOfARequestUntilItIsDecided(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	b := h.book(h.event(space.Requested, saturday.Add(9*day)))
	h.tickAt(c, saturday.Add(day-time.Second))
	h.expect("before", map[string]int{})
	for n := range 3 {
		h.tickAt(c, saturday.Add(time.Duration(n+1)*day))
		h.expect(fmt.Sprint("day ", n+1), each("undecided", admin1, admin2))
	}
	h.change(b.ID, func(b *space.Booking) { b.State = space.ChangesAsked })
	h.tickAt(c, saturday.Add(4*day))
	h.expect("while changes are asked for", map[string]int{})
	h.change(b.ID, func(b *space.Booking) { b.State = space.Requested })
	h.tickAt(c, saturday.Add(5*day))
	h.expect("as it waits again", each("undecided", admin1, admin2))
	h.change(b.ID, func(b *space.Booking) { b.State = space.Declined })
	h.tickAt(c, saturday.Add(20*day))
	h.expect("once decided", map[string]int{})
}

func TestARequestNobodyDecidedExpiresAndFreesItsSlot(t *testing.T) {
	for _, state := range []space.State{space.Requested, space.ChangesAsked} {
		h := newHouse(t)
		start := saturday.Add(5 * time.Hour)
		b := h.book(h.event(state, start))
		h.tickAt(h.clock(), start)
		want := each("expire", anna, boris, vera, admin1, admin2)
		h.expect(state.String(), want)
		if got := h.booking(b.ID); got.State != space.Expired || got.Decision == nil || got.Decision.By.ID != 0 {
			t.Errorf("the booking is %s, by %+v", got.State, got.Decision)
		}
		h.book(h.event(space.Requested, start))
	}
}

func TestAnEventStartsAndEndsEvenWhenTheClockStoodStill(t *testing.T) {
	h := newHouse(t)
	c := h.clock()
	start := saturday.Add(2 * time.Hour)
	b := h.book(h.event(space.Confirmed, start))
	h.tickAt(c, start)
	if got := h.booking(b.ID).State; got != space.Running {
		t.Errorf("at its start it is %s", got)
	}
	h.tickAt(c, b.End)
	if got := h.booking(b.ID).State; got != space.Done {
		t.Errorf("at its end it is %s", got)
	}
	later := h.book(h.event(space.Confirmed, start.Add(day)))
	h.tickAt(c, start.Add(30*day))
	if got := h.booking(later.ID).State; got != space.Done {
		t.Errorf("a month later it is %s", got)
	}
}

func TestThreeClocksOnOneRedisMakeEverythingOnce(t *testing.T) {
	h := newHouse(t)
	for i := range 20 {
		h.book(h.event(space.Confirmed, saturday.Add(8*day+time.Duration(i)*2*time.Hour)))
	}
	for i := range 12 {
		b := h.event(space.Requested, saturday.Add(4*day+time.Duration(i)*2*time.Hour))
		b.Room, b.Community = "hall", ""
		b.End = b.Start.Add(time.Hour)
		h.book(b)
	}
	clocks := h.replicas(3)
	for hours := 0; hours <= 11*24; hours += 8 {
		h.tickTogether(clocks, saturday.Add(time.Duration(hours)*time.Hour))
	}
	seen := h.toldOnce()
	// 20 bookings x two leads that a tick every eight hours meets, to three
	// people; 12 requests, three or four times to two admins, and their end to
	// three; the digests of two Mondays, to two leads and two admins.
	if want := 20*2*3 + (3+11*4)*2 + 12*3 + 2*4; len(seen) != want {
		t.Errorf("%d messages, want %d: %v", len(seen), want, seen)
	}
	if strings.Contains(h.logged(), "ERROR") {
		t.Errorf("logged: %s", h.logged())
	}
}

func TestAClockThatIsKilledInTheMiddleIsGoneOnWith(t *testing.T) {
	h := newHouse(t)
	start := saturday.Add(30 * time.Hour)
	for i := range 10 {
		h.book(h.event(space.Confirmed, start.Add(time.Duration(i)*2*time.Hour)))
	}
	h.set(saturday.Add(29 * time.Hour))
	for kill := range 5 {
		ctx, cancel := context.WithCancel(t.Context())
		commits := 0
		c := h.clockWaking(func() {
			if commits++; commits > kill%3 {
				cancel()
			}
		})
		if err := c.Tick(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		cancel()
	}
	h.tickAt(h.clock(), h.time())
	got := 0
	for what, n := range kinds(t, h.sent()) {
		if strings.HasPrefix(what, "remind") {
			got += n
		}
	}
	if got != 10*3 {
		t.Errorf("%d reminders, want 30", got)
	}
}

func TestWhatFailsIsKeptAndDoesNotKeepTheOthers(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	var strange []space.Due
	for i := range 3 * batch / 2 {
		strange = append(strange, space.Due{Kind: "strange", Subject: fmt.Sprint("s", i), For: saturday, At: saturday})
	}
	h.write(store.Change{Due: strange})
	h.book(h.event(space.Confirmed, saturday.Add(25*time.Hour)))
	c := h.clock()
	h.tickAt(c, saturday.Add(time.Hour))
	h.expect("behind what fails", each("remind:24h0m0s", anna, boris, vera))
	failures := func() int { return strings.Count(h.logged(), "due=strange:s0:") }
	for _, step := range []struct {
		wait time.Duration
		want int
	}{{0, 1}, {time.Second, 2}, {time.Second, 2}, {time.Second, 3}, {time.Hour, 4}} {
		h.tickAt(c, h.time().Add(step.wait))
		if got := failures(); got != step.want {
			t.Errorf("%s later: %d tries logged, want %d", step.wait, got, step.want)
		}
	}
	if left, err := h.db.Due(t.Context(), h.time(), 1000); err != nil || len(left) != len(strange) {
		t.Errorf("%d of %d are still due, %v", len(left), len(strange), err)
	}
	h.write(store.Change{Undue: strange})
	h.tickAt(c, h.time().Add(time.Hour))
	if n := len(c.watches[0].held); n != 0 {
		t.Errorf("%d are held that are no longer due", n)
	}
}

func TestAPanicCostsOneDueThing(t *testing.T) {
	h := newHouse(t)
	w := h.clock().watches[0]
	err := w.settle(t.Context(), space.Due{Kind: space.DueEnd}, saturday, func(space.Due) (store.Change, error) { panic("oh") })
	if err == nil || !strings.Contains(err.Error(), "panic: oh") {
		t.Errorf("a panic became %v", err)
	}
}

func TestABookingThatChangesMeanwhileIsDecidedAnew(t *testing.T) {
	h := newHouse(t)
	b := h.book(h.event(space.Requested, saturday.Add(time.Hour)))
	h.set(saturday.Add(time.Hour))
	due := space.Due{Kind: space.DueExpire, Subject: b.ID, For: b.Start, At: b.Start}
	w := h.clock().watches[0]
	r := &round{watch: w, ctx: t.Context(), now: h.time()}
	first := true
	err := w.settle(t.Context(), due, r.now, func(d space.Due) (store.Change, error) {
		change, err := r.change(d)
		if first {
			first = false
			h.change(b.ID, func(b *space.Booking) { b.Title = "Other" })
		}
		return change, err
	})
	if err != nil || h.booking(b.ID).State != space.Expired || h.booking(b.ID).Title != "Other" {
		t.Errorf("%v, %+v", err, h.booking(b.ID))
	}
}

func TestWithoutRedisATickSaysSo(t *testing.T) {
	server := redisserver.ForTest(t)
	h := houseAt(t, server.URL(), testPoint("blg"))
	c := h.clock()
	h.tickAt(c, saturday)
	server.Stop()
	if err := c.Tick(t.Context()); err == nil {
		t.Error("a tick without Redis went well")
	}
}

func TestARedisThatGoesAwayInTheMiddleEndsTheTick(t *testing.T) {
	server := redisserver.ForTest(t)
	h := houseAt(t, server.URL(), testPoint("blg"))
	for i := range 5 {
		h.book(h.event(space.Confirmed, saturday.Add(25*time.Hour+time.Duration(i)*2*time.Hour)))
	}
	h.set(saturday.Add(24 * time.Hour))
	c := h.clockWaking(server.Stop)
	if err := c.Tick(t.Context()); err == nil {
		t.Error("a tick that lost Redis went well")
	}
	if n := len(c.watches[0].held); n != 0 {
		t.Errorf("%d are held because Redis is away", n)
	}
}

func TestTheClockRunsByItself(t *testing.T) {
	h := newHouse(t)
	woken := make(chan struct{}, 100)
	c := h.clockWaking(func() { woken <- struct{}{} })
	h.book(h.event(space.Confirmed, saturday.Add(25*time.Hour)))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	h.set(saturday.Add(time.Hour))
	<-woken
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	h.expect("by itself", each("remind:24h0m0s", anna, boris, vera))
	c.Options.Tick = "TZ=0"
	if err := c.Run(t.Context()); err == nil {
		t.Error("a clock without a spec runs")
	}
}

func TestAReminderLeadsToTheBooking(t *testing.T) {
	h := newHouse(t)
	b := h.book(h.event(space.Confirmed, saturday.Add(25*time.Hour)))
	h.tickAt(h.clock(), saturday.Add(time.Hour))
	for _, o := range h.sent() {
		p, err := chat.ParsePress(o.Keyboard[0][0].Data)
		if want := (chat.Press{Verb: chat.VerbShow, Subject: b.ID, Version: b.Version, Arg: chat.FromNotice}); err != nil || p != want {
			t.Errorf("the button carries %+v, %v", p, err)
		}
	}
}
