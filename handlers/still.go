package handlers

import (
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const verbStill = chat.VerbStill

// stillSure is the answer to what StillFree asks back.
const stillSure = "sure"

// stillOn answers whether an event still takes place.
func (t *turn) stillOn(p chat.Press) error {
	b, ok, err := t.mayAnswer(p)
	if err != nil || !ok {
		return err
	}
	if !t.isOpen(b, p.Version) {
		return t.stillTruth(b)
	}
	switch p.Arg {
	case chat.StillYes:
		return t.stillYes(b)
	case chat.StillFree:
		return t.askRelease(b)
	case stillSure:
		return t.release(b)
	}
	t.stale()
	return nil
}

// mayAnswer returns the booking a button is about, if who pressed answers for
// it or is an admin; else it says that it is not theirs.
func (t *turn) mayAnswer(p chat.Press) (space.Booking, bool, error) {
	if t.isAdmin() {
		return t.pressedOn(p)
	}
	return t.answeredFor(p)
}

// isOpen says whether the question about the booking as it began then has no
// answer yet that makes it void.
func (t *turn) isOpen(b space.Booking, start int64) bool {
	return b.State == space.Confirmed && b.Start.Unix() == start && b.Start.After(t.now) && !t.settled(b)
}

// settled says whether all that was asked by now is answered.
func (t *turn) settled(b space.Booking) bool {
	var asked time.Duration // the latest question's lead
	for _, lead := range t.point.Questions(b.Room) {
		if !t.now.Before(b.Start.Add(-lead)) {
			asked = lead
		}
	}
	return asked > 0 && b.Answered(asked)
}

// stillYes writes down that it takes place. Those who were asked as well see
// that it is answered.
func (t *turn) stillYes(b space.Booking) error {
	after := b.Vouched(t.who.Party(), t.now)
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &b, After: after})
	t.toast(t.say.Plain("still.thanks"))
	people, err := t.askedAbout(b)
	if err != nil {
		return err
	}
	return t.tellStill(people, after, false)
}

// askedAbout are those who were asked about the booking by now: its resident,
// and once the admins were, the leads and they.
func (t *turn) askedAbout(b space.Booking) ([]int64, error) {
	if !t.point.Chased(b, t.now) {
		return []int64{b.Resident.ID}, nil
	}
	people, err := t.answering(b)
	return append(people, t.onDuty()...), err
}

// answering are those who answer for a booking: its resident and the leads.
func (t *turn) answering(b space.Booking) ([]int64, error) {
	c, _, err := t.db.Community(t.ctx, b.Community)
	if b.Community == "" {
		return []int64{b.Resident.ID}, err
	}
	return append([]int64{b.Resident.ID}, c.Leads...), err
}

// askRelease asks back, in the same message.
func (t *turn) askRelease(b space.Booking) error {
	sure := styled(button(t.say.Plain("still.sure_free"), verbStill, b.ID, b.Start.Unix(), stillSure), chat.Danger)
	yes := button(t.say.Plain("still.yes"), verbStill, b.ID, b.Start.Unix(), chat.StillYes)
	above, err := t.standsAbove(chat.StillPanel(b.ID))
	t.panelAnew(chat.StillPanel(b.ID), above || t.typed(), t.say.T("still.sure")+"\n\n"+bookingLines(t.say, t.point, t.now, b), chat.Keyboard{}.Row(sure, yes))
	return err
}

// release gives the slot back to those who wait, and tells all whom it
// concerns.
func (t *turn) release(b space.Booking) error {
	after := t.decided(b, b, space.Released, "")
	t.toast(t.say.Plain("still.freed"))
	people, err := t.answering(b)
	if err != nil {
		return err
	}
	return t.tellStill(append(people, t.onDuty()...), after, true)
}

// tellStill shows people how the question stands now: in its own message where
// they were asked, and aloud where they are to hear of it.
func (t *turn) tellStill(people []int64, b space.Booking, aloud bool) error {
	people = space.OnceEach(append(people, t.who.ID))
	say, err := t.speakers(people)
	if err != nil {
		return err
	}
	above, err := t.standsAbove(chat.StillPanel(b.ID))
	for _, id := range people {
		mine := id == t.who.ID
		t.write.Unsaid = append(t.write.Unsaid, store.Unsaid{Chat: id, Panel: chat.StillPanel(b.ID)})
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.StillPanel(b.ID), Fresh: aloud && !mine || above && mine, Silent: !aloud && !mine,
			Text: t.stillText(say[id], b), Keyboard: openOwn(say[id], id, b)})
	}
	return err
}

// openOwn opens the booking, for its resident.
func openOwn(say lang.Speaker, person int64, b space.Booking) chat.Keyboard {
	if person != b.Resident.ID {
		return nil
	}
	return chat.Keyboard{}.Row(openButton(say, b))
}

// stillText is how the question stands.
func (t *turn) stillText(say lang.Speaker, b space.Booking) string {
	lines := "\n\n" + bookingLines(say, t.point, t.now, b)
	switch {
	case b.State == space.Released:
		return say.T("notice.released") + lines + decisionLine(say, t.point, t.now, b)
	case b.State == space.Confirmed && b.StillOn.About(b):
		return say.T("still.answered", "Who", b.StillOn.By.Name, "When", momentIn(say, t.point, t.now, b.StillOn.At)) + lines
	}
	return say.T("my.state", "State", stateName(say, b.State)) + lines + decisionLine(say, t.point, t.now, b)
}

// stillTruth answers an old question with what is true now.
func (t *turn) stillTruth(b space.Booking) error {
	if b.State == space.Confirmed && b.StillOn.About(b) {
		t.alert(t.say.Plain("still.known", "Who", shorten(b.StillOn.By.Name, 64)))
	} else {
		t.alert(t.say.Plain("still.over", "State", stateName(t.say, b.State)))
	}
	return t.panelSeen(chat.StillPanel(b.ID), t.stillText(t.say, b), openOwn(t.say, t.who.ID, b))
}
