package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// changeOf is a booking before and after.
type changeOf = store.BookingChange

// weighed is a series that an admin decides about, as they saw it.
type weighed struct {
	space.Series
	dates   []space.Booking
	waiting []space.Booking // of the dates, those that wait for the admin
	page    string          // where in the queue it stands, "" outside of it
}

// seriesPress carries out a button about a series.
func (t *turn) seriesPress(p chat.Press) error {
	do, page := cut(p.Arg)
	if do == "mine" || do == "stop" || do == "reply" || strings.HasPrefix(do, "at.") {
		return t.ownSeries(p, do, page)
	}
	w, ok, err := t.weigh(p, page)
	if err != nil || !ok {
		return err
	}
	switch part := strings.Split(do, "."); {
	case do == "yes":
		return t.decideSeries(w, everyTick(w.waiting), "")
	case do == "card":
		return t.drawWeighed(w, "", nil)
	case do == "ask":
		return t.askSeries(w)
	case do == "no":
		return t.askSeriesReason(w, 0)
	case part[0] == "t" || part[0] == "s" || part[0] == "r" || part[0] == "o":
		return t.tick(w, part)
	}
	t.stale()
	return nil
}

// weigh returns the series a button is about, if who pressed may decide and it
// still is as it was drawn; else it says what is true now.
func (t *turn) weigh(p chat.Press, page string) (weighed, bool, error) {
	w, ok, err := t.weighed(p.Subject, page)
	if !t.found(ok, err) {
		return w, false, err
	}
	switch {
	case len(w.waiting) == 0 && len(joint(w.dates)) > 0:
		t.alert(t.say.Plain("away.other_room"))
		return w, false, nil
	case len(w.waiting) == 0:
		t.alert(shorten(t.say.Plain("request.decided", "What", t.seriesTruth(w.dates)), toastShown))
		return w, false, t.drawWeighed(w, "", nil)
	case seriesVersion(w.dates) != p.Version:
		t.toast(t.say.Plain("request.redrawn"))
		return w, false, t.drawWeighed(w, "", nil)
	}
	return w, true, nil
}

// weighed returns the series as who did it may decide about it.
func (t *turn) weighed(id, page string) (weighed, bool, error) {
	s, ok, err := t.db.Series(t.ctx, id)
	if err != nil || !ok {
		return weighed{}, false, err
	}
	dates, err := t.db.DatesOf(t.ctx, id)
	return weighed{s, dates, t.waitingFor(t.event.From.ID, dates), page}, err == nil, err
}

// seriesTruth says what was decided about the dates of a series, where no markup
// is read.
func (t *turn) seriesTruth(dates []space.Booking) string {
	return plain(strings.TrimSpace(t.seriesDecision(t.say, dates, len(dates))))
}

// drawWeighed draws the card where it was pressed, with a question under it if
// there is one.
func (t *turn) drawWeighed(w weighed, question string, keyboard chat.Keyboard) error {
	if question == "" && w.page != "" {
		return t.showQueue(pageOf(w.page), "", false)
	}
	most, err := t.seriesMost(w.dates)
	if err != nil {
		return err
	}
	name, err := t.communityName(space.Booking{Community: w.Community})
	text, own := t.seriesCard(t.say, t.event.From.ID, w.Series, w.dates, name, most, w.page)
	panel := chat.SeriesPanel(w.ID)
	if w.page != "" {
		panel = queuePanel
	}
	if question != "" {
		text, own = text+"\n\n"+question, keyboard
	}
	t.panel(panel, text, own)
	return err
}

// decidingAll sees the Point as decisions about all of these do: the notice
// binds who asks, and none of them stands in its own way.
func (t *turn) decidingAll(waiting []space.Booking) (space.View, error) {
	first, last := waiting[0], waiting[len(waiting)-1]
	v, err := t.view(first.Start.AddDate(0, 0, -9), last.End.AddDate(0, 0, 9))
	house := *t.point
	house.Notice = 0
	v.Point = &house
	return v, err
}

// standsAgainst is what stands against what is wanted of a booking by now.
func (t *turn) standsAgainst(v space.View, b space.Booking) *space.Refusal {
	house := *t.point.Judging(b)
	house.Notice = 0
	v.Point, v.Occupancy = &house, v.Without(b)
	wanted := asWanted(b)
	return v.Judge(wanted.Slot, wanted.Event)
}

// decideSeries approves the dates that are ticked and declines the others, in
// one step. Where something stands against one that is to be approved nothing
// is done, and the admin sees which.
func (t *turn) decideSeries(w weighed, ticked uint64, reason string) error {
	v, err := t.decidingAll(w.waiting)
	if err != nil {
		return err
	}
	for i, b := range w.waiting {
		if ticked>>i&1 == 0 {
			continue
		}
		if r := t.standsAgainst(v, b); r != nil {
			text := t.say.DayShort(t.local(asWanted(b).Start)) + ": " + plain(refusalText(t.say, t.point, r))
			if t.event.Kind == chat.Pressed {
				t.alert(shorten(text, toastShown))
			} else {
				t.reply(lang.Escape(text), nil)
			}
			return t.drawTicks(w, ticked&^(1<<i), i/ticksShown)
		}
	}
	for i, b := range w.waiting {
		t.decideDate(b, ticked>>i&1 == 1, reason)
	}
	t.followMove(w, ticked)
	return t.spreadSeries(w, ticked)
}

// decideDate plans the decision about one date, or about its change.
func (t *turn) decideDate(b space.Booking, yes bool, reason string) {
	switch {
	case yes && b.Asks():
		t.decided(b, b.Change.Proposed(b), space.Confirmed, "")
	case yes:
		t.decided(b, b, space.Confirmed, "")
	case b.Asks():
		after := b.Unchanged(space.Declined, t.who.Party(), reason, t.now)
		t.write.Bookings = append(t.write.Bookings, changeOf{Before: &b, After: after})
	default:
		t.decided(b, b, space.Declined, reason)
	}
}

// spreadSeries tells all whom the decision concerns, each once.
func (t *turn) spreadSeries(w weighed, ticked uint64) error {
	if t.event.Kind == chat.Pressed {
		t.toast(t.say.Plain("series.decided"))
	}
	dates, err := t.datesAfter(w.ID)
	if err != nil {
		return err
	}
	if len(w.Later) > 0 && !slices.ContainsFunc(dates, func(b space.Booking) bool { return b.State.Holds() }) {
		w.Series = t.noMore(w.Series) // who was declined is not asked for again
	}
	if err := t.showSeries(w.Series, dates, false); err != nil {
		return err
	}
	key := "series.approved"
	switch {
	case ticked == 0:
		key = "series.declined"
	case ticked != everyTick(w.waiting) || len(joint(dates)) > 0:
		key = "series.partly"
	}
	if slices.ContainsFunc(w.waiting, space.Booking.Asks) {
		key += "_move"
	}
	return t.tellOfSeries(w, dates, key)
}

// tellOfSeries tells the resident and the leads what an admin did about a series,
// and turns the queue where it was done there.
func (t *turn) tellOfSeries(w weighed, dates []space.Booking, key string) error {
	if err := t.tellSeriesResident(w.Series, dates, key); err != nil {
		return err
	}
	if err := t.tellSeriesLeads(w.Series, dates, key); err != nil {
		return err
	}
	if w.page == "" {
		return nil
	}
	return t.showQueue(pageOf(w.page), w.ID, false)
}

// decidedNow are the dates that this turn decides; a change that came to
// nothing counts as its decision.
func (t *turn) decidedNow(dates []space.Booking) []space.Booking {
	var now []space.Booking
	for _, b := range dates {
		if b.Change != nil && b.Change.Decision != nil && b.Change.Decision.At.Equal(t.now) {
			b.Decision = b.Change.Decision
		}
		if b.Decision != nil && b.Decision.At.Equal(t.now) {
			now = append(now, b)
		}
	}
	return now
}
