package simulate

import (
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// comeFirst is how a request is met without a queue: it has the slot if there
// is one; who found none looks again some times.
func (h *house) comeFirst(r *request, looks int, now time.Time) error {
	s, found, err := h.find(r, now)
	if err != nil {
		return err
	}
	if found {
		return h.book(r, s, now)
	}
	h.unmet[r.number] = r
	if last := h.point.At(r.want.Last, 0); looks > 0 && last.After(now) {
		again := now.Add(time.Duration(r.dice.Float64() * float64(last.Sub(now)))).Truncate(time.Minute)
		h.plan(again, func(now time.Time) error { return h.comeFirst(r, looks-1, now) })
	}
	return nil
}

// queueUp is how a request is met with a queue: it has the slot if there is one
// and the quotas leave it; else it waits.
func (h *house) queueUp(r *request, now time.Time) error {
	s, found, err := h.find(r, now)
	if err != nil {
		return err
	}
	if found {
		hit, err := h.hitsQuota(r, s, now)
		if err != nil {
			return err
		}
		if !hit {
			return h.book(r, s, now)
		}
	}
	w := r.wish()
	if w.Check(h.point, now) != nil {
		return nil // told at once: it can never be
	}
	h.unmet[r.number] = r
	return h.wait(r, store.WishChange{After: w}, now)
}

func (h *house) hitsQuota(r *request, s space.Slot, now time.Time) (bool, error) {
	holder := r.wish().Holder()
	all, err := h.db.Standings(h.ctx, []string{holder}, h.point.Policy, now)
	return h.point.Policy.Quota.Hit(h.point, s, all[holder], now) != nil, err
}

// wait writes a wish, and what its change makes possible for others.
func (h *house) wait(r *request, c store.WishChange, now time.Time) error {
	if err := h.commit(store.Change{Wishes: []store.WishChange{c}}, now); err != nil {
		return err
	}
	w, _, err := h.db.Wish(h.ctx, c.After.ID)
	h.wishes[r.number] = w
	if !w.State.Live() {
		delete(h.unmet, r.number)
	}
	return err
}

// await plans how an offer is answered: mostly within some hours, sometimes by
// passing it on or not at all. Who is not in time lets it lapse.
func (h *house) await(w space.Wish) {
	r := h.byWish[w.ID]
	h.wishes[r.number] = w
	h.offers++
	dice := r.dice.Float64()
	answer := h.point.Policy.Offer.Quiet.After(w.Offer.Made, time.Duration(r.dice.ExpFloat64()*float64(3*time.Hour)).Truncate(time.Minute), h.point.Zone)
	switch {
	case dice < h.Silences || !answer.Before(w.Offer.Deadline):
		h.plan(w.Offer.Deadline, func(now time.Time) error { return h.decline(r, space.WishLapsed, now) })
	case dice < h.Silences+h.Passes:
		h.plan(answer, func(now time.Time) error { return h.decline(r, space.WishPassed, now) })
	default:
		h.plan(answer, func(now time.Time) error { return h.take(r, now) })
	}
}

func (h *house) take(r *request, now time.Time) error {
	w, _, err := h.db.Wish(h.ctx, r.wish().ID)
	if err != nil {
		return err
	}
	h.taken++
	return h.book(r, w.Offer.Slot, now, store.WishChange{Before: &w, After: w.Taken()})
}

func (h *house) decline(r *request, as space.WishState, now time.Time) error {
	w, _, err := h.db.Wish(h.ctx, r.wish().ID)
	if err != nil {
		return err
	}
	return h.wait(r, store.WishChange{Before: &w, After: w.Declined(h.point, as, now)}, now)
}
