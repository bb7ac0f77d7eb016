package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// sendRest writes what was planned: what needs no decision at once, and what
// does as one request to the admins.
func (b *booker) sendRest(p seriesPlan) error {
	s, ok, err := b.db.Series(b.ctx, b.Rest)
	moving := p.of(fateBooked, fateElse)
	if err != nil || !ok || len(moving) == 0 {
		b.stale()
		return err
	}
	b.end()
	b.keepPerson()
	key := b.moveDates(moving)
	asked := key == "series.move_asked"
	before := s
	if !asked {
		s = b.moved(s, p)
	}
	dates, err := b.datesAfter(s.ID)
	if err != nil {
		return err
	}
	waiting := joint(dates)
	if len(waiting) > 0 {
		s.Messenger = b.decidersOf(waiting)
	}
	b.write.Series = append(b.write.Series, store.SeriesChange{Before: &before, After: s})
	b.restReceipt(s, p, key)
	if len(s.Messenger) > 0 {
		if err := b.showSeries(s, dates, len(waiting) > 0); err != nil {
			return err
		}
	}
	told := map[string]string{"ask.sent_back": "ask.notice_changed", "series.move_asked": "series.lead_asked", "series.moved": "series.lead_moved"}[key]
	if s.Resident.ID != b.who.ID || slices.ContainsFunc(moving, func(d planned) bool { return isAsked(*d.of) }) {
		return b.tellSeriesAnswered(s, dates, told)
	}
	return b.tellSeriesLeads(s, dates, told)
}

// moveDates moves the dates, or asks for that, and names the sentence that says
// which.
func (b *booker) moveDates(moving []planned) string {
	key := "series.moved"
	for _, d := range moving {
		after, ask := b.asMoved(d)
		b.write.Bookings = append(b.write.Bookings, changeOf{Before: d.of, After: after})
		switch {
		case ask:
			key = "series.move_asked"
		case key == "series.moved" && doneKey(*d.of, after) == "ask.sent_back":
			key = "ask.sent_back"
		}
	}
	return key
}

// asMoved is a date once it moved, or with the move that is asked for.
func (b *booker) asMoved(d planned) (after space.Booking, ask bool) {
	before := *d.of
	after = before
	room, _ := b.point.Room(d.slot.Room)
	after.Event, after.Slot, after.SetUp, after.ClearUp, after.Change = b.eventOf(d), d.slot, room.SetUp, room.ClearUp, nil
	after = after.Vouched(b.who.Party(), b.now)
	ask = before.State == space.Confirmed && b.point.NeedsDecision(before, after)
	switch {
	case ask:
		change := space.Proposal{Slot: after.Slot, SetUp: after.SetUp, ClearUp: after.ClearUp, Event: after.Event,
			By: b.who.Party(), At: b.now, Joint: true}
		after = before
		after.Change = &change
	case isAsked(before):
		after = b.corrected(after, room.Approval)
	case before.State == space.Requested && !room.Approval:
		after.State = space.Confirmed
	}
	return after, ask
}

// eventOf is the event of a date: where one that is there moves, its own, but
// for what the draft changes.
func (b *booker) eventOf(d planned) space.Event {
	is := b.what()
	if d.of == nil {
		return is
	}
	own, was := d.of.Event, b.of.Event
	if is.Title != was.Title {
		own.Title = is.Title
	}
	if is.Format != was.Format {
		own.Format = is.Format
	}
	if is.Headcount != was.Headcount {
		own.Headcount = is.Headcount
	}
	if is.Open != was.Open {
		own.Open = is.Open
	}
	if !slices.Equal(is.Equipment, was.Equipment) {
		own.Equipment = is.Equipment
	}
	if is.Description != was.Description {
		own.Description = is.Description
	}
	return own
}

// moved is the series' record for the dates that are asked for later: they
// move as the others.
func (b *booker) moved(s space.Series, p seriesPlan) space.Series {
	s.Event = b.what()
	return shifted(s, p.rule.Start, p.rule.Length, p.room.ID, b.point.Day(b.of.Start).DaysTo(b.Day))
}

// clockOf is the wall clock of a local time in minutes.
func clockOf(local time.Time) int { return local.Hour()*60 + local.Minute() }

// shifted is a series by other hours, in another room, and by some days.
func shifted(s space.Series, start int, length time.Duration, room string, by int) space.Series {
	s.Start, s.Length, s.Room, s.First = start, length, room, s.First.Plus(by)
	s.Later = slices.Clone(s.Later)
	for i, day := range s.Later {
		s.Later[i] = day.Plus(by)
	}
	return s
}

// followMove moves what is asked for later as the dates whose change was
// approved.
func (t *turn) followMove(w weighed, ticked uint64) {
	for i := len(w.waiting) - 1; i >= 0; i-- {
		if b := w.waiting[i]; ticked>>i&1 == 1 && b.Asks() {
			to := b.Change.Slot
			s := shifted(w.Series, clockOf(t.local(to.Start)), to.Length(), to.Room, t.point.Day(b.Start).DaysTo(t.point.Day(to.Start)))
			s.Event = b.Change.Event
			t.write.Series = append(t.write.Series, store.SeriesChange{Before: &w.Series, After: s})
			return
		}
	}
}

// restReceipt is what the conversation leaves.
func (b *booker) restReceipt(s space.Series, p seriesPlan, key string) {
	var lines string
	for _, d := range p.dates {
		switch {
		case d.moves() && same(d.slot, d.of.Slot):
			lines += "\n" + lang.Escape(slotLabel(b.say, b.point, d.slot))
		case d.moves():
			lines += "\n" + b.say.T("series.moves", "Was", slotLabel(b.say, b.point, d.of.Slot), "Is", slotLabel(b.say, b.point, d.slot))
		default:
			lines += "\n" + b.say.T("series.stays", "Was", slotLabel(b.say, b.point, d.of.Slot))
		}
	}
	head := b.say.T(key, "Title", shorten(s.Event.Title, titleShown), "Lines", "")
	text := strings.TrimSpace(head) + "\n" + cutLines(lines, sheetShown)
	b.redraw(text, chat.Keyboard{}.Row(button(b.say.Plain("menu.my"), verbMenu, "", 0, "my")))
}
