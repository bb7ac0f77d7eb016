package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// writeBooking plans a booking's record, slot, places in the lists, and what
// the clock has to do about it.
func (p *Point) writeBooking(w *writing, c BookingChange, now time.Time) error {
	version := int64(0)
	if c.Before != nil {
		version = c.Before.Version
		w.dropDue(p.space.Agenda(*c.Before, time.Time{}))
	}
	w.addDue(p.space.Agenda(c.After, now))
	p.writeSlot(w, c)
	p.writeLists(w, c)
	p.writeSpent(w, c)
	return w.put(p.keys.booking(c.After.ID), version, c.After, 0)
}

// writeSlot gives back what the booking held and takes what it holds now,
// checked, unless nothing about that changes. A decision in its favour is
// checked in any case: the rules may have changed since it was requested.
func (p *Point) writeSlot(w *writing, c BookingChange) {
	b := c.Before
	held, holds := b != nil && b.State.Holds(), c.After.State.Holds()
	stays := held && holds && p.slotOf(w, *b) == p.slotOf(w, c.After)
	if stays && !(b.State.Waits() && c.After.State == space.Confirmed) {
		return
	}
	if held && (holds || c.After.State != space.Done) {
		w.plan.Free = append(w.plan.Free, p.slotOf(w, *b))
	}
	if holds {
		w.plan.Take = append(w.plan.Take, p.slotOf(w, c.After))
	}
}

func (p *Point) slotOf(w *writing, b space.Booking) take {
	f := b.Footprint()
	from, to := b.Buckets()
	return take{Key: w.key(p.keys.room(b.Room)), Start: f.Start.Unix(), Stop: f.End.Unix(),
		Member: slotMember(f.End, b.ID), From: from, To: to, Heads: b.Headcount, room: b.Room}
}

// slotMember is a slot in its room's set: the end in seconds and the booking.
func slotMember(end time.Time, id string) string { return dec(end.Unix()) + ":" + id }

func (p *Point) writeLists(w *writing, c BookingChange) {
	a := c.After
	w.enter(p.keys.bookingsOf(a.Resident.ID), a.ID, a.Start.Unix())
	if c.Before != nil && c.Before.Community != "" && c.Before.Community != a.Community {
		w.leave(p.keys.bookingsIn(c.Before.Community), a.ID)
	}
	if a.Community != "" {
		w.enter(p.keys.bookingsIn(a.Community), a.ID, a.Start.Unix())
	}
	if a.State == space.Requested {
		w.enter(p.keys.pending(), a.ID, a.Created.Unix())
	} else {
		w.leave(p.keys.pending(), a.ID)
	}
}

// Booking returns a booking, or false when there is none of that id.
func (p *Point) Booking(ctx context.Context, id string) (space.Booking, bool, error) {
	all, err := p.Bookings(ctx, []string{id})
	if err != nil || len(all) == 0 {
		return space.Booking{}, false, err
	}
	return all[0], true, nil
}

// Bookings returns those of the ids that there are, in their order.
func (p *Point) Bookings(ctx context.Context, ids []string) ([]space.Booking, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = p.keys.booking(id)
	}
	return readAll(ctx, p.store.rdb, keys, func(b *space.Booking, version int64) { b.Version = version })
}

// BookingsOf returns the bookings of a resident that start in [from, to), by
// their start; a zero time is no bound.
func (p *Point) BookingsOf(ctx context.Context, person int64, from, to time.Time) ([]space.Booking, error) {
	return p.listed(ctx, p.keys.bookingsOf(person), from, to)
}

// BookingsIn returns the bookings of a community likewise.
func (p *Point) BookingsIn(ctx context.Context, community string, from, to time.Time) ([]space.Booking, error) {
	return p.listed(ctx, p.keys.bookingsIn(community), from, to)
}

func (p *Point) listed(ctx context.Context, key string, from, to time.Time) ([]space.Booking, error) {
	ids, err := p.store.rdb.ZRangeByScore(ctx, key, &redis.ZRangeBy{Min: bound(from, "-inf"), Max: before(to)}).Result()
	if err != nil {
		return nil, fmt.Errorf("list bookings: %w", err)
	}
	return p.Bookings(ctx, ids)
}

func bound(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return dec(t.Unix())
}

func before(t time.Time) string {
	if t.IsZero() {
		return "+inf"
	}
	return "(" + dec(t.Unix())
}
