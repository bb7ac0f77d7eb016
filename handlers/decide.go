package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// The verbs of the buttons with which admins decide.
const (
	verbDecide  = "decide"
	verbPropose = "propose"
)

// decide carries out an admin's button under a request. The first decision
// stands: the button binds to the version of the booking it was drawn for.
func (t *turn) decide(p chat.Press) error {
	answer, page := cut(p.Arg)
	b, ok, err := t.undecided(p, page)
	if err != nil || !ok {
		return err
	}
	switch {
	case answer == "yes":
		return t.approve(b, page)
	case answer == "no":
		return t.askReason(b, page)
	case answer == "card":
		return t.showRequest(b, page)
	case answer == "own":
		return t.beginWords(flowDecline, aboutBooking(b, page))
	case answer == "ask":
		return t.askForChanges(b, page)
	case slices.Contains(readyReasons(), readyReason(answer)):
		return t.decline(b, page, space.ReasonMark+answer)
	}
	t.stale()
	return nil
}

// undecided returns the request a button is about, if who pressed may decide
// and it still waits as it was drawn; else it says what is true now.
func (t *turn) undecided(p chat.Press, page string) (space.Booking, bool, error) {
	b, ok, err := t.decidable(p)
	switch {
	case err != nil || !ok:
		return b, false, err
	case b.State.Waits() && b.Version == p.Version:
		return b, true, nil
	case b.State.Waits():
		t.toast(t.say.Plain("request.redrawn"))
	default:
		t.alert(t.say.Plain("request.decided", "What", decisionPlain(t.say, t.point, t.now, b)))
	}
	return b, false, t.showRequest(b, page)
}

// showRequest draws a request where it was pressed.
func (t *turn) showRequest(b space.Booking, page string) error {
	if page != "" {
		return t.showQueue(pageOf(page), "", false)
	}
	f, err := t.facts(b)
	text, keyboard := t.requestCard(t.say, b, f, "")
	t.panel(chat.RequestPanel(b.ID), text, keyboard)
	return err
}

// underRequest draws a request with a question under it, where it was pressed.
func (t *turn) underRequest(b space.Booking, page, question string, keyboard chat.Keyboard) error {
	f, err := t.facts(b)
	text, _ := t.requestCard(t.say, b, f, page)
	name := chat.RequestPanel(b.ID)
	if page != "" {
		name = queuePanel
	}
	t.panel(name, text+"\n\n"+question, keyboard)
	return err
}

// deciding sees the Point as decisions do: the notice binds who asks, not who
// decides what was asked in time. The booking itself does not stand in its way.
func (t *turn) deciding(b space.Booking) (space.View, error) {
	v, err := t.viewAround(t.point.Reachable(b.Start, t.now))
	house := *t.point.Judging(b)
	house.Notice = 0
	v.Point = &house
	v.Occupancy = v.Without(b)
	return v, err
}

// approve confirms a request, if nothing stands against it by now.
func (t *turn) approve(b space.Booking, page string) error {
	v, err := t.deciding(b)
	if err != nil {
		return err
	}
	if r := v.Judge(b.Slot, b.Event); r != nil {
		t.alert(refusalPlain(t.say, t.point, r))
		return nil
	}
	after := b
	after.Proposed = nil
	after = t.decided(b, after, space.Confirmed, "")
	t.toast(t.say.Plain("request.approved"))
	return t.spread(after, nil, page)
}

// refusalPlain is a refusal for where no markup is read, and short.
func refusalPlain(say lang.Speaker, p *space.Point, r *space.Refusal) string {
	return shorten(plain(refusalText(say, p, r)), toastShown)
}

// toastShown is how much the answer to a press can hold, in characters.
const toastShown = 195

// spread tells all whom a decision concerns: each admin's card, the resident,
// the leads; and turns the queue where it was decided there.
func (t *turn) spread(b space.Booking, slots []space.Slot, page string) error {
	if err := t.showAdmins(b, false); err != nil {
		return err
	}
	if err := t.tellResident(b, slots); err != nil {
		return err
	}
	if err := t.tellLeads(b); err != nil {
		return err
	}
	if page == "" {
		return nil
	}
	return t.showQueue(pageOf(page), b.ID, false)
}
