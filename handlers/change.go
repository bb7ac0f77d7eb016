package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// flowChange is the conversation that changes a booking: that of reserving, its
// answers filled in from the booking.
const flowChange = "change"

// verbChange is that of the buttons with which a booking is changed.
const verbChange = chat.VerbChange

// The arguments of the buttons that change a booking.
const (
	changeEdit = chat.ChangeEdit // begins the conversation
	changeDrop = "drop"          // takes back what was asked for
	changeHand = "hand"          // lists who could have it instead
)

// changePress carries out a button of a booking's card that changes it.
func (t *turn) changePress(p chat.Press) error {
	do, page := cut(p.Arg)
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	switch {
	case do == changeEdit && t.isChanging(b):
		t.toast("")
		return nil
	case do == changeEdit && b.Changeable(t.now):
		return t.startChange(b) // of what there is now, whatever the button was drawn for
	case b.Version != p.Version || !b.Changeable(t.now):
		t.alert(t.say.Plain("my.not_now", "State", stateName(t.say, b.State)))
		return t.showCard(b, page, false)
	case do == changeDrop && b.Asks():
		return t.dropChange(b, page)
	case do == changeHand:
		return t.askHeir(b, page)
	}
	return t.handOver(b, do, page)
}

// isChanging says whether the conversation that goes on changes the booking.
func (t *turn) isChanging(b space.Booking) bool {
	if !t.known.Talking || t.known.Session.Flow != flowChange || t.silent() {
		return false
	}
	going, err := t.booking()
	return err == nil && going.Of == b.ID
}

// startChange begins the conversation at its card.
func (t *turn) startChange(of space.Booking) error {
	b, err := t.newBooker()
	if err != nil {
		return err
	}
	b.talk.Flow = flowChange
	b.Of, b.of = of.ID, &of
	b.copyEvent(of)
	b.setSlot(of.Slot)
	return b.goTo(stepCard)
}

// loadOf reads the booking that is changed, if it still can be, and by who did
// it.
func (b *booker) loadOf() error {
	if b.Of == "" {
		return nil
	}
	of, ok, err := b.db.Booking(b.ctx, b.Of)
	if err != nil || !ok || !of.Changeable(b.now) {
		return err
	}
	own, err := b.answersFor(of.Resident, of.Community)
	if own {
		b.of = &of
	}
	return err
}

// overtaken says whether the booking that was to be changed no longer can be,
// and ends the conversation then.
func (b *booker) overtaken() bool {
	if b.Of == "" || b.of != nil {
		return false
	}
	b.conclude(b.say.T("change.overtaken"), nil)
	return true
}

// view is the Point as the conversation sees it: a booking that is changed does
// not stand in its own way, and the notice does not keep it from giving time
// back.
func (b *booker) view(from, to time.Time) (space.View, error) {
	v, err := b.turn.view(from, to)
	if b.of == nil {
		return v, err
	}
	v.Occupancy = v.Without(*b.of)
	if b.Rest != "" && err == nil {
		v.Occupancy, err = b.withoutRest(v.Occupancy)
	}
	if b.Start != nil && b.point.At(b.Day, *b.Start).Equal(b.of.Start) && b.Room == b.of.Room {
		house := *b.point
		house.Notice = 0
		v.Point = &house
	}
	return v, err
}

// viewAround is what viewAround of a turn is, likewise.
func (b *booker) viewAround(at time.Time) (space.View, error) {
	return b.view(at.Add(-aroundDays), at.Add(aroundDays))
}

// unmoved says whether the draft asks for nothing that the booking does not
// have, so that no rule has to be looked at.
func (b *booker) unmoved() bool {
	if b.of == nil {
		return false
	}
	start, end := b.when()
	return b.Room == b.of.Room && start.Equal(b.of.Start) && end.Equal(b.of.End) && b.Headcount <= b.of.Headcount &&
		!slices.ContainsFunc(b.Equipment, func(what string) bool { return !slices.Contains(b.of.Equipment, what) })
}

// changed is the booking as the draft would have it, in a room.
func (b *booker) changed(room space.Room) space.Booking {
	start, end := b.when()
	after := *b.of
	after.Event = b.what()
	slot := space.Slot{Room: room.ID, Start: start, End: end}
	if !same(slot, after.Slot) {
		after.Slot, after.SetUp, after.ClearUp = slot, room.SetUp, room.ClearUp
	}
	return after
}

func same(a, b space.Slot) bool {
	return a.Room == b.Room && a.Start.Equal(b.Start) && a.End.Equal(b.End)
}

// askChange shows what the booking is to become, and what was before; each line
// can be changed by a tap.
func (b *booker) askChange(room space.Room) (string, chat.Keyboard, error) {
	after := b.changed(room)
	b.OfVersion = b.of.Version
	text := b.say.T("change.card", "Lines", b.lines(after))
	var k chat.Keyboard
	switch lines := differences(b.say, b.point, b.now, *b.of, after); {
	case lines == "":
		text += "\n\n" + b.say.T("change.nothing_yet")
	case b.Rest != "":
		text += "\n\n" + lines + "\n\n" + b.say.T("series.rest_card")
		k = k.Row(styled(b.talk.Button(b.say.Plain("series.to_dates"), "send=1"), chat.Success))
	case b.asksAdmins(after):
		text += "\n\n" + lines + "\n\n" + b.say.T("change.will_ask")
		k = k.Row(styled(b.talk.Button(b.say.Plain("change.ask"), "send=1"), chat.Success))
	default:
		text += "\n\n" + lines
		k = k.Row(styled(b.talk.Button(b.say.Plain("change.save"), "send=1"), chat.Success))
	}
	return text, append(k, b.changeButtons()...), nil
}

// asksAdmins says whether an admin has to decide before anything changes. A
// request waits for them in any case.
func (b *booker) asksAdmins(after space.Booking) bool {
	return b.of.State == space.Confirmed && b.point.NeedsDecision(*b.of, after)
}
