package scheduler

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// stillOn asks the resident whether the event still takes place. Who is asked
// next, if they do not answer, is planned by the same commit.
func (r *round) stillOn(d space.Due) (store.Change, error) {
	b, ok, err := r.asked(d)
	if err != nil || !ok {
		return store.Change{}, err
	}
	return r.question(d, b, []int64{b.Resident.ID}, "still.ask", space.DueStillLeads)
}

// stillLeads asks the leads of the community, as the resident did not answer;
// the resident once more, where nobody else leads it.
func (r *round) stillLeads(d space.Due) (store.Change, error) {
	b, ok, err := r.asked(d)
	if err != nil || !ok {
		return store.Change{}, err
	}
	c, _, err := r.db.Community(r.ctx, b.Community)
	if err != nil {
		return store.Change{}, err
	}
	leads := slices.DeleteFunc(slices.Clone(c.Leads), func(id int64) bool { return id == b.Resident.ID })
	if b.Community == "" || len(leads) == 0 {
		return r.question(d, b, []int64{b.Resident.ID}, "still.ask_again", space.DueStillAdmins)
	}
	return r.question(d, b, leads, "still.ask_lead", space.DueStillAdmins)
}

// stillAdmins asks the admins, as nobody of the community answered.
func (r *round) stillAdmins(d space.Due) (store.Change, error) {
	b, ok, err := r.asked(d)
	if err != nil || !ok {
		return store.Change{}, err
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return store.Change{}, err
	}
	return r.question(d, b, staff.OnDuty(r.point, r.now), "still.ask_admin", space.DueRelease)
}

// release gives a slot back about which nobody answered, where the Point's
// config says so. All are told why, and how to book anew.
func (r *round) release(d space.Due) (store.Change, error) {
	b, ok, err := r.asked(d)
	if err != nil || !ok || !r.point.ReleaseUnanswered {
		return store.Change{}, err
	}
	after := b
	after.State = space.Released
	after.Decision = &space.Decision{At: r.now, State: space.Released}
	change := store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}}
	readers, err := r.concerned(b)
	if err != nil {
		return change, err
	}
	for _, to := range readers {
		change.Outs = append(change.Outs, r.still(d, to, b, to.say.T("still.released"), r.bookAnew(to)))
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return change, err
	}
	admins, err := r.readers(staff.OnDuty(r.point, r.now))
	for _, to := range admins {
		if to.chat == b.Resident.ID {
			continue // told already
		}
		o := r.still(d, to, b, to.say.T("still.released_admin", "Who", b.Resident.Name), nil)
		o.Silent = true
		change.Outs = append(change.Outs, o)
	}
	return change, err
}

// asked returns the booking of a question, if that is still to be put.
func (r *round) asked(d space.Due) (space.Booking, bool, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	return b, ok && r.point.Asks(d, b, r.now), err
}

// question puts it to people, when one of them is awake, and plans what follows
// when nobody answers: it is no part of the booking's agenda, so that nobody is
// asked second who was not asked first.
func (r *round) question(d space.Due, b space.Booking, people []int64, key string, next space.DueKind) (store.Change, error) {
	if later, asleep, err := r.asleep(d, people, r.point.UseEnds(d, b)); asleep || err != nil {
		return later, err
	}
	change := store.Change{Expect: []space.Booking{b}}
	if follow, ok := r.following(d, b, next); ok {
		change.Due = []space.Due{follow}
	}
	readers, err := r.readers(people)
	for _, to := range readers {
		text := to.say.T(key, "In", to.say.In(b.Start.Sub(r.now)), "Who", b.Resident.Name)
		change.Outs = append(change.Outs, r.still(d, to, b, text+r.warning(to, change.Due), stillButtons(to, b, next != space.DueRelease)))
	}
	return change, err
}

// following is what comes when the question stays without an answer.
func (r *round) following(d space.Due, b space.Booking, next space.DueKind) (space.Due, bool) {
	if next == space.DueRelease && !r.point.ReleaseUnanswered {
		return space.Due{}, false
	}
	d.Kind, d.At = next, r.point.Patience(b, d.Lead, r.now)
	return d, true
}

// warning says when the slot is released, where that comes next.
func (r *round) warning(to reader, next []space.Due) string {
	for _, d := range next {
		if d.Kind == space.DueRelease {
			at := d.At.In(r.point.Zone)
			return "\n" + to.say.T("still.until", "Day", to.say.DayFrom(r.now.In(r.point.Zone), at), "Clock", to.say.Clock(at))
		}
	}
	return ""
}

// still is a message about whether an event takes place. The one before it
// loses its buttons.
func (r *round) still(d space.Due, to reader, b space.Booking, text string, keyboard chat.Keyboard) chat.Out {
	o := r.about(d, b, to, text+"\n\n"+r.lines(to.say, b), keyboard)
	o.Panel, o.Fresh = chat.StillPanel(b.ID), true
	return o
}

// stillButtons are yes and release; those who answer for the booking can move
// it instead.
func stillButtons(to reader, b space.Booking, own bool) chat.Keyboard {
	press := func(key, arg string, style chat.Style) chat.Button {
		return chat.NewButton(to.say.Plain(key), chat.Press{Verb: chat.VerbStill, Subject: b.ID, Version: b.Start.Unix(), Arg: arg}).Styled(style)
	}
	k := chat.Keyboard{}.Row(press("still.yes", chat.StillYes, chat.Success))
	if own {
		k = k.Row(chat.NewButton(to.say.Plain("still.move"), chat.Press{Verb: chat.VerbChange, Subject: b.ID, Version: b.Version, Arg: chat.ChangeEdit}))
	}
	return k.Row(press("still.free", chat.StillFree, chat.Plain))
}
