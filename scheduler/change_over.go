package scheduler

import (
	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// changeOver ends a change that nobody decided in time: the booking stays as it
// was, what the change held is given back, and all who waited are told.
func (r *round) changeOver(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || !b.Asks() || b.Change.At.Unix() != d.For.Unix() {
		return store.Change{}, err
	}
	after := b.Unchanged(space.Expired, space.Party{}, "", r.now)
	change := store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}
	after.Version++
	readers, err := r.concerned(b)
	if err != nil {
		return change, err
	}
	for _, to := range readers {
		change.Outs = append(change.Outs, r.notice(d, to, b, to.say.T("change.lapsed"), r.openBooking(to, after)))
	}
	cards, err := r.changeOverCards(d, b)
	change.Outs = append(change.Outs, cards...)
	return change, err
}

// changeOverCards takes the buttons off the cards of the admins, and tells them
// why.
func (r *round) changeOverCards(d space.Due, b space.Booking) ([]chat.Out, error) {
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return nil, err
	}
	present, former := staff.CardHolders(r.point, b, r.now)
	outs := r.undressed(d, b, former)
	admins, err := r.readers(present)
	for _, to := range admins {
		outs = append(outs, r.card(d, to, b, to.say.T("change.request_over")))
	}
	return outs, err
}
