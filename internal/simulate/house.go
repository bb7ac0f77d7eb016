package simulate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"samovar/internal/queue"
	"samovar/internal/space"
	"samovar/internal/store"
)

// house is the Point in one of the two plays: its store and what is going to
// happen there.
type house struct {
	agenda
	Settings
	ctx    context.Context
	point  *space.Point
	db     *store.Point
	line   *queue.Queue // nil without a queue
	unmet  map[int]*request
	wishes map[int]space.Wish // as they are, of those that are unmet
	byWish map[string]*request
	*ledger
}

// find looks for the best slot of a request on the earliest day that has one.
func (h *house) find(r *request, now time.Time) (space.Slot, bool, error) {
	for _, day := range r.want.Days(h.point, now) {
		v, err := h.view(day, now)
		if err != nil {
			return space.Slot{}, false, err
		}
		if s, ok := place(v, r.wish(), day); ok {
			return s, true, nil
		}
	}
	return space.Slot{}, false, nil
}

// place is the best slot for a wish on a day, in the tightest room that has one.
func place(v space.View, w space.Wish, day space.Date) (space.Slot, bool) {
	hours := v.HoursOn(day)
	for _, room := range v.Fitting(w.Event) {
		s, reason := v.Fits(w, space.Slot{Room: room.ID, Start: v.At(day, hours.Open), End: v.At(day, hours.Close)})
		if reason == "" {
			return s, true
		}
	}
	return space.Slot{}, false
}

// view is what holds the Point on a day.
func (h *house) view(day space.Date, now time.Time) (space.View, error) {
	o, err := h.db.Occupancy(h.ctx, h.point.At(day, 0), h.point.At(day.Plus(1), 0))
	return space.View{Point: h.point, Occupancy: o, Now: now}, err
}

// book gives a slot to a request. Admins are quick here: it is confirmed.
func (h *house) book(r *request, s space.Slot, now time.Time, also ...store.WishChange) error {
	room, _ := h.point.Room(s.Room)
	b := space.Booking{ID: r.id(), State: space.Confirmed, Slot: s, SetUp: room.SetUp, ClearUp: room.ClearUp, Event: r.Event,
		Community: communityID(r.community), Resident: r.resident(), Created: now}
	if err := h.commit(store.Change{Bookings: []store.BookingChange{{After: b}}, Wishes: also}, now); err != nil {
		return err
	}
	delete(h.unmet, r.number)
	delete(h.wishes, r.number)
	h.booked(r, b)
	h.foresee(r, b, now)
	return nil
}

// foresee plans what becomes of a booking.
func (h *house) foresee(r *request, b space.Booking, now time.Time) {
	asked := b.Start.AddDate(0, 0, -7)
	switch {
	case r.fate.cancels:
		left := time.Duration(r.fate.when * float64(b.Start.Sub(now)))
		h.plan(now.Add(left.Truncate(time.Minute)), func(now time.Time) error { return h.giveUp(r, space.Cancelled, now) })
	case r.fate.noShow && r.fate.frank && h.line != nil && asked.After(now):
		h.plan(asked, func(now time.Time) error { return h.giveUp(r, space.Released, now) })
	case r.fate.noShow:
		h.plan(b.Start.Add(20*time.Minute), func(now time.Time) error { return h.end(r, space.NoShow, now) })
	default:
		h.plan(b.End, func(now time.Time) error { return h.end(r, space.Done, now) })
	}
}

// giveUp frees the slot of a booking beforehand.
func (h *house) giveUp(r *request, as space.State, now time.Time) error {
	b, err := h.become(r, as)
	if err != nil {
		return err
	}
	could, err := h.could(b.Before.Slot, b.Before, now)
	if err != nil {
		return err
	}
	f := h.freed(b.Before.Slot, could)
	h.watch(f, now)
	return h.commit(store.Change{Bookings: []store.BookingChange{b}}, now)
}

// end ends an event: it was held, or nobody came.
func (h *house) end(r *request, as space.State, now time.Time) error {
	b, err := h.become(r, as)
	if err != nil {
		return err
	}
	h.ended(r, b.After)
	return h.commit(store.Change{Bookings: []store.BookingChange{b}}, now)
}

func (h *house) become(r *request, state space.State) (store.BookingChange, error) {
	b, ok, err := h.db.Booking(h.ctx, r.id())
	if err != nil || !ok {
		return store.BookingChange{}, errors.Join(fmt.Errorf("read booking %s: there is %v", r.id(), ok), err)
	}
	after := b
	after.State = state
	return store.BookingChange{Before: &b, After: after}, nil
}

// commit writes a change with the offers that it makes possible.
func (h *house) commit(c store.Change, now time.Time) error {
	if h.line != nil {
		if err := h.line.Promote(h.ctx, &c, now); err != nil {
			return err
		}
	}
	return h.write(c, now)
}

func (h *house) write(c store.Change, now time.Time) error {
	c.Outs = nil // nobody reads them here
	if err := h.db.Commit(h.ctx, c, now); err != nil {
		return err
	}
	for _, w := range c.Wishes {
		if w.After.State == space.WishOffered {
			h.await(w.After)
		}
	}
	return nil
}
