package scheduler

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
)

// talked is what is to be asked about one booking, told by its history alone.
type talked struct {
	plain
	open []space.Due // what follows when nobody answers
}

// ask returns the questions of a tick at now, the one before having been at
// last. Whatever changes a booking does so at the time of a tick.
func (m *talked) ask(last, now time.Time) (asked []string) {
	if m.b.State != space.Confirmed || !now.Before(m.b.Start) {
		return nil
	}
	for i, d := range m.open {
		if !d.At.After(now) {
			m.open[i].At = time.Time{} // done with, one way or the other
			if m.isOpen(d, now) {
				asked = append(asked, m.put(d, now))
			}
		}
	}
	shortest := time.Duration(0)
	for _, lead := range m.point.Questions(m.b.Room) { // longest first
		if !now.Before(m.b.Start.Add(-lead)) {
			shortest = lead
		}
	}
	if asking := m.b.Start.Add(-shortest); shortest > 0 && asking.After(last) && !m.saidSince(asking.Add(-day)) {
		asked = append(asked, m.put(space.Due{Kind: space.DueStillOn, Subject: m.b.ID, Lead: shortest, For: m.b.Start}, now))
	}
	m.open = slices.DeleteFunc(m.open, func(d space.Due) bool { return d.At.IsZero() })
	return asked
}

// saidSince says whether the booking as it is now was made, or said to take place,
// then or later.
func (m *talked) saidSince(then time.Time) bool {
	said := m.b.StillOn
	return !m.b.Created.Before(then) || said != nil && said.For.Equal(m.b.Start) && !said.At.Before(then)
}

// isOpen says whether nobody answered, and nothing later is asked.
func (m *talked) isOpen(d space.Due, now time.Time) bool {
	said := m.b.StillOn
	if !slices.Contains(m.point.Questions(m.b.Room), d.Lead) || !m.b.Start.Equal(d.For) || said != nil && said.For.Equal(d.For) && !said.At.Before(d.For.Add(-d.Lead)) {
		return false
	}
	for _, lead := range m.point.Questions(m.b.Room) {
		if lead < d.Lead && !now.Before(d.For.Add(-lead)) {
			return false
		}
	}
	return true
}

// put asks, and goes on.
func (m *talked) put(d space.Due, now time.Time) string {
	next := map[space.DueKind]space.DueKind{
		space.DueStillOn: space.DueStillLeads, space.DueStillLeads: space.DueStillAdmins, space.DueStillAdmins: space.DueRelease,
	}[d.Kind]
	if next == "" {
		m.b.State = space.Released
		return d.Name()
	}
	follow := d
	follow.Kind, follow.At = next, m.point.Patience(m.b, d.Lead, now)
	m.open = append(m.open, follow)
	return d.Name()
}

// TestWhateverHappensEachQuestionIsAskedOnce holds the clock against the plain
// model, two processes and restarts included.
func TestWhateverHappensEachQuestionIsAskedOnce(t *testing.T) {
	shared := newHouse(t).store
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		p := testPoint(fmt.Sprint("q", runs))
		p.Digest, p.Reminders, p.ReleaseUnanswered = "", nil, true
		p.StillOn, p.Rooms[0].StillOn = []time.Duration{6 * day, 3 * day}, []time.Duration{day}
		h := houseIn(t, shared, p)
		clocks := []*Clock{h.clock(), h.clock()}
		models := map[string]*talked{}
		var want, got []string
		last := h.time()
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"book", "move", "end", "yes", "jump", "jump", "jump", "restart"}).Draw(rt, "step") {
			case "book":
				talkAny(rt, h, models)
			case "move":
				withAny(rt, h, models, func(b *space.Booking) { b.Slot = anySlot(rt, h) })
			case "end":
				withAny(rt, h, models, func(b *space.Booking) { b.State = space.Cancelled })
			case "yes":
				withAny(rt, h, models, func(b *space.Booking) { b.StillOn = &space.Word{At: h.time(), For: b.Start} })
			case "restart":
				clocks[0] = h.clock()
			case "jump":
				minutes := rapid.OneOf(rapid.IntRange(1, 12*60), rapid.IntRange(12*60, 4*24*60)).Draw(rt, "minutes")
				now := h.time().Add(time.Duration(minutes) * time.Minute)
				h.tickAt(clocks[rapid.IntRange(0, 1).Draw(rt, "who")], now)
				h.tickAt(clocks[0], now)
				for _, m := range models {
					want = append(want, m.ask(last, now)...)
				}
				last = now
				got = append(got, h.questions()...)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			rt.Fatalf("asked\n%q\nwant\n%q", got, want)
		}
	})
}

// questions are the occasions of what was sent, each once.
func (h *house) questions() []string {
	var all []string
	for _, o := range h.sent() {
		if !slices.Contains(all, o.Occasion) {
			all = append(all, o.Occasion)
		}
	}
	return all
}

func talkAny(rt *rapid.T, h *house, models map[string]*talked) {
	b := h.event(space.Confirmed, h.time())
	b.ID, b.Slot = fmt.Sprint("b", len(models)), anySlot(rt, h) // no chance but rapid's
	if write(rt, h, nil, b) {
		models[b.ID] = &talked{plain: plain{point: h.point, b: b}}
	}
}

// withAny changes a booking that is to come.
func withAny(rt *rapid.T, h *house, models map[string]*talked, change func(*space.Booking)) {
	var coming []string
	for id, m := range models {
		if m.b.State == space.Confirmed && m.b.Start.After(h.time()) {
			coming = append(coming, id)
		}
	}
	if len(coming) == 0 {
		return
	}
	slices.Sort(coming)
	m := models[rapid.SampledFrom(coming).Draw(rt, "which")]
	before := h.booking(m.b.ID)
	after := before
	change(&after)
	if write(rt, h, &before, after) {
		m.b = after
	}
}
