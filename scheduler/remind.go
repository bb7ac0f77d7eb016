package scheduler

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// remind tells the resident and the leads that the event comes, with the time
// that is really left: each who wants that reminder, at the end of their quiet
// hours. One that comes too late to be of use is dropped.
func (r *round) remind(d space.Due) (store.Change, error) {
	id, _, _ := strings.Cut(d.Subject, keptFor)
	b, ok, err := r.db.Booking(r.ctx, id)
	if err != nil || !ok {
		return store.Change{}, err
	}
	readers, err := r.concerned(b)
	if err != nil {
		return store.Change{}, err
	}
	change := store.Change{Expect: []space.Booking{b}}
	for _, to := range readers {
		if only := onlyFor(d); only != 0 && to.chat != only || !r.point.UsefulTo(to.settings, d, b, r.now) {
			continue
		}
		if to.chat == b.Resident.ID && slices.Contains(r.point.Questions(b.Room), d.Lead) {
			continue // who is asked at the same moment whether it takes place is reminded by that
		}
		if at := to.settings.When(r.now, d.UselessFrom(), r.point.Zone); at.After(r.now) {
			change.Due = append(change.Due, keptBack(d, strconv.FormatInt(to.chat, 10), at))
			continue
		}
		text := to.say.T("clock.remind", "In", to.say.In(b.Start.Sub(r.now))) + "\n\n" + r.lines(to.say, b) + r.address(to.say)
		o := r.about(d, b, to, text, r.openBooking(to, b))
		o.Until = r.point.UseEndsTo(to.settings, d, b)
		change.Outs = append(change.Outs, o)
	}
	return change, nil
}

// openBooking leads to the booking, where it can be cancelled, and to all of
// the reader's own at this Point.
func (r *round) openBooking(to reader, b space.Booking) chat.Keyboard {
	show := chat.Press{Verb: chat.VerbShow, Subject: b.ID, Version: b.Version, Arg: chat.FromNotice}
	return chat.Keyboard{}.Row(chat.NewButton(to.say.Plain("clock.show"), show),
		chat.NewButton(to.say.Plain("clock.my"), chat.Press{Verb: chat.VerbMenu, Subject: r.point.ID, Arg: "my"}))
}
