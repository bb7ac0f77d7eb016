package handlers

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// everyTick ticks all of them.
func everyTick(waiting []space.Booking) uint64 { return 1<<len(waiting) - 1 }

// ticksShown is how many dates a page of ticks shows.
const ticksShown = 10

// tick draws the list of dates to tick ("t.ticks.page"), and with the ticks
// approves those and declines the others: at once where all are ticked, else
// for a reason ("s.ticks", "r.ticks.reason", "o.ticks": own words).
func (t *turn) tick(w weighed, part []string) error {
	ticked, page := everyTick(w.waiting), 0
	if len(part) > 1 {
		n, err := strconv.ParseUint(part[1], 36, 64)
		if err != nil || n > everyTick(w.waiting) {
			t.stale()
			return nil
		}
		ticked = n
	}
	if len(part) > 2 && part[0] == "t" {
		page = pageOf(part[2])
	}
	switch {
	case part[0] == "s" && ticked == everyTick(w.waiting):
		return t.decideSeries(w, ticked, "")
	case part[0] == "s":
		return t.askSeriesReason(w, ticked)
	case part[0] == "o":
		return t.beginWords(flowDecline, w.about(ticked))
	case part[0] == "r" && len(part) == 3 && slices.Contains(readyReasons(), readyReason(part[2])):
		return t.decideSeries(w, ticked, space.ReasonMark+part[2])
	case part[0] == "t":
		return t.drawTicks(w, ticked, page)
	}
	t.stale()
	return nil
}

// ticking is a page of the dates that wait, with their ticks.
type ticking struct {
	weighed
	ticked uint64
	page   int
}

// button leads to other ticks, or does something with these.
func (c ticking) button(text, do string, ticks uint64, rest ...string) chat.Button {
	arg := strings.Join(append([]string{do, strconv.FormatUint(ticks, 36)}, rest...), ".")
	return button(text, verbSeries, c.ID, seriesVersion(c.dates), onPage(arg, c.weighed.page))
}

// drawTicks draws the dates that wait, each to be ticked. What stands against
// one by now is said.
func (t *turn) drawTicks(w weighed, ticked uint64, page int) error {
	pages := (len(w.waiting) + ticksShown - 1) / ticksShown
	c := ticking{w, ticked, min(page, pages-1)}
	v, err := t.decidingAll(w.waiting)
	if err != nil {
		return err
	}
	var k chat.Keyboard
	question := t.say.T("series.ask_ticks")
	for i := c.page * ticksShown; i < min(len(w.waiting), (c.page+1)*ticksShown); i++ {
		label, why := t.tickLabel(v, w.waiting[i], ticked>>i&1 == 1)
		question += why
		k = k.Row(c.button(label, "t", ticked^1<<i, strconv.Itoa(c.page)))
	}
	chosen := chosenOf(ticked)
	label := t.say.Plain(ticksKey(chosen, len(w.waiting)), "Count", chosen, "Others", len(w.waiting)-chosen)
	k = k.Row(c.arrows(pages)...).Row(styled(c.button(label, "s", ticked), chat.Primary)).
		Row(button(t.say.Plain("button.back"), verbSeries, w.ID, seriesVersion(w.dates), onPage("card", w.page)))
	return t.drawWeighed(w, question, k)
}

// tickLabel is a date on a button, and what stands against it, on a line of its
// own.
func (t *turn) tickLabel(v space.View, b space.Booking, ticked bool) (label, why string) {
	wanted := asWanted(b)
	label = slotLabel(t.say, t.point, wanted.Slot)
	if r := t.standsAgainst(v, b); r != nil {
		label = "⚠️ " + label
		why = "\n⚠️ " + lang.Escape(t.say.DayShort(t.local(wanted.Start))) + ": " + refusalText(t.say, t.point, r)
	}
	if ticked {
		label = "✓ " + label
	}
	return label, why
}

// arrows turn the page.
func (c ticking) arrows(pages int) []chat.Button {
	var row []chat.Button
	if c.page > 0 {
		row = append(row, c.button("‹", "t", c.ticked, strconv.Itoa(c.page-1)))
	}
	if c.page < pages-1 {
		row = append(row, c.button("›", "t", c.ticked, strconv.Itoa(c.page+1)))
	}
	return row
}

// ticksKey names what the ticks come to: all, some or none.
func ticksKey(chosen, of int) string {
	switch chosen {
	case of:
		return "series.approve_all"
	case 0:
		return "series.decline_all"
	}
	return "series.approve_ticked"
}

func chosenOf(ticked uint64) int {
	n := 0
	for ; ticked > 0; ticked &= ticked - 1 {
		n++
	}
	return n
}

// askSeriesReason asks why the dates that are not ticked are declined.
func (t *turn) askSeriesReason(w weighed, ticked uint64) error {
	ticks := strconv.FormatUint(ticked, 36)
	item := func(key, arg string) chat.Button {
		return button(t.say.Plain(key), verbSeries, w.ID, seriesVersion(w.dates), onPage(arg, w.page))
	}
	var reasons []chat.Button
	for _, r := range readyReasons() {
		reasons = append(reasons, item("reason.short."+string(r), "r."+ticks+"."+string(r)))
	}
	k := chat.Keyboard{}.Grid(2, reasons...).Row(item("request.own_words", "o."+ticks)).Row(item("button.back", "card"))
	if err := t.listen(flowDecline, "words", w.about(ticked)); err != nil {
		return err
	}
	return t.drawWeighed(w, t.say.T("series.ask_reason", "Count", len(w.waiting)-chosenOf(ticked)), k)
}
