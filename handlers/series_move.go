package handlers

import (
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// startRest begins the conversation that changes a booking, for it and all
// dates of its series that follow.
func (t *turn) startRest(of space.Booking) error {
	b, err := t.newBooker()
	if err != nil {
		return err
	}
	b.talk.Flow = flowChange
	b.Of, b.of, b.Rest, b.Repeat = of.ID, &of, of.Series, &repeat{}
	b.copyEvent(of)
	b.setSlot(of.Slot)
	return b.goTo(stepCard)
}

// clockOf is the wall clock of a local time in minutes.
func clockOf(local time.Time) int { return local.Hour()*60 + local.Minute() }

// withoutRest is the occupancy as if the dates that move were not there.
func (b *booker) withoutRest(o space.Occupancy) (space.Occupancy, error) {
	rest, err := b.restOf(*b.of)
	for _, one := range rest {
		if one.ID != b.of.ID { // which the view leaves out already
			o = o.Without(one)
		}
	}
	return o, err
}

// planRest is what becomes of each date that follows when it moves as the
// draft moves the first: by as many days, to the same hours and room.
func (b *booker) planRest() (seriesPlan, *space.Refusal, error) {
	rest, err := b.restOf(*b.of)
	if err != nil {
		return seriesPlan{}, nil, err
	}
	following := slices.Clone(rest)
	rest = slices.DeleteFunc(rest, func(o space.Booking) bool { return !o.Changeable(b.now) || o.Asks() })
	s, _, err := b.db.Series(b.ctx, b.Rest)
	if err != nil || len(rest) == 0 {
		return seriesPlan{}, &space.Refusal{Reason: space.Past}, err
	}
	by := b.point.Day(b.of.Start).DaysTo(b.Day)
	days := make([]space.Date, len(rest))
	for i, one := range rest {
		days[i] = b.point.Day(one.Start).Plus(by)
	}
	v, err := b.viewOver(days)
	if err != nil {
		return seriesPlan{}, nil, err
	}
	rule := space.Rule{Rhythm: s.Rhythm, First: b.Day, Start: *b.Start, Length: b.Length}
	p := seriesPlan{rule: rule, room: b.seriesRoom(v)}
	for i, day := range days {
		d := planned{day: day, slot: rule.Slot(b.point, p.room.ID, day), of: &rest[i]}
		d.Occasion = space.Occasion{Slot: d.slot, Refusal: v.Judge(d.slot, b.eventOf(d))}
		p.dates = append(p.dates, d)
	}
	b.choose(v, p.dates)
	if err := b.restWithinQuotas(p.dates, rest); err != nil {
		return p, nil, err
	}
	b.leaveInTheWay(v, p.dates, following)
	return p, nil, nil
}

// leaveInTheWay leaves as they are the dates that would come to stand where
// another of the series still does: one that stays, or keeps its slot until an
// admin decides. That leaves one more that stays, so it is looked at anew.
func (b *booker) leaveInTheWay(v space.View, dates []planned, following []space.Booking) {
	for again := true; again; {
		again = false
		for i := range dates {
			d := &dates[i]
			if !d.moves() {
				continue
			}
			if r := b.beside(v, dates, following, d.of.ID).Judge(d.slot, b.eventOf(*d)); r != nil {
				d.Refusal, d.fate, again = r, fateOut, true
			}
		}
	}
}

// beside is the view with all dates of the series but one as the step leaves
// them.
func (b *booker) beside(v space.View, dates []planned, following []space.Booking, but string) space.View {
	for _, one := range following {
		if one.ID == but {
			continue
		}
		for _, d := range dates {
			if d.of.ID == one.ID && d.moves() {
				one, _ = b.asMoved(d)
			}
		}
		for _, held := range one.Holds() {
			v.Occupancy = v.Occupancy.Plus(held)
		}
	}
	return v
}

// moves says whether the date gets another slot.
func (d planned) moves() bool { return d.fate == fateBooked || d.fate == fateElse }

// restWithinQuotas leaves as they are the dates that would become more than
// the share of whose they are. What they have already they keep.
func (b *booker) restWithinQuotas(dates []planned, rest []space.Booking) error {
	policy := b.point.Policy
	if policy.Quota.None() {
		return nil
	}
	standings, err := b.db.Standings(b.ctx, []string{b.of.Holder()}, policy, b.now)
	has := standings[b.of.Holder()]
	for _, one := range rest {
		has = b.point.StandingWithout(has, one)
	}
	for i := range dates {
		d := &dates[i]
		s := d.slot
		if d.fate != fateBooked && d.fate != fateElse || d.of.Covers(s) {
			s = d.of.Slot
		} else if hit := policy.Quota.Hit(b.point, s, has, b.now); hit != nil {
			d.Refusal, d.fate, s = &space.Refusal{Reason: space.OverQuota, Hit: hit}, fateOut, d.of.Slot
		}
		has = b.point.Ahead(has, s)
	}
	return err
}

// sendRest writes what was planned: what needs no decision at once, and what
// does as one request to the admins.
func (b *booker) sendRest(p seriesPlan) error {
	s, ok, err := b.db.Series(b.ctx, b.Rest)
	moving := p.of(fateBooked, fateElse)
	if err != nil || !ok || len(moving) == 0 {
		b.stale()
		return err
	}
	b.known.Talking, b.known.Session = true, b.talk.Session
	b.endSession()
	b.keepPerson()
	asked := false
	for _, d := range moving {
		asked = b.moveDate(d) || asked
	}
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
	b.restReceipt(s, p, asked)
	if len(waiting) > 0 {
		if err := b.showSeries(s, dates, true); err != nil {
			return err
		}
	}
	key := "series.lead_moved"
	if asked {
		key = "series.lead_asked"
	}
	if s.Resident.ID != b.who.ID {
		if err := b.tellSeriesResident(weighed{Series: s}, dates, key); err != nil {
			return err
		}
	}
	return b.tellSeriesLeads(s, dates, key)
}

// moveDate moves one date, or asks for it, and says whether it asked.
func (b *booker) moveDate(d planned) bool {
	after, ask := b.asMoved(d)
	b.write.Bookings = append(b.write.Bookings, changeOf{Before: d.of, After: after})
	return ask
}

// asMoved is a date once it moved, or with the move that is asked for.
func (b *booker) asMoved(d planned) (after space.Booking, ask bool) {
	before := *d.of
	after = before
	room, _ := b.point.Room(d.slot.Room)
	after.Event, after.Slot, after.SetUp, after.ClearUp, after.Change = b.eventOf(d), d.slot, room.SetUp, room.ClearUp, nil
	ask = before.State == space.Confirmed && b.point.NeedsDecision(before, after)
	switch {
	case ask:
		change := space.Proposal{Slot: after.Slot, SetUp: after.SetUp, ClearUp: after.ClearUp, Event: after.Event,
			By: b.who.Party(), At: b.now, Joint: true}
		after = before
		after.Change = &change
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
func (b *booker) restReceipt(s space.Series, p seriesPlan, asked bool) {
	key := "series.moved"
	if asked {
		key = "series.move_asked"
	}
	var lines string
	for _, d := range p.dates {
		switch d.fate {
		case fateBooked, fateElse:
			lines += "\n" + b.say.T("series.moves", "Was", slotLabel(b.say, b.point, d.of.Slot), "Is", slotLabel(b.say, b.point, d.slot))
		default:
			lines += "\n" + b.say.T("series.stays", "Was", slotLabel(b.say, b.point, d.of.Slot))
		}
	}
	text := b.say.T(key, "Title", shorten(s.Event.Title, titleShown)) + "\n" + cutLines(lines, sheetShown)
	b.redraw(text, chat.Keyboard{}.Row(button(b.say.Plain("menu.my"), verbMenu, "", 0, "my")))
}
