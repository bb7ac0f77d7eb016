package space

import (
	"slices"
	"time"
)

// Wish is a place in the queue for a slot that is taken.
type Wish struct {
	ID    string    `json:"id"`
	State WishState `json:"state"`
	// Version counts the wish's changes from 1; buttons bind to it.
	Version int64 `json:"-"`

	Resident  Party  `json:"resident"`
	Community string `json:"community"` // id; "" for a person's own event
	Event            // to be held
	Want      Want   `json:"want"`
	Series    string `json:"series,omitempty"` // id of the series whose date it waits for

	Created time.Time `json:"created"`
	Lifted  *Lift     `json:"lifted,omitempty"`
	Offer   *Offer    `json:"offer,omitempty"`  // while offered; of a taken wish what was taken
	Passed  []Slot    `json:"passed,omitempty"` // was offered and not taken: not offered again
}

// Lift is an admin's putting a wish before all others, as it is written down.
type Lift struct {
	By     Party     `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

// Hold returns the footprint of the slot that is held for the wish, if any is.
func (w Wish) Hold() (Slot, bool) {
	if w.State != WishOffered || w.Offer == nil {
		return Slot{}, false
	}
	return w.Offer.Footprint(), true
}

// Offered returns the wish with an offer that is made to it.
func (w Wish) Offered(o Offer) Wish {
	w.State, w.Offer = WishOffered, &o
	return w
}

// Declined returns the wish after its offer was not taken: as is WishPassed or
// WishLapsed. It waits on when something else is left that it wants, and is
// not offered that time in that room again. What is over by now is forgotten.
func (w Wish) Declined(p *Point, as WishState, now time.Time) Wish {
	w.Passed = slices.DeleteFunc(slices.Clone(w.Passed), func(s Slot) bool { return !s.End.After(now) })
	if w.Offer != nil {
		w.Passed = append(w.Passed, w.Offer.Slot)
	}
	w.State, w.Offer = WishWaiting, nil
	if w.Check(p, now) != nil {
		w.State = as
	}
	return w
}

// Recalled returns the wish after the house had to take its offer back: it
// waits on, and nothing stands against it.
func (w Wish) Recalled() Wish {
	w.State, w.Offer = WishWaiting, nil
	return w
}

// Ended returns the wish out of the queue: left, or lapsed since nobody is
// reached or its days are over.
func (w Wish) Ended(as WishState) Wish {
	w.State, w.Offer = as, nil
	return w
}

// Taken returns the wish that got what was offered.
func (w Wish) Taken() Wish {
	w.State = WishTaken
	return w
}

// passed says whether the slot overlaps one that the wish has passed.
func (w Wish) passed(s Slot) bool { return slices.ContainsFunc(w.Passed, s.Overlaps) }
