package handlers

import (
	"strings"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// refused is a booking's becoming declined, or its change's, if that is what it
// waits for.
func refused(b space.Booking, by space.Party, now time.Time) store.BookingChange {
	after := b
	if b.Asks() {
		after = b.Unchanged(space.Declined, by, "", now)
	} else {
		after.State = space.Declined
	}
	return store.BookingChange{Before: &b, After: after}
}

// nextShown is how many of those who would get an offer are named.
const nextShown = 3

// nextInLine says who would get an offer if the request, or the change, were
// declined: exactly what would happen is played, and not written. It is said
// below a blank line; nothing where nobody would.
func (t *turn) nextInLine(b space.Booking) (string, error) {
	trial := store.Change{Bookings: []store.BookingChange{refused(b, t.who.Party(), t.now)}}
	if err := t.line().Promote(t.ctx, &trial, t.now); err != nil || len(trial.Wishes) == 0 {
		return "", err
	}
	var names []string
	for _, w := range trial.Wishes[:min(len(trial.Wishes), nextShown)] {
		name, err := t.holderName(w.After)
		if err != nil {
			return "", err
		}
		names = append(names, t.say.Plain("rivals.next_one", "Who", name, "Hours", hoursOf(t.say, t.point, w.After.Offer.Slot)))
	}
	if more := len(trial.Wishes) - len(names); more > 0 {
		names = append(names, t.say.Plain("rivals.next_more", "Count", more))
	}
	return "\n\n" + t.say.T("rivals.next", "Who", lang.HTML(lang.Escape(strings.Join(names, t.say.Plain("card.comma"))))), nil
}
