package scheduler

import (
	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// askToCheckIn asks those whom an event concerns whether it has begun, where
// the Point wants to know and nobody said so yet.
func (r *round) askToCheckIn(d space.Due, b space.Booking) ([]chat.Out, error) {
	if !r.point.Watched(b) || !r.now.Before(b.End) {
		return nil, nil
	}
	readers, err := r.concerned(b)
	var outs []chat.Out
	for _, to := range readers {
		keyboard := chat.Keyboard{}.Row(doorButton(to, b, "door.begun", chat.DoorBegun, chat.Success), doorButton(to, b, "door.off", chat.DoorOff, chat.Plain))
		outs = append(outs, r.door(d, to, b, to.say.T("door.ask"), keyboard))
	}
	return outs, err
}

// noShow asks the admins about an event that nobody checked in. Without their
// answer nothing happens.
func (r *round) noShow(d space.Due) (store.Change, error) {
	b, ok, err := r.db.Booking(r.ctx, d.Subject)
	if err != nil || !ok || b.State != space.Running || !b.Start.Equal(d.For) || !r.point.Watched(b) || !r.now.Before(b.End) {
		return store.Change{}, err
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return store.Change{}, err
	}
	change := store.Change{Expect: []space.Booking{b}}
	admins, err := r.readers(staff.OnDuty(r.point, r.now))
	for _, to := range admins {
		text := to.say.T("door.ask_admin", "Ago", to.say.Ago(r.now.Sub(b.Start)), "Who", b.Resident.Name)
		keyboard := chat.Keyboard{}.Row(doorButton(to, b, "door.there", chat.DoorThere, chat.Success), doorButton(to, b, "door.nobody", chat.DoorNobody, chat.Plain))
		change.Outs = append(change.Outs, r.door(d, to, b, text, keyboard))
	}
	return change, err
}

// door is a message about whether an event has begun. The one before it loses
// its buttons.
func (r *round) door(d space.Due, to reader, b space.Booking, text string, keyboard chat.Keyboard) chat.Out {
	o := r.about(d, b, to, text+"\n\n"+r.lines(to.say, b), keyboard)
	o.Panel, o.Fresh, o.Until = chat.DoorPanel(b.ID), true, b.End
	return o
}

func doorButton(to reader, b space.Booking, key, arg string, style chat.Style) chat.Button {
	return chat.NewButton(to.say.Plain(key), chat.Press{Verb: chat.VerbDoor, Subject: b.ID, Version: b.Start.Unix(), Arg: arg}).Styled(style)
}
