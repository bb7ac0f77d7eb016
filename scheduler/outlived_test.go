package scheduler

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestAReminderSaysWhatItIsAboutAndUntilWhenItIsOfUse(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	start := saturday.Add(30 * time.Hour)
	b := h.book(h.event(space.Confirmed, start))
	for _, one := range []struct{ lead, until time.Duration }{{day, time.Hour}, {time.Hour, 0}} {
		h.tickAt(c, start.Add(-one.lead))
		sent := h.messages()
		if len(sent) != 3 {
			t.Fatalf("%s before %d messages", one.lead, len(sent))
		}
		for _, o := range sent {
			if o.About != b.ID || !o.Until.Equal(start.Add(-one.until)) {
				t.Errorf("%s before: about %q, until %s", one.lead, o.About, o.Until)
			}
		}
	}
}

func TestSeveralRemindersInOneAreOfUseAsLongAsOneIs(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	c := h.clock()
	late := saturday.Add(4 * day)
	near, far := h.event(space.Confirmed, late.Add(5*time.Hour)), h.event(space.Confirmed, late.Add(8*time.Hour))
	far.Room = "hall"
	near, far = h.book(near), h.book(far)
	h.tickAt(c, saturday)
	h.messages()
	h.tickAt(c, late)
	sent := h.messages()
	if len(sent) != 3 {
		t.Fatalf("%d messages", len(sent))
	}
	for _, o := range sent {
		if o.About != near.ID+chat.AndAbout+far.ID || !o.Until.Equal(far.Start.Add(-time.Hour)) {
			t.Errorf("about %q, until %s", o.About, o.Until)
		}
	}
}
