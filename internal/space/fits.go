package space

import "time"

// Fits returns the best slot for the wish that uses some of the freed time,
// set-up and clear-up counted: the nearest to what was asked for, of these the one
// that wastes least of the free time around it. Without one the reason says why: NotWaiting, Elsewhere, the room's
// (TooBig, LacksEquipment), the hours' or the closure's, Taken (too little is
// left), OncePassed, HouseFull or TooSoon. The freed slot is an event's, without
// set-up and clear-up; the view spans its days and is of the time after it was
// freed.
func (v View) Fits(w Wish, freed Slot) (Slot, Reason) {
	f := fitting{v, v.Now.Add(v.Notice).UTC(), TooSoon}
	gaps := f.gapsOf(freed, f.soonest)
	if len(gaps) == 0 && w.Want.inRoom(freed.Room) && w.Want.onDay(v.Day(freed.Start)) {
		return Slot{}, v.lost(freed)
	}
	s, _, reason := f.among(gaps, w, anySlotWill)
	return s, reason
}

func anySlotWill(Slot) bool { return true }

// lost is why nothing can be held in a slot though it was freed.
func (v View) lost(freed Slot) Reason {
	for _, r := range []*Refusal{v.checkOpen(freed), v.checkMoment(freed, v.Now)} {
		if r != nil {
			return r.Reason
		}
	}
	return Taken
}

// fitting looks for slots that start at soonest at the earliest; why names the
// rule that says so.
type fitting struct {
	View
	soonest time.Time
	why     Reason
}

// among returns the best slot for the wish of all gaps, and which of them it is
// in: of those as near to what was asked for the first. Without one it names what
// stands against it in the first gap that it wants, and that gap.
func (f fitting) among(gaps []gap, w Wish, allowed func(Slot) bool) (best Slot, in gap, skip Reason) {
	skip = Elsewhere
	for _, g := range gaps {
		s, reason := f.in(g, w, allowed)
		switch {
		case reason == "" && (skip != "" || w.Want.off(f.Point, s.Start) < w.Want.off(f.Point, best.Start)):
			best, in, skip = s, g, ""
		case reason != "" && skip == Elsewhere:
			in, skip = g, reason
		}
		if skip == "" && w.Want.off(f.Point, best.Start) == 0 {
			break
		}
	}
	return best, in, skip
}

// wants says cheaply whether the wish is of the line for the gap's room and
// day at all.
func (g gap) wants(w *Wish) bool {
	return w.State.Live() && w.Want.inRoom(g.Room) && w.Want.onDay(g.day)
}

// in returns the best slot for the wish in a gap, or why there is none: OverQuota
// where there are some and none is allowed.
func (f fitting) in(g gap, w Wish, allowed func(Slot) bool) (Slot, Reason) {
	if !g.wants(&w) {
		return Slot{}, Elsewhere
	}
	if w.State != WishWaiting {
		return Slot{}, NotWaiting
	}
	if r := f.checkRoom(g.Slot, w.Event); r != nil {
		return Slot{}, r.Reason
	}
	spans, reason := f.spans(g, w)
	if reason != "" {
		return Slot{}, reason
	}
	s, found := g.best(f.Point, spans, w.Want, allowed)
	if !found {
		return Slot{}, OverQuota
	}
	return f.judged(s, w)
}

// judged is the last word: whatever was found has to pass the rules as any
// other booking.
func (f fitting) judged(s Slot, w Wish) (Slot, Reason) {
	if r := f.Judge(s, w.Event); r != nil {
		return Slot{}, r.Reason
	}
	return s, ""
}

// spans narrows the wish's window down to where its event can stand in the
// gap, and names the step at which nothing was left.
func (f fitting) spans(g gap, w Wish) ([]Slot, Reason) {
	length := w.Want.Length
	from, until := w.Want.window(f.Point, g.day)
	span := g.using(from, until, length)
	if length <= 0 || span.Length() < length {
		return nil, Elsewhere
	}
	hours := f.HoursOn(g.day)
	if open := earlier(span.End, f.At(g.day, hours.Close)).Sub(later(span.Start, f.At(g.day, hours.Open))); open < length {
		return nil, OutsideHours
	}
	if span = g.within(span); span.Length() < length {
		return nil, Taken
	}
	if span.Start = later(span.Start, onGrid(f.soonest)); span.Length() < length {
		return nil, f.why
	}
	spans := cut([]Slot{span}, w.Passed, length)
	if len(spans) == 0 {
		return nil, OncePassed
	}
	if spans = cut(spans, f.full(span, w.Headcount), length); len(spans) == 0 {
		return nil, HouseFull
	}
	return spans, ""
}

// full are the times within a slot at which the building cannot take so many
// more people.
func (f fitting) full(s Slot, heads int) []Slot {
	var full []Slot
	for b, after := s.Buckets(); b < after; b++ {
		if f.Heads[b]+heads > f.Headcount {
			start := time.Unix(0, b*int64(Grid)).UTC()
			full = append(full, Slot{Room: s.Room, Start: start, End: start.Add(Grid)})
		}
	}
	return full
}
