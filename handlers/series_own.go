package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// answeredForSeries returns the series a button is about, if who pressed answers
// for it; else it says that it is not theirs.
func (t *turn) answeredForSeries(p chat.Press) (space.Series, bool, error) {
	s, ok, err := t.db.Series(t.ctx, p.Subject)
	if t.found(ok, err) {
		ok, err = t.theirs(s.Resident, s.Community)
	}
	return s, ok, err
}

// ownSeries carries out a resident's button about their series: it shows it, or
// books another time for a date that could not be ("at.room.seconds").
func (t *turn) ownSeries(p chat.Press, do, page string) error {
	s, ok, err := t.answeredForSeries(p)
	if err != nil || !ok {
		return err
	}
	if part := strings.Split(do, "."); part[0] == "at" {
		return t.bookInstead(s, part)
	}
	if do == "reply" {
		return t.replyOnSeries(s, p.Version, page)
	}
	if do == "stop" && s.Version == p.Version && len(s.Later) > 0 {
		s = t.noMore(s)
		t.toast(t.say.Plain("series.stopped"))
	} else if do == "stop" {
		t.stale()
	}
	return t.showOwnSeries(s, pageOf(page), page == chat.FromNotice)
}

// noMore plans that no date of a series is asked for any more, and returns it
// so.
func (t *turn) noMore(s space.Series) space.Series {
	before := s
	s.Later = nil
	t.write.Series = append(t.write.Series, store.SeriesChange{Before: &before, After: s})
	s.Version++
	return s
}

// bookInstead leads to the card of the series' event in another slot.
func (t *turn) bookInstead(s space.Series, part []string) error {
	if len(part) != 3 {
		t.stale()
		return nil
	}
	seconds, err := strconv.ParseInt(part[2], 10, 64)
	if _, known := t.point.Room(part[1]); !known || err != nil {
		t.stale()
		return nil
	}
	start := time.Unix(seconds, 0).UTC()
	slot := space.Slot{Room: part[1], Start: start, End: start.Add(s.Length)}
	if going, err := t.isBooking(s.Event.Title, slot); err != nil || going {
		t.stale()
		return err
	}
	return t.bookAgain(space.Booking{Event: s.Event, Community: s.Community}, slot)
}

// showOwnSeries draws a series for who answers for it, its coming dates as
// buttons, a page at a time.
func (t *turn) showOwnSeries(s space.Series, page int, fresh bool) error {
	dates, err := t.datesAfter(s.ID)
	if err != nil {
		return err
	}
	name, err := t.communityName(space.Booking{Community: s.Community})
	coming := t.coming(dates)
	pages := max((len(coming)+datesShown-1)/datesShown, 1)
	page = min(page, pages-1)
	var cells []chat.Button
	for i := page * datesShown; i < min(len(coming), (page+1)*datesShown); i++ {
		b := coming[i]
		mark := strings.SplitN(stateName(t.say, b.State), " ", 2)[0]
		cells = append(cells, button(mark+" "+t.say.DayShort(t.local(b.Start)), verbShow, b.ID, b.Version, "0"))
	}
	k := chat.Keyboard{}.Grid(2, cells...)
	turnTo := func(text string, to int) chat.Button {
		return button(text, verbSeries, s.ID, 0, "mine="+strconv.Itoa(to))
	}
	var arrows []chat.Button
	if page > 0 {
		arrows = append(arrows, turnTo("‹", page-1))
	}
	if page < pages-1 {
		arrows = append(arrows, turnTo("›", page+1))
	}
	k = k.Row(arrows...)
	if len(t.answerable(dates)) > 0 {
		k = k.Row(seriesReplyButton(t.say, s, dates, "reply="+strconv.Itoa(page)))
	}
	if len(coming) > 0 {
		k = k.Row(restButton(t.say, coming[0], "ask"))
	}
	if len(s.Later) > 0 {
		k = k.Row(button(t.say.Plain("series.stop"), verbSeries, s.ID, s.Version, "stop"))
	}
	waits, waitErr := t.datesWaited(s)
	if waitErr != nil {
		return waitErr
	}
	text := t.say.T("series.own_head") + "\n" + t.seriesHead(t.say, s, name) + "\n" + t.dateStates(t.say, s, dates) + waits + seriesExchange(t.say, dates)
	t.panelAnew(myPanel, fresh, text, k.Row(backToMy(t.say, "0")))
	return err
}

// datesWaited lists the dates of a series that stand in the queue.
func (t *turn) datesWaited(s space.Series) (string, error) {
	wishes, err := t.db.WishesOf(t.ctx, s.Resident.ID)
	var days []space.Date
	for _, w := range wishes {
		if w.Series == s.ID && w.State.Live() {
			days = append(days, w.Want.First)
		}
	}
	if len(days) == 0 {
		return "", err
	}
	slices.SortFunc(days, func(a, b space.Date) int { return b.DaysTo(a) })
	return "\n" + t.say.T("series.list_waits", "Count", len(days), "Dates", dayNames(t.say, t.point, days)), nil
}

// coming are the live dates that have not begun.
func (t *turn) coming(dates []space.Booking) []space.Booking {
	return slices.DeleteFunc(slices.Clone(dates), func(b space.Booking) bool { return !b.State.Holds() || !b.Start.After(t.now) })
}

// seriesLine says on a booking's card that it is a date of a series.
func (t *turn) seriesLine(b space.Booking) string {
	if b.Series == "" {
		return ""
	}
	return "\n" + t.say.T("series.of")
}

// seriesWays are the buttons of a booking that is a date of a series: the
// series, and what is done with all that follow.
func (t *turn) seriesWays(b space.Booking) []chat.Button {
	if b.Series == "" {
		return nil
	}
	row := []chat.Button{button(t.say.Plain("series.open"), verbSeries, b.Series, 0, "mine=0")}
	if b.State.Holds() && b.Start.After(t.now) {
		row = append(row, restButton(t.say, b, "ask"))
	}
	return row
}

// collapse leaves of each series only the next of its coming dates, and counts
// the others.
func collapse(coming []space.Booking) (first []space.Booking, others map[string]int) {
	others = map[string]int{}
	seen := map[string]bool{}
	for _, b := range coming {
		if b.Series != "" && seen[b.Series] {
			others[b.Series]++
			continue
		}
		seen[b.Series] = b.Series != ""
		first = append(first, b)
	}
	return first, others
}

// othersLine says how many more dates of its series follow a booking.
func othersLine(say lang.Speaker, n int) string {
	if n == 0 {
		return ""
	}
	return "\n" + say.T("series.more_dates", "Count", n)
}
