package queue

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// How many wishes of a holder are read at once: few at first, for mostly one
// of them fits, and twice as many each time after.
const (
	firstPage = 8
	mostPage  = 512
)

// round hands out what is free on a day, holder by holder, the fairest first.
type round struct {
	Queue
	ctx    context.Context
	day    space.Date
	change *store.Change
	*space.Round
	line  holders
	given []space.Wish
}

// account is what a holder has, offers of this round included. All its wishes
// share it, lifted or not.
type account struct {
	standing space.Standing
	figure   time.Duration
}

// holder is one holder's part of the line, read as far as was needed. Those of
// its wishes that were lifted are a part by themselves.
type holder struct {
	*account
	id     string
	lifted bool
	since  time.Time // when the next wish joined
	offset int
	page   int          // how many were asked for last
	wishes []space.Wish // read ahead
	ended  bool         // no more are to be read
}

// fill makes the line of the holders.
func (r *round) fill(waiting []store.LineHolder, now time.Time) error {
	for _, w := range waiting {
		if w.ID != "" {
			r.line = append(r.line, &holder{id: w.ID, since: w.Since})
		} else if err := r.fillLifted(); err != nil {
			return err
		}
	}
	if err := r.open(now); err != nil {
		return err
	}
	heap.Init(&r.line)
	return nil
}

// fillLifted reads all wishes that an admin put first: they are few.
func (r *round) fillLifted() error {
	parts := map[string]*holder{}
	for offset := 0; ; offset += mostPage {
		some, err := r.Store.Waiting(r.ctx, r.day, "", offset, mostPage)
		if err != nil {
			return err
		}
		for _, w := range some {
			part := parts[w.Holder()]
			if part == nil {
				part = &holder{id: w.Holder(), lifted: true}
				parts[part.id], r.line = part, append(r.line, part)
			}
			part.wishes = append(part.wishes, w)
		}
		if len(some) < mostPage {
			break
		}
	}
	for _, part := range parts {
		slices.SortFunc(part.wishes, func(a, b space.Wish) int { return a.Created.Compare(b.Created) })
		part.since = part.wishes[0].Created
	}
	return nil
}

// open reads what the holders have, as the change leaves it.
func (r *round) open(now time.Time) error {
	ids := make([]string, len(r.line))
	for i, h := range r.line {
		ids[i] = h.id
	}
	standings, err := r.Store.StandingsAfter(r.ctx, *r.change, ids, r.Point.Policy, now)
	if err != nil {
		return err
	}
	accounts := map[string]*account{}
	for _, h := range r.line {
		if accounts[h.id] == nil {
			accounts[h.id] = &account{standings[h.id], standings[h.id].Figure(r.Point.Policy)}
		}
		h.account = accounts[h.id]
	}
	return nil
}

// hand gives the first in the line their turn until nothing is left to give or
// nobody to give to.
func (r *round) hand() error {
	for len(r.line) > 0 && !r.Over() {
		h := heap.Pop(&r.line).(*holder)
		if err := r.readOn(h); err != nil {
			return err
		}
		if len(h.wishes) == 0 {
			continue
		}
		r.try(h, h.wishes[0])
		h.wishes = h.wishes[1:]
		if err := r.readOn(h); err != nil {
			return err
		}
		if len(h.wishes) > 0 {
			h.since = h.wishes[0].Created
			heap.Push(&r.line, h)
		}
	}
	return nil
}

// readOn reads the holder's next wishes when those read are used up. All of the
// lifted ones are read already.
func (r *round) readOn(h *holder) error {
	if len(h.wishes) > 0 || h.ended || h.lifted {
		return nil
	}
	h.page = min(max(2*h.page, firstPage), mostPage)
	more, err := r.Store.Waiting(r.ctx, r.day, h.id, h.offset, h.page)
	h.offset += len(more)
	h.wishes, h.ended = more, len(more) < h.page
	return err
}

// try offers a wish the best slot for it, if one is left. What it is offered
// counts for its holder at once.
func (r *round) try(h *holder, wish space.Wish) {
	if touched(*r.change, wish.ID) || !r.Wanted(&wish) {
		return
	}
	after, reason := r.Offer(wish, h.standing)
	if reason != "" {
		return
	}
	r.change.Wishes = append(r.change.Wishes, store.WishChange{Before: &wish, After: after})
	r.given = append(r.given, after)
	h.standing = r.Point.Ahead(h.standing, after.Offer.Slot)
	h.figure = h.standing.Figure(r.Point.Policy)
	heap.Init(&r.line) // another part of it may stand there
}

// touched says whether the change is about the wish already.
func touched(c store.Change, wish string) bool {
	return slices.ContainsFunc(c.Wishes, func(w store.WishChange) bool { return w.After.ID == wish })
}

// holders is a heap, the first to be served on top: see space.Order.
type holders []*holder

func (h holders) Len() int { return len(h) }
func (h holders) Less(i, j int) bool {
	a, b := h[i], h[j]
	if a.lifted != b.lifted {
		return a.lifted
	}
	return cmp.Or(cmp.Compare(a.figure, b.figure), a.since.Compare(b.since), cmp.Compare(a.id, b.id)) < 0
}
func (h holders) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *holders) Push(x any)   { *h = append(*h, x.(*holder)) }
func (h *holders) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}
