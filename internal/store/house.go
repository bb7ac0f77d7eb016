package store

import (
	"context"
	"strings"
	"time"

	"samovar/internal/space"
)

// House returns what admins changed of the Point; its Version is 0 where they
// never did.
func (p *Point) House(ctx context.Context) (space.House, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.house()}, houseVersion)
	if err != nil || len(all) == 0 {
		return space.House{}, err
	}
	return all[0], nil
}

func houseVersion(h *space.House, v int64) { h.Version = v }

// writeHouse plans the house's record; what takes a slot or waits for one
// depends on the house that it was decided under.
func (p *Point) writeHouse(w *writing, c Change) error {
	p.writeSeen(w, c.Seen)
	if c.House != nil {
		return w.put(p.keys.house(), c.House.Version, c.House, 0)
	}
	waits := false
	for _, one := range c.Wishes {
		waits = waits || one.After.State == space.WishWaiting
	}
	if len(w.plan.Take) > 0 || waits {
		w.expect(p.keys.house(), p.space.HouseVersion)
	}
	return nil
}

// Seen is all that held some rooms in a span of time, as it was read.
type Seen struct {
	From, To time.Time // To is zero where the span has no end
	slots    map[string][]string
}

func (p *Point) writeSeen(w *writing, s *Seen) {
	if s == nil {
		return
	}
	for room, slots := range s.slots {
		w.plan.Seen = append(w.plan.Seen, seen{Key: w.key(p.keys.room(room)), Min: dec(s.From.Add(-space.LongestFootprint).Unix()),
			Max: before(s.To), From: s.From.Unix(), Slots: slots})
	}
}

// Holding is what holds some rooms in a span of time: live bookings, with those
// whose change does, and offers.
type Holding struct {
	Bookings []space.Booking
	Offers   []space.Wish
	Seen     Seen
}

// Holding reads what holds the rooms in [from, to); a zero to is no end.
func (p *Point) Holding(ctx context.Context, rooms []string, from, to time.Time) (Holding, error) {
	h := Holding{Seen: Seen{from, to, map[string][]string{}}}
	for _, room := range rooms {
		h.Seen.slots[room] = []string{}
	}
	var ids []string
	once := map[string]bool{}
	err := p.eachSlot(ctx, rooms, from, to, func(room, id string, start, end time.Time) {
		h.Seen.slots[room] = append(h.Seen.slots[room], dec(start.Unix())+" "+slotMember(end, id))
		if id = strings.TrimSuffix(id, changeMark); !once[id] {
			once[id] = true
			ids = append(ids, id)
		}
	})
	if err != nil {
		return h, err
	}
	err = p.readHolders(ctx, &h, ids)
	return h, err
}

// readHolders reads the bookings of the ids, and the offers of those that are
// none.
func (p *Point) readHolders(ctx context.Context, h *Holding, ids []string) error {
	bookings, err := p.Bookings(ctx, ids)
	if err != nil {
		return err
	}
	booked := map[string]bool{}
	for _, b := range bookings {
		booked[b.ID] = true
		if b.State.Holds() {
			h.Bookings = append(h.Bookings, b)
		}
	}
	var others []string
	for _, id := range ids {
		if !booked[id] {
			others = append(others, id)
		}
	}
	h.Offers, err = p.wishes(ctx, others)
	return err
}
