package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"samovar/handlers"
	"samovar/internal/demo"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// What is the same in a house of any size: the half year to come, and the last
// one, at the real rate. What grows is what was before: a booking an hour in each
// room, day and night, for as long as it takes.
const (
	daysAhead      = 182
	ahead          = 636 // bookings to come; every sixteenth waits for a decision
	lately         = 364 // two a day
	aheadAndLately = ahead + lately
	waitEach       = 16
	lines          = 50 // wishes that wait
)

// aged is a house with so many bookings.
type aged struct {
	size   int
	server *redisserver.Server
	store  *store.Store
	db     *store.Point
	point  *space.Point
	texts  *lang.Texts
	desk   *handlers.Desk
	now    time.Time
	made   int64 // reservations of the measure
	asked  int64 // and queue pages
}

// age fills a house. Redis keeps an append-only file, but synced every second, not
// always as the README sets it up: how long a disk takes has nothing to do with
// growth, and would hide it.
func (b *bench) age(ctx context.Context, size int) (*aged, error) {
	began := time.Now()
	server, err := redisserver.Start(redisserver.Options{AppendOnly: true, Config: []string{"maxmemory-policy", "noeviction", "auto-aof-rewrite-percentage", "0"}})
	if err != nil {
		return nil, err
	}
	h := &aged{size: size, server: server, now: began.UTC(), made: 1}
	if err := h.open(); err != nil {
		server.Stop()
		return nil, err
	}
	if err := h.fill(ctx); err != nil {
		return nil, errors.Join(err, h.close())
	}
	used, err := figure(server, "memory", "used_memory")
	fmt.Fprintf(os.Stderr, "%s bookings are written in %s; Redis holds %.0f MB\n", thousands(size), time.Since(began).Round(time.Second/10), used/1e6)
	return h, err
}

func (h *aged) open() (err error) {
	if h.point, err = examplePoint(); err != nil {
		return err
	}
	h.point.Admins = []int64{announcer}
	if h.store, err = store.Open(h.server.URL()); err != nil {
		return err
	}
	h.db = h.store.Point(h.point)
	return h.served()
}

func (h *aged) close() error {
	defer h.server.Stop()
	return h.store.Close()
}

func (h *aged) fill(ctx context.Context) error {
	if err := h.db.ImportCommunities(ctx, demo.Communities(), h.now); err != nil {
		return err
	}
	admin := space.Person{ID: announcer, Name: "Иван", Language: "ru", Consent: h.now}
	if err := h.db.Commit(ctx, store.Change{People: []space.Person{admin}}, h.now); err != nil {
		return err
	}
	if err := h.inParts(ctx, ahead, h.coming); err != nil {
		return err
	}
	if err := h.wait(ctx); err != nil {
		return err
	}
	if err := h.live(ctx, lately, h.late); err != nil {
		return err
	}
	return h.live(ctx, h.size-aheadAndLately, h.old)
}

// coming is the n-th of the bookings to come, an evening in each room.
func (h *aged) coming(n int) space.Booking {
	day := h.point.Day(h.now).Plus(1 + n/4*4*(daysAhead-1)/ahead)
	b := h.booking(fmt.Sprintf("come%06d", n), n, h.point.At(day, 18*60), 2*time.Hour)
	if n%waitEach == 0 {
		b.State = space.Requested
	}
	return b
}

// late is one of the last half year.
func (h *aged) late(n int) space.Booking {
	day := h.point.Day(h.now).Plus(-1 - n/2)
	return h.booking(fmt.Sprintf("late%06d", n), n, h.point.At(day, 12*60), 2*time.Hour)
}

// old is one from before that: half an hour of every one.
func (h *aged) old(n int) space.Booking {
	latest := h.now.Truncate(time.Hour).AddDate(0, 0, -lately/2-10)
	b := h.booking(fmt.Sprintf("old%07d", n), n, latest.Add(-time.Duration(n/4)*time.Hour), 30*time.Minute)
	b.SetUp, b.ClearUp = 0, 0
	return b
}

// booking is the n-th of its kind, confirmed.
func (h *aged) booking(id string, n int, start time.Time, length time.Duration) space.Booking {
	room, all := h.point.Rooms[n%len(h.point.Rooms)], demo.Communities()
	who := firstID + int64(n)%(200+int64(h.size)/100) // a house that grows old has more residents
	return space.Booking{
		ID: id, State: space.Confirmed, Created: start.AddDate(0, -1, 0),
		Slot:  space.Slot{Room: room.ID, Start: start.UTC(), End: start.Add(length).UTC()},
		SetUp: room.SetUp, ClearUp: room.ClearUp, Community: all[n%len(all)].ID,
		Event:    space.Event{Title: "Лекция о квантах", Format: space.Lecture, Headcount: 30, Open: true, Equipment: []string{"projector"}},
		Resident: space.Party{ID: who, Name: "Анна Петрова", Username: "anna"},
	}
}

// wait lets some stand in line for evenings that are taken.
func (h *aged) wait(ctx context.Context) error {
	var c store.Change
	for n := range lines {
		taken := h.coming(n * 7)
		c.Wishes = append(c.Wishes, store.WishChange{After: space.Wish{ID: fmt.Sprintf("wish%03d", n), State: space.WishWaiting, Resident: taken.Resident,
			Community: demo.Communities()[n].ID, Event: taken.Event, Want: h.point.WantSlot(taken.Slot), Created: h.now}})
	}
	return h.db.Commit(ctx, c, h.now)
}

// inPart is how many bookings one commit writes, writers how many are under way.
const inPart, writers = 50, 8

// inParts writes n bookings.
func (h *aged) inParts(ctx context.Context, n int, make func(int) space.Booking) error {
	return h.parts(n, func(from, to int) error {
		var c store.Change
		for i := from; i < to; i++ {
			c.Bookings = append(c.Bookings, store.BookingChange{After: make(i)})
		}
		return h.db.Commit(ctx, c, c.Bookings[0].After.Created)
	})
}

// live writes n bookings that were confirmed, took place, and are over.
func (h *aged) live(ctx context.Context, n int, make func(int) space.Booking) error {
	return h.parts(n, func(from, to int) error {
		var asked, over store.Change
		for i := from; i < to; i++ {
			b := make(i)
			asked.Bookings = append(asked.Bookings, store.BookingChange{After: b})
			done := b
			b.Version, done.State = 1, space.Done
			over.Bookings = append(over.Bookings, store.BookingChange{Before: &b, After: done})
		}
		last := asked.Bookings[0].After
		return errors.Join(h.db.Commit(ctx, asked, last.Created), h.db.Commit(ctx, over, last.End))
	})
}

// parts calls write for each part of n, several at once.
func (h *aged) parts(n int, write func(from, to int) error) error {
	return each(writers, func(one int) error {
		for from := one * inPart; from < n; from += writers * inPart {
			if err := write(from, min(from+inPart, n)); err != nil {
				return fmt.Errorf("bookings from %d: %w", from, err)
			}
		}
		return nil
	})
}
