package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// tellSeriesResident tells the resident what became of a series, in a message of
// its own; the one before loses its buttons.
func (t *turn) tellSeriesResident(s space.Series, dates []space.Booking, key string) error {
	id := s.Resident.ID
	say, err := t.speakers([]int64{id})
	if err != nil {
		return err
	}
	text, keyboard, err := t.seriesNotice(say[id], s, dates, key)
	t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.SeriesOwnPanel(s.ID), Fresh: true, Text: text, Keyboard: keyboard})
	return err
}

// redrawSeriesNotice brings what the resident, who did this, was told of a series
// up to date.
func (t *turn) redrawSeriesNotice(s space.Series, dates []space.Booking) error {
	text, keyboard, err := t.seriesNotice(t.say, s, dates, seriesNoticeKey(dates))
	t.out(chat.Out{Kind: chat.Say, Chat: s.Resident.ID, Panel: chat.SeriesOwnPanel(s.ID), Silent: true, Text: text, Keyboard: keyboard})
	return err
}

// seriesNotice is what the resident reads of a series, and can do about it.
func (t *turn) seriesNotice(say lang.Speaker, s space.Series, dates []space.Booking, key string) (string, chat.Keyboard, error) {
	name, err := t.communityName(space.Booking{Community: s.Community})
	text := say.T(key, "Who", t.who.Name) + "\n\n" + t.seriesHead(say, s, name) + "\n" + t.dateStates(say, s, dates) +
		seriesExchange(say, dates) + t.seriesDecision(say, t.decidedNow(dates), len(dates))
	asked := t.answerable(dates)
	if len(asked) == 0 {
		return text, chat.Keyboard{}.Row(seriesButton(say, s)), err
	}
	first := asked[0]
	return text + "\n\n" + say.T("ask.how"), chat.Keyboard{}.
		Row(seriesReplyButton(say, s, dates, "reply"), button(say.Plain("ask.edit"), verbRest, first.ID, first.Version, "move")).
		Row(button(say.Plain("ask.withdraw"), verbRest, first.ID, first.Version, "off="+chat.FromNotice), seriesButton(say, s)), err
}

// seriesNoticeKey names the sentence that opens a notice of how a series stands.
func seriesNoticeKey(dates []space.Booking) string {
	for _, state := range []space.State{space.ChangesAsked, space.Requested} {
		for _, b := range joint(dates) {
			if b.State == state && b.Decision != nil {
				return noticeKey(b)
			}
		}
	}
	return "series.own_head"
}
