package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// isAsked says whether a date of a series waits, with the others, for an answer
// of who asked for it.
func isAsked(b space.Booking) bool { return b.Joint() && b.State == space.ChangesAsked }

// answerable are the dates of a series that wait for an answer which can still
// come.
func (t *turn) answerable(dates []space.Booking) []space.Booking {
	return slices.DeleteFunc(slices.Clone(dates), func(b space.Booking) bool { return !isAsked(b) || !b.Start.After(t.now) })
}

func seriesReplyButton(say lang.Speaker, s space.Series, dates []space.Booking, arg string) chat.Button {
	return styled(button(say.Plain("ask.reply"), verbSeries, s.ID, seriesVersion(dates), arg), chat.Primary)
}

// replyOnSeries begins to reply to what an admin asked about a series; page is
// where in one's own view of it the button stands, "" under the notice.
func (t *turn) replyOnSeries(s space.Series, version int64, page string) error {
	dates, err := t.db.DatesOf(t.ctx, s.ID)
	if err != nil {
		return err
	}
	why := t.whyNoReply(dates)
	switch {
	case why == "" && seriesVersion(dates) == version:
		a := weighed{Series: s, dates: dates, page: page}.about(0)
		return t.beginWords(flowReply, a)
	case why == "":
		t.toast(t.say.Plain("request.redrawn"))
	default:
		t.alert(shorten(plain(why), toastShown))
	}
	if page != "" {
		return t.showOwnSeries(s, pageOf(page), false)
	}
	text, keyboard, err := t.seriesNotice(t.say, s, dates, seriesNoticeKey(dates))
	t.panel(chat.SeriesOwnPanel(s.ID), text, keyboard)
	return err
}

// replyOnDate does so from the card of one of its dates.
func (t *turn) replyOnDate(b space.Booking, p chat.Press) error {
	s, ok, err := t.db.Series(t.ctx, b.Series)
	if !t.found(ok, err) {
		return err
	}
	version := int64(0) // of no series
	if b.Version == p.Version {
		dates, err := t.db.DatesOf(t.ctx, s.ID)
		if err != nil {
			return err
		}
		version = seriesVersion(dates)
	}
	return t.replyOnSeries(s, version, "0")
}

// whyNoReply says why no reply about a series is waited for, "" where one is.
func (t *turn) whyNoReply(dates []space.Booking) string {
	switch {
	case len(t.answerable(dates)) > 0:
		return ""
	case slices.ContainsFunc(dates, isAsked):
		return refusalText(t.say, t.point, &space.Refusal{Reason: space.Past})
	}
	return t.say.T("notice.over", "What", t.seriesTruth(dates))
}

// voidSeriesReply is why a reply about a series is of no use any more.
func (t *turn) voidSeriesReply(w weighed, a about) (string, chat.Keyboard, error) {
	own, err := t.answersFor(w.Resident, w.Community)
	open := chat.Keyboard{}.Row(seriesButton(t.say, w.Series))
	switch why := t.whyNoReply(w.dates); {
	case err != nil:
		return "", nil, err
	case !own:
		return t.say.T("my.not_yours"), nil, nil
	case why != "":
		return why, open, nil
	case seriesVersion(w.dates) != a.Version:
		return t.say.T("ask.overtaken"), open, nil
	}
	return "", nil, nil
}

// replyOnSeriesInWords hands the reply to the admins: they decide with it in
// hand.
func (t *turn) replyOnSeriesInWords(w weighed, a about, words string) error {
	for _, b := range t.answerable(w.dates) {
		t.decided(b, t.givenBack(b.With(space.Remark{By: t.who.Party(), At: t.now, Text: words})), space.Requested, "")
	}
	t.redraw(t.say.T("ask.replied", "Title", a.Title, "Words", words), nil)
	dates, err := t.datesAfter(w.ID)
	if err != nil {
		return err
	}
	s := w.Series
	s.Messenger = space.OnceEach(append(t.decidersOf(joint(dates)), s.Messenger...))
	t.write.Series = append(t.write.Series, store.SeriesChange{Before: &w.Series, After: s})
	s.Version++
	if a.Page != "" {
		if err := t.showOwnSeries(s, pageOf(a.Page), false); err != nil {
			return err
		}
	}
	if err := t.showSeries(s, dates, true); err != nil {
		return err
	}
	return t.tellSeriesAnswered(s, dates, "ask.notice_replied")
}

// tellSeriesAnswered tells the resident and the leads that an answer is with the
// admins. Who gave it reads so in the notice that asked for it.
func (t *turn) tellSeriesAnswered(s space.Series, dates []space.Booking, key string) error {
	tell := func() error { return t.tellSeriesResident(s, dates, key) }
	if s.Resident.ID == t.who.ID {
		tell = func() error { return t.redrawSeriesNotice(s, dates) }
	}
	if err := tell(); err != nil {
		return err
	}
	return t.tellSeriesLeads(s, dates, key)
}
