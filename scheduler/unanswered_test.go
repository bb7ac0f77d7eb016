package scheduler

import (
	"slices"
	"strings"
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

// questionedSeries books the requests of a series, of which an admin asks for
// changes an hour later.
func (h *house) questionedSeries(c *Clock, starts ...time.Time) []space.Booking {
	h.t.Helper()
	var all []space.Booking
	for _, start := range starts {
		b := h.event(space.Requested, start)
		b.Series = "club"
		all = append(all, h.book(b))
	}
	h.tickAt(c, saturday.Add(time.Hour))
	for _, b := range all {
		h.asksAnew(b.ID)
	}
	return all
}

func TestOfASeriesWhoWasAskedForChangesIsRemindedOnce(t *testing.T) {
	for tag, want := range map[lang.Tag]string{lang.Russian: "и ещё 2 даты", lang.English: "and 2 more dates", lang.Chinese: "另有 2 次"} {
		h := newHouse(t)
		h.point.Digest = ""
		people, err := h.db.People(t.Context(), []int64{anna})
		if err != nil {
			t.Fatal(err)
		}
		people[0].Language = string(tag)
		h.write(store.Change{People: people})
		c := h.clock()
		// The first begins before a reminder would come.
		h.questionedSeries(c, saturday.Add(20*time.Hour), saturday.Add(9*day), saturday.Add(16*day), saturday.Add(23*day))
		h.sent()
		h.tickAt(c, saturday.Add(time.Hour+day))
		outs := h.sent()
		text := says(outs, anna)
		if n := len(slices.DeleteFunc(outs, func(o chat.Out) bool { return !strings.HasPrefix(o.Occasion, "reply:") })); n != 1 || !strings.Contains(text, want) {
			t.Errorf("%s: reminded %d times:\n%s", tag, n, text)
		}
		h.tickAt(h.clock(), saturday.Add(4*day))
		for _, o := range h.sent() {
			if strings.HasPrefix(o.Occasion, "reply:") {
				t.Errorf("reminded again:\n%s", o.Text)
			}
		}
	}
}

func TestTheAdminsAreRemindedOfTheDatesOfASeriesThatWaitForThem(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	all := h.questionedSeries(c, saturday.Add(9*day), saturday.Add(16*day), saturday.Add(23*day))
	for _, b := range all[1:] {
		h.change(b.ID, func(b *space.Booking) {
			*b = b.With(space.Remark{By: b.Resident, At: h.time(), Text: "so be it"})
			b.State, b.Decision = space.Requested, &space.Decision{By: b.Resident, At: h.time(), State: space.Requested}
		})
	}
	h.sent()
	h.tickAt(c, saturday.Add(time.Hour+day))
	if text := says(h.sent(), admin1); strings.Count(text, "Серия ждёт решения") != 1 || !strings.Contains(text, "2 даты") {
		t.Errorf("the admin is told:\n%s", text)
	}
}
