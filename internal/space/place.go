package space

import (
	"slices"
	"time"
)

// Why says what sets one wish before another.
type Why string

// What sets a wish before another, the strongest first.
const (
	ByLift    Why = "lift"    // an admin put it first
	ByHours   Why = "hours"   // its holder has the smaller figure
	ByJoining Why = "joining" // it was there earlier
)

// Place is where a wish stands in its line, and why it stands there.
type Place struct {
	Wish   Wish
	Number int           // from 1
	Figure time.Duration // its holder's, in room-hours
	Ahead  Reasons       // how many are before it, by what sets them there
	Behind Reasons       // how many it is set before, likewise
}

// Reasons counts wishes by what sets them before or behind another.
type Reasons struct{ Lift, Hours, Joining int }

// Why is the strongest of what gave the wish its place. Alone in the line it
// is there by joining.
func (p Place) Why() Why {
	switch {
	case p.Wish.Lifted != nil:
		return ByLift
	case p.Ahead.Hours+p.Behind.Hours > 0:
		return ByHours
	}
	return ByJoining
}

// Rank puts a line in order and says of each wish why it is where it is.
func Rank(line []Wish, standing func(holder string) Standing, policy Policy) []Place {
	all := make([]*Wish, len(line))
	for i := range line {
		all[i] = &line[i]
	}
	queued := queue(all, standing, policy)
	slices.SortFunc(queued, queuer.order)
	places := make([]Place, len(queued))
	for i, q := range queued {
		places[i] = Place{Wish: *q.wish, Number: i + 1, Figure: q.holder.figure}
	}
	for class := range chunks(places, func(a, b *Place) bool { return byLift(&a.Wish, &b.Wish) == 0 }) {
		count(places, class, func(r *Reasons) *int { return &r.Lift })
		for equal := range chunks(class, func(a, b *Place) bool { return a.Figure == b.Figure }) {
			count(class, equal, func(r *Reasons) *int { return &r.Hours })
			for i := range equal {
				count(equal, equal[i:i+1], func(r *Reasons) *int { return &r.Joining })
			}
		}
	}
	return places
}

// count writes into the places of a part how many of the whole are before it
// and behind it.
func count(whole, part []Place, of func(*Reasons) *int) {
	first := part[0].Number - whole[0].Number
	for i := range part {
		*of(&part[i].Ahead) = first
		*of(&part[i].Behind) = len(whole) - first - len(part)
	}
}

// chunks yields the longest runs of places that are alike.
func chunks(places []Place, alike func(a, b *Place) bool) func(yield func([]Place) bool) {
	return func(yield func([]Place) bool) {
		for start := 0; start < len(places); {
			end := start + 1
			for end < len(places) && alike(&places[start], &places[end]) {
				end++
			}
			if !yield(places[start:end]) {
				return
			}
			start = end
		}
	}
}
