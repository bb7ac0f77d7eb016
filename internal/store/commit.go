package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// What may stand against a Commit. Nothing is written then. A *space.Refusal
// (taken, house_full) comes as itself.
var (
	// ErrHandled: the update's effect is already written.
	ErrHandled = errors.New("this update is already handled")
	// ErrFired: somebody else carried out what was due.
	ErrFired = errors.New("this is no longer due")
	// ErrStale: what the decision was made on has changed; load it and decide anew.
	ErrStale = errors.New("what was read has changed")
)

// Change is all that one decision writes, together or not at all.
type Change struct {
	Event int64       // the update it answers; 0 for none
	Fired []space.Due // what was due and is carried out by this

	Bookings    []BookingChange
	Wishes      []WishChange
	Session     *chat.Session // written; its Version is the one that was read
	EndSession  *chat.Session // deleted
	People      []space.Person
	Staff       *space.Staff
	Invites     []space.Invite // written with Version 0: new
	UsedInvites []space.Invite // deleted, if still there
	Due         []space.Due    // added to what is due, besides the bookings' agendas
	Undue       []space.Due    // taken from it
	Outs        []chat.Out
}

// BookingChange is a booking before and after; Before is nil for a new one.
// After.Version is ignored: the write counts.
type BookingChange struct {
	Before *space.Booking
	After  space.Booking
}

// Point is what the store keeps of one Point.
type Point struct {
	store *Store
	space *space.Point
	keys  pointKeys
}

// Point returns the part of the store that belongs to p.
func (s *Store) Point(p *space.Point) *Point {
	return &Point{store: s, space: p, keys: keysOf(p.ID)}
}

var commitScript = loadScript("queue_put", "commit")

// Commit writes the change by one script, G1 and the versions checked there,
// or returns what stands against it.
func (p *Point) Commit(ctx context.Context, c Change, now time.Time) error {
	w := newWriting(p.keys, p.space.Headcount)
	if err := p.plan(w, c, now); err != nil {
		return fmt.Errorf("plan commit: %w", err)
	}
	return p.run(ctx, w, c.Event, now)
}

// run hands what was planned to the script.
func (p *Point) run(ctx context.Context, w *writing, event int64, now time.Time) error {
	plan, err := json.Marshal(w.plan)
	if err != nil {
		return fmt.Errorf("encode commit: %w", err)
	}
	number := ""
	if event != 0 {
		number = dec(event)
	}
	args := append([]any{now.UnixMilli(), number, plan}, w.bodies...)
	answer, err := p.store.run(ctx, call{commitScript, w.keys, args}).Result()
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return outcome(answer, w.plan.Take)
}

// plan translates the change, noun by noun.
func (p *Point) plan(w *writing, c Change, now time.Time) error {
	for _, d := range c.Fired {
		w.plan.Fired = append(w.plan.Fired, d.Name())
	}
	for _, b := range c.Bookings {
		if err := p.writeBooking(w, b, now); err != nil {
			return err
		}
	}
	for _, one := range c.Wishes {
		if err := p.writeWish(w, one, now); err != nil {
			return err
		}
	}
	w.addDue(c.Due)
	w.dropDue(c.Undue)
	return errors.Join(p.writeSession(w, c), p.writePeople(w, c), w.addOuts(c.Outs))
}

// outcome reads the script's answer.
func outcome(answer any, takes []take) error {
	if answer == "ok" {
		return nil
	}
	if list, ok := answer.([]any); ok && len(list) > 1 {
		n, _ := list[1].(int64)
		switch list[0] {
		case "stale":
			return ErrStale
		case "taken":
			return &space.Refusal{Reason: space.Taken, Room: space.Room{ID: takes[n-1].room}}
		case "house_full":
			free, _ := list[2].(int64)
			return &space.Refusal{Reason: space.HouseFull, Free: max(int(free), 0)}
		}
	}
	switch answer {
	case "handled":
		return ErrHandled
	case "fired":
		return ErrFired
	}
	return fmt.Errorf("commit: unknown answer %v", answer)
}

// Transient says whether an error is Redis's absence or overload rather than a
// decision: the same may go through later.
func Transient(err error) bool {
	var refusal *space.Refusal
	switch {
	case err == nil, errors.Is(err, ErrHandled), errors.Is(err, ErrFired), errors.Is(err, ErrStale), errors.As(err, &refusal):
		return false
	}
	return !errors.Is(err, redis.Nil)
}
