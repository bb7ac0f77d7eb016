package space

import (
	"cmp"
	"slices"
	"time"
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
	near   []gap // those that are too near for an offer besides
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
	r.gaps = r.since(r.soonest)
	r.near = r.since(r.Now.UTC())
}

// since are the gaps that are not over by then.
func (r *Round) since(soonest time.Time) []gap {
	var gaps []gap
	for _, s := range r.freed {
		gaps = append(gaps, r.gapsOf(s, soonest)...)
	}
	slices.SortStableFunc(gaps, func(a, b gap) int {
		return cmp.Or(cmp.Compare(a.room.Seats, b.room.Seats), a.Start.Compare(b.Start))
	})
	return gaps
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
	s, miss := r.find(r.gaps, w, r.within(has))
	if miss.Reason != "" {
		return w, miss.Reason
	}
	room, _ := r.Room(s.Room)
	return w.Offered(r.hold(s, room, w.Headcount)), ""
}

// Miss is why the wish gets no offer out of what is left, without a reason
// where it could have one.
func (r *Round) Miss(w Wish, has Standing) Miss {
	_, miss := r.find(r.gaps, w, r.within(has))
	return miss
}

// Bars is what stands against every wish of a class on a day, without a reason
// where one of them may get an offer. Where all of them are one holder's the
// standing is theirs, and its quotas count.
func (r *Round) Bars(c Class, day Date, has *Standing) Miss {
	allowed := anySlotWill
	if has != nil {
		allowed = r.within(*has)
	}
	_, miss := r.find(r.near, c.least(day), allowed)
	return miss
}

// within says of a slot whether the quotas leave it to a holder.
func (r *Round) within(has Standing) func(Slot) bool {
	return func(s Slot) bool { return r.policy.Quota.Hit(r.Point, s, has, r.Now) == nil }
}

// find is the best slot for a wish that is allowed, or why there is none. Of
// what it finds the miss names what was freed.
func (r *Round) find(gaps []gap, w Wish, allowed func(Slot) bool) (Slot, Miss) {
	s, in, reason := r.among(gaps, w, allowed)
	miss := Miss{At: r.Now.UTC(), Reason: reason}
	if reason != Elsewhere {
		miss.Slot = in.freed
	}
	return s, miss
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
