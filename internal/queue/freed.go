package queue

import (
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// heldBefore is what the change gives back, heldAfter what it takes: of those
// that stay as they are both say the same.
func heldBefore(c store.Change) []space.Held {
	var all []space.Held
	for _, b := range c.Bookings {
		if b.Before != nil {
			all = append(all, b.Before.Holds()...)
		}
	}
	for _, w := range c.Wishes {
		if w.Before != nil {
			all = appendHold(all, *w.Before)
		}
	}
	return all
}

func heldAfter(c store.Change) []space.Held {
	var all []space.Held
	for _, b := range c.Bookings {
		all = append(all, b.After.Holds()...)
	}
	for _, w := range c.Wishes {
		all = appendHold(all, w.After)
	}
	return all
}

func appendHold(all []space.Held, w space.Wish) []space.Held {
	if print, held := w.Hold(); held {
		all = append(all, space.Held{Slot: w.Offer.Slot, Print: print, Heads: w.Headcount})
	}
	return all
}

// freedBy is what the change gives back and does not take again, as far as it
// is still to come.
func freedBy(p *space.Point, c store.Change, now time.Time) []space.Held {
	after := heldAfter(c)
	return slices.DeleteFunc(heldBefore(c), func(h space.Held) bool {
		return !h.End.After(now) || slices.ContainsFunc(after, h.Same)
	})
}

// days are the local days of what is freed, each once.
func days(p *space.Point, freed []space.Held) []space.Date {
	var all []space.Date
	for _, h := range freed {
		if day := p.Day(h.Start); !slices.Contains(all, day) {
			all = append(all, day)
		}
	}
	return all
}
