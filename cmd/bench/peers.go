package main

import (
	"context"
	"fmt"

	"samovar/internal/chart"
)

// postgres compares bookings through the store's full rules with what an
// engineer would pick instead: PostgreSQL's exclusion constraint. Once it writes
// all that ours does, once nothing but the booking.
func (b *bench) postgres(ctx context.Context) error {
	b.peers = append(b.peers, postgresVersion(), "jackc/pgx/v5 "+version("github.com/jackc/pgx/v5"))
	var same, alone, script pairs
	for range b.rounds {
		ours, err := oneRound(ctx, reserve)
		if err != nil {
			return err
		}
		all, err := whole().reserve(ctx, b)
		if err != nil {
			return fmt.Errorf("reserve in postgresql: %w", err)
		}
		one, err := bare().reserve(ctx, b)
		if err != nil {
			return fmt.Errorf("reserve in postgresql: %w", err)
		}
		limit, err := oneRound(ctx, checkAndSet)
		if err != nil {
			return err
		}
		same.add(ours, all)
		alone.add(ours, one)
		script.add(ours, limit)
	}
	b.compare("reservations a second, full rules, against PostgreSQL that keeps and writes the same", "%.0f", same, "≥ 3", atLeast(3))
	b.compare("reservations a second, full rules, against PostgreSQL's exclusion constraint alone", "%.0f", alone, "≥ 3", atLeast(3))
	b.compare("reservations a second, full rules, against a bare EVALSHA", "%.0f", script, "≥ 0.5", atLeast(0.5))
	return b.draw("reservations", chart.Bars{Title: "Reservations a second, each on the disk when it is answered", Groups: []chart.Group{
		{Name: "All that a request writes: booking, headcount, person, lists, due things, log, messages", Bars: []chart.Bar{
			chart.Compared("Samovar", "%.0f", median(same.ours), false),
			chart.Compared("PostgreSQL", "%.0f", median(same.peer), true)}},
		{Name: "Nothing but the room at that time", Bars: []chart.Bar{
			chart.Compared("PostgreSQL, EXCLUDE USING gist", "%.0f", median(alone.peer), true),
			chart.Compared("Redis, a bare script", "%.0f", median(script.peer), true)}},
	}})
}
