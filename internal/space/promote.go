package space

import "container/heap"

// Promote says who gets an offer of freed slots, given in events' times without
// set-up and clear-up: the fairest first, see Order, each the best slot that
// Fits, out of what those before have left, so that parts of a freed slot
// serve smaller wishes. An offer counts at once as room-hours of its holder:
// nobody gets all that was freed for being first. The line comes in any order.
//
// It returns the wishes as they will be, and why others were passed over. Who
// is of the line for another room or day, or comes after all was handed out,
// was not passed over.
func Promote(v View, freed []Slot, line []Wish, standing func(holder string) Standing, policy Policy) ([]Wish, []Skip) {
	round := NewRound(v, freed, policy)
	waiting := queue(wanted(round, line), standing, policy)
	var given []Wish
	var skips []Skip
	for len(waiting) > 0 && !round.Over() {
		next := heap.Pop(&waiting).(queuer)
		w, reason := round.Offer(*next.wish, next.holder.Standing)
		if reason == "" {
			given = append(given, w)
			waiting.gave(v.Point, next.holder, w.Offer.Slot, policy)
		} else if reason != Elsewhere {
			skips = append(skips, Skip{w.ID, reason})
		}
	}
	return given, skips
}

// wanted are the wishes of the line that want any of what the round has.
func wanted(round *Round, line []Wish) []*Wish {
	var some []*Wish
	for i := range line {
		if round.Wanted(&line[i]) {
			some = append(some, &line[i])
		}
	}
	return some
}
