package handlers

import (
	"cmp"
	"slices"
	"strings"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// moveLines says what of a series wants to be otherwise.
func (t *turn) moveLines(say lang.Speaker, waiting []space.Booking) string {
	var was, is []space.Slot
	for _, b := range waiting {
		if b.Asks() {
			was, is = append(was, b.Slot), append(is, b.Change.Slot)
		}
	}
	if len(was) == 0 {
		return ""
	}
	var lines []string
	for i := range was[:min(len(was), 12)] {
		lines = append(lines, say.T("series.moves", "Was", slotLabel(say, t.point, was[i]), "Is", slotLabel(say, t.point, is[i])))
	}
	if more := len(was) - len(lines); more > 0 {
		lines = append(lines, say.T("request.more", "Count", more))
	}
	return strings.Join(lines, "\n")
}

// dateStates lists the dates by their state, and those to be asked for later.
func (t *turn) dateStates(say lang.Speaker, s space.Series, dates []space.Booking) string {
	byState := map[space.State][]space.Slot{}
	for _, b := range dates {
		byState[b.State] = append(byState[b.State], b.Slot)
	}
	var lines []string
	for _, state := range space.States() {
		if slots := byState[state]; len(slots) > 0 {
			lines = append(lines, say.T("series.states", "State", say.Plain("states."+state.String(), "Count", len(slots)), "Number", len(slots),
				"Dates", dateNames(say, t.point, s.Rule, s.Room, slots)))
		}
	}
	if len(s.Later) > 0 {
		lines = append(lines, say.T("series.list_later", "Count", len(s.Later), "Dates", dayNames(say, t.point, s.Later)))
	}
	return strings.Join(lines, "\n")
}

// datesAfter are the dates of a series as this turn leaves them.
func (t *turn) datesAfter(series string) ([]space.Booking, error) {
	dates, err := t.db.DatesOf(t.ctx, series)
	for _, c := range t.write.Bookings {
		if c.After.Series != series {
			continue
		}
		after := c.After
		after.Version = 1
		if i := slices.IndexFunc(dates, func(b space.Booking) bool { return b.ID == after.ID }); i >= 0 {
			after.Version = c.Before.Version + 1
			dates[i] = after
		} else {
			dates = append(dates, after)
		}
	}
	slices.SortFunc(dates, func(a, b space.Booking) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
	return dates, err
}

// stored is the booking as it is kept before this turn.
func (t *turn) stored(b space.Booking) space.Booking {
	for _, c := range t.write.Bookings {
		if c.After.ID == b.ID && c.Before != nil {
			return *c.Before
		}
	}
	return b
}

// isNew says whether this turn makes the booking.
func (t *turn) isNew(id string) bool {
	return slices.ContainsFunc(t.write.Bookings, func(c changeOf) bool { return c.After.ID == id && c.Before == nil })
}

// asWanted is the booking as its change would have it, itself where none waits.
func asWanted(b space.Booking) space.Booking {
	if b.Asks() {
		return b.Change.Proposed(b)
	}
	return b
}

// seriesVersion changes whenever any date of a series does: each only grows,
// and none is ever taken out.
func seriesVersion(dates []space.Booking) int64 {
	sum := int64(0)
	for _, b := range dates {
		sum += b.Version
	}
	return sum
}

// concerns says whether who did it decides about what waits: the request, or
// any of the dates of the series that it stands for.
func (t *turn) concerns(b space.Booking) (bool, error) {
	if !b.Joint() {
		return t.mayDecide(b), nil
	}
	dates, err := t.db.DatesOf(t.ctx, b.Series)
	return len(t.waitingFor(t.event.From.ID, dates)) > 0, err
}
