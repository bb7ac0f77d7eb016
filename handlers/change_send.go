package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// sendChange writes the change, or asks the admins for it. A card that was
// drawn of another version is drawn anew.
func (b *booker) sendChange(room space.Room) error {
	before, after := *b.of, b.changed(room)
	if before.Version != b.OfVersion {
		b.toast(b.say.Plain("change.redrawn"))
		return b.show(false)
	}
	lines := differences(b.say, b.point, b.now, before, after)
	if lines == "" {
		b.stale()
		return nil
	}
	if b.Rest != "" {
		return b.goTo(stepDates)
	}
	b.end()
	b.keepPerson()
	if b.asksAdmins(after) {
		return b.askForChange(before, after, lines)
	}
	return b.makeChange(before, after, lines)
}

// askForChange keeps the booking as it is and holds what it wants besides,
// until an admin decides.
func (b *booker) askForChange(before, after space.Booking, lines string) error {
	asked := before
	asked.Change = &space.Proposal{Slot: after.Slot, SetUp: after.SetUp, ClearUp: after.ClearUp, Event: after.Event,
		By: b.who.Party(), At: b.now}
	asked.Messenger = space.OnceEach(append(b.deciders(asked), before.Messenger...))
	b.write.Bookings = append(b.write.Bookings, store.BookingChange{Before: &before, After: asked})
	asked.Version++
	b.receipt("change.asked", before, lines)
	if err := b.tellOthers("change.asked_by", asked); err != nil {
		return err
	}
	return b.showAdmins(asked, true)
}

// makeChange writes the booking as it is to be. A request is decided as the
// room wants it.
func (b *booker) makeChange(before, after space.Booking, lines string) error {
	room, _ := b.point.Room(after.Room)
	after.Change = nil
	after = after.Vouched(b.who.Party(), b.now)
	switch {
	case before.State == space.ChangesAsked:
		b.was = map[string]space.Booking{before.ID: before}
		after = b.corrected(after, room.Approval)
	case before.State == space.Requested && !room.Approval:
		after.State = space.Confirmed
	}
	waits := after.State == space.Requested
	if waits {
		after.Messenger = space.OnceEach(append(b.deciders(after), before.Messenger...))
	}
	b.write.Bookings = append(b.write.Bookings, store.BookingChange{Before: &before, After: after})
	after.Version++
	b.receipt(doneKey(before, after), after, lines)
	if before.State == space.ChangesAsked && b.who.ID == before.Resident.ID {
		if err := b.redrawNotice(before, after); err != nil {
			return err
		}
	}
	if err := b.tellOthers("change.done_by", after); err != nil {
		return err
	}
	if len(after.Messenger) == 0 {
		return nil // no admin ever had to do with it
	}
	return b.showAdmins(after, waits)
}

// receipt is what the conversation leaves.
func (b *booker) receipt(key string, booking space.Booking, lines string) {
	row := []chat.Button{button(b.say.Plain("menu.my"), verbMenu, "", 0, "my")}
	if booking.State == space.Confirmed && key == "change.done" {
		row = append(row, calendarButton(b.say, booking))
	}
	b.redraw(b.say.T(key, "Title", shorten(booking.Title, titleShown), "Lines", lang.HTML(lines)), chat.Keyboard{}.Row(row...))
}
