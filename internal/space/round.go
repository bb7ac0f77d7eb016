package space

import (
	"cmp"
	"slices"
)

// Round hands freed time out to wishes, one after the other, the fairest
// first. What one gets is out of the view for the next. For a line that is in
// order already, or comes in pages, it is used by itself; Promote does the
// whole for a line at hand.
type Round struct {
	fitting
	policy Policy
	freed  []Slot
	gaps   []gap
}

// Skip is why a wish got no offer though it wants time that was freed.
type Skip struct {
	Wish   string // id
	Reason Reason
}

// NewRound starts to hand out freed slots: events' times, without set-up and
// clear-up. The view spans their days and is of the time after they were freed.
func NewRound(v View, freed []Slot, policy Policy) *Round {
	last := policy.Offer.tooNear(v.Now, v.Zone)
	r := &Round{fitting: fitting{v, last.Add(v.Notice + 1), TooNear}, policy: policy, freed: freed}
	if !last.IsZero() { // it is where nobody is ever awake
		r.look()
	}
	return r
}

// look finds the gaps: the tightest room first, so that large rooms stay for
// large events, then the earliest.
func (r *Round) look() {
	r.gaps = nil
	for _, s := range r.freed {
		r.gaps = append(r.gaps, r.gapsOf(s, r.soonest)...)
	}
	slices.SortStableFunc(r.gaps, func(a, b gap) int {
		return cmp.Or(cmp.Compare(a.room.Seats, b.room.Seats), a.Start.Compare(b.Start))
	})
}

// Over says whether nothing is left that could be handed out.
func (r *Round) Over() bool { return len(r.gaps) == 0 }

// Wanted says cheaply whether the wish is of the line for any of what is left.
func (r *Round) Wanted(w *Wish) bool {
	return slices.ContainsFunc(r.gaps, func(g gap) bool { return g.wants(w) })
}

// Offer makes the wish an offer out of what is left, or names the reason why
// not: that of Fits, TooNear or OverQuota.
func (r *Round) Offer(w Wish, has Standing) (Wish, Reason) {
	skip := Elsewhere
	for _, g := range r.gaps {
		s, reason := r.in(g, w)
		if reason == "" && r.policy.Quota.Hit(r.Point, s, has, r.Now) != nil {
			reason = OverQuota
		}
		if reason == "" {
			return w.Offered(r.hold(s, g.room, w.Headcount)), ""
		}
		if skip == Elsewhere {
			skip = reason
		}
	}
	return w, skip
}

// hold takes a slot out of what is left and says until when it is held.
func (r *Round) hold(s Slot, room Room, heads int) Offer {
	r.Occupancy = r.Plus(Held{Slot: s, Print: footprint(room, s), Heads: heads})
	r.look()
	return Offer{Slot: s, SetUp: room.SetUp, ClearUp: room.ClearUp, Made: r.Now.UTC(),
		Deadline: r.policy.Offer.Deadline(r.Now, s.Start.Add(-r.Notice), r.Zone)}
}

// Left returns the parts of the freed slots that are still free and long
// enough for an event, those too near for an offer included as long as they
// are not past.
func (r *Round) Left() []Slot {
	var left []Slot
	for _, freed := range r.freed {
		for _, g := range r.gapsOf(freed, r.Now.UTC()) {
			part := Slot{Room: g.Room, Start: later(g.Start, onGrid(freed.Start)), End: earlier(g.End, freed.End.Truncate(Grid))}
			if part.Length() >= r.Shortest {
				left = append(left, part)
			}
		}
	}
	return left
}
