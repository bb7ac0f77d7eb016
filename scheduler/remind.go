package scheduler

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// remind tells the resident and the leads that the event comes, with the time
// that is really left. One that comes too late to be of use is dropped.
func (r *round) remind(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || !r.point.Useful(d, b, r.now) {
		return store.Change{}, err
	}
	readers, err := r.concerned(b)
	if err != nil {
		return store.Change{}, err
	}
	change := store.Change{Expect: []space.Booking{b}}
	for _, to := range readers {
		if to.chat == b.Resident.ID && slices.Contains(r.point.Questions(b.Room), d.Lead) {
			continue // who is asked at the same moment whether it takes place is reminded by that
		}
		text := to.say.T("clock.remind", "In", to.say.In(b.Start.Sub(r.now))) + "\n\n" + r.lines(to.say, b) + r.address(to.say)
		change.Outs = append(change.Outs, r.out(d, to.chat, text, openBooking(to, b)))
	}
	return change, nil
}

// openBooking leads to the booking, where it can be cancelled, and to all of
// the reader's own.
func openBooking(to reader, b space.Booking) chat.Keyboard {
	show := chat.Press{Verb: chat.VerbShow, Subject: b.ID, Version: b.Version, Arg: chat.FromNotice}
	return chat.Keyboard{}.Row(button(to.say.Plain("clock.show"), show),
		button(to.say.Plain("clock.my"), chat.Press{Verb: chat.VerbMenu, Arg: "my"}))
}
