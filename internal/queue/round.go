package queue

import (
	"container/heap"
	"context"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// page is how many wishes of a holder are read at once.
	page = 16
	// pages is how many are read at most for what one change frees. More are
	// only asked for when thousands wait that nothing of it fits.
	pages = 256
)

// round hands out what is free on a day, holder by holder, the fairest first.
type round struct {
	Queue
	ctx    context.Context
	day    space.Date
	change *store.Change
	*space.Round
	line  holders
	read  int // pages
	given []space.Wish
}

// holder is one holder's part of the line, read as far as was needed.
type holder struct {
	id       string // "" for the wishes that were lifted
	standing space.Standing
	figure   time.Duration
	since    time.Time // when the next wish joined
	offset   int
	wishes   []space.Wish // read ahead
}

// fill makes the line of the holders.
func (r *round) fill(waiting []store.LineHolder, now time.Time) error {
	ids := make([]string, len(waiting))
	for i, w := range waiting {
		ids[i] = w.ID
	}
	standings, err := r.Store.Standings(r.ctx, ids, r.Point.Policy, now)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		h := &holder{id: w.ID, standing: standings[w.ID], figure: standings[w.ID].Figure(r.Point.Policy), since: w.Since}
		if h.lifted() {
			h.figure = -1
		}
		r.line = append(r.line, h)
	}
	heap.Init(&r.line)
	return nil
}

// lifted says whether this is not one holder, but all whom an admin put first.
func (h *holder) lifted() bool { return h.id == "" }

// hand gives the first in the line their turn until nothing is left to give or
// nobody to give to.
func (r *round) hand() error {
	for len(r.line) > 0 && !r.Over() && r.read < pages {
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

// readOn reads the holder's next wishes when those read are used up.
func (r *round) readOn(h *holder) error {
	if len(h.wishes) > 0 {
		return nil
	}
	more, err := r.Store.Waiting(r.ctx, r.day, h.id, h.offset, page)
	r.read++
	h.offset += len(more)
	h.wishes = more
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
	if !h.lifted() {
		h.standing = r.Point.Ahead(h.standing, after.Offer.Slot)
		h.figure = h.standing.Figure(r.Point.Policy)
	}
}

// touched says whether the change is about the wish already.
func touched(c store.Change, wish string) bool {
	for _, w := range c.Wishes {
		if w.After.ID == wish {
			return true
		}
	}
	return false
}

// holders is a heap, the smallest figure on top.
type holders []*holder

func (h holders) Len() int { return len(h) }
func (h holders) Less(i, j int) bool {
	if h[i].figure != h[j].figure {
		return h[i].figure < h[j].figure
	}
	return h[i].since.Before(h[j].since)
}
func (h holders) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *holders) Push(x any)   { *h = append(*h, x.(*holder)) }
func (h *holders) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}
