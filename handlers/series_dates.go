package handlers

import (
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// datesShown is how many dates a page shows.
const datesShown = 10

// askDates shows all dates of the series, a page at a time: what is free, what
// collides and why. Each can be tapped.
func (b *booker) askDates() (string, chat.Keyboard, error) {
	p, refusal, err := b.plan()
	if err != nil {
		return "", nil, err
	}
	if refusal != nil {
		b.talk.Go(stepUntil)
		b.remark(b.seriesRefusal(refusal))
		return b.askUntil()
	}
	b.Repeat.Shown = p.sum()
	pages := (len(p.dates) + datesShown - 1) / datesShown
	b.Repeat.Page = min(max(b.Repeat.Page, 0), pages-1)
	from := b.Repeat.Page * datesShown
	shown := p.dates[from:min(from+datesShown, len(p.dates))]
	text := b.datesHead(p)
	var cells []chat.Button
	for _, d := range shown {
		text += "\n" + b.dateLine(d)
		cells = append(cells, b.talk.Button(fateMark(d)+" "+b.say.DayShort(noonOf(b.point, d.day)), "d="+d.day.String()))
	}
	k := chat.Keyboard{}.Row(b.sendDates(p)...).Grid(2, cells...)
	k = k.Row(b.datePages(pages)...)
	if b.Rest == "" { // dates that are there move from a card
		text, k = text+b.rules(), k.Row(b.allDates()...)
	}
	return text, k, nil
}

// allDates change the day, the hour or the room of all dates.
func (b *booker) allDates() []chat.Button {
	return []chat.Button{b.talk.Button(b.say.Plain("book.change_day"), "go="+stepDay),
		b.talk.Button(b.say.Plain("book.change_start"), "go="+stepStart), b.talk.Button(b.say.Plain("book.change_room"), "go="+stepRoom)}
}

// datesHead says what the series is and how it stands.
func (b *booker) datesHead(p seriesPlan) string {
	text := b.say.T("series.head", "Title", shorten(b.Title, titleShown), "Rule", b.ruleLine(p.rule), "Room", roomName(b.say, b.point, p.room.ID))
	counts := b.say.T("series.dates_in_all", "Count", len(p.dates))
	for _, c := range []struct {
		key   string
		fates []fate
	}{{"series.count_free", []fate{fateBooked, fateElse}}, {"series.count_waits", []fate{fateWaits}},
		{"series.count_later", []fate{fateLater}}, {"series.count_out", []fate{fateOut}}} {
		if n := len(p.of(c.fates...)); n > 0 {
			counts += " · " + b.say.T(c.key, "Count", n)
		}
	}
	hint := "series.tap"
	switch {
	case b.Rest != "" && len(p.of(fateBooked, fateElse)) == 0:
		hint = "series.rest_nothing"
	case b.Rest != "":
		hint = "series.rest_tap"
	case len(p.of(fateBooked, fateElse, fateWaits)) == 0:
		hint = "series.nothing_free"
	case len(p.of(fateOut)) > 0:
		hint = "series.tap_out"
	}
	return text + "\n\n" + counts + "\n" + b.say.T(hint) + "\n"
}

// fateMark is the sign of a date.
func fateMark(d planned) string {
	return map[fate]string{fateBooked: "✓", fateElse: "↔", fateWaits: "🕰", fateLater: "🗓", fateSkipped: "–", fateOut: "✗"}[d.fate]
}

// dateLine is a date with what becomes of it.
func (b *booker) dateLine(d planned) string {
	day := fateMark(d) + " " + b.dayFrom(d.day)
	switch d.fate {
	case fateElse:
		return b.say.T("series.line", "Day", day, "What", slotLabel(b.say, b.point, d.slot))
	case fateWaits:
		return b.say.T("series.line", "Day", day, "What", b.say.Plain("series.fate_waits"))
	case fateLater:
		return b.say.T("series.line", "Day", day, "What", b.say.Plain("series.fate_later", "Day", b.dayFrom(d.day.Plus(-b.point.Horizon))))
	case fateSkipped:
		return b.say.T("series.line", "Day", day, "What", b.say.Plain(b.restKey("series.fate_skipped")))
	case fateOut:
		return b.say.T("series.line", "Day", day, "What", lang.HTML(b.shortly(d.Refusal)))
	}
	return lang.Escape(day)
}

// shortly says why a date cannot be, in as few words as a list has room for.
func (b *booker) shortly(r *space.Refusal) string {
	switch {
	case r.Reason == space.Taken:
		return b.say.T("series.why_taken")
	case r.Reason == space.Closed && r.Closure != nil:
		return b.say.T("series.why_closed", "Why", r.Closure.Reason.In(b.who.Language))
	}
	return refusalText(b.say, b.point, r)
}

// restKey is the key where the rest of a series moves, whose dates stay rather
// than fall out.
func (b *booker) restKey(key string) string {
	if b.Rest != "" {
		return key + "_rest"
	}
	return key
}

// sendDates is the button that sends the series, if there is anything to send.
func (b *booker) sendDates(p seriesPlan) []chat.Button {
	n := len(p.of(fateBooked, fateElse))
	key := "series.reserve"
	switch {
	case b.Rest != "" && n == 0, n+len(p.of(fateWaits)) == 0:
		return nil
	case b.Rest != "":
		key = "series.move"
	case n == 0:
		key = "series.only_wait"
	case slices.ContainsFunc(p.of(fateBooked, fateElse), func(d planned) bool { return b.needsApproval(d.slot.Room) }):
		key = "series.send"
	}
	return []chat.Button{styled(b.talk.Button(b.say.Plain(key, "Count", n), "send=1"), chat.Success)}
}

func (b *booker) needsApproval(id string) bool {
	room, _ := b.point.Room(id)
	return room.Approval
}

// datePages turn the page.
func (b *booker) datePages(pages int) []chat.Button {
	var row []chat.Button
	if b.Repeat.Page > 0 {
		row = append(row, b.talk.Button("‹", "p="+strconv.Itoa(b.Repeat.Page-1)))
	}
	if b.Repeat.Page < pages-1 {
		row = append(row, b.talk.Button("›", "p="+strconv.Itoa(b.Repeat.Page+1)))
	}
	return row
}

// pickDates turns the page, opens a date, or sends all.
func (b *booker) pickDates(key, value string) (bool, error) {
	switch key {
	case "send":
		return true, b.sendSeries()
	case "p":
		b.Repeat.Page = pageOf(value)
		return true, b.show(false)
	case "d":
		day, err := space.ParseDate(value)
		if err != nil {
			return false, nil
		}
		b.Repeat.Day = day
		return true, b.goTo(stepDate)
	}
	return false, nil
}
