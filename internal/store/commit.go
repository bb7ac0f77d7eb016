package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
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

	// Expect are bookings that this is about and does not write: as they were
	// read they must still be.
	Expect []space.Booking
	// Whose are the communities that this is done for and that it does not
	// write: nobody must have archived them, or taken a lead from them, meanwhile.
	Whose []space.Community
	// Trusted is the staff, where somebody's right in it is what this rests on:
	// as it was read it must still be.
	Trusted *space.Staff
	// Seen is what held the rooms that this is about: nothing else must hold
	// them by now.
	Seen *Seen
	// Shares are by what their holders' quotas were judged: nothing more must
	// have come to them by now.
	Shares []Share

	Bookings    []BookingChange
	Wishes      []WishChange
	Passed      []PassedOver // whom the offers among them passed over
	Communities []CommunityChange
	Groups      []space.Group // written; their Versions are those that were read
	Series      []SeriesChange
	Broadcasts  []BroadcastChange
	Session     *chat.Session // written; its Version is the one that was read
	EndSession  *chat.Session // deleted
	People      []space.Person
	Staff       *space.Staff
	House       *space.House   // written; its Version is the one that was read
	News        *space.News    // likewise
	Invites     []space.Invite // written with Version 0: new
	UsedInvites []space.Invite // deleted, if still there
	Due         []space.Due    // added to what is due, besides the bookings' agendas
	Undue       []space.Due    // taken from it
	DataFor     int64          // who is sent all that is kept about them; 0 for nobody
	Erase       *Erasure       // taken out of what is kept
	Unsaid      []Unsaid       // taken back, if still there
	Outs        []chat.Out
}

// Unsaid are messages of the clock's that still wait to be sent to a chat: those
// about a booking, or those of a panel.
type Unsaid struct {
	Chat  int64
	About string
	Panel string
}

// AnyVersion is the Version of a session that is ended whatever it is.
const AnyVersion = -1

// BookingChange is a booking before and after; Before is nil for a new one.
// After.Version is ignored: the write counts. By is who did it, for the log;
// a decision in After names its own.
type BookingChange struct {
	Before *space.Booking
	After  space.Booking
	By     space.Party
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

var commitScript = loadScript("portions", "queue_put", "commit")

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
	for _, b := range c.Expect {
		w.expect(p.keys.booking(b.ID), b.Version)
	}
	for _, one := range c.Whose {
		w.expect(p.keys.community(one.ID), one.Version)
	}
	if c.Trusted != nil {
		w.expect(p.keys.admins(), c.Trusted.Version)
	}
	p.writeShares(w, c.Shares)
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
	for _, one := range c.Communities {
		if err := p.writeCommunity(w, one); err != nil {
			return err
		}
	}
	for _, one := range c.Groups {
		if err := p.writeGroup(w, one); err != nil {
			return err
		}
	}
	for _, one := range c.Passed {
		p.writePassedOver(w, one, now)
	}
	for _, one := range c.Series {
		if err := p.writeSeries(w, one); err != nil {
			return err
		}
	}
	for _, one := range c.Broadcasts {
		if err := p.writeBroadcast(w, one); err != nil {
			return err
		}
	}
	w.addDue(c.Due)
	w.dropDue(c.Undue)
	w.takeBack(c.Unsaid)
	if err := p.writeErasure(w, c.Erase); err != nil {
		return err
	}
	return errors.Join(p.writeHouse(w, c), p.writeNews(w, c.News), p.writeSession(w, c), p.writePeople(w, c), p.writeDataSent(w, c.DataFor, now), w.addOuts(p.keys, c.Outs))
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

// Transient says whether an error is Redis's absence or overload: the same may
// go through later. Anything else, like a record that cannot be decoded or a
// script that fails, fails again.
func Transient(err error) bool {
	for _, passing := range []error{
		context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF,
		redis.ErrClosed, redis.ErrPoolTimeout, redis.ErrPoolExhausted, errUnreplicated, errReplaced,
	} {
		if errors.Is(err, passing) {
			return true
		}
	}
	var network net.Error
	if errors.As(err, &network) || leaderless(err) {
		return true
	}
	var refused redis.Error
	return errors.As(err, &refused) && !errors.Is(err, redis.Nil) && !mistaken(refused.Error())
}

// leaderless says whether there was nobody to write to. go-redis has no errors of
// its own for it; a Sentinel forgets a master while it is set up anew.
func leaderless(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "redis: all sentinels specified") ||
		strings.Contains(err.Error(), "redis: cluster has no nodes"))
}

// mistaken says whether Redis refused what is wrong in itself: a key of another
// type, or a script's mistake.
func mistaken(refusal string) bool {
	return strings.HasPrefix(refusal, "WRONGTYPE ") ||
		strings.HasPrefix(refusal, "ERR ") && strings.Contains(refusal, "user_script")
}
