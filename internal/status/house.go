package status

import (
	"context"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// House asks how full a Point is.
func (d Desk) House(ctx context.Context, p *space.Point, now time.Time) (House, error) {
	var h House
	changed, err := d.Store.Point(p).House(ctx)
	if err != nil {
		return h, err
	}
	p = p.Config().Under(changed)
	db := d.Store.Point(p)
	for _, ask := range []func(context.Context, *store.Point, *space.Point, time.Time) error{
		h.readRooms, h.readRequests, h.readWishes, h.readNoShows,
	} {
		if err := ask(ctx, db, p, now); err != nil {
			return h, err
		}
	}
	h.Silence, err = d.Silence(ctx, p)
	return h, err
}

func (h *House) readRooms(ctx context.Context, db *store.Point, p *space.Point, now time.Time) error {
	today := p.Day(now)
	monday := today.Monday()
	o, err := db.Occupancy(ctx, p.At(monday, 0), p.At(monday.Plus(14), 0))
	h.Today = p.Fullness(o, today, 1)
	h.Week = p.Fullness(o, monday, 7)
	h.NextWeek = p.Fullness(o, monday.Plus(7), 7)
	return err
}

func (h *House) readRequests(ctx context.Context, db *store.Point, _ *space.Point, _ time.Time) error {
	first, count, err := db.Pending(ctx, 0, 1)
	h.Requests = count
	if len(first) > 0 {
		h.Oldest = first[0].WaitsSince()
	}
	return err
}

func (h *House) readWishes(ctx context.Context, db *store.Point, _ *space.Point, now time.Time) (err error) {
	h.Wishes, err = db.WaitingInAll(ctx, now)
	return err
}

func (h *House) readNoShows(ctx context.Context, db *store.Point, _ *space.Point, now time.Time) error {
	changed, err := db.ChangedSince(ctx, now.Add(-NoShowsOver))
	for _, b := range changed {
		if b.State == space.NoShow {
			h.NoShows++
		}
	}
	return err
}

// Silence are the communities that nothing reaches, by their ids.
type Silence struct {
	Communities int       `json:"communities"` // all that are active
	Nobody      []string  `json:"nobody"`      // with neither a lead nor a group
	Shut        []ShutOut `json:"shut"`        // whose group cannot be written to
}

// ShutOut is a community whose group cannot be written to.
type ShutOut struct {
	ID  string `json:"id"`
	Why string `json:"why"`
}

// Count is how many they are.
func (s Silence) Count() int { return len(s.Nobody) + len(s.Shut) }

// Silence asks which communities nothing reaches.
func (d Desk) Silence(ctx context.Context, p *space.Point) (s Silence, err error) {
	all, err := d.Store.Point(p).Communities(ctx)
	if err != nil {
		return s, err
	}
	shut, err := d.Store.UnreachableChats(ctx, p.ID)
	for _, c := range all {
		if !c.Active() {
			continue
		}
		s.Communities++
		if mark, is := shut[c.Chat]; is {
			s.Shut = append(s.Shut, ShutOut{c.ID, mark.Why})
		} else if len(c.Leads) == 0 && c.Chat == 0 {
			s.Nobody = append(s.Nobody, c.ID)
		}
	}
	return s, err
}
