package scheduler

import (
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// offered is a house in which Anna holds an offer of the classroom in two days,
// and Vera waits for the same.
func offered(t *testing.T) (h *house, lapses space.Due) {
	t.Helper()
	h = newHouse(t)
	h.point.Policy = space.DefaultPolicy()
	slot := h.event(space.Confirmed, saturday.Add(2*day)).Slot
	wish := func(id string, who int64) space.Wish {
		return space.Wish{ID: id, State: space.WishWaiting, Resident: space.Party{ID: who}, Created: saturday,
			Event: space.Event{Title: "Хор", Headcount: 10}, Want: h.point.WantSlot(slot)}
	}
	first := wish("w1", anna).Offered(space.Offer{Slot: slot, Made: saturday, Deadline: saturday.Add(time.Hour)})
	h.write(store.Change{Wishes: []store.WishChange{{After: first}, {After: wish("w2", vera)}}})
	return h, h.dueOf(space.DueLapse, saturday.Add(time.Hour))
}

// closes writes a closure of the classroom on that day, as if nobody had looked
// at what it hits.
func (h *house) closes(on space.Date) {
	h.t.Helper()
	before, err := h.db.House(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	after, r := before.Close(h.point, space.Closing{ID: "c", Closure: space.Closure{First: on, Last: on, Room: "class"}}, h.time())
	if r != nil {
		h.t.Fatal(r)
	}
	h.write(store.Change{House: &after})
}

func (h *house) wish(id string) space.Wish {
	h.t.Helper()
	w, ok, err := h.db.Wish(h.t.Context(), id)
	if err != nil || !ok {
		h.t.Fatalf("wish %s: %v, %v", id, ok, err)
	}
	return w
}

func TestAnOfferThatLapsesGoesToTheNext(t *testing.T) {
	h, lapses := offered(t)
	h.tickAt(h.clock(), lapses.At)
	if w := h.wish("w2"); w.State != space.WishOffered {
		t.Errorf("the next is %s", w.State)
	}
}

func TestNothingIsOfferedOnADayThatWasClosed(t *testing.T) {
	h, lapses := offered(t)
	h.closes(h.point.Day(saturday.Add(2 * day)))
	h.tickAt(h.clock(), lapses.At)
	if w := h.wish("w2"); w.State != space.WishWaiting {
		t.Errorf("the next is %s", w.State)
	}
	if w := h.wish("w1"); w.State != space.WishLapsed {
		t.Errorf("the first is %s", w.State)
	}
}

func TestNothingIsOfferedOnADayThatClosesAtTheSameMoment(t *testing.T) {
	h, lapses := offered(t)
	err := h.meanwhile(lapses, lapses.At, func() { h.closes(h.point.Day(saturday.Add(2 * day))) })
	if err != nil {
		t.Fatal(err)
	}
	if w := h.wish("w2"); w.State != space.WishWaiting {
		t.Errorf("the next is %s", w.State)
	}
}
