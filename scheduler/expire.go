package scheduler

import (
	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// expire ends a request whose time has come: its slot is given back, who asked
// is told, and the admins' cards lose their buttons.
func (r *round) expire(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || !b.State.CanBecome(space.Expired) || r.now.Before(b.Start) {
		return store.Change{}, err
	}
	after := b
	after.State, after.Proposed = space.Expired, nil
	after.Decision = &space.Decision{At: r.now, State: space.Expired}
	change := store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}
	told, err := r.expiredForResident(d, b)
	if err != nil {
		return change, err
	}
	cards, err := r.expiredForAdmins(d, b)
	change.Outs = append(told, cards...)
	return change, err
}

// expiredForResident tells the resident and the leads, with a way to ask anew.
// What they were told before loses its buttons.
func (r *round) expiredForResident(d space.Due, b space.Booking) ([]chat.Out, error) {
	readers, err := r.concerned(b)
	var outs []chat.Out
	for _, to := range readers {
		text := to.say.T("clock.expired")
		if b.State == space.ChangesAsked {
			text = to.say.T("clock.expired_changes")
		}
		outs = append(outs, r.notice(d, to, b, text, r.bookAnew(to)))
	}
	return outs, err
}

// expiredForAdmins edits the cards of who decides. Those of who does so no more
// only lose their buttons.
func (r *round) expiredForAdmins(d space.Due, b space.Booking) ([]chat.Out, error) {
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return nil, err
	}
	present, former := staff.CardHolders(r.point, b, r.now)
	outs := r.undressed(d, b, former)
	admins, err := r.readers(append(present, staff.Deciders(r.point, b.DecidedRoom(), r.now)...))
	for _, to := range admins {
		outs = append(outs, r.card(d, to, b, to.say.T("clock.expired_card", "Who", b.Resident.Name)))
	}
	return outs, err
}

// notice tells somebody whom a booking concerns what became of it; what they
// were told before loses its buttons.
func (r *round) notice(d space.Due, to reader, b space.Booking, text string, keyboard chat.Keyboard) chat.Out {
	o := r.out(d, to.chat, text+"\n\n"+r.lines(to.say, b), keyboard)
	o.Panel, o.Fresh = chat.LeadPanel(b.ID), true
	if to.chat == b.Resident.ID {
		o.Panel = chat.OwnPanel(b.ID)
	}
	return o
}

// card edits the card of a request that waits no more.
func (r *round) card(d space.Due, to reader, b space.Booking, text string) chat.Out {
	o := r.out(d, to.chat, text+"\n\n"+r.lines(to.say, b), nil)
	o.Panel, o.Silent = chat.RequestPanel(b.ID), true
	return o
}

// undressed takes the buttons off the cards of a request.
func (r *round) undressed(d space.Due, b space.Booking, holders []int64) []chat.Out {
	outs := make([]chat.Out, len(holders))
	for i, id := range holders {
		outs[i] = chat.Out{Kind: chat.Undress, Chat: id, Lane: chat.Broadcast, Panel: chat.RequestPanel(b.ID), Occasion: d.Name()}
	}
	return outs
}
