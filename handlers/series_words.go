package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// about is what words about the dates that are not ticked are asked for about.
func (w weighed) about(ticked uint64) about {
	return about{Series: w.ID, Version: seriesVersion(w.dates), Ticked: ticked, Title: shorten(w.Event.Title, titleShown),
		Dates: len(w.waiting) - chosenOf(ticked), Page: w.page}
}

// voidSeriesDecision is why an admin's words about a series are of no use any
// more.
func (t *turn) voidSeriesDecision(w weighed, a about) (string, chat.Keyboard, error) {
	switch {
	case !t.decides():
		return t.say.T(t.notMine()), nil, nil
	case len(joint(w.dates)) == 0:
		return t.say.T("request.decided", "What", t.seriesTruth(w.dates)), nil, nil
	case len(w.waiting) == 0:
		return t.say.T("away.other_room"), nil, nil
	case seriesVersion(w.dates) != a.Version:
		return t.say.T("ask.overtaken"), chat.Keyboard{}.Row(t.queueButton()), nil
	}
	return "", nil, nil
}

// declineSeriesInWords declines the dates that are not ticked for a reason in
// the admin's own words.
func (t *turn) declineSeriesInWords(w weighed, a about, reason string) error {
	key, chosen := "request.declined_so", chosenOf(a.Ticked)
	if chosen > 0 {
		key = "series.partly_so"
	}
	t.redraw(t.say.T(key, "Title", a.Title, "Reason", reason, "Approved", chosen, "Declined", a.Dates), nil)
	return t.decideSeries(w, a.Ticked, reason)
}

// requestsIn are those of the dates that wait as requests and have not begun: of
// these changes can be asked for, and an answer can come.
func (t *turn) requestsIn(dates []space.Booking) []space.Booking {
	return slices.DeleteFunc(slices.Clone(dates), func(b space.Booking) bool { return !b.State.Waits() || !b.Start.After(t.now) })
}

// askSeries begins to ask for changes in a series, unless its time has come.
func (t *turn) askSeries(w weighed) error {
	if len(t.requestsIn(w.waiting)) == 0 {
		t.alert(refusalPlain(t.say, t.point, &space.Refusal{Reason: space.Past}))
		return nil
	}
	return t.beginWords(flowAsk, w.about(0))
}

// askSeriesInWords hands the words on: all dates that are asked for wait for an
// answer, and hold their slots meanwhile.
func (t *turn) askSeriesInWords(w weighed, a about, words string) error {
	for _, b := range t.requestsIn(w.waiting) {
		t.decided(b, b.With(space.Remark{By: t.who.Party(), At: t.now, Text: words, Admin: true}), space.ChangesAsked, "")
	}
	t.redraw(t.say.T("ask.asked", "Title", a.Title, "Words", words), nil)
	dates, err := t.datesAfter(w.ID)
	if err != nil {
		return err
	}
	if err := t.showSeries(w.Series, dates, false); err != nil {
		return err
	}
	return t.tellOfSeries(w, dates, "ask.notice")
}
