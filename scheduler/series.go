package scheduler

import (
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// series asks for a date of a series on the day on which it opens: it books it
// as its resident would, puts who finds it taken into the queue, and tells who
// cannot have it what is free instead.
func (r *round) series(d space.Due) (store.Change, error) {
	s, ok, err := r.db.Series(r.ctx, d.Subject)
	day := r.point.Day(d.For)
	if err != nil || !ok || !slices.Contains(s.Later, day) {
		return store.Change{}, err
	}
	if r.point.LastDay(r.now).Before(day) || r.now.Before(s.Rests) { // the horizon is nearer than it was; another of its dates rests
		return store.Change{Due: []space.Due{r.point.SeriesDue(s, day)}}, nil
	}
	o, change := opening{due: d, slot: s.Slot(r.point, s.Room, day)}, store.Change{}
	var c space.Community
	if s.Community != "" {
		if c, _, err = r.db.Community(r.ctx, s.Community); err != nil {
			return change, err
		}
		change.Whose = append(change.Whose, c)
	}
	var led bool
	if o.Series, led, err = r.ledSeries(s, c); err != nil {
		return change, err
	}
	o.inherited = o.Resident.ID != s.Resident.ID
	change.Series = []store.SeriesChange{{Before: &s, After: o.Without(day)}}
	if !led {
		return r.rest(o, c, change)
	}
	return r.openDate(o, c, change)
}

// opening is a date of a series that opens.
type opening struct {
	space.Series // as it is from now on
	due          space.Due
	slot         space.Slot
	inherited    bool // whether it has another resident than before
}

// openDate asks for the date, in whosever name the series is.
func (r *round) openDate(o opening, c space.Community, change store.Change) (store.Change, error) {
	v, err := r.viewAbout(r.point.Day(o.due.For))
	if err != nil {
		return change, err
	}
	why, refusal, err := r.against(&change, v, o.Series, c, o.slot)
	if err != nil {
		return change, err
	}
	switch {
	case why == "" && refusal == nil:
		return r.takeDate(o, change)
	case why == "" && (refusal.Reason == space.Taken || refusal.Reason == space.HouseFull):
		if w := r.dateWish(o.Series, o.slot); w.Check(r.point, r.now) == nil {
			change.Wishes = []store.WishChange{{After: w}}
			return r.tellDate(o, change, "series.clock_taken")
		}
	}
	return r.tellNoDate(o, change, why, refusal, v)
}

// viewAbout is the Point on a day and those around it, as far as something may
// be offered instead.
func (r *round) viewAbout(day space.Date) (space.View, error) {
	o, err := r.db.Occupancy(r.ctx, r.point.At(day.Plus(-5), 0), r.point.At(day.Plus(6), 0))
	return space.View{Point: r.point, Occupancy: o, Now: r.now}, err
}

// against is what stands against a date; c is the series' community, where it
// has one. why is a sentence's key where that is no rule about slots. The change
// comes to depend on the share that the quotas were judged by.
func (r *round) against(change *store.Change, v space.View, s space.Series, c space.Community, slot space.Slot) (why string, refusal *space.Refusal, err error) {
	if s.Community != "" && !c.Active() {
		return "community.clock_asleep", nil, nil
	}
	if refusal = v.Judge(slot, s.Event); refusal != nil {
		return "", refusal, nil
	}
	policy := r.point.Policy
	if policy.Quota.None() {
		return "", nil, nil
	}
	holder := space.Booking{Community: s.Community, Resident: s.Resident}.Holder()
	shares, err := r.db.Shares(r.ctx, store.Change{}, []string{holder}, policy, r.now)
	if err != nil {
		return "", nil, err
	}
	change.Shares = append(change.Shares, shares[holder])
	if hit := policy.Quota.Hit(r.point, slot, shares[holder].Standing, r.now); hit != nil {
		return "series.clock_quota", nil, nil
	}
	return "", nil, nil
}

// takeDate books the date, or asks the admins for it.
func (r *round) takeDate(o opening, change store.Change) (store.Change, error) {
	room, _ := r.point.Room(o.slot.Room)
	b := space.Booking{ID: space.NewID(), State: space.Confirmed, Slot: o.slot, SetUp: room.SetUp, ClearUp: room.ClearUp,
		Event: o.Event, Community: o.Community, Resident: o.Resident, Series: o.ID, Created: r.now}
	key := "series.clock_booked"
	if room.Approval {
		b.State, key = space.Requested, "series.clock_asked"
	}
	change.Bookings = []store.BookingChange{{After: b}}
	change, err := r.tellDate(o, change, key)
	if err != nil || !room.Approval {
		return change, err
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return change, err
	}
	admins, err := r.readers(staff.Deciders(r.point, b.Room, r.now))
	for _, to := range admins {
		text := to.say.T("series.clock_admin", "Who", o.Resident.Name) + "\n\n" + r.lines(to.say, b)
		change.Outs = append(change.Outs, r.out(o.due, to.chat, text, r.toQueue(to)))
	}
	return change, err
}

// dateWish waits for a date that is taken.
func (r *round) dateWish(s space.Series, slot space.Slot) space.Wish {
	return space.Wish{ID: space.NewID(), State: space.WishWaiting, Series: s.ID, Resident: s.Resident, Community: s.Community,
		Event: s.Event, Want: r.point.WantSlot(slot), Created: r.now}
}

// tellDate tells the resident what became of a date.
func (r *round) tellDate(o opening, change store.Change, key string) (store.Change, error) {
	readers, err := r.readers([]int64{o.Resident.ID})
	for _, to := range readers {
		change.Outs = append(change.Outs, r.out(o.due, to.chat, to.say.T(key)+"\n\n"+r.dateLines(to, o)+o.forHeir(to), wholeSeries(to, o.ID)))
	}
	return change, err
}

// tellNoDate tells the resident and the leads why a date cannot be, and what is
// free instead.
func (r *round) tellNoDate(o opening, change store.Change, why string, refusal *space.Refusal, v space.View) (store.Change, error) {
	readers, err := r.concerned(space.Booking{Resident: o.Resident, Community: o.Community})
	for _, to := range readers {
		text := to.say.T("series.clock_not", "Why", r.dateWhy(to, why, refusal)) + "\n\n" + r.dateLines(to, o) + o.forHeir(to)
		var k chat.Keyboard
		for _, other := range v.Instead(o.slot, o.Event, insteadShown) {
			if refusal == nil {
				break // no other time would do either
			}
			label := to.say.DayShort(other.Start.In(r.point.Zone)) + " " + to.say.Clock(other.Start.In(r.point.Zone)) + " · " + r.point.RoomName(other.Room, string(to.say.Tag()))
			arg := "at." + other.Room + "." + strconv.FormatInt(other.Start.Unix(), 10)
			k = k.Row(chat.NewButton(label, chat.Press{Verb: chat.VerbSeries, Subject: o.ID, Arg: arg}))
		}
		if len(k) > 0 {
			text += "\n\n" + to.say.T("series.clock_instead")
		}
		change.Outs = append(change.Outs, r.out(o.due, to.chat, text, append(k, wholeSeries(to, o.ID)...)))
	}
	return change, err
}

// insteadShown is how many slots are offered instead of a date.
const insteadShown = 4

// dateWhy says why a date cannot be.
func (r *round) dateWhy(to reader, why string, refusal *space.Refusal) string {
	switch {
	case why != "":
		return to.say.Plain(why)
	case refusal.Reason == space.Closed:
		reason := ""
		if refusal.Closure != nil {
			reason = refusal.Closure.Reason.In(string(to.say.Tag()))
		}
		return to.say.Plain("series.clock_closed", "Why", reason)
	}
	return to.say.Plain("series.clock_rules")
}

func (r *round) dateLines(to reader, o opening) string {
	return r.lines(to.say, space.Booking{Slot: o.slot, Event: o.Event})
}

// forHeir tells whom a series has passed to that it has.
func (o opening) forHeir(to reader) string {
	if !o.inherited || to.chat != o.Resident.ID {
		return ""
	}
	return "\n\n" + to.say.T("series.clock_heir")
}

// wholeSeries leads to the series.
func wholeSeries(to reader, series string) chat.Keyboard {
	return chat.Keyboard{}.Row(chat.NewButton(to.say.Plain("series.open"), chat.Press{Verb: chat.VerbSeries, Subject: series, Arg: "mine=" + chat.FromNotice}))
}

// speaksFor says whether a booking is the one by which its series is spoken of:
// the first of those that wait together as it does. A booking by itself always
// is. It returns how many wait so.
func (r *round) speaksFor(b space.Booking, waits func(space.Booking) bool) (speaks bool, waiting int, err error) {
	if !b.Joint() {
		return true, 1, nil
	}
	dates, err := r.db.DatesOf(r.ctx, b.Series)
	dates = slices.DeleteFunc(dates, func(o space.Booking) bool { return !o.Joint() || !waits(o) })
	return len(dates) > 0 && dates[0].ID == b.ID, len(dates), err
}

// sooner are the dates of series that the horizon, further away than it was,
// opens before they were to be asked for.
func (w *watch) sooner(upcoming []space.Due) []space.Due {
	var all []space.Due
	for _, d := range upcoming {
		if d.Kind != space.DueSeries {
			continue
		}
		if now := w.point.SeriesDue(space.Series{ID: d.Subject}, w.point.Day(d.For)); now.At.Before(d.At) {
			all = append(all, now)
		}
	}
	return all
}
