package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/space"
)

// isAdmin says whether who did it has the rights of an admin, now: as one, or
// as the deputy of one who is away.
func (t *turn) isAdmin() bool { return t.known.Staff.IsAdmin(t.point, t.event.From.ID, t.now) }

// decides says whether who did it decides about any room, now.
func (t *turn) decides() bool { return t.known.Staff.Serves(t.point, t.event.From.ID, t.now) }

// mayDecide says whether who did it decides about the booking, now.
func (t *turn) mayDecide(b space.Booking) bool {
	return t.known.Staff.May(t.point, t.event.From.ID, b.DecidedRoom(), t.now)
}

// deciders are who is asked about the booking, now.
func (t *turn) deciders(b space.Booking) []int64 {
	return t.known.Staff.Deciders(t.point, b.DecidedRoom(), t.now)
}

// onDuty are who is asked what admins are asked, now.
func (t *turn) onDuty() []int64 { return t.known.Staff.OnDuty(t.point, t.now) }

// notMine names the sentence that tells who did it that this is not theirs to
// do.
func (t *turn) notMine() string {
	if t.decides() {
		return "away.other_room"
	}
	return "admin.only"
}

// decidable returns the booking a button is about, if who pressed may decide
// about it at all; else it says why not.
func (t *turn) decidable(p chat.Press) (space.Booking, bool, error) {
	b, ok, err := t.pressedOn(p)
	if ok && !t.mayDecide(b) {
		t.alert(t.say.Plain("away.other_room"))
		return b, false, nil
	}
	return b, ok, err
}

// pressedOn returns the booking a button is about; else it says that there is
// none any more.
func (t *turn) pressedOn(p chat.Press) (space.Booking, bool, error) {
	b, ok, err := t.db.Booking(t.ctx, p.Subject)
	return b, t.found(ok, err), err
}

// found passes on whether what a button is about is there; else it says that
// the button is no longer what it was.
func (t *turn) found(ok bool, err error) bool {
	if err == nil && !ok {
		t.stale()
	}
	return ok
}

// answeredFor returns the booking a button is about, if who pressed answers for
// it; else it says that it is not theirs.
func (t *turn) answeredFor(p chat.Press) (space.Booking, bool, error) {
	b, ok, err := t.pressedOn(p)
	if ok {
		ok, err = t.theirs(b.Resident, b.Community)
	}
	return b, ok, err
}

// theirs says whether who pressed answers for what is of the resident and the
// community; else it tells them that it is not theirs.
func (t *turn) theirs(resident space.Party, community string) (bool, error) {
	own, err := t.answersFor(resident, community)
	if err == nil && !own {
		t.alert(t.say.Plain("my.not_yours"))
	}
	return own, err
}

// answersFor says whether who did it is the resident or leads the community.
func (t *turn) answersFor(resident space.Party, community string) (bool, error) {
	if resident.ID == t.event.From.ID || community == "" {
		return resident.ID == t.event.From.ID, nil
	}
	c, _, err := t.db.Community(t.ctx, community)
	return c.LedBy(t.event.From.ID), err
}
