package queue_test

import (
	"slices"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/space"
	"samovar/internal/store"
)

// promise is who should get what by a change, who should be passed over and
// why, and as the time was handed out, each stage of it.
type promise struct {
	given  []space.Wish
	skips  []space.Skip
	stages []stage
}

// stage is what was left on a day after some offers.
type stage struct {
	day       space.Date
	view      space.View
	freed     []space.Slot
	standings map[string]space.Standing
}

// promote is what the model hands out: the days that are freed one by one, the
// whole line of those who can be reached at hand, the standings counted from all
// there is.
func (w *world) promote(c store.Change) promise {
	var all promise
	c.Wishes = slices.Clone(c.Wishes)
	for _, day := range w.freedDays(c) {
		line := slices.DeleteFunc(w.waitingOn(c, day), func(o space.Wish) bool { return w.away[o.Resident.ID] })
		s := w.stage(c, day)
		given, skips := space.Promote(s.view, s.freed, line, func(holder string) space.Standing { return s.standings[holder] }, w.point.Policy)
		all.skips = append(all.skips, skips...)
		all.stages = append(all.stages, s)
		for _, o := range given {
			before := w.wishes[o.ID]
			c.Wishes = append(c.Wishes, store.WishChange{Before: &before, After: o})
			after := w.stage(c, day)
			after.freed = s.freed
			all.given, all.stages = append(all.given, o), append(all.stages, after)
		}
	}
	w.welcome(c, &all)
	return all
}

// enters says whether a wish waits by the change that was in no line: it joins,
// or its offer, which stood, was passed or taken back.
func (w *world) enters(o store.WishChange) bool {
	return o.After.State == space.WishWaiting && (o.Before == nil || o.Before.State == space.WishOffered && o.Before.Offer.Stands(w.now))
}

// welcome is what the model hands out because of those who enter the line: of each
// day on which there is something for them, all that is free, to its line and them.
func (w *world) welcome(c store.Change, all *promise) {
	for i, join := range c.Wishes {
		if !w.enters(join) {
			continue
		}
		for _, day := range join.After.Want.Days(w.point, w.now) {
			s := stage{day: day, view: w.view(c), standings: w.standings(c), freed: w.wholeDay(day)}
			has := func(holder string) space.Standing { return s.standings[holder] }
			round := space.NewRound(s.view, s.freed, w.point.Policy)
			if round.Miss(join.After, has(join.After.Holder())).Reason != "" {
				continue
			}
			line := slices.DeleteFunc(append(w.waitingOn(c, day), join.After), func(o space.Wish) bool { return w.away[o.Resident.ID] })
			given, _ := space.Promote(s.view, s.freed, line, has, w.point.Policy)
			all.given = append(all.given, given...)
			for _, o := range given {
				if o.ID == join.After.ID {
					c.Wishes[i].After = o
				} else {
					before := w.wishes[o.ID]
					c.Wishes = append(c.Wishes, store.WishChange{Before: &before, After: o})
				}
			}
			if c.Wishes[i].After.State == space.WishOffered {
				break
			}
		}
	}
}

// wholeDay is each room from the opening to the closing.
func (w *world) wholeDay(day space.Date) []space.Slot {
	var all []space.Slot
	for _, room := range w.point.Rooms {
		hours := w.point.HoursOn(day)
		all = append(all, space.Slot{Room: room.ID, Start: w.point.At(day, hours.Open), End: w.point.At(day, hours.Close)})
	}
	return all
}

func (w *world) waitingOn(c store.Change, day space.Date) []space.Wish {
	return sorted(w.wishes, func(o space.Wish) bool {
		touched := slices.ContainsFunc(c.Wishes, func(x store.WishChange) bool { return x.After.ID == o.ID })
		return o.State == space.WishWaiting && !touched && slices.Contains(o.Want.Days(w.point, w.now), day)
	})
}

func (w *world) stage(c store.Change, day space.Date) stage {
	s := stage{day: day, view: w.view(c), standings: w.standings(c)}
	for _, h := range w.freed(c) {
		if w.point.Day(h.Start) == day {
			s.freed = append(s.freed, s.view.Frees(h.Slot, h.Heads)...)
		}
	}
	return s
}

// checkLogs holds that whoever was passed over has a line in its log that says
// why, and that every line is true.
func (w *world) checkLogs(t *rapid.T, own store.Change) {
	p := w.promote(own)
	for _, s := range p.skips {
		if len(w.missesNow(t, w.wishes[s.Wish])) == 0 {
			t.Fatalf("%s was passed over for %q without a line", s.Wish, s.Reason)
		}
	}
	for _, o := range sorted(w.wishes, func(o space.Wish) bool { return o.State == space.WishWaiting }) {
		for _, m := range w.missesNow(t, o) {
			if !slices.ContainsFunc(p.skips, func(s space.Skip) bool { return s.Wish == o.ID && s.Reason == m.Reason }) && !w.isTrue(p, o, m) {
				t.Fatalf("the log of %+v says %+v", o, m)
			}
		}
	}
}

func (w *world) missesNow(t *rapid.T, o space.Wish) []space.Miss {
	all, err := w.db.Misses(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(m space.Miss) bool { return !m.At.Equal(w.now) })
}

// isTrue says whether a line says what stood against the wish at a stage, or
// would have, had it passed nothing before: that of a class does.
func (w *world) isTrue(p promise, o space.Wish, m space.Miss) bool {
	switch m.Reason {
	case space.Unreached:
		return w.away[o.Resident.ID]
	case space.TooBig:
		return o.Headcount > w.room(m.Slot.Room).Seats
	case space.LacksEquipment:
		return len(o.Equipment) > len(w.room(m.Slot.Room).Equipment)
	case space.TooNear:
		return m.Slot.Start.Sub(w.now) < 24*time.Hour
	}
	unpassed := o
	unpassed.Passed = nil
	return slices.ContainsFunc(p.stages, func(s stage) bool {
		round, has := space.NewRound(s.view, s.freed, w.point.Policy), s.standings[o.Holder()]
		return round.Miss(o, has).Reason == m.Reason || round.Miss(unpassed, has).Reason == m.Reason || round.Bars(o.Class(), s.day, &has).Reason == m.Reason
	})
}
