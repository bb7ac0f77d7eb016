package handlers

import (
	"samovar/internal/chat"
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
