package handlers

import (
	"slices"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// decided plans that a booking gets into a state by a decision of who did it,
// and returns it as it will be once written.
func (t *turn) decided(before, after space.Booking, to space.State, reason string) space.Booking {
	after.State = to
	after.Decision = &space.Decision{By: t.who.Party(), At: t.now, State: to, Reason: reason}
	t.write.Bookings = append(t.write.Bookings, store.BookingChange{Before: &before, After: after})
	after.Version = before.Version + 1
	return after
}

// decisionKey names the sentence that tells a booking's decision.
func decisionKey(b space.Booking) string {
	r, worded := b.Worded()
	switch {
	case b.Decision.State == space.Confirmed && slices.Contains(b.Proposed, b.Slot):
		return "decision.taken"
	case worded && r.Admin:
		return "ask.decision_asked"
	case worded && r.Text == "":
		return "ask.decision_changed"
	case worded:
		return "ask.decision_replied"
	}
	return "decision." + b.Decision.State.String()
}

// deciderName names who decided; the house where it was its clock or rules, and
// nobody who was forgotten.
func deciderName(say lang.Speaker, d space.Decision) string {
	switch {
	case d.By.ID == 0:
		return say.Plain("decision.house")
	case d.By.IsGone():
		return say.Plain("privacy.removed")
	}
	return shorten(d.By.Name, 64)
}

// soFar is how the booking came to stand as it does: what was written to each
// other, and who decided what.
func soFar(say lang.Speaker, p *space.Point, now time.Time, b space.Booking) string {
	return exchange(say, b.Remarks) + decisionLine(say, p, now, b)
}

// decisionPlain tells a booking's decision, or its state, where no markup is
// read.
func decisionPlain(say lang.Speaker, p *space.Point, now time.Time, b space.Booking) string {
	if b.Decision == nil {
		return stateName(say, b.State)
	}
	return say.Plain(decisionKey(b), "Who", deciderName(say, *b.Decision), "When", momentIn(say, p, now, b.Decision.At))
}

// momentIn writes a moment in the Point's zone.
func momentIn(say lang.Speaker, p *space.Point, now, at time.Time) string {
	local, pause := at.In(p.Zone), ", "
	if say.Tag() == lang.Chinese {
		pause = " "
	}
	return say.DayFrom(now.In(p.Zone), local) + pause + say.Clock(local)
}

// readyReason is a reason to decline that is worded in every language: it is
// kept by its code, so that each reads it in their own. What an admin writes
// is kept as it is.
type readyReason string

// readyReasons are the reasons to choose from.
func readyReasons() (all []readyReason) {
	for _, code := range space.DeclineReasons() {
		all = append(all, readyReason(code))
	}
	return all
}

// reasonText words the reason of a decision.
func reasonText(say lang.Speaker, reason string) string {
	if text, ok := houseReason(say, reason); ok {
		return text
	}
	if reason == space.ReasonArchived {
		return say.Plain("community.reason.archived")
	}
	for _, ready := range readyReasons() {
		if reason == space.ReasonMark+string(ready) {
			return say.Plain("reason." + string(ready))
		}
	}
	return reason
}
