package scheduler

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/contents"
	"samovar/internal/space"
	"samovar/internal/store"
)

// keeping is a house that keeps things as the config says by default.
func keeping(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.point.Keeps = space.DefaultRetention()
	return h
}

// traces are the keys that still hold any of the words.
func (h *house) traces(words ...string) (keys []string) {
	h.t.Helper()
	all, err := contents.Of(h.t.Context(), h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	for key, what := range all {
		for _, word := range words {
			if strings.Contains(key+" "+what, word) {
				keys = append(keys, key+": "+what)
			}
		}
	}
	return keys
}

// sweepsAt ticks at a moment, and on until everything is swept.
func (h *house) sweepsAt(c *Clock, at time.Time) {
	h.t.Helper()
	for range 10 {
		h.tickAt(c, at)
		at = at.Add(sweepStep)
	}
}

func TestNamesAndLogsOfBookingsGoWhenTheirTimeIsOver(t *testing.T) {
	h := keeping(t)
	c := h.clock()
	b := h.event(space.Confirmed, saturday.Add(day))
	b.Resident = space.Party{ID: 4711, Name: "Lidia", Username: "lidia_l"}
	b.Title, b.Community = "Lidia о чае", ""
	b = h.book(b)
	alive := h.book(h.event(space.Confirmed, saturday.Add(180*day)))
	h.sweepsAt(c, saturday.Add(2*day))
	if got := h.booking(b.ID); got.State != space.Done || got.Resident.Name != "Lidia" {
		t.Fatalf("too early: %+v", got)
	}
	h.tickAt(c, saturday.Add(180*day-time.Hour))
	h.sweepsAt(c, saturday.Add(369*day))
	if got := h.booking(b.ID); got.Resident.ID > 0 || got.Title != "— о чае" || !got.Start.Equal(b.Start) {
		t.Errorf("after a year: %+v", got)
	}
	if left := h.traces("Lidia", "lidia_l", "4711"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
	if log, err := h.db.Log(t.Context(), b.ID); err != nil || len(log) == 0 {
		t.Errorf("the log is gone too early: %v, %v", log, err)
	}
	if got := h.booking(alive.ID); got.Resident.Name != "Anna" {
		t.Errorf("what was over half a year later lost its names: %+v", got)
	}
	h.sweepsAt(c, saturday.Add(735*day))
	if log, err := h.db.Log(t.Context(), b.ID); err != nil || len(log) != 0 {
		t.Errorf("the log is still there: %v, %v", log, err)
	}
	if !strings.Contains(h.logged(), "1 bookings without names") || !strings.Contains(h.logged(), "1 logs") {
		t.Errorf("logged is\n%s", h.logged())
	}
}

func TestMoreThanABatchIsSweptAndWhatWasKeptBackComesLater(t *testing.T) {
	h := keeping(t)
	c := h.clock()
	for i := range 2*sweepBatch + 10 { // all of them changed at one moment
		b := h.event(space.Cancelled, saturday.Add(time.Duration(i)*day))
		h.book(b)
	}
	h.sweepsAt(c, saturday.Add(366*day))
	if left := h.traces("Anna"); len(left) > 1 { // but herself
		t.Errorf("%d are left", len(left))
	}
}

func TestANightThatWasMissedIsMadeUpFor(t *testing.T) {
	h := keeping(t)
	c := h.clock()
	h.tickAt(c, saturday)
	b := h.book(h.event(space.Cancelled, saturday.Add(day)))
	again := h.clock() // after a year and a half away
	h.sweepsAt(again, saturday.Add(550*day))
	if got := h.booking(b.ID); got.Resident.ID > 0 {
		t.Errorf("it is still %+v's", got.Resident)
	}
	for _, what := range space.AllSwept() {
		planned, err := h.db.Planned(t.Context(), space.DueRetain, what.String()+" *")
		if err != nil || len(planned) != 1 || !planned[0].At.After(h.time()) {
			t.Errorf("%s is planned at %v, %v", what, planned, err)
		}
	}
}

func TestWishesAnnouncementsAndStrangersGoWhenTheirTimeIsOver(t *testing.T) {
	h := keeping(t)
	c := h.clock()
	slot := h.event(space.Confirmed, saturday.Add(2*day)).Slot
	wish := func(id string, state space.WishState) store.WishChange {
		return store.WishChange{After: space.Wish{ID: id, State: state, Resident: space.Party{ID: anna}, Created: saturday, Event: space.Event{Title: "Хор", Headcount: 10}, Want: h.point.WantSlot(slot)}}
	}
	cast := space.Broadcast{ID: "cast2345", Text: "Чай!", State: space.BroadcastSent, Begun: saturday, Ended: saturday}
	h.write(store.Change{Wishes: []store.WishChange{wish("left2345", space.WishLeft), wish("waits234", space.WishWaiting)},
		Broadcasts: []store.BroadcastChange{{After: cast, Recipients: []space.Recipient{{Chat: anna}}}}})
	for _, id := range []int64{anna, 9999} {
		if err := h.store.MarkUnreachable(t.Context(), "blg", id, "blocked", saturday); err != nil {
			t.Fatal(err)
		}
	}
	h.sweepsAt(c, saturday.Add(29*day))
	for _, key := range []string{"left2345", "cast2345", "9999"} {
		if len(h.traces(key)) == 0 {
			t.Errorf("%s is gone too early", key)
		}
	}
	h.sweepsAt(c, saturday.Add(31*day))
	h.sweepsAt(c, saturday.Add(92*day))
	if left := h.traces("left2345", "cast2345", "9999"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
	if len(h.traces("waits234")) == 0 {
		t.Error("the other wish is gone, too")
	}
	if _, is, err := h.store.Mark(t.Context(), "blg", anna); err != nil || !is {
		t.Errorf("the mark of who is known is gone: %v", err)
	}
}

func TestWhatIsKeptForGoodIsNotSwept(t *testing.T) {
	h := newHouse(t) // whose Point keeps everything
	c := h.clock()
	b := h.book(h.event(space.Cancelled, saturday.Add(day)))
	h.sweepsAt(c, saturday.Add(3000*day))
	if got := h.booking(b.ID); got.Resident.Name != "Anna" || len(h.traces("retain:")) > 0 {
		t.Errorf("swept: %+v", got)
	}
}

func TestForgettingGoesOnWhereAProcessDied(t *testing.T) {
	h := keeping(t)
	who := space.Person{ID: 4711, Name: "Lidia", Language: "en", Consent: saturday, Leaving: saturday}
	for i := range 2*sweepBatch + 10 {
		b := h.event(space.Cancelled, saturday.Add(time.Duration(i)*day))
		b.Resident = who.Party()
		h.set(saturday.Add(time.Duration(i) * time.Second))
		h.book(b)
	}
	part := space.Parting{Person: who.ID, Before: store.Latest, Tells: true}
	h.write(store.Change{People: []space.Person{who}, Due: []space.Due{part.Due(saturday, saturday)}})
	h.sent()
	for step := range 10 { // each by another process, which dies after it
		c := h.clock()
		due, err := h.db.Planned(t.Context(), space.DueForget, "4711 *")
		if err != nil || len(due) > 1 {
			t.Fatal(due, err)
		}
		if len(due) == 0 {
			if step < 3 {
				t.Errorf("done after %d steps", step)
			}
			break
		}
		w := c.watches[0]
		r := &round{watch: w, ctx: t.Context(), now: h.time()}
		if err := w.settle(t.Context(), due[0], r.now, r.change); err != nil {
			t.Fatal(err)
		}
		if err := w.settle(t.Context(), due[0], r.now, r.change); err != nil { // another, late with the same
			t.Fatal(err)
		}
	}
	told := h.messages()
	if left := h.traces("Lidia", "4711"); len(left) > 0 || len(told) != 1 || told[0].Chat != who.ID {
		t.Errorf("left is %v, told %+v", left, told)
	}
}

func TestForgettingWaitsForAnAnnouncementThatCountsItsRecipients(t *testing.T) {
	h := keeping(t)
	who := space.Person{ID: 4711, Name: "Lidia", Language: "en", Consent: saturday, Leaving: saturday}
	cast := space.Broadcast{ID: "cast2345", By: space.Party{ID: admin1}, Text: "Чай!", State: space.BroadcastSending, Total: 2, Begun: saturday}
	h.write(store.Change{People: []space.Person{who}, Due: []space.Due{space.Parting{Person: who.ID, Tells: true}.Due(saturday, saturday)},
		Broadcasts: []store.BroadcastChange{{After: cast, Recipients: []space.Recipient{{Chat: who.ID}, {Chat: anna}}}}})
	c := h.clock()
	h.tickAt(c, saturday)
	if len(h.traces("Lidia")) == 0 {
		t.Fatal("the announcement loses its place")
	}
	before, _, err := h.db.Broadcast(t.Context(), cast.ID)
	if err != nil {
		t.Fatal(err)
	}
	after := before
	after.State, after.Ended = space.BroadcastSent, saturday
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: after}}})
	h.tickAt(c, saturday.Add(partAgain))
	if got := fmt.Sprint(len(h.messages())); got != "1" {
		t.Errorf("%s messages", got)
	}
	if left := h.traces("Lidia", "4711"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
}
