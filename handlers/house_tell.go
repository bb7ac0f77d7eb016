package handlers

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// reason is how the log keeps why the house ended something: a code, so that
// each reads it in their own language, and the admin's words.
func (k *keeper) reason(r *space.Refusal) string {
	code := "hours"
	switch {
	case r == nil:
	case r.Reason == space.TooBig:
		code = "seats"
	case r.Reason == space.Closed && r.Closure != nil && r.Closure.Room != "":
		code = "room"
	case r.Reason == space.Closed && r.Closure != nil:
		code = "closed"
	}
	why := ""
	if k.Reason != nil {
		why = *k.Reason
	}
	return space.ReasonMark + code + ":" + why
}

// houseReason words such a reason, false where it is none.
func houseReason(say lang.Speaker, reason string) (string, bool) {
	code, why, ok := strings.Cut(strings.TrimPrefix(reason, space.ReasonMark), ":")
	if !ok || !strings.HasPrefix(reason, space.ReasonMark) || !slices.Contains(space.HouseReasons(), code) {
		return "", false
	}
	return say.Plain("house.reason."+code, "Why", why), true
}

// tellStruck tells the resident of a booking that the house had to end it, and
// what could be instead: slots with one tap, or the whole way with the queue.
func (k *keeper) tellStruck(b space.Booking, slots []space.Slot) error {
	all, err := k.speakers([]int64{b.Resident.ID})
	say := all[b.Resident.ID]
	text := say.T("house.struck."+b.State.String()) + "\n\n" + bookingLines(say, k.point, k.now, b) +
		decisionLine(say, k.point, k.now, b) + k.insteadText(say, b, slots)
	arg := b.Room + "|" + strconv.FormatInt(b.Start.Unix(), 10)
	other := button(say.Plain("house.other_time"), verbAgain, b.ID, b.Version, arg)
	k.out(chat.Out{Kind: chat.Say, Chat: b.Resident.ID, Panel: chat.OwnPanel(b.ID), Fresh: true,
		Text: text, Keyboard: k.instead(say, b, slots).Row(other)})
	return err
}

// tellWaiting tells who waits that an offer is taken back, or that what they
// want cannot be any more.
func (k *keeper) tellWaiting(w space.Wish, why *space.Refusal) error {
	all, err := k.speakers([]int64{w.Resident.ID})
	say := all[w.Resident.ID]
	key := "house.vain_told"
	if w.State == space.WishWaiting {
		key = "queue.recalled"
	}
	text := say.T(key, "Title", shorten(w.Title, titleShown), "Why", lang.HTML(refusalText(say, k.point, why)))
	k.out(chat.Out{Kind: chat.Say, Chat: w.Resident.ID, Panel: chat.WishPanel(w.ID), Fresh: true, Text: text})
	return err
}

// tellStaff tells the other admins.
func (k *keeper) tellStaff(i impact, keep bool) error {
	others := slices.DeleteFunc(slices.Clone(k.staff()), func(id int64) bool { return id == k.who.ID })
	all, err := k.speakers(others)
	for _, id := range others {
		text := all[id].T("house.news", "Who", k.who.Name) + "\n\n" + k.heading(all[id], i) + k.summary(all[id], i, keep)
		k.out(chat.Out{Kind: chat.Say, Chat: id, Text: text, Keyboard: chat.Keyboard{}.Row(k.houseButton(all[id]))})
	}
	return err
}

// receipt is what the conversation leaves.
func (k *keeper) receipt(i impact, keep bool) string {
	return k.say.T("house.done") + "\n\n" + k.heading(k.say, i) + k.summary(k.say, i, keep)
}

// summary says what was done about the bookings that were hit.
func (k *keeper) summary(say lang.Speaker, i impact, keep bool) string {
	switch {
	case len(i.hit) == 0:
		return ""
	case keep:
		return "\n\n" + say.T("house.kept", "Count", len(i.hit))
	}
	return "\n\n" + say.T("house.cancelled", "Count", len(i.hit))
}
