package scheduler

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/digest"
	"samovar/internal/space"
	"samovar/internal/store"
)

// round is one batch of due things being carried out, at one moment.
type round struct {
	*watch
	ctx context.Context
	now time.Time
	// Both are made once a round, when the first digest needs them.
	composer *digest.Composer
	shut     map[int64]store.Unreachable
}

// all carries them out. One that fails is held and does not keep the others;
// without Redis there is no point in going on.
func (r *round) all(due []space.Due) error {
	for _, d := range r.catchUp(due) {
		err := r.settle(r.ctx, d, r.now, r.change)
		if err == nil {
			delete(r.held, d.Name())
			continue
		}
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if gone := r.Store.Ping(r.ctx); gone != nil {
			return gone
		}
		r.hold(d, r.now, err)
	}
	return nil
}

// change is what carrying out a due thing writes; nothing when its occasion is
// void.
func (r *round) change(d space.Due) (store.Change, error) {
	do := r.carriers()[d.Kind]
	if do == nil {
		return store.Change{}, fmt.Errorf("carry out %s: unknown kind", d.Name())
	}
	return do(d)
}

// carriers carry out what is due, by kind.
func (r *round) carriers() map[space.DueKind]func(space.Due) (store.Change, error) {
	return map[space.DueKind]func(space.Due) (store.Change, error){
		space.DueRemind:      r.remind,
		space.DueUndecided:   late(r.undecided),
		space.DueReply:       late(r.unanswered),
		space.DueExpire:      r.expire,
		space.DueStart:       r.start,
		space.DueEnd:         r.end,
		space.DueStillOn:     late(r.stillOn),
		space.DueStillLeads:  late(r.stillLeads),
		space.DueStillAdmins: late(r.stillAdmins),
		space.DueRelease:     r.release,
		space.DueNoShow:      r.noShow,
		space.DueChange:      r.changeOver,
		space.DueLapse:       r.lapse,
		space.DueOver:        r.over,
		space.DueUnreached:   r.unreached,
		space.DueGroup:       r.group,
		space.DueOpen:        r.open,
		space.DueSeries:      r.series,
		space.DueBack:        r.back,
		space.DueDigests:     r.digests,
		space.DueDigest:      r.digestInTime,
		space.DueBroadcast:   r.broadcast,
		space.DueRetain:      r.retain,
		space.DueForget:      r.forget,
	}
}
