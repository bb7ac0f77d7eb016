package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// ErrTaken says that a Redis holds a Point already: the demo writes only into
// an empty one.
var ErrTaken = errors.New("there is a Point in this Redis already; the demo needs an empty one")

// Seed writes the communities, the people who talked to the bot before, and
// the bookings.
func Seed(ctx context.Context, p *store.Point, bookings []space.Booking, now time.Time) error {
	known, err := p.Communities(ctx)
	if err != nil {
		return fmt.Errorf("seed the demo: %w", err)
	}
	if len(known) > 0 {
		return ErrTaken
	}
	if err := p.ImportCommunities(ctx, Communities(), now); err != nil {
		return fmt.Errorf("seed communities: %w", err)
	}
	if err := seedPeople(ctx, p, now); err != nil {
		return err
	}
	return seedBookings(ctx, p, bookings, now)
}

// knownFor is how long those who know the bot have known it.
const knownFor = 90 * 24 * time.Hour

func seedPeople(ctx context.Context, p *store.Point, now time.Time) error {
	var c store.Change
	for _, player := range Cast() {
		if player.Known() {
			c.People = append(c.People, player.person(now.Add(-knownFor).Truncate(time.Second)))
		}
	}
	if err := p.Commit(ctx, c, now); err != nil {
		return fmt.Errorf("seed people: %w", err)
	}
	return nil
}

const (
	batch   = 20 // bookings a commit
	writers = 4  // commits at a time
)

// seedBookings writes the bookings, several commits at a time.
func seedBookings(ctx context.Context, p *store.Point, bookings []space.Booking, now time.Time) error {
	batches := make(chan []space.Booking)
	failed := make(chan error, writers)
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for some := range batches {
				if err := writeBatch(ctx, p, some, now); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	err := deal(bookings, batches, failed)
	close(batches)
	all.Wait()
	close(failed)
	for late := range failed {
		err = errors.Join(err, late)
	}
	return err
}

// deal gives out the batches until one could not be written.
func deal(bookings []space.Booking, batches chan<- []space.Booking, failed <-chan error) error {
	for some := range slices.Chunk(bookings, batch) {
		select {
		case batches <- some:
		case err := <-failed:
			return err
		}
	}
	return nil
}

// writeBatch writes bookings as they came to be: those that took place held
// their slots before they were done.
func writeBatch(ctx context.Context, p *store.Point, some []space.Booking, now time.Time) error {
	var first, second store.Change
	for _, b := range some {
		if b.State != space.Done {
			first.Bookings = append(first.Bookings, store.BookingChange{After: b})
			continue
		}
		running := b
		running.State, running.Version = space.Running, 1
		first.Bookings = append(first.Bookings, store.BookingChange{After: running})
		second.Bookings = append(second.Bookings, store.BookingChange{Before: &running, After: b})
	}
	if err := p.Commit(ctx, first, now); err != nil {
		return fmt.Errorf("seed bookings: %w", err)
	}
	if len(second.Bookings) == 0 {
		return nil
	}
	if err := p.Commit(ctx, second, now); err != nil {
		return fmt.Errorf("seed past bookings: %w", err)
	}
	return nil
}
