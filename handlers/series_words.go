package handlers

import (
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
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
	version := int64(0)
	if t.known.Talking {
		version = t.known.Session.Version
		t.panel(t.known.Session.Panel(), t.say.T("talk.stopped"), nil)
	}
	data, err := json.Marshal(seriesWording{w.ID, seriesVersion(w.dates), ticked, w.page})
	if err != nil {
		return fmt.Errorf("write what to decline: %w", err)
	}
	talk := dialog.Talk{Session: dialog.Begin(space.NewID(), flowSeries, t.event.From.ID, version, t.now), Say: t.say}
	talk.Go("reason")
	talk.Data = data
	t.drawSeriesWords(talk, w.Series, "")
	return nil
}

// drawSeriesWords draws the question, with what is to be said first, if
// anything.
func (t *turn) drawSeriesWords(talk dialog.Talk, s space.Series, complaint string) {
	text := t.say.T("request.ask_words", "Title", shorten(s.Event.Title, titleShown))
	if complaint != "" {
		text = complaint + "\n\n" + text
	}
	t.panelAnew(talk.Panel(), t.typed(), text, chat.Keyboard{}.Row(talk.Foot()...))
	t.saveSession(talk.Session)
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
		t.endSession()
		t.redraw(t.say.T(t.notMine()), nil)
	case seriesVersion(dates) != about.Version:
		t.endSession()
		t.redraw(t.say.T("request.redrawn"), nil)
		return t.drawWeighed(w, "", nil)
	case complaint != "":
		t.drawSeriesWords(t.resumed(), s, complaint)
	default:
		t.endSession()
		t.redraw(t.say.T("request.declined_so", "Title", shorten(s.Event.Title, titleShown), "Reason", reason), nil)
		return t.decideSeries(w, about.Ticked, reason)
	}
	return nil
}
