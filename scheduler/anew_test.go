package scheduler

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// meanwhile carries out what is due, with something done by others between the
// first decision and its commit.
func (h *house) meanwhile(due space.Due, now time.Time, others func()) error {
	h.t.Helper()
	h.set(now)
	w := h.clock().watches[0]
	r := &round{watch: w, ctx: h.t.Context(), now: now}
	first := true
	return w.settle(r.ctx, due, now, func(d space.Due) (store.Change, error) {
		change, err := r.change(d)
		if first {
			first = false
			others()
		}
		return change, err
	})
}

// dueOf is the earliest thing of a kind that is due by now.
func (h *house) dueOf(kind space.DueKind, now time.Time) space.Due {
	h.t.Helper()
	all, err := h.db.Due(h.t.Context(), now, everything)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, d := range all {
		if d.Kind == kind {
			return d
		}
	}
	h.t.Fatalf("no %s is due among %v", kind, all)
	return space.Due{}
}

func TestAnOfferThatLostItsSlotIsDecidedAnew(t *testing.T) {
	h := newHouse(t)
	w := h.clock().watches[0]
	due := space.Due{Kind: space.DueEnd, Subject: "x", For: saturday, At: saturday}
	h.write(store.Change{Due: []space.Due{due}})
	taken := h.book(h.event(space.Confirmed, saturday.Add(day)))
	decided := 0
	err := w.settle(t.Context(), due, saturday, func(space.Due) (store.Change, error) {
		decided++
		late := h.event(space.Requested, taken.Start)
		if decided > 1 {
			late.Start, late.End = taken.End, taken.End.Add(time.Hour)
		}
		return store.Change{Bookings: []store.BookingChange{{After: late}}}, nil
	})
	if err != nil || decided != 2 {
		t.Errorf("decided %d times: %v", decided, err)
	}
}

func TestNoAdminIsRemindedOfARequestDecidedAtTheSameMoment(t *testing.T) {
	h := newHouse(t)
	b := h.book(h.event(space.Requested, saturday.Add(9*day)))
	c := h.clock()
	h.tickAt(c, saturday.Add(day))
	h.sent()
	due := h.dueOf(space.DueUndecided, saturday.Add(2*day))
	if err := h.meanwhile(due, saturday.Add(2*day), func() {
		h.change(b.ID, func(b *space.Booking) { b.State = space.Declined })
	}); err != nil {
		t.Fatal(err)
	}
	h.expect("after the decision", map[string]int{})
	h.tickAt(c, saturday.Add(4*day))
	h.expect("later", map[string]int{})
}

func TestNoLeadIsAskedWhatTheResidentAnsweredAtTheSameMoment(t *testing.T) {
	h := asking(t)
	c := h.clock()
	b := h.book(h.event(space.Confirmed, saturday.Add(20*day)))
	h.tickAt(c, b.Start.Add(-h.point.StillOn[0]))
	h.sent()
	due := h.dueOf(space.DueStillLeads, b.Start)
	if err := h.meanwhile(due, due.At, func() { h.saysYes(b.ID) }); err != nil {
		t.Fatal(err)
	}
	h.expect("after the yes", map[string]int{})
}

func TestARequestGivenBackIsRemindedOfADayLaterAndOnceADay(t *testing.T) {
	for _, c := range []struct {
		what         string
		asked, given time.Duration // after the request
	}{
		{"before the first reminder", time.Hour, 3*day + time.Hour},
		{"after the first reminder", 30 * time.Hour, 3*day + time.Hour},
		{"at once", 30 * time.Hour, 31 * time.Hour},
	} {
		h := newHouse(t)
		h.point.Digest = ""
		clock := h.clock()
		b := h.book(h.event(space.Requested, saturday.Add(9*day)))
		decide := func(after time.Duration, to space.State) {
			h.tickAt(clock, saturday.Add(after))
			h.change(b.ID, func(b *space.Booking) { b.State, b.Decision = to, &space.Decision{At: h.time(), State: to} })
		}
		decide(c.asked, space.ChangesAsked)
		decide(c.given, space.Requested)
		h.sent()
		h.tickAt(clock, saturday.Add(c.given+day-time.Second))
		h.expect(c.what+", within the day", map[string]int{})
		for n := 1; n < 4; n++ {
			h.tickAt(clock, saturday.Add(c.given+time.Duration(n)*day))
			h.expect(c.what+", then", each("undecided", admin1, admin2))
			h.tickAt(clock, saturday.Add(c.given+time.Duration(n+1)*day-time.Second))
			h.expect(c.what+", between", map[string]int{})
		}
	}
}

func TestANewConfigsRemindersCoverBookingsMadeBefore(t *testing.T) {
	h := newHouse(t)
	h.point.Digest, h.point.Reminders = "", []time.Duration{7 * day, day}
	start := saturday.Add(8 * day)
	h.book(h.event(space.Confirmed, start))
	h.tickAt(h.clock(), start.Add(-7*day))
	h.expect("a week before", each("remind:168h0m0s", anna, boris, vera))
	h.point.Reminders = []time.Duration{7 * day, 3 * day}
	c := h.clock()
	h.tickAt(c, start.Add(-7*day+time.Second))
	h.expect("with the new config", map[string]int{})
	h.tickAt(c, start.Add(-3*day))
	h.expect("three days before", each("remind:72h0m0s", anna, boris, vera))
	h.tickAt(h.clock(), start.Add(-3*day))
	h.tickAt(h.clock(), start.Add(-day))
	h.expect("a day before, which the config has no more", map[string]int{})
}

func TestTheDigestOfAGroupThatIsShutGoesToTheLeads(t *testing.T) {
	h := newHouse(t)
	h.communities(
		space.Community{ID: "chess", Name: "Шахматы", Language: "ru", Chat: -7, Leads: []int64{anna}},
		space.Community{ID: "tea", Name: "Чай", Language: "ru", Chat: -8, Leads: []int64{vera}})
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	ours := h.event(space.Confirmed, monday.Add(3*day))
	ours.Community = "tea" // or Vera, who leads another, would read nothing new
	h.book(ours)
	const moved = -1000000000008
	if err := h.store.SetMoved(t.Context(), -8, moved); err != nil {
		t.Fatal(err)
	}
	for _, chat := range []int64{-7, moved} {
		if err := h.store.MarkUnreachable(t.Context(), h.point.ID, chat, "kicked", saturday); err != nil {
			t.Fatal(err)
		}
	}
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	want := each("digest", admin1, admin2, anna, boris, vera)
	want["digest to 44"] = 2
	want["group to 42"], want["group to 44"] = 1, 1 // they are told why
	h.expect("on Monday", want)
}

func TestWhoIsNoAdminAnyMoreIsToldNothing(t *testing.T) {
	h := newHouse(t)
	const former = 13
	request := h.event(space.Requested, saturday.Add(5*time.Hour))
	changing := h.event(space.Confirmed, saturday.Add(5*time.Hour))
	changing.Room = "hall"
	request.Messenger = []int64{admin1, former}
	h.book(request)
	h.asks(h.book(changing), changing.Start.Add(4*time.Hour))
	h.change(changing.ID, func(b *space.Booking) { b.Messenger = request.Messenger })
	h.tickAt(h.clock(), changing.Start)
	undressed := 0
	for _, o := range h.sent() {
		if o.Chat == former && (o.Kind != chat.Undress || o.Text != "") {
			t.Errorf("told %s: %s", o.Occasion, o.Text)
		}
		if o.Chat == former {
			undressed++
		}
	}
	if undressed != 2 {
		t.Errorf("%d of 2 cards lost their buttons", undressed)
	}
}
