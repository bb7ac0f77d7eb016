package scheduler

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// lapse ends an offer that nobody answered by its deadline: the slot goes to
// the next in the line, by the same commit, and the wish waits on while
// something else is left that it wants.
func (r *round) lapse(d space.Due) (store.Change, error) {
	w, ok, err := r.db.Wish(r.ctx, d.Subject)
	if err != nil || !ok || w.State != space.WishOffered || w.Offer.Deadline.Unix() != d.For.Unix() || w.Offer.Stands(r.now) {
		return store.Change{}, err
	}
	after := w.Declined(r.point, space.WishLapsed, r.now)
	key := "queue.lapsed"
	if after.State == space.WishWaiting {
		key = "queue.lapsed_waits"
	}
	return r.wishChange(d, w, after, key)
}

// over ends a wish whose last day has passed.
func (r *round) over(d space.Due) (store.Change, error) {
	w, ok, err := r.db.Wish(r.ctx, d.Subject)
	if err != nil || !ok || !w.State.CanBecome(space.WishLapsed) || r.now.Before(d.For) {
		return store.Change{}, err
	}
	key := "queue.over"
	if len(w.Passed) > 0 {
		key = "queue.over_passed"
	}
	return r.wishChange(d, w, w.Ended(space.WishLapsed), key)
}

// wishChange changes a wish and tells its resident.
func (r *round) wishChange(d space.Due, before, after space.Wish, key string) (store.Change, error) {
	readers, err := r.readers([]int64{before.Resident.ID})
	change := store.Change{Wishes: []store.WishChange{{Before: &before, After: after}}}
	for _, to := range readers {
		o := r.out(d, to.chat, to.say.T(key, "Title", lang.Shorten(before.Title, titleShown)), nil)
		o.Panel, o.Fresh = chat.WishPanel(before.ID), true
		change.Outs = append(change.Outs, o)
	}
	return change, err
}
