package queue

import (
	"context"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// Unanswered is what becomes of the offers to a resident who cannot be written
// to: nobody will answer them, and they lapse. Their other wishes keep their
// places; nothing is offered to them until they write again.
func (q Queue) Unanswered(ctx context.Context, resident int64, now time.Time) ([]store.WishChange, error) {
	all, err := q.Store.WishesOf(ctx, resident)
	var lapsed []store.WishChange
	for _, w := range all {
		if w.State == space.WishOffered {
			lapsed = append(lapsed, store.WishChange{Before: &w, After: w.Declined(q.Point, space.WishLapsed, now)})
		}
	}
	return lapsed, err
}
