package handlers

import (
	"slices"

	"samovar/internal/space"
)

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
	has, err := b.shareOf(b.of.Holder())
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
