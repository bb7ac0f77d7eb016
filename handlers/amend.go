package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// verbAmend is that of the buttons with which admins decide about changes.
const verbAmend = "amend"

// noReason is the answer that declines a change without a word.
const noReason = "plain"

// flowRefuse is the conversation in which an admin words why a change is
// declined.
const flowRefuse = "refuse"

// amend carries out an admin's button under a change that was asked for. The
// first decision stands.
func (t *turn) amend(p chat.Press) error {
	answer, page := cut(p.Arg)
	b, ok, err := t.askedFor(p, page)
	if err != nil || !ok {
		return err
	}
	switch {
	case answer == "yes":
		return t.allowChange(b, page)
	case answer == "no":
		return t.askChangeReason(b, page)
	case answer == "card":
		return t.showRequest(b, page)
	case answer == "own":
		return t.beginWords(flowRefuse, aboutBooking(b, page))
	case answer == noReason:
		return t.refuseChange(b, page, "")
	case slices.Contains(readyReasons(), readyReason(answer)):
		return t.refuseChange(b, page, space.ReasonMark+answer)
	}
	t.stale()
	return nil
}

// askedFor returns the booking whose change a button is about, if who pressed
// may decide and it still waits as it was drawn; else it says what is true now.
func (t *turn) askedFor(p chat.Press, page string) (space.Booking, bool, error) {
	b, ok, err := t.decidable(p)
	switch {
	case err != nil || !ok:
		return b, false, err
	case b.Asks() && b.Version == p.Version:
		return b, true, nil
	case b.Asks():
		t.toast(t.say.Plain("request.redrawn"))
	default:
		t.alert(shorten(t.say.Plain("request.decided", "What", t.changeTruth(b)), toastShown))
	}
	return b, false, t.showRequest(b, page)
}

// changeTruth says in a line what became of a change.
func (t *turn) changeTruth(b space.Booking) string {
	if line := changeLine(t.say, t.point, t.now, b); line != "" {
		return plain(strings.TrimSpace(line))
	}
	return decisionPlain(t.say, t.point, t.now, b)
}

// allowChange makes the change, if nothing stands against it by now.
func (t *turn) allowChange(b space.Booking, page string) error {
	wanted := b.Change.Proposed(b)
	v, err := t.viewAround(t.point.Reachable(wanted.Start, t.now))
	if err != nil {
		return err
	}
	house := *t.point
	house.Notice = 0
	v.Point, v.Occupancy = &house, v.Without(b)
	if r := v.Judge(wanted.Slot, wanted.Event); r != nil {
		t.alert(refusalPlain(t.say, t.point, r))
		return nil
	}
	after := t.decided(b, wanted, space.Confirmed, "")
	t.toast(t.say.Plain("request.approved"))
	return t.spreadChange(after, "change.allowed", page)
}

// askChangeReason asks the admin why, under the card: what is typed now is the
// reason, too.
func (t *turn) askChangeReason(b space.Booking, page string) error {
	item := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbAmend, b.ID, b.Version, onPage(arg, page))
	}
	var reasons []chat.Button
	for _, r := range readyReasons() {
		reasons = append(reasons, item("reason.short."+string(r), string(r)))
	}
	k := chat.Keyboard{}.Grid(2, reasons...).Row(item("request.own_words", "own"), item("change.no_reason", noReason)).Row(item("button.back", "card"))
	next, err := t.nextInLine(b)
	if err != nil {
		return err
	}
	if err := t.listen(flowRefuse, "words", aboutBooking(b, page)); err != nil {
		return err
	}
	return t.underRequest(b, page, t.say.T("change.ask_reason")+next, k)
}

// refuseChange leaves the booking as it is and gives back what the change held.
func (t *turn) refuseChange(b space.Booking, page, reason string) error {
	after := b.Unchanged(space.Declined, t.who.Party(), reason, t.now)
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &b, After: after})
	after.Version++
	if t.event.Kind == chat.Pressed {
		t.toast(t.say.Plain("request.declined"))
	}
	return t.spreadChange(after, "change.refused", page)
}

// refuseInWords does so for a reason in the admin's own words.
func (t *turn) refuseInWords(b space.Booking, a about, reason string) error {
	t.redraw(t.say.T("change.refused_so", "Title", shorten(b.Title, titleShown), "Reason", reason), nil)
	return t.refuseChange(b, a.Page, reason)
}

// voidChange is why an admin's words about a change are of no use any more.
func (t *turn) voidChange(b space.Booking, a about) (string, chat.Keyboard, error) {
	switch {
	case !t.mayDecide(b):
		return t.say.T(t.notMine()), nil, nil
	case !b.Asks():
		return t.say.T("request.decided", "What", t.changeTruth(b)), nil, nil
	case b.Version != a.Version:
		return t.say.T("ask.overtaken"), chat.Keyboard{}.Row(t.queueButton()), nil
	}
	return "", nil, nil
}

// dropChange takes back what the resident asked for.
func (t *turn) dropChange(b space.Booking, page string) error {
	after := b.Unchanged(space.Withdrawn, t.who.Party(), "", t.now)
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &b, After: after})
	after.Version++
	t.toast(t.say.Plain("change.dropped"))
	if err := t.showCard(after, page, false); err != nil {
		return err
	}
	return t.showAdmins(after, false)
}

// spreadChange tells all whom the decision about a change concerns.
func (t *turn) spreadChange(b space.Booking, key, page string) error {
	if err := t.showAdmins(b, false); err != nil {
		return err
	}
	if err := t.tellOthers(key, b); err != nil {
		return err
	}
	if page == "" {
		return nil
	}
	return t.showQueue(pageOf(page), b.ID, false)
}

// changeCard is what admins see of a change that waits for them.
func (t *turn) changeCard(say lang.Speaker, b space.Booking, f facts, page string) (string, chat.Keyboard) {
	wanted := b.Change.Proposed(b)
	text := strings.Join([]string{
		say.T("change.request_head", "ID", b.ID),
		say.T("request.who", "Who", linked(b.Change.By)) + communityLine(say, f.community),
		bookingLines(say, t.point, t.now, b), "",
		differences(say, t.point, t.now, b, wanted),
		t.measures(say, wanted, f),
	}, "\n") + t.surroundings(say, wanted, f) + competing(say, f.rivals)
	return text, chat.Keyboard{}.Row(
		styled(button(say.Plain("request.approve"), verbAmend, b.ID, b.Version, onPage("yes", page)), chat.Success),
		styled(button(say.Plain("request.decline"), verbAmend, b.ID, b.Version, onPage("no", page)), chat.Danger)).Row(logButton(say, b))
}

// changeLine says what the resident of a booking wants instead, or why that
// came to nothing; "" where neither is so.
func changeLine(say lang.Speaker, p *space.Point, now time.Time, b space.Booking) string {
	switch {
	case b.Change == nil || b.State != space.Confirmed:
		return ""
	case b.Asks():
		return "\n\n" + say.T("change.pending") + "\n" + differences(say, p, now, b, b.Change.Proposed(b))
	}
	d := *b.Change.Decision
	line := "\n\n" + say.T("change."+d.State.String(), "Who", deciderName(say, d), "When", momentIn(say, p, now, d.At))
	if d.Reason != "" {
		line += "\n" + say.T("decision.reason", "Reason", reasonText(say, d.Reason))
	}
	return line
}
