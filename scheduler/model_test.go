package scheduler

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

// plain is G5 said plainly: what is to be sent about one booking, told by its
// history alone.
type plain struct {
	point *space.Point
	b     space.Booking
	since time.Time // when it was last written
	ask   time.Time // when the admins are reminded next
}

// tick returns the occasions of a tick at now, the one before having been at
// last.
func (m *plain) tick(last, now time.Time) []string {
	if m.since.After(last) {
		last = m.since
	}
	switch m.b.State {
	case space.Confirmed:
		return m.remind(last, now)
	case space.Requested:
		if !now.Before(m.b.Start) {
			m.b.State = space.Expired
			return []string{"expire " + m.b.ID}
		}
		if !now.Before(m.ask) {
			m.ask = now.Add(day)
			return []string{fmt.Sprint("undecided ", m.b.ID, " at ", now.Unix())}
		}
	}
	return nil
}

// remind is the shortest lead reached by now, if it was not reached before and
// the event is still to come.
func (m *plain) remind(last, now time.Time) []string {
	if !now.Before(m.b.Start) {
		m.b.State = space.Running
		return nil
	}
	shortest := time.Duration(0)
	for _, lead := range m.point.Reminders { // longest first
		if !now.Before(m.b.Start.Add(-lead)) {
			shortest = lead
		}
	}
	if at := m.b.Start.Add(-shortest); shortest == 0 || !at.After(last) {
		return nil
	}
	return []string{fmt.Sprint("remind ", m.b.ID, " ", shortest, " before ", m.b.Start.Unix())}
}

// TestWhateverHappensEachOccasionIsSentOnce holds the clock against the plain
// model, two processes and restarts included.
func TestWhateverHappensEachOccasionIsSentOnce(t *testing.T) {
	shared := newHouse(t).store
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		p := testPoint(fmt.Sprint("p", runs))
		p.Digest = ""
		h := houseIn(t, shared, p)
		clocks := []*Clock{h.clock(), h.clock()}
		models := map[string]*plain{}
		var want, got []string
		last := h.time()
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"book", "move", "end", "jump", "jump", "restart"}).Draw(rt, "step") {
			case "book":
				bookAny(rt, h, models)
			case "move":
				changeAny(rt, h, models, true)
			case "end":
				changeAny(rt, h, models, false)
			case "restart":
				clocks[0] = h.clock()
			case "jump":
				minutes := rapid.OneOf(rapid.IntRange(1, 90), rapid.IntRange(90, 5*24*60)).Draw(rt, "minutes")
				now := h.time().Add(time.Duration(minutes) * time.Minute)
				h.tickAt(clocks[rapid.IntRange(0, 1).Draw(rt, "who")], now)
				h.tickAt(clocks[0], now)
				for _, m := range models {
					want = append(want, m.tick(last, now)...)
				}
				last = now
				got = append(got, h.occasions(now)...)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			rt.Fatalf("sent\n%q\nwant\n%q", got, want)
		}
	})
}

// occasions are what was sent, one for all whom an occasion concerns.
func (h *house) occasions(now time.Time) []string {
	all := map[string]int{}
	for _, o := range h.sent() {
		d, err := space.ParseDue(o.Occasion)
		if err != nil {
			h.t.Fatal(err)
		}
		name := fmt.Sprint(d.Kind, " ", d.Subject)
		switch d.Kind {
		case space.DueRemind:
			name = fmt.Sprint(name, " ", d.Lead, " before ", d.For.Unix())
		case space.DueUndecided:
			name = fmt.Sprint(name, " at ", now.Unix())
		}
		all[fmt.Sprint(name, " to ", o.Chat)]++
	}
	found := map[string]bool{}
	for what, n := range all {
		if n != 1 {
			h.t.Fatalf("%s: sent %d times", what, n)
		}
		found[what[:len(what)-len(" to 42")]] = true
	}
	return slices.Collect(maps.Keys(found))
}

func bookAny(rt *rapid.T, h *house, models map[string]*plain) {
	b := h.event(rapid.SampledFrom([]space.State{space.Requested, space.Confirmed}).Draw(rt, "state"), h.time())
	b.ID, b.Slot = fmt.Sprint("b", len(models)), anySlot(rt, h) // no chance but rapid's
	if write(rt, h, nil, b) {
		models[b.ID] = &plain{h.point, b, h.time(), h.time().Add(h.point.Undecided)}
	}
}

// changeAny moves a live booking, or ends it.
func changeAny(rt *rapid.T, h *house, models map[string]*plain, move bool) {
	var live []string
	for id, m := range models {
		if m.b.State.Holds() && m.b.State != space.Running {
			live = append(live, id)
		}
	}
	if len(live) == 0 {
		return
	}
	slices.Sort(live)
	m := models[rapid.SampledFrom(live).Draw(rt, "which")]
	before := h.booking(m.b.ID)
	after := before
	switch {
	case move:
		after.Slot = anySlot(rt, h)
	case before.State == space.Confirmed:
		after.State = space.Cancelled
	default:
		after.State = rapid.SampledFrom([]space.State{space.Withdrawn, space.Confirmed}).Draw(rt, "to")
	}
	if write(rt, h, &before, after) {
		m.b, m.since = after, h.time()
	}
}

func anySlot(rt *rapid.T, h *house) space.Slot {
	start := h.time().Truncate(space.Grid).Add(time.Duration(rapid.IntRange(1, 12*24*4).Draw(rt, "quarters")) * space.Grid)
	return space.Slot{Room: rapid.SampledFrom([]string{"hall", "class"}).Draw(rt, "room"), Start: start, End: start.Add(time.Hour)}
}

// write says whether the booking could be had.
func write(rt *rapid.T, h *house, before *space.Booking, after space.Booking) bool {
	err := h.db.Commit(h.t.Context(), store.Change{Bookings: []store.BookingChange{{Before: before, After: after}}}, h.time())
	var refusal *space.Refusal
	if err != nil && !errors.As(err, &refusal) {
		rt.Fatal(err)
	}
	return err == nil
}
