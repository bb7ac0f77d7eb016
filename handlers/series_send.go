package handlers

import (
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// sendSeries writes all of a series in one step: a booking for each date, the
// wishes for those that wait, and what is asked for later. Where anything
// differs from what was shown nothing is written, and the list is drawn anew.
func (b *booker) sendSeries() error {
	if b.lostCommunity() {
		return b.advance()
	}
	p, refusal, err := b.plan()
	if err != nil {
		return err
	}
	if refusal != nil {
		return b.goTo(stepDates) // says it
	}
	if p.sum() != b.Repeat.Shown {
		b.remark(b.say.T("series.changed"))
		return b.goTo(stepDates)
	}
	if b.Rest != "" {
		return b.sendRest(p)
	}
	if len(p.of(fateBooked, fateElse, fateWaits)) == 0 {
		b.stale()
		return nil
	}
	if full, err := b.waitsTooMany(len(p.of(fateWaits))); err != nil || full {
		return err
	}
	return b.makeSeries(p)
}

// waitsTooMany says whether so many more wishes are more than one can have.
func (b *booker) waitsTooMany(more int) (bool, error) {
	if more == 0 {
		return false, nil
	}
	all, err := b.db.WishesOf(b.ctx, b.event.From.ID)
	live := 0
	for _, w := range all {
		if w.State.Live() {
			live++
		}
	}
	if live+more > mostWishes {
		b.alert(b.say.Plain("series.waits_too_many", "Count", mostWishes, "Now", live))
		return true, err
	}
	return false, err
}

// makeSeries writes what was planned.
func (b *booker) makeSeries(p seriesPlan) error {
	s := b.seriesOf(p)
	var made []space.Booking
	for _, d := range p.of(fateBooked, fateElse) {
		made = append(made, b.dateOf(s.ID, d.slot))
	}
	for _, d := range p.of(fateWaits) {
		b.write.Wishes = append(b.write.Wishes, store.WishChange{After: b.waiting(s.ID, d.slot)})
	}
	for _, one := range made {
		b.write.Bookings = append(b.write.Bookings, store.BookingChange{After: one})
	}
	b.end()
	b.who.Community = s.Community
	b.standBehind()
	b.keepPerson()
	b.seriesReceipt(s, p)
	waiting := joint(made)
	if len(waiting) > 0 {
		s.Messenger = b.decidersOf(waiting)
	}
	b.write.Series = append(b.write.Series, store.SeriesChange{After: s})
	if len(waiting) > 0 {
		return b.showSeries(s, made, true)
	}
	return b.tellSeriesLeads(s, made, "series.lead_new")
}

// seriesOf is the record of what was planned.
func (b *booker) seriesOf(p seriesPlan) space.Series {
	s := space.Series{ID: b.talk.ID, Rule: p.rule, Room: p.room.ID, Event: b.what(), Community: *b.Community,
		Resident: b.who.Party(), Created: b.now}
	for _, d := range p.of(fateLater) {
		s.Later = append(s.Later, d.day)
	}
	return s
}

// dateOf is one date of a series as a booking.
func (b *booker) dateOf(series string, slot space.Slot) space.Booking {
	room, _ := b.point.Room(slot.Room)
	one := b.made(room)
	one.ID, one.Series, one.Slot = space.NewID(), series, slot
	return one
}

// waiting is one date of a series in the queue.
func (b *booker) waiting(series string, slot space.Slot) space.Wish {
	return space.Wish{ID: space.NewID(), State: space.WishWaiting, Series: series, Resident: b.who.Party(), Community: *b.Community,
		Event: b.what(), Want: b.point.WantSlot(slot), Created: b.now}
}

// seriesReceipt lists all that was sent.
func (b *booker) seriesReceipt(s space.Series, p seriesPlan) {
	head := "series.reserved"
	for _, d := range p.of(fateBooked, fateElse) {
		if b.needsApproval(d.slot.Room) {
			head = "series.sent"
		}
	}
	if len(p.of(fateBooked, fateElse)) == 0 {
		head = "series.waits_only"
	}
	text := b.say.T(head, "ID", s.ID) + "\n\n" + b.seriesHead(b.say, s, b.communityName(s.Community)) + "\n" + b.fates(s, p)
	b.redraw(text, chat.Keyboard{}.Row(button(b.say.Plain("menu.my"), verbMenu, "", 0, "my")))
}

// fates lists the dates by what becomes of them.
func (b *booker) fates(s space.Series, p seriesPlan) string {
	var lines []string
	for _, group := range []struct {
		key   string
		fates []fate
	}{{"series.list_booked", []fate{fateBooked, fateElse}}, {"series.list_waits", []fate{fateWaits}},
		{"series.list_later", []fate{fateLater}}, {"series.list_out", []fate{fateOut, fateSkipped}}} {
		var slots []space.Slot
		for _, d := range p.of(group.fates...) {
			slots = append(slots, d.slot)
		}
		if len(slots) > 0 {
			names := dateNames(b.say, b.point, s.Rule, s.Room, slots)
			lines = append(lines, b.say.T(group.key, "Count", len(slots), "Dates", lang.HTML(lang.Escape(names))))
		}
	}
	return strings.Join(lines, "\n")
}

// joint are the bookings that are decided together.
func joint(all []space.Booking) []space.Booking {
	var some []space.Booking
	for _, b := range all {
		if b.Joint() {
			some = append(some, b)
		}
	}
	return some
}

// tellSeriesLeads tells the leads of a series' community about it, once: all
// but its resident, and who did it.
func (t *turn) tellSeriesLeads(s space.Series, dates []space.Booking, key string) error {
	if s.Community == "" {
		return nil
	}
	c, _, err := t.db.Community(t.ctx, s.Community)
	if err != nil {
		return err
	}
	var leads []int64
	for _, id := range c.Leads {
		if id != s.Resident.ID && id != t.who.ID {
			leads = append(leads, id)
		}
	}
	say, err := t.speakers(leads)
	for _, id := range leads {
		text := say[id].T(key, "Who", t.who.Name) + "\n\n" + t.seriesHead(say[id], s, c.Name) + "\n" + t.dateStates(say[id], s, dates) + seriesExchange(say[id], dates)
		t.out(chat.Out{Kind: chat.Say, Chat: id, Panel: chat.SeriesLeadPanel(s.ID), Fresh: true, Text: text, Keyboard: chat.Keyboard{}.Row(seriesButton(say[id], s))})
	}
	return err
}
