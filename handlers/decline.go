package handlers

import (
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
	if err := t.listen(flowDecline, "words", about{b.ID, b.Version, page}); err != nil {
		return err
	}
	return t.underRequest(b, page, t.say.T("request.ask_reason")+next, k)
}

// declineInWords declines for a reason in the admin's own words.
func (t *turn) declineInWords(b space.Booking, page, reason string) error {
	t.redraw(t.say.T("request.declined_so", "Title", shorten(b.Title, titleShown), "Reason", reason), nil)
	return t.decline(b, page, reason)
}

// decline declines a request for a reason; its slot is free at once.
func (t *turn) decline(b space.Booking, page, reason string) error {
	v, err := t.viewAround(t.point.Reachable(b.Start, t.now))
	if err != nil {
		return err
	}
	v.Occupancy = v.Without(b)
	after := t.decided(b, b, space.Declined, reason)
	if t.event.Kind == chat.Pressed {
		t.toast(t.say.Plain("request.declined"))
	}
	return t.spread(after, v.Alternatives(b.Slot, b.Event, 3), page)
}

// insteadText leads over to what is free instead of a declined slot.
func (t *turn) insteadText(say lang.Speaker, slots []space.Slot) string {
	if len(slots) == 0 {
		return say.T("notice.no_instead")
	}
	return say.T("notice.instead")
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
