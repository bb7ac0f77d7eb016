package scheduler

import (
	"testing"
	"time"

	"samovar/internal/space"
)

// watchful is a house that looks after its rooms, and sends nothing else.
func watchful(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.point.Digest, h.point.Reminders, h.point.NoShowAfter = "", nil, 20*time.Minute
	return h
}

func TestAtTheStartPeopleCheckInAndOtherwiseTheAdminsAreAsked(t *testing.T) {
	h := watchful(t)
	c := h.clock()
	start := saturday.Add(2 * time.Hour)
	b := h.book(h.event(space.Confirmed, start))
	h.tickAt(c, start)
	h.expect("at the start", each("start", anna, boris, vera))
	h.tickAt(c, start.Add(20*time.Minute-time.Second))
	h.expect("before twenty minutes", map[string]int{})
	h.tickAt(c, start.Add(20*time.Minute))
	h.expect("after twenty minutes", each("no_show", admin1, admin2))
	h.tickAt(c, start.Add(time.Hour))
	h.expect("later", map[string]int{})
	if got := h.booking(b.ID).State; got != space.Running {
		t.Errorf("without an answer it is %s", got)
	}
	h.tickAt(c, b.End)
	if got := h.booking(b.ID).State; got != space.Done {
		t.Errorf("at its end it is %s", got)
	}
}

func TestWhoCheckedInIsNotAskedFor(t *testing.T) {
	for _, early := range []bool{false, true} {
		h := watchful(t)
		c := h.clock()
		start := saturday.Add(2 * time.Hour)
		b := h.book(h.event(space.Confirmed, start))
		if !early {
			h.tickAt(c, start)
			h.expect("at the start", each("start", anna, boris, vera))
		}
		h.change(b.ID, func(b *space.Booking) { b.Begun = &space.Word{By: b.Resident, At: h.time(), For: b.Start} })
		h.tickAt(c, start.Add(time.Hour))
		h.expect("afterwards", map[string]int{})
	}
}

func TestWithoutTheSettingNobodyIsAskedToCheckIn(t *testing.T) {
	h := watchful(t)
	h.point.NoShowAfter = 0
	start := saturday.Add(2 * time.Hour)
	h.book(h.event(space.Confirmed, start))
	c := h.clock()
	h.tickAt(c, start)
	h.tickAt(c, start.Add(time.Hour))
	h.expect("with 0", map[string]int{})
}

func TestAClockThatStoodStillAsksNobodyAboutThePast(t *testing.T) {
	h := watchful(t)
	start := saturday.Add(2 * time.Hour)
	b := h.book(h.event(space.Confirmed, start))
	h.tickAt(h.clock(), b.End)
	h.expect("after the end", map[string]int{})
	if got := h.booking(b.ID).State; got != space.Done {
		t.Errorf("it is %s", got)
	}
}
