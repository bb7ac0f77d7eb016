package scheduler

import (
	"strconv"

	"samovar/internal/space"
	"samovar/internal/store"
)

// unreached passes on what is offered to a person who cannot be written to, as
// if they had let it lapse: they will not answer. Whoever wrote again meanwhile
// keeps it.
func (r *round) unreached(d space.Due) (store.Change, error) {
	person, err := strconv.ParseInt(d.Subject, 10, 64)
	if err != nil {
		return store.Change{}, nil // not of ours: there is nobody to look for
	}
	away, err := r.db.Unreached(r.ctx, []int64{person})
	if err != nil || !away[person] {
		return store.Change{}, err
	}
	lapsed, err := r.line().Unanswered(r.ctx, person, r.now)
	return store.Change{Wishes: lapsed}, err
}
