package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	groups       = 150 // communities, each with a group of its own
	firstGroup   = -1_001_700_000_001
	perSecond    = 30  // what Telegram lets through, and the emulator
	writing      = 6.0 // texts a second that people write meanwhile
	digestWithin = 30 * time.Second
)

// digest measures how near to Telegram's limit the digest of all communities
// goes out, and how long who writes meanwhile waits for an answer.
func (b *bench) digest(ctx context.Context) (err error) {
	h, err := b.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	var rate, spent pairs
	var waits []time.Duration
	for range b.rounds {
		alone, err := h.quiet(ctx)
		if err != nil {
			return err
		}
		spent.add(alone, groups/float64(perSecond))
		all, some, err := h.busy(ctx)
		if err != nil {
			return err
		}
		rate.add(all, perSecond)
		waits = append(waits, some...)
	}
	b.compare(fmt.Sprintf("digest to %d groups, seconds, against the limit's", groups), "%.2f", spent, "≤ 1.05", atMost(1.05))
	b.compare("messages a second while people write, against the limit", "%.1f", rate, "≥ 0.95", atLeast(0.95))
	tail := milliseconds(quantile(waits, 0.99))
	b.lines = append(b.lines, line{fmt.Sprintf("reply during a digest, p50 / p99 of %d, ms", len(waits)),
		fmt.Sprintf("%.0f / %.0f", milliseconds(quantile(waits, 0.5)), tail), "–", "–", "p99 < 100", tail < 100})
	refused := h.crowd.refused(http.StatusTooManyRequests)
	b.lines = append(b.lines, line{"429 in all of this", fmt.Sprint(refused), "–", "–", "0", refused == 0})
	return nil
}

// house is Samovar with 150 communities, under the limits.
type house struct {
	crowd   *crowd
	store   *store.Store
	point   *space.Point
	samovar *process
	stop    func()
}

// open starts it, with something to tell in the digests.
func (b *bench) open(ctx context.Context) (*house, error) {
	redis, err := durable()
	if err != nil {
		return nil, err
	}
	h := &house{stop: redis.Stop}
	if h.crowd, err = gather(residents, emulator.Limits{}); err != nil {
		return nil, err
	}
	if h.point, err = examplePoint(); err != nil {
		return nil, err
	}
	if h.store, err = store.Open(redis.URL()); err != nil {
		return nil, err
	}
	if err := h.fill(ctx); err != nil {
		return nil, err
	}
	if h.samovar, err = b.serve(ctx, redis, h.crowd); err != nil {
		return nil, err
	}
	return h, h.planned(ctx)
}

// planned waits until the clock has planned the digests of the config: with that
// it takes away a time that is none of theirs.
func (h *house) planned(ctx context.Context) error {
	late := time.Now().Add(digestWithin)
	for time.Now().Before(late) {
		due, err := h.store.Point(h.point).Upcoming(ctx, time.Now())
		if err != nil {
			return err
		}
		if slices.ContainsFunc(due, func(d space.Due) bool { return d.Kind == space.DueDigests }) {
			return nil
		}
		<-time.After(20 * time.Millisecond)
	}
	return fmt.Errorf("no digests are planned within %s", digestWithin)
}

func (h *house) close() error {
	err := errors.Join(h.samovar.stop(), h.store.Close())
	h.crowd.leave()
	h.stop()
	return err
}

// fill writes the communities, and open events of the week to come.
func (h *house) fill(ctx context.Context) error {
	var all []space.Community
	for i := range int64(groups) {
		c := space.Community{ID: fmt.Sprintf("c%d", i), Name: fmt.Sprintf("Клуб %d", i), Language: "ru", Chat: firstGroup - i}
		h.crowd.tg.Group(c.Chat, c.Name)
		all = append(all, c)
	}
	now, db := time.Now().UTC(), h.store.Point(h.point)
	if err := db.ImportCommunities(ctx, all, now); err != nil {
		return err
	}
	var c store.Change
	for i := range int64(20) {
		made := booking(h.point, i, firstID, now)
		made.State, made.Community = space.Confirmed, all[i].ID
		c.Bookings = append(c.Bookings, store.BookingChange{After: made})
	}
	return db.Commit(ctx, c, now)
}

// begin makes digests due now. The clock finds them at its next tick.
func (h *house) begin(ctx context.Context) error {
	now := time.Now().UTC()
	h.crowd.accepted() // what was before is none of it
	due := space.Due{Kind: space.DueDigests, For: now, At: now}
	return h.store.Point(h.point).Commit(ctx, store.Change{Due: []space.Due{due}}, now)
}

// quiet sends the digests while nobody writes, and returns how many seconds
// that took, the last one's own share of the limit included.
func (h *house) quiet(ctx context.Context) (float64, error) {
	if err := h.begin(ctx); err != nil {
		return 0, err
	}
	sent, err := h.crowd.untilSent(ctx, groups)
	if err != nil {
		return 0, err
	}
	_, from, to := digestsIn(sent)
	return to.Sub(from).Seconds() * groups / (groups - 1), nil
}

// busy sends them while people write, and returns how many messages a second
// went out in all, and how long each who wrote waited.
func (h *house) busy(ctx context.Context) (rate float64, waits []time.Duration, err error) {
	if err := h.begin(ctx); err != nil {
		return 0, nil, err
	}
	const lasting = 7 * time.Second // so long it takes with those
	waits, err = h.crowd.offer(ctx, asked, writing, lasting)
	if err != nil {
		return 0, nil, err
	}
	sent, err := h.crowd.untilSent(ctx, groups)
	if err != nil {
		return 0, nil, err
	}
	_, from, to := digestsIn(sent)
	n := 0
	for _, s := range sent {
		if s.at.After(from) && !s.at.After(to) {
			n++
		}
	}
	return float64(n) / to.Sub(from).Seconds(), waits, nil
}

// untilSent waits until so many digests were accepted, and returns all that was.
func (c *crowd) untilSent(ctx context.Context, digests int) (all []send, err error) {
	late := time.Now().Add(digestWithin)
	for n := 0; n < digests; n, _, _ = digestsIn(all) {
		if time.Now().After(late) {
			return nil, fmt.Errorf("%d of %d digests came within %s", n, digests, digestWithin)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
		all = append(all, c.accepted()...)
	}
	return all, nil
}

// digestsIn counts the messages to groups, and says when the first and the last
// of them were accepted.
func digestsIn(sent []send) (n int, from, to time.Time) {
	for _, s := range sent {
		if s.chat > 0 {
			continue
		}
		if n++; n == 1 {
			from = s.at
		}
		to = s.at
	}
	return n, from, to
}
