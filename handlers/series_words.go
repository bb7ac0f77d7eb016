package handlers

import (
	"encoding/json"
	"fmt"

	"samovar/internal/dialog"
)

// flowSeries is the conversation in which an admin words why dates of a series
// are declined.
const flowSeries = "series"

// seriesWording is what it is about, as the admin saw it.
type seriesWording struct {
	Series  string `json:"series"`
	Version int64  `json:"version"`
	Ticked  uint64 `json:"ticked"` // the dates that are approved
	Page    string `json:"page,omitempty"`
}

// askSeriesWords begins the conversation, in place of any before.
func (t *turn) askSeriesWords(w weighed, ticked uint64) error {
	data, err := json.Marshal(seriesWording{w.ID, seriesVersion(w.dates), ticked, w.page})
	if err != nil {
		return fmt.Errorf("write what to decline: %w", err)
	}
	talk := t.beginTalk(flowSeries)
	talk.Go("reason")
	talk.Data = data
	t.drawSeriesWords(talk, w, ticked, "")
	return nil
}

// drawSeriesWords draws the question about the dates that are not ticked.
func (t *turn) drawSeriesWords(talk dialog.Talk, w weighed, ticked uint64, complaint string) {
	t.askForWords(talk, complaint, "series.ask_words", w.Event.Title, "Count", len(w.waiting)-chosenOf(ticked))
}

// seriesWords takes the reason, unless somebody decided meanwhile; then the
// conversation is over as well.
func (t *turn) seriesWords() error {
	var about seriesWording
	if err := json.Unmarshal(t.known.Session.Data, &about); err != nil {
		return fmt.Errorf("read what to decline: %w", err)
	}
	s, ok, err := t.db.Series(t.ctx, about.Series)
	if err != nil {
		return err
	}
	dates, err := t.db.DatesOf(t.ctx, about.Series)
	if err != nil {
		return err
	}
	w := weighed{s, dates, t.waitingFor(t.event.From.ID, dates), about.Page}
	reason, complaint := t.written()
	switch {
	case !ok || !t.decides():
		t.conclude(t.say.T(t.notMine()), nil)
	case seriesVersion(dates) != about.Version:
		t.conclude(t.say.T("request.redrawn"), nil)
		return t.drawWeighed(w, "", nil)
	case complaint != "":
		t.drawSeriesWords(t.resumed(), w, about.Ticked, complaint)
	default:
		t.conclude(t.seriesReceipt(w, about.Ticked, reason), nil)
		return t.decideSeries(w, about.Ticked, reason)
	}
	return nil
}

// seriesReceipt says what was done for a reason in own words.
func (t *turn) seriesReceipt(w weighed, ticked uint64, reason string) string {
	key, chosen := "request.declined_so", chosenOf(ticked)
	if chosen > 0 {
		key = "series.partly_so"
	}
	return t.say.T(key, "Title", shorten(w.Event.Title, titleShown), "Reason", reason,
		"Approved", chosen, "Declined", len(w.waiting)-chosen)
}
