package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const verbDoor = chat.VerbDoor

// The answers to what is asked back.
const (
	doorOffSure    = "off_sure"
	doorNobodySure = "nobody_sure"
)

// atStart answers whether an event has begun. What admins are asked only they
// answer.
func (t *turn) atStart(p chat.Press) error {
	answers := map[string]func(space.Booking) error{
		chat.DoorBegun: t.checkIn, chat.DoorOff: t.askCallOff, doorOffSure: t.callOff,
		chat.DoorThere: t.checkIn, chat.DoorNobody: t.askNoShow, doorNobodySure: t.noShow,
	}
	do := answers[p.Arg]
	if do == nil {
		t.stale()
		return nil
	}
	b, ok, err := t.atStartOf(p)
	if err != nil || !ok {
		return err
	}
	if b.Start.Unix() != p.Version || b.CheckedIn() || !t.hasStarted(b, p.Arg) {
		return t.doorTruth(b)
	}
	return do(b)
}

// atStartOf returns the booking a button is about, if who pressed may answer
// it.
func (t *turn) atStartOf(p chat.Press) (space.Booking, bool, error) {
	if may, _ := rightTo(p); may == hosts {
		return t.pressedOn(p)
	}
	return t.answeredFor(p)
}

// hasStarted says whether it is time for an answer. That nobody came can only
// be said once people had the time to come.
func (t *turn) hasStarted(b space.Booking, answer string) bool {
	if answer == chat.DoorNobody || answer == doorNobodySure {
		return b.State == space.Running && b.AtDoor(t.now) && !t.now.Before(t.point.Missed(b))
	}
	return b.AtDoor(t.now)
}

// checkIn writes down that people are there. Those who were asked as well see
// that it is answered.
func (t *turn) checkIn(b space.Booking) error {
	after := b
	after.Begun = &space.Word{By: t.who.Party(), At: t.now, For: b.Start}
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &b, After: after})
	t.toast(t.say.Plain("door.thanks"))
	people, err := t.askedAtStart(b)
	if err != nil {
		return err
	}
	return t.tellDoor(people, after, false)
}

// askedAtStart are those who were asked by now whether the event has begun.
func (t *turn) askedAtStart(b space.Booking) ([]int64, error) {
	if !t.point.Watched(b) || b.State != space.Running {
		return nil, nil
	}
	people, err := t.answering(b)
	if !t.now.Before(t.point.Missed(b)) {
		people = append(people, t.onDuty()...)
	}
	return people, err
}

// askCallOff asks back, in the same message.
func (t *turn) askCallOff(b space.Booking) error {
	t.askAtDoor(b, "door.sure_off", t.doorButton(b, "door.sure_off_yes", doorOffSure), t.doorButton(b, "door.begun", chat.DoorBegun))
	return nil
}

// askNoShow likewise.
func (t *turn) askNoShow(b space.Booking) error {
	t.askAtDoor(b, "door.sure_nobody", t.doorButton(b, "door.sure_nobody_yes", doorNobodySure), t.doorButton(b, "door.there", chat.DoorThere))
	return nil
}

func (t *turn) askAtDoor(b space.Booking, question string, sure, other chat.Button) {
	t.panel(chat.DoorPanel(b.ID), t.say.T(question)+"\n\n"+bookingLines(t.say, t.point, t.now, b), chat.Keyboard{}.Row(styled(sure, chat.Danger), other))
}

// doorButton is an answer to whether an event has begun.
func (t *turn) doorButton(b space.Booking, key, answer string) chat.Button {
	return button(t.say.Plain(key), verbDoor, b.ID, b.Start.Unix(), answer)
}

// callOff cancels an event at its start: the rest of the slot is free.
func (t *turn) callOff(b space.Booking) error {
	return t.endAtDoor(b, space.Cancelled, "door.freed")
}

// noShow writes down that nobody came: the rest of the slot is free, and those
// who answer for the booking are told what that means.
func (t *turn) noShow(b space.Booking) error {
	return t.endAtDoor(b, space.NoShow, "door.noted")
}

func (t *turn) endAtDoor(b space.Booking, to space.State, toast string) error {
	after := t.decided(b, b, to, "")
	t.toast(t.say.Plain(toast))
	people, err := t.answering(b)
	if err != nil {
		return err
	}
	return t.tellDoor(append(people, t.onDuty()...), after, true)
}

// tellDoor shows people how it stands now: in the message in which they were
// asked, and aloud where they are to hear of it.
func (t *turn) tellDoor(people []int64, b space.Booking, aloud bool) error {
	own, err := t.answering(b)
	if err != nil {
		return err
	}
	people = space.OnceEach(append(people, t.who.ID))
	say, err := t.speakers(people)
	for _, id := range people {
		mine := id == t.who.ID
		text := t.doorText(say[id], b)
		if b.State == space.NoShow && slices.Contains(own, id) {
			text += "\n\n" + t.noShowMeans(say[id])
		}
		t.write.Unsaid = append(t.write.Unsaid, store.Unsaid{Chat: id, Panel: chat.DoorPanel(b.ID)})
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.DoorPanel(b.ID), Fresh: aloud && !mine, Silent: !aloud && !mine,
			Text: text, Keyboard: openOwn(say[id], id, b)})
	}
	return err
}

// doorText is how it stands with the start of an event.
func (t *turn) doorText(say lang.Speaker, b space.Booking) string {
	lines := "\n\n" + bookingLines(say, t.point, t.now, b)
	switch {
	case b.State == space.NoShow:
		return say.T("notice.no_show") + lines + decisionLine(say, t.point, t.now, b)
	case b.State == space.Cancelled:
		return say.T("door.called_off") + lines + decisionLine(say, t.point, t.now, b)
	case b.AtDoor(t.now) && b.CheckedIn():
		return say.T("door.checked_in", "Who", b.Begun.By.Name, "When", momentIn(say, t.point, t.now, b.Begun.At)) + lines
	}
	return say.T("my.state", "State", stateName(say, b.State)) + lines
}

// noShowMeans explains to who answers for a booking what a no-show means.
func (t *turn) noShowMeans(say lang.Speaker) string {
	policy := t.point.Policy
	if policy.NoShow == 0 {
		return say.T("door.next_time")
	}
	days := int(policy.Past.Hours() / 24)
	return say.T("door.counts", "Length", say.Length(policy.NoShow), "Count", days) + "\n\n" + say.T("door.next_time")
}

// doorTruth answers an old question with what is true now.
func (t *turn) doorTruth(b space.Booking) error {
	if b.CheckedIn() && b.AtDoor(t.now) {
		t.alert(t.say.Plain("door.known", "Who", shorten(b.Begun.By.Name, 64)))
	} else {
		t.alert(t.say.Plain("still.over", "State", stateName(t.say, b.State)))
	}
	t.panel(chat.DoorPanel(b.ID), t.doorText(t.say, b), openOwn(t.say, t.who.ID, b))
	return nil
}
