package handlers

import (
	"samovar/internal/lang"
	"samovar/internal/space"
)

// missedText is a line, with the break before it, that says when a waiting wish
// was last passed over and why; "" where it never was.
func (t *turn) missedText(w space.Wish) (string, error) {
	if w.State != space.WishWaiting {
		return "", nil
	}
	misses, err := t.db.Misses(t.ctx, w)
	if err != nil || len(misses) == 0 {
		return "", err
	}
	last := misses[0]
	key := "queue.missed"
	switch t.point.Day(last.At).DaysTo(t.point.Day(t.now)) {
	case 0:
		key = "queue.missed_today"
	case 1:
		key = "queue.missed_yesterday"
	}
	return "\n" + t.say.T(key, "Day", t.say.DayFrom(t.local(t.now), t.local(last.At)),
		"Slot", roomName(t.say, t.point, last.Slot.Room)+", "+t.span(last.Slot), "Why", lang.HTML(missReason(t.say, last.Reason, w))), nil
}

// missReason words why a wish was passed over.
func missReason(say lang.Speaker, reason space.Reason, w space.Wish) string {
	key := "queue.miss.other"
	switch reason {
	case space.TooBig, space.LacksEquipment, space.OverQuota, space.HouseFull, space.TooNear, space.Taken,
		space.OncePassed, space.OutsideHours, space.Closed, space.Unreached:
		key = "queue.miss." + string(reason)
	}
	return say.T(key, "Count", w.Headcount)
}
