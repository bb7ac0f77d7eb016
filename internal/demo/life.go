package demo

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// eventsADay is the real rate of a Point.
const eventsADay = 2

// Live writes so many events that took place until now, two a day, by residents of
// whom every second came only once: what years leave behind. Each was asked for,
// approved, began and ended; what was said of it was sent.
func Live(ctx context.Context, p *store.Point, events int, now time.Time) error {
	if err := p.ImportCommunities(ctx, Communities(), now); err != nil {
		return fmt.Errorf("live: %w", err)
	}
	for i := range events {
		if err := liveThrough(ctx, p, i, now.AddDate(0, 0, -(events-i)/eventsADay-1)); err != nil {
			return fmt.Errorf("live: %w", err)
		}
	}
	return nil
}

// firstGuest is the Telegram id of the first who lived here.
const firstGuest = 700_000

// liveThrough is the n-th event from its request to its end.
func liveThrough(ctx context.Context, p *store.Point, n int, day time.Time) error {
	b := lived(n, day)
	who := space.Person{ID: b.Resident.ID, Name: b.Resident.Name, Language: "ru", Consent: b.Created}
	asked := store.Change{Event: int64(n + 1), Bookings: []store.BookingChange{{After: b}}, Session: &chat.Session{
		ID: b.ID, Chat: who.ID, Version: store.AnyVersion, Flow: "book", Step: "card", Touched: b.Created}}
	if known, err := p.People(ctx, []int64{who.ID}); err != nil || len(known) == 0 {
		asked.People = []space.Person{who}
	}
	if err := p.Commit(ctx, asked, b.Created); err != nil {
		return err
	}
	for i, state := range []space.State{space.Confirmed, space.Running, space.Done} {
		before, after := b, b
		before.Version, after.State = int64(i+1), state
		at := []time.Time{b.Created.Add(time.Hour), b.Start, b.End}[i]
		if err := p.Commit(ctx, store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}}, at); err != nil {
			return err
		}
		b = after
	}
	return nil
}

// lived is the n-th event, in one of two rooms.
func lived(n int, day time.Time) space.Booking {
	guests := int64(n) / 2
	if n%4 == 0 {
		guests = int64(n/4) % 20 // the regulars
	}
	start := day.UTC().Truncate(24 * time.Hour).Add(9 * time.Hour)
	return space.Booking{
		ID: fmt.Sprintf("life%04d", n), State: space.Requested, Created: day.AddDate(0, -1, 0).UTC().Truncate(time.Second),
		Slot:      space.Slot{Room: []string{"hall", "class"}[n%2], Start: start, End: start.Add(2 * time.Hour)},
		Community: Communities()[n%150].ID, Resident: space.Party{ID: firstGuest + guests, Name: fmt.Sprintf("Гостья %d", guests), Username: "guest"},
		Event: space.Event{Title: fmt.Sprintf("Лекция о квантах и людях, %d-я", n), Format: space.Lecture, Headcount: 30, Open: true, Equipment: []string{"projector"}},
	}
}
