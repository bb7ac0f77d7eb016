package scheduler

import (
	"testing"
	"time"

	"samovar/internal/space"
)

// asks lets a booking ask to be moved.
func (h *house) asks(b space.Booking, to time.Time) {
	h.change(b.ID, func(b *space.Booking) {
		b.Messenger = []int64{admin1, admin2}
		b.Change = &space.Proposal{Slot: space.Slot{Room: b.Room, Start: to, End: to.Add(time.Hour)}, Event: b.Event, By: b.Resident, At: h.time()}
	})
}

func TestAChangeNobodyDecidedLapsesAndGivesBackWhatItHeld(t *testing.T) {
	h := newHouse(t)
	h.point.Digest, h.point.Reminders, h.point.StillOn = "", nil, nil
	c := h.clock()
	b := h.book(h.event(space.Confirmed, saturday.Add(3*day)))
	to := saturday.Add(2 * day)
	h.asks(b, to)
	h.tickAt(c, saturday.Add(day))
	h.expect("a day later", each("undecided", admin1, admin2))
	h.tickAt(c, to.Add(-space.DecideBefore))
	h.expect("as the wanted time comes", each("change", anna, boris, vera, admin1, admin2))
	after := h.booking(b.ID)
	if after.Asks() || after.State != space.Confirmed || !after.Start.Equal(b.Start) {
		t.Errorf("it is %+v", after)
	}
	other := h.event(space.Confirmed, to)
	other.End = to.Add(time.Hour)
	h.book(other)
}

func TestAChangeThatWasDecidedDoesNotLapse(t *testing.T) {
	h := newHouse(t)
	h.point.Digest, h.point.Reminders, h.point.StillOn = "", nil, nil
	c := h.clock()
	b := h.book(h.event(space.Confirmed, saturday.Add(3*day)))
	h.asks(b, saturday.Add(2*day))
	h.change(b.ID, func(b *space.Booking) { *b = b.Change.Proposed(*b) })
	h.tickAt(c, saturday.Add(2*day-time.Minute))
	h.expect("once it is decided", map[string]int{})
}
