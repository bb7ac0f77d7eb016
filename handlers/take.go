package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// The verbs of the buttons with which a resident answers a decision.
const (
	verbTake  = "take"
	verbAgain = "again"
)

// noneSuits is the answer that none of the proposed times does.
const noneSuits = "none"

// proposalsText leads over to the proposed times, or to the other ways to
// answer where there are none.
func (t *turn) proposalsText(say lang.Speaker, b space.Booking, free []space.Slot) string {
	switch {
	case len(b.Proposed) == 0:
		return say.T("ask.how")
	case len(free) == 0:
		return say.T("notice.none_left")
	}
	return say.T("notice.choose")
}

// proposals are the proposed times that are still free as buttons, and that
// none of them suits; nothing where no times were proposed.
func (t *turn) proposals(say lang.Speaker, b space.Booking, free []space.Slot) chat.Keyboard {
	var k chat.Keyboard
	for i, s := range b.Proposed {
		if slices.Contains(free, s) {
			k = k.Row(styled(button(slotLabel(say, t.point, s), verbTake, b.ID, b.Version, strconv.Itoa(i)), chat.Success))
		}
	}
	if len(b.Proposed) == 0 {
		return nil
	}
	return k.Row(button(say.Plain("notice.none_suits"), verbTake, b.ID, b.Version, noneSuits))
}

// takeProposal carries out what the resident chose of the proposed times.
func (t *turn) takeProposal(p chat.Press) error {
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	if b.State != space.ChangesAsked || b.Version != p.Version {
		return t.answeredBefore(b)
	}
	choice, page := cut(p.Arg)
	if choice == noneSuits {
		return t.askOtherTimes(b, page)
	}
	i, err := strconv.Atoi(choice)
	if err != nil || i < 0 || i >= len(b.Proposed) {
		t.stale()
		return nil
	}
	return t.moveTaken(b, b.Proposed[i], page)
}

// answeredBefore says how a booking stands that no longer can be answered as it
// was pressed, and shows it so.
func (t *turn) answeredBefore(b space.Booking) error {
	switch {
	case b.State == space.ChangesAsked && !b.Start.After(t.now):
		t.alert(refusalPlain(t.say, t.point, &space.Refusal{Reason: space.Past}))
	case b.State == space.ChangesAsked:
		t.toast(t.say.Plain("request.redrawn"))
	default:
		t.alert(shorten(t.say.Plain("notice.over", "What", decisionPlain(t.say, t.point, t.now, b)), toastShown))
	}
	if b.State == space.Declined {
		return nil // its notice offers what is free instead
	}
	v, err := t.deciding(b)
	if err != nil {
		return err
	}
	text, keyboard := t.notice(t.say, b, stillFree(v, b))
	return t.panelSeen(chat.OwnPanel(b.ID), text, keyboard)
}

// moveTaken moves a booking to a proposed slot and confirms it, for an admin
// proposed it; where it was taken meanwhile it offers what is left.
func (t *turn) moveTaken(b space.Booking, s space.Slot, page string) error {
	v, err := t.deciding(b)
	if err != nil {
		return err
	}
	if r := v.Judge(s, b.Event); r != nil {
		t.alert(refusalPlain(t.say, t.point, r))
		text, keyboard := t.notice(t.say, b, stillFree(v, b))
		return t.panelSeen(chat.OwnPanel(b.ID), text, keyboard)
	}
	after := b
	room, _ := t.point.Room(s.Room)
	after.Slot, after.SetUp, after.ClearUp = s, room.SetUp, room.ClearUp
	after = t.decided(b, after.Vouched(t.who.Party(), t.now), space.Confirmed, "")
	t.toast(t.say.Plain("notice.moved"))
	return t.answered(after, false, page)
}

// stillFree are the proposed slots that nothing stands against now.
func stillFree(v space.View, b space.Booking) []space.Slot {
	return slices.DeleteFunc(slices.Clone(b.Proposed), func(s space.Slot) bool { return v.Judge(s, b.Event) != nil })
}

// askOtherTimes gives the request back to the admins: it waits for them again,
// with the slot it always held.
func (t *turn) askOtherTimes(b space.Booking, page string) error {
	after := b
	after.Proposed, after.Messenger = nil, t.deciders(b)
	after = t.decided(b, after, space.Requested, "")
	t.toast(t.say.Plain("notice.given_back"))
	return t.answered(after, true, page)
}

// answered tells all whom the resident's answer concerns. Where the admins have
// to decide again their cards come anew; page is where the resident's own card
// stands, "" where they answered under the notice.
func (t *turn) answered(b space.Booking, again bool, page string) error {
	if page != "" {
		if err := t.showCard(b, page, false); err != nil {
			return err
		}
	}
	if err := t.showAdmins(b, again); err != nil {
		return err
	}
	if t.who.ID == b.Resident.ID {
		text, keyboard := t.notice(t.say, b, nil)
		if err := t.panelSeen(chat.OwnPanel(b.ID), text, keyboard); err != nil {
			return err
		}
	} else if err := t.tellResident(b, nil); err != nil {
		return err
	}
	return t.tellLeads(b)
}

// again books a declined event anew at a slot offered with the refusal: the
// card to check and send. A second press finds it on its way and changes nothing.
func (t *turn) again(p chat.Press) error {
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	room, start, known := slotOf(p.Arg)
	slot := space.Slot{Room: room, Start: start, End: start.Add(b.Length())}
	if b.Version != p.Version || b.State != space.Declined && b.State != space.Cancelled || !known {
		t.stale()
		return nil
	}
	if going, err := t.isBooking(b.Title, slot); err != nil || going {
		t.stale()
		return err
	}
	return t.bookAgain(b, slot)
}

// isBooking says whether the conversation that goes on is about that slot.
func (t *turn) isBooking(title string, s space.Slot) (bool, error) {
	if !t.known.Talking || t.known.Session.Flow != flowBook || t.silent() {
		return false, nil
	}
	b, err := t.booking()
	if err != nil || b.Start == nil {
		return false, err
	}
	start, end := b.when()
	return b.Title == title && b.Room == s.Room && start.Equal(s.Start) && end.Equal(s.End), nil
}

// slotOf reads the room and the start of "room|seconds".
func slotOf(arg string) (room string, start time.Time, ok bool) {
	room, seconds, _ := strings.Cut(arg, "|")
	n, err := strconv.ParseInt(seconds, 10, 64)
	return room, time.Unix(n, 0).UTC(), err == nil && room != ""
}
