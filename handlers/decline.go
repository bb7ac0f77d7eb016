package handlers

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowDecline is the conversation in which an admin words why a request is
// declined.
const flowDecline = "decline"

// declining is which request it is about, as the admin saw it.
type declining struct {
	Booking string `json:"booking"`
	Version int64  `json:"version"`
	Page    string `json:"page,omitempty"`
}

// askReason offers the ready reasons under the request, and own words.
func (t *turn) askReason(b space.Booking, page string) error {
	item := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbDecide, b.ID, b.Version, onPage(arg, page))
	}
	var reasons []chat.Button
	for _, r := range readyReasons() {
		reasons = append(reasons, item("reason.short."+string(r), string(r)))
	}
	k := chat.Keyboard{}.Grid(2, reasons...).Row(item("request.own_words", "own")).Row(item("button.back", "card"))
	return t.underRequest(b, page, t.say.T("request.ask_reason"), k)
}

// askOwnReason begins the conversation; one that went on before ends.
func (t *turn) askOwnReason(b space.Booking, page string) error {
	if going, err := t.isWording(b); err != nil || going {
		t.toast(t.say.Plain("request.words_going"))
		return err
	}
	version := int64(0)
	if t.known.Talking {
		version = t.known.Session.Version
		t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
	}
	data, err := json.Marshal(declining{b.ID, b.Version, page})
	if err != nil {
		return fmt.Errorf("write whom to decline: %w", err)
	}
	talk := dialog.Talk{Session: dialog.Begin(space.NewID(), flowDecline, t.event.From.ID, version, t.now), Say: t.say}
	talk.Go("reason")
	talk.Data = data
	t.panel(talk.Panel(), t.say.T("request.ask_words", "Title", shorten(b.Title, titleShown)), chat.Keyboard{}.Row(talk.Foot()...))
	t.saveSession(talk.Session)
	return nil
}

// isWording says whether the conversation that goes on is about that request.
func (t *turn) isWording(b space.Booking) (bool, error) {
	if !t.known.Talking || t.known.Session.Flow != flowDecline {
		return false, nil
	}
	var about declining
	if err := json.Unmarshal(t.known.Session.Data, &about); err != nil {
		return false, fmt.Errorf("read whom to decline: %w", err)
	}
	return about.Booking == b.ID && about.Version == b.Version, nil
}

// declinePress knows no buttons but Cancel, which every conversation has.
func (t *turn) declinePress(string) error {
	t.stale()
	return nil
}

// longestReason is how long a reason can be, in characters.
const longestReason = 500

// declineText takes the reason in the admin's own words.
func (t *turn) declineText() error {
	reason := strings.TrimSpace(t.event.Text)
	if t.event.Kind != chat.Text || reason == "" {
		t.reply(t.say.T("request.words_please"), nil)
		return nil
	}
	if n := len([]rune(reason)); n > longestReason {
		t.reply(t.say.T("request.long_reason", "Count", n, "Most", longestReason), nil)
		return nil
	}
	return t.declineInWords(reason)
}

// declineInWords declines, unless somebody decided meanwhile; the conversation
// is over in any case.
func (t *turn) declineInWords(reason string) error {
	var about declining
	if err := json.Unmarshal(t.known.Session.Data, &about); err != nil {
		return fmt.Errorf("read whom to decline: %w", err)
	}
	b, ok, err := t.db.Booking(t.ctx, about.Booking)
	if err != nil {
		return err
	}
	t.endSession()
	panel := t.known.Session.Panel()
	switch {
	case !t.isAdmin():
		t.panel(panel, t.say.T("admin.only"), nil)
	case !ok:
		t.panel(panel, t.say.T("talk.stopped"), nil)
	case b.State != space.Requested || b.Version != about.Version:
		t.panel(panel, t.say.T("request.decided", "What", decisionPlain(t.say, t.point, t.now, b)), nil)
	default:
		t.panel(panel, t.say.T("request.declined_so", "Title", shorten(b.Title, titleShown), "Reason", reason), nil)
		return t.decline(b, about.Page, reason)
	}
	return nil
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
