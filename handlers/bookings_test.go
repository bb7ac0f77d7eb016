package handlers

import (
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// at is a local time on a day of November or December 2026: the 31st of
// November is the 1st of December.
func (h *house) at(day int, hour float64) time.Time {
	return time.Date(2026, 11, day, 0, int(hour*60), 0, 0, h.point.Zone).UTC()
}

// asks writes a request with the cards of the admins, as the conversation does.
func (g *guest) asks(change func(*space.Booking)) space.Booking {
	g.Helper()
	b := g.booking(space.Requested, change)
	g.updates++
	event := chat.Event{ID: g.updates, At: g.now, Kind: chat.Command, Command: "book", From: g.Person, Place: chat.Place{ID: g.ID, Type: chat.Private}}
	t, err := g.desk.open(g.Context(), event)
	if err != nil {
		g.Fatal(err)
	}
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{After: b})
	if err := t.askAdmins(b); err != nil {
		g.Fatal(err)
	}
	g.commit(t.write)
	g.deliver()
	return g.reload(b)
}

// has writes a confirmed booking without a word to anybody.
func (g *guest) has(change func(*space.Booking)) space.Booking {
	g.Helper()
	b := g.booking(space.Confirmed, change)
	g.commit(store.Change{Bookings: []store.BookingChange{{After: b}}})
	return g.reload(b)
}

// booking is the hall on Thursday from 18 to 20 for 40 people, but for change.
func (g *guest) booking(state space.State, change func(*space.Booking)) space.Booking {
	b := space.Booking{ID: space.NewID(), State: state, Created: g.now,
		Slot:     space.Slot{Room: "hall", Start: g.at(26, 18), End: g.at(26, 20)},
		Event:    space.Event{Title: "Лекция о квантах", Format: space.Lecture, Headcount: 40, Open: true},
		Resident: space.Party{ID: g.ID, Name: g.Name, Username: g.Username}}
	if change != nil {
		change(&b)
	}
	room, _ := g.point.Room(b.Room)
	b.SetUp, b.ClearUp = room.SetUp, room.ClearUp
	return b
}

// reload is a booking as it is in the store.
func (h *house) reload(b space.Booking) space.Booking {
	h.Helper()
	now, ok, err := h.db.Booking(h.Context(), b.ID)
	if err != nil || !ok {
		h.Fatalf("booking %s: %v, %v", b.ID, ok, err)
	}
	return now
}

// is fails unless the booking is in that state.
func (h *house) is(b space.Booking, want space.State) space.Booking {
	h.Helper()
	now := h.reload(b)
	if now.State != want {
		h.Errorf("%q is %s, want %s", b.Title, now.State, want)
	}
	return now
}

// isFree fails unless nothing holds the slot.
func (h *house) isFree(s space.Slot, want bool) {
	h.Helper()
	held, err := h.db.Scheduled(h.Context(), []string{s.Room}, s.Start, s.End)
	if err != nil || (len(held) == 0) != want {
		h.Errorf("%s at %s is held by %d, %v", s.Room, s.Start, len(held), err)
	}
}
