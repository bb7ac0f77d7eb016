package scheduler

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// questioned books a request, and an hour later an admin asks for changes.
func (h *house) questioned(c *Clock, start time.Time) space.Booking {
	b := h.book(h.event(space.Requested, start))
	h.tickAt(c, saturday.Add(time.Hour))
	h.asksAnew(b.ID)
	return b
}

// asksAnew lets an admin ask for changes now.
func (h *house) asksAnew(id string) {
	h.change(id, func(b *space.Booking) {
		by := space.Party{ID: admin1, Name: "Boss"}
		*b = b.With(space.Remark{By: by, At: h.time(), Text: "fewer chairs", Admin: true})
		b.State, b.Decision = space.ChangesAsked, &space.Decision{By: by, At: h.time(), State: space.ChangesAsked}
	})
}

func TestWhoWasAskedForChangesIsRemindedOnceADayLater(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	b := h.questioned(c, saturday.Add(9*day))
	h.tickAt(c, saturday.Add(time.Hour+day-time.Second))
	h.expect("within the day", map[string]int{})
	h.tickAt(c, saturday.Add(time.Hour+day))
	h.expect("a day later", each("reply", anna))
	h.tickAt(h.clock(), saturday.Add(3*day))
	h.expect("after it", map[string]int{})
	h.asksAnew(b.ID)
	h.tickAt(c, saturday.Add(4*day))
	h.expect("a day after it was asked anew", each("reply", anna))
}

func TestWhoAnsweredInTimeIsNotReminded(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	b := h.questioned(c, saturday.Add(9*day))
	due := h.dueOf(space.DueReply, saturday.Add(25*time.Hour))
	answer := func() {
		h.change(b.ID, func(b *space.Booking) {
			b.State, b.Decision = space.Requested, &space.Decision{By: b.Resident, At: h.time(), State: space.Requested}
		})
	}
	if err := h.meanwhile(due, due.At, answer); err != nil {
		t.Fatal(err)
	}
	h.expect("at the same moment", map[string]int{})
}

func TestNobodyIsRemindedToAnswerAfterTheEventWouldHaveBegun(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	b := h.questioned(c, saturday.Add(20*time.Hour))
	h.tickAt(c, b.Start)
	h.expect("at its time", each("expire", anna, boris, vera, admin1, admin2))
	h.tickAt(c, b.Start.Add(day))
	h.expect("later", map[string]int{})
}

func TestTheReminderToAnswerReadsAsItShould(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	b := h.questioned(c, saturday.Add(9*day))
	var said []chat.Out
	for i, tag := range lang.Tags() {
		people, err := h.db.People(t.Context(), []int64{anna})
		if err != nil || len(people) != 1 {
			t.Fatal(people, err)
		}
		people[0].Language = string(tag)
		h.write(store.Change{People: people})
		h.tickAt(c, saturday.Add(time.Duration(i+1)*day+2*time.Hour))
		said = append(said, h.sent()...)
		h.asksAnew(b.ID)
	}
	compare(t, "testdata/unanswered.golden", transcript(t, said))
}
