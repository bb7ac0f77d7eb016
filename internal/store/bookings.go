package store

import (
	"context"
	"fmt"
	"slices"
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
	if err := p.writeLog(w, c, now); err != nil {
		return err
	}
	return w.put(p.keys.booking(c.After.ID), version, c.After, 0)
}

// writeSlot gives back what the booking held and takes what it holds now,
// checked, unless nothing about that changes. A decision in its favour is
// checked in any case: the rules may have changed since it was requested.
func (p *Point) writeSlot(w *writing, c BookingChange) {
	before, after := p.takesOf(w, c.Before), p.takesOf(w, &c.After)
	if slices.Equal(before, after) && !(c.Before != nil && c.Before.State.Waits() && c.After.State == space.Confirmed) {
		return
	}
	if c.After.State == space.Done { // what is over stays in its room's schedule
		w.plan.Over = append(w.plan.Over, before...)
	} else {
		w.plan.Free = append(w.plan.Free, before...)
	}
	w.plan.Take = append(w.plan.Take, after...)
}

// takesOf are all that a booking holds, its change included, as entries of
// their rooms' sets.
func (p *Point) takesOf(w *writing, b *space.Booking) []take {
	if b == nil {
		return nil
	}
	var all []take
	for i, h := range b.Holds() {
		id := b.ID
		if i > 0 {
			id += changeMark
		}
		all = append(all, p.takeOf(w, h, id))
	}
	return all
}

// changeMark ends the id of a booking where its change holds a slot.
const changeMark = "+"

// takeOf is what is held; of people who are counted in no room the member is "".
func (p *Point) takeOf(w *writing, h space.Held, id string) take {
	t := take{Heads: h.Heads, room: h.Room}
	if h.Heads > 0 {
		t.From, t.To = h.Buckets()
	}
	if h.Print.Room == "" {
		t.Key = w.key(p.keys.heads())
		return t
	}
	t.Key = w.key(p.keys.room(h.Print.Room))
	t.Start, t.Stop, t.Member = h.Print.Start.Unix(), h.Print.End.Unix(), slotMember(h.Print.End, id)
	return t
}

// slotMember is a slot in its room's set: the end in seconds and the booking.
func slotMember(end time.Time, id string) string { return dec(end.Unix()) + ":" + id }

func (p *Point) writeLists(w *writing, c BookingChange) {
	a := c.After
	w.enter(p.keys.bookingsOf(a.Resident.ID), a.ID, a.Start.Unix())
	if c.Before != nil && c.Before.Resident.ID != a.Resident.ID {
		w.leave(p.keys.bookingsOf(c.Before.Resident.ID), a.ID)
	}
	if c.Before != nil && c.Before.Community != "" && c.Before.Community != a.Community {
		w.leave(p.keys.bookingsIn(c.Before.Community), a.ID)
	}
	if a.Community != "" {
		w.enter(p.keys.bookingsIn(a.Community), a.ID, a.Start.Unix())
	}
	if a.Series != "" {
		w.enter(p.keys.datesOf(a.Series), a.ID, a.Start.Unix())
	}
	switch {
	case a.State == space.Requested:
		w.enter(p.keys.pending(), a.ID, a.Created.Unix())
	case a.Asks():
		w.enter(p.keys.pending(), a.ID, a.Change.At.Unix())
	default:
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
