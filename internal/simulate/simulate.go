package simulate

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/lang"
	"samovar/internal/queue"
	"samovar/internal/space"
	"samovar/internal/store"
)

// Run plays the requests both ways in a Redis that is empty, with the rooms,
// hours and policy of a Point. Its closures are left out: the year is made up.
func Run(ctx context.Context, db *store.Store, p *space.Point, texts *lang.Texts, s Settings) (Result, error) {
	if err := s.Check(); err != nil {
		return Result{}, fmt.Errorf("read settings: %w", err)
	}
	first, err := play(ctx, db, bare(p, "first"), nil, s)
	if err != nil {
		return Result{}, fmt.Errorf("play first come, first served: %w", err)
	}
	queued, err := play(ctx, db, bare(p, "queue"), texts, s)
	if err != nil {
		return Result{}, fmt.Errorf("play the queue: %w", err)
	}
	return compare(s, requests(bare(p, "queue"), s), first, queued), nil
}

// bare is the Point under another name, always open.
func bare(p *space.Point, id string) *space.Point {
	other := *p
	other.ID, other.Closures = id, nil
	return &other
}

// play lets all requests come, with a queue where there are texts to speak in.
func play(ctx context.Context, db *store.Store, p *space.Point, texts *lang.Texts, s Settings) (*ledger, error) {
	h := &house{Settings: s, ctx: ctx, point: p, db: db.Point(p), ledger: newLedger(s.Communities),
		unmet: map[int]*request{}, wishes: map[int]space.Wish{}, byWish: map[string]*request{}}
	meet := func(r *request, now time.Time) error { return h.comeFirst(r, s.Looks, now) }
	if texts != nil {
		h.line = &queue.Queue{Point: p, Store: h.db, Texts: texts}
		h.openDays()
		meet = h.queueUp
	}
	for _, r := range requests(p, s) {
		h.byWish[r.wish().ID] = r
		h.plan(r.at, func(now time.Time) error { return meet(r, now) })
	}
	return h.ledger, h.play()
}

// openDays plans that each day is opened to the line on the morning from which
// no quota applies to it.
func (h *house) openDays() {
	for day := h.point.Day(start); day.Before(h.point.Day(start).Plus(2*h.point.Horizon + h.Days)); day = day.Plus(1) {
		at := h.point.At(day.Plus(-h.point.Policy.Quota.Soft), 9*60)
		h.plan(at, func(now time.Time) error {
			var c store.Change
			if err := h.line.Open(h.ctx, &c, day, now); err != nil || len(c.Wishes) == 0 {
				return err
			}
			return h.write(c, now)
		})
	}
}
