package scheduler

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
)

// sleeper is what one reader is to get, said plainly: minute by minute of the
// wall clock, without asking the code for any rule.
type sleeper struct {
	from, until int // quiet hours, minutes after midnight
	unwanted    time.Duration
	owed        map[string]owed // reminders that came due and were not sent
}

type owed struct {
	booking string
	start   time.Time
	lead    time.Duration
}

func (s *sleeper) quietAt(t time.Time, zone *time.Location) bool {
	local := t.In(zone)
	m := local.Hour()*60 + local.Minute()
	if s.from < s.until {
		return s.from <= m && m < s.until
	}
	return s.from != s.until && (m >= s.from || m < s.until)
}

// endsAt walks to the end of the quiet hours.
func (s *sleeper) endsAt(t time.Time, zone *time.Location) time.Time {
	for s.quietAt(t, zone) {
		t = t.Add(time.Minute)
	}
	return t
}

// sends says whether what is owed goes out now, and whether it is owed no more.
func (s *sleeper) sends(o owed, leads []time.Duration, now time.Time, zone *time.Location) (sent, gone bool) {
	if !now.Before(o.start) {
		return false, true
	}
	for _, other := range leads {
		if other != s.unwanted && other < o.lead && !now.Before(o.start.Add(-other)) {
			return false, true // the shorter one takes its place
		}
	}
	useless := o.start.Add(-min(o.lead/2, time.Hour))
	if s.quietAt(now, zone) && s.endsAt(now, zone).Before(useless) {
		return false, false
	}
	return true, true
}

// TestWhateverTheQuietHoursEachReminderComesOnce moves and cancels events while
// their reminders wait, two clocks ticking.
func TestWhateverTheQuietHoursEachReminderComesOnce(t *testing.T) {
	shared := newHouse(t).store
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		p := testPoint(fmt.Sprint("q", runs))
		p.Digest, p.Reminders = "", []time.Duration{day, 3 * time.Hour, time.Hour}
		h := houseIn(t, shared, p)
		quarter := rapid.IntRange(0, 95)
		s := &sleeper{from: 15 * quarter.Draw(rt, "from"), until: 15 * quarter.Draw(rt, "until"), owed: map[string]owed{}}
		s.unwanted = rapid.SampledFrom([]time.Duration{0, day, 3 * time.Hour, time.Hour}).Draw(rt, "unwanted")
		h.wants(anna, func(of *space.Settings) {
			of.Quiet, of.Unwanted = &space.Quiet{From: s.from, Until: s.until}, []time.Duration{s.unwanted}
		})
		clocks := []*Clock{h.clock(), h.clock()}
		live := map[string]space.Booking{}
		for i := range rapid.IntRange(1, 3).Draw(rt, "events") {
			b := h.event(space.Confirmed, h.time())
			b.ID, b.Community, b.Slot = fmt.Sprint("b", i), "", anySlot(rt, h)
			if write(rt, h, nil, b) {
				live[b.ID] = b
				h.owe(s, b, h.time().Add(-time.Hour), h.time(), true)
			}
		}
		h.sent()
		for range 5 * 24 * 2 { // five days of half hours
			last, now := h.time(), h.time().Add(30*time.Minute)
			if rapid.IntRange(0, 40).Draw(rt, "act") == 0 {
				h.disturb(rt, live)
			}
			h.tickAt(clocks[0], now)
			h.tickAt(clocks[1], now)
			for _, b := range live {
				h.owe(s, b, last, now, false)
			}
			h.compareOwed(rt, s, live, now)
		}
	})
}

// owe notes what came due about a booking; what was over when it was made is
// nobody's to send.
func (h *house) owe(s *sleeper, b space.Booking, last, now time.Time, made bool) {
	for _, lead := range h.point.Reminders {
		at := b.Start.Add(-lead)
		if made || lead == s.unwanted || !at.After(last) || at.After(now) {
			continue
		}
		s.owed[fmt.Sprint(b.ID, " ", lead, " ", b.Start.Unix())] = owed{b.ID, b.Start, lead}
	}
}

// compareOwed holds what was sent to anna against what she is owed.
func (h *house) compareOwed(rt *rapid.T, s *sleeper, live map[string]space.Booking, now time.Time) {
	var want, got []string
	for name, o := range s.owed {
		b, is := live[o.booking]
		sent, gone := s.sends(o, h.point.Reminders, now, h.point.Zone)
		if void := !is || !b.Start.Equal(o.start); void {
			sent, gone = false, true
		}
		if sent {
			want = append(want, name)
		}
		if gone {
			delete(s.owed, name)
		}
	}
	for _, o := range h.sent() {
		d, err := space.ParseDue(o.Occasion)
		if err != nil || d.Kind != space.DueRemind || o.Chat != anna {
			continue
		}
		id := d.Subject
		for _, b := range live {
			if len(id) > len(b.ID) && id[:len(b.ID)+1] == b.ID+"@" {
				id = b.ID
			}
		}
		got = append(got, fmt.Sprint(id, " ", d.Lead, " ", d.For.Unix()))
		if o.Silent != s.quietAt(now, h.point.Zone) {
			rt.Fatalf("at %s: %s silent %v", now.In(h.point.Zone), o.Occasion, o.Silent)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		rt.Fatalf("at %s, quiet from %d to %d: sent %q, want %q", now.In(h.point.Zone), s.from, s.until, got, want)
	}
}

// disturb moves or cancels an event that is still to come.
func (h *house) disturb(rt *rapid.T, live map[string]space.Booking) {
	var coming []string
	for id, b := range live {
		if b.Start.After(h.time()) {
			coming = append(coming, id)
		}
	}
	if len(coming) == 0 {
		return
	}
	slices.Sort(coming)
	before := h.booking(rapid.SampledFrom(coming).Draw(rt, "which"))
	after := before
	switch rapid.SampledFrom([]string{"move", "cancel", "rename"}).Draw(rt, "how") {
	case "move":
		after.Slot = anySlot(rt, h)
	case "cancel":
		after.State = space.Cancelled
	default:
		after.Title += "!"
	}
	if !write(rt, h, &before, after) {
		return
	}
	if live[after.ID] = after; after.State == space.Cancelled {
		delete(live, after.ID)
	}
}
