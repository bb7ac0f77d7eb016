package handlers

import (
	"cmp"
	"slices"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

func (t *turn) dataOfProfile(d *pointData) error {
	who := t.known.Person
	if who.ID == 0 {
		return nil
	}
	s := who.Settings
	d.Profile = &profileData{Name: who.Name, Username: who.Username, Language: who.Language, Agreed: who.Consent,
		Community: who.Community, Leaving: who.Leaving, Settings: settingData{Digest: s.OwnDigest.String(), Interests: s.Topics}}
	if s.Digest != nil {
		d.Profile.Settings.When = s.Digest.Weekday.String() + " " + lang.Clock(s.Digest.Minute).String()
	}
	if s.Quiet != nil {
		d.Profile.Settings.Quiet = lang.Clock(s.Quiet.From).String() + "-" + lang.Clock(s.Quiet.Until).String()
	}
	for _, lead := range s.Unwanted {
		d.Profile.Settings.Unwanted = append(d.Profile.Settings.Unwanted, lead.String()+" before")
	}
	return nil
}

func (t *turn) dataOfRoles(d *pointData) error {
	me, staff := t.event.From.ID, t.known.Staff
	d.Roles = rolesData{Admin: slices.Contains(staff.Admins(t.point), me), WasRemoved: slices.Contains(staff.Removed, me),
		InConfig: slices.Contains(append(t.point.Approvers(), t.point.Admins...), me)}
	for _, room := range t.point.Rooms {
		if slices.Contains(room.Approvers, me) {
			d.Roles.Approves = append(d.Roles.Approves, room.Name.In(t.who.Language))
		}
	}
	for _, a := range staff.Away {
		if a.Who.ID == me {
			d.Roles.AwayUntil = &a.Until
		}
		if a.Deputy.ID == me {
			d.Roles.StandsFor = append(d.Roles.StandsFor, a.Who.Name)
		}
	}
	all, err := t.db.Communities(t.ctx)
	for _, c := range all {
		one := communityData{ID: c.ID, Name: c.Name, State: c.Standing().String(), Lead: c.LedBy(me),
			Proposed: c.Proposer != nil && c.Proposer.ID == me, Decided: c.Decision != nil && c.Decision.ID == me}
		if one.Lead || one.Proposed {
			one.About = c.About
		}
		if j := c.Decision; j != nil && (one.Proposed || one.Decided) {
			one.Decision = &decisionData{By: j.Name, At: j.At, State: j.State.String(), Reason: j.Reason}
		}
		if one.Lead || one.Proposed || one.Decided {
			d.Communities = append(d.Communities, one)
		}
	}
	return err
}

// dataMost is how many of the Point's bookings are looked through for what names
// a person in those of others, the latest made first. Nobody has a list of that,
// and there may be a million.
const dataMost = 5000

// dataOfBookings are all of the person's own, and what names them in those of
// others and their logs.
func (t *turn) dataOfBookings(d *pointData) error {
	own, err := t.db.HistoriesOf(t.ctx, t.event.From.ID)
	if err != nil {
		return err
	}
	once, series := map[string]bool{}, map[string]bool{"": true}
	read := func(some []store.History) error {
		for _, h := range some {
			if !once[h.ID] {
				once[h.ID] = true
				t.dataOfHistory(d, h)
			}
			if err := t.dataOfSeries(d, h.Series, series); err != nil {
				return err
			}
		}
		return nil
	}
	if err := read(own); err != nil {
		return err
	}
	before, err := t.db.LatestHistories(t.ctx, dataMost, read)
	if before != 0 {
		d.Since = time.UnixMilli(before).UTC()
	}
	d.sort()
	return err
}

func (d *pointData) sort() {
	byStart := func(a, b bookingData) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Number, b.Number)) }
	slices.SortFunc(d.Bookings, byStart)
	slices.SortFunc(d.Elsewhere, byStart)
	slices.SortStableFunc(d.Log, func(a, b logData) int { return a.At.Compare(b.At) })
}

func (t *turn) dataOfHistory(d *pointData, h store.History) {
	me := t.event.From.ID
	eraser := space.EraserOf(space.Party{ID: me})
	for _, line := range h.Log {
		if _, named := eraser.Entry(space.Booking{}, line); named {
			d.Log = append(d.Log, t.logData(h.ID, line))
		}
	}
	_, named := eraser.Booking(h.Booking)
	switch {
	case h.Resident.ID == me:
		d.Bookings = append(d.Bookings, t.bookingData(h.Booking))
	case named:
		d.Elsewhere = append(d.Elsewhere, t.partData(h.Booking))
	}
}

// bookingData is a booking of their own.
func (t *turn) bookingData(b space.Booking) bookingData {
	d := bookingData{Number: b.ID, State: b.State.String(), slotData: t.slotData(b.Slot), Event: b.Event, Community: b.Community,
		Series: b.Series, Made: b.Created, Remarks: remarksIn(b, func(space.Remark) bool { return true }), Change: t.changeData(b.Change)}
	d.Decision = t.decisionData(b.Decision)
	d.StillOn, d.Begun = wordData(b.StillOn), wordData(b.Begun)
	d.Roles = rolesIn(b, t.event.From.ID)
	return d
}

func wordData(w *space.Word) *remarkData {
	if w == nil {
		return nil
	}
	return &remarkData{By: w.By.Name, At: w.At}
}

// Of others the file has names, no ids.

func (t *turn) decisionData(d *space.Decision) *decisionData {
	if d == nil {
		return nil
	}
	return &decisionData{deciderName(t.say, *d), d.At, d.State.String(), d.Reason}
}

func (t *turn) changeData(c *space.Proposal) *changeData {
	if c == nil {
		return nil
	}
	return &changeData{t.slotData(c.Slot), c.Event, c.By.Name, c.At, t.decisionData(c.Decision)}
}

func (t *turn) logData(booking string, l space.Entry) logData {
	d := logData{Booking: booking, At: l.At, By: l.By.Name, From: l.From.String(), To: l.To.String(), Slot: t.slotData(l.Slot),
		Was: t.slotAt(l.Was), Wanted: t.slotAt(l.Wanted), Answer: l.Answer.String(), Reason: l.Reason}
	if l.Heir != nil {
		d.Heir = l.Heir.Name
	}
	return d
}

func (t *turn) slotAt(s *space.Slot) *slotData {
	if s == nil {
		return nil
	}
	d := t.slotData(*s)
	return &d
}

// partData is a booking of somebody else's, as far as it names them.
func (t *turn) partData(b space.Booking) bookingData {
	me := t.event.From.ID
	return bookingData{Number: b.ID, State: b.State.String(), slotData: t.slotData(b.Slot), Event: space.Event{Title: b.Title}, Community: b.Community, Made: b.Created,
		Roles: rolesIn(b, me), Remarks: remarksIn(b, func(r space.Remark) bool { return r.By.ID == me })}
}

// rolesIn is what somebody did about a booking, besides making it.
func rolesIn(b space.Booking, me int64) (roles []string) {
	for _, part := range []struct {
		is   bool
		role string
	}{
		{b.Decision != nil && b.Decision.By.ID == me, "decided"},
		{b.StillOn != nil && b.StillOn.By.ID == me, "said that it takes place"},
		{b.Begun != nil && b.Begun.By.ID == me, "checked in"},
		{b.Change != nil && b.Change.By.ID == me, "asked for a change"},
		{b.Change != nil && b.Change.Decision != nil && b.Change.Decision.By.ID == me, "decided about a change"},
		{slices.ContainsFunc(b.Remarks, func(r space.Remark) bool { return r.By.ID == me }), "wrote about it"},
		{slices.Contains(b.Messenger, me), hasItsCard},
	} {
		if part.is {
			roles = append(roles, part.role)
		}
	}
	return roles
}

// hasItsCard is what an admin has of a request: the card that tells of it.
const hasItsCard = "has its card"

// remarksIn are the remarks about a booking that they are to see.
func remarksIn(b space.Booking, theirs func(space.Remark) bool) (all []remarkData) {
	for _, r := range b.Remarks {
		if theirs(r) {
			all = append(all, remarkData{r.By.Name, r.At, r.Text})
		}
	}
	return all
}

func (t *turn) slotData(s space.Slot) slotData {
	return slotData{Room: roomName(t.say, t.point, s.Room), Start: s.Start.UTC(), End: s.End.UTC()}
}

// dataOfSeries is a series that they made, or have the card of, once.
func (t *turn) dataOfSeries(d *pointData, id string, once map[string]bool) error {
	if once[id] {
		return nil
	}
	once[id] = true
	s, ok, err := t.db.Series(t.ctx, id)
	if err != nil || !ok {
		return err
	}
	me, one := t.event.From.ID, seriesData{ID: s.ID, Event: space.Event{Title: s.Event.Title}, Rule: s.Rule, Community: s.Community}
	if slices.Contains(s.Messenger, me) {
		one.Roles = []string{hasItsCard}
	}
	if s.Resident.ID == me {
		one.Event, one.Later = s.Event, s.Later
	}
	if s.Resident.ID == me || one.Roles != nil {
		d.Series = append(d.Series, one)
	}
	return nil
}
