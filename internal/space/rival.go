package space

import "slices"

// Rival is a waiting wish that could have the time which a request holds, and
// what its holder has had.
type Rival struct {
	Wish
	Standing
	Before Why // what would set it before the request in the line, "" where it would stand behind
}

// Rivals returns the wishes of a line that could have a slot, of each holder the
// one that would be served first, in that order, and where among them the request
// that holds the slot would stand, from 1. The view is of the time without the
// request; wishes of its own holder are none of its rivals.
func (v View) Rivals(b Booking, line []Wish, standing func(holder string) Standing, policy Policy) ([]Rival, int) {
	line = v.rivals(b, line)
	own := Wish{ID: b.ID, Resident: b.Resident, Community: b.Community, Created: b.Created}
	places := firstOfEach(Rank(append(line, own), standing, policy))
	at := slices.IndexFunc(places, func(p Place) bool { return p.Wish.ID == own.ID })
	var all []Rival
	for i, p := range places {
		if i == at {
			continue
		}
		r := Rival{Wish: p.Wish, Standing: standing(p.Wish.Holder())}
		if i < at {
			r.Before = setsBefore(p, places[at])
		}
		all = append(all, r)
	}
	return all, at + 1
}

// firstOfEach leaves of each holder's places the first.
func firstOfEach(places []Place) []Place {
	seen := map[string]bool{}
	return slices.DeleteFunc(places, func(p Place) bool {
		again := seen[p.Wish.Holder()]
		seen[p.Wish.Holder()] = true
		return again
	})
}

// setsBefore is what sets the first of two places before the second.
func setsBefore(a, b Place) Why {
	switch {
	case a.Wish.Lifted != nil && b.Wish.Lifted == nil:
		return ByLift
	case a.Figure < b.Figure:
		return ByHours
	}
	return ByJoining
}

// rivals are the wishes of others that fit into the request's slot.
func (v View) rivals(b Booking, line []Wish) []Wish {
	want := v.WantSlot(b.Slot)
	var some []Wish
	for _, w := range line {
		if w.Holder() == b.Holder() || !w.Want.Meets(want) {
			continue
		}
		if _, reason := v.Fits(w, b.Slot); reason == "" {
			some = append(some, w)
		}
	}
	return some
}
