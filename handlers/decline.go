package handlers

import (
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowDecline is the conversation in which an admin words why a request is
// declined.
const flowDecline = "decline"

// askReason offers the ready reasons under the request, and own words: what is
// typed now is the reason, too.
func (t *turn) askReason(b space.Booking, page string) error {
	item := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbDecide, b.ID, b.Version, onPage(arg, page))
	}
	var reasons []chat.Button
	for _, r := range readyReasons() {
		reasons = append(reasons, item("reason.short."+string(r), string(r)))
	}
	k := chat.Keyboard{}.Grid(2, reasons...).Row(item("request.own_words", "own")).Row(item("button.back", "card"))
	next, err := t.nextInLine(b)
	if err != nil {
		return err
	}
	if err := t.listen(flowDecline, "words", aboutBooking(b, page)); err != nil {
		return err
	}
	return t.underRequest(b, page, t.say.T("request.ask_reason")+next, k)
}

// declineInWords declines for a reason in the admin's own words.
func (t *turn) declineInWords(b space.Booking, a about, reason string) error {
	t.redraw(t.say.T("request.declined_so", "Title", shorten(b.Title, titleShown), "Reason", reason), nil)
	return t.decline(b, a.Page, reason)
}

// decline declines a request for a reason; its slot is free at once.
func (t *turn) decline(b space.Booking, page, reason string) error {
	after := t.decided(b, b, space.Declined, reason)
	if t.event.Kind == chat.Pressed {
		t.toast(t.say.Plain("request.declined"))
	}
	slots, err := t.insteadOf(b, after)
	if err != nil {
		return err
	}
	return t.spread(after, slots, page)
}

// insteadShown is how many slots are suggested instead of a declined one.
const insteadShown = 3

// insteadOf are the slots to suggest instead of a request that is declined by
// this: none that was declined to the event before, and none where it is the event
// that cannot be. Where it only has to be told better its own slot comes first,
// unless somebody waits for that.
func (t *turn) insteadOf(before, after space.Booking) ([]space.Slot, error) {
	if after.Hopeless() {
		return nil, nil
	}
	v, err := t.viewAround(t.point.Reachable(before.Start, t.now))
	if err != nil {
		return nil, err
	}
	v.Occupancy = v.Without(before)
	if v, err = t.barring(v, before.Resident.ID, before.Title, after); err != nil {
		return nil, err
	}
	slots := space.InOrder(v.Alternatives(before.Slot, before.Event, insteadShown))
	next, err := t.nextInLine(before)
	if after.OnlyUnclear() && next == "" && v.Judge(before.Slot, before.Event) == nil {
		slots = append([]space.Slot{before.Slot}, slots[:min(len(slots), insteadShown-1)]...)
	}
	return slots, err
}

// barring is the view for suggestions to somebody: without what was declined to
// their event of that title, now or before.
func (t *turn) barring(v space.View, person int64, title string, now ...space.Booking) (space.View, error) {
	all, err := t.db.BookingsOf(t.ctx, person, v.From, v.To)
	return v.Barring(append(space.DeclinedAs(title, all), now...)...), err
}

// insteadText leads over to what is free instead of a declined slot, and to the
// slot itself where that is suggested; it is "" where nothing could be.
func (t *turn) insteadText(say lang.Speaker, b space.Booking, slots []space.Slot) string {
	switch {
	case b.Hopeless():
		return ""
	case slices.Contains(slots, b.Slot):
		return "\n\n" + say.T("notice.same")
	case len(slots) == 0:
		return "\n\n" + say.T("notice.no_instead")
	}
	return "\n\n" + say.T("notice.instead")
}

// instead are the slots that can be booked instead, with one tap to the card.
func (t *turn) instead(say lang.Speaker, b space.Booking, slots []space.Slot) chat.Keyboard {
	var k chat.Keyboard
	for _, s := range slots {
		arg := s.Room + "|" + strconv.FormatInt(s.Start.Unix(), 10)
		k = k.Row(button(slotLabel(say, t.point, s), verbAgain, b.ID, b.Version, arg))
	}
	return k
}
