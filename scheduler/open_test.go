package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestADayIsOpenedToTheLineWhenQuotasApplyNoMore(t *testing.T) {
	h := newHouse(t)
	h.point.Policy = space.DefaultPolicy()
	h.point.Policy.Quota = space.Quota{Evenings: 1, Soft: 14}
	b := h.book(h.event(space.Confirmed, saturday.Add(20*day)))
	want := h.point.WantSlot(space.Slot{Room: b.Room, Start: b.Start.Add(day), End: b.End.Add(day)})
	h.write(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "waits", State: space.WishWaiting,
		Resident: b.Resident, Community: b.Community, Event: b.Event, Want: want, Created: saturday}}}})
	c := h.clock()
	for _, at := range []struct{ days, offers int }{{6, 0}, {8, 1}, {9, 0}} {
		h.tickAt(c, saturday.Add(time.Duration(at.days)*day))
		offers := 0
		for _, o := range h.sent() {
			if strings.HasPrefix(o.Occasion, "offer:waits") {
				offers++
			}
		}
		if offers != at.offers {
			t.Errorf("after %d days: %d offers, want %d", at.days, offers, at.offers)
		}
	}
}
