package main

import (
	"context"
	"errors"
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

// grammy compares Samovar's answers with those of a bot on grammY that keeps a
// session a chat in a Redis of its own, as durable as ours.
func (b *bench) grammy(ctx context.Context) (err error) {
	g, err := b.grammyBot(ctx)
	if err != nil {
		return err
	}
	defer g.close()
	c, err := b.meet(ctx, g.start)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.part()) }()
	most, err := c.saturated(ctx, b.rounds)
	if err != nil {
		return err
	}
	load := min(median(most.ours), median(most.peer)) / 2
	half, tail, err := c.latency(ctx, b.rounds, load)
	if err != nil {
		return err
	}
	b.compare("durable replies a second at most, against a grammY bot", "%.0f", most, "> 1", atLeast(1))
	b.compare(fmt.Sprintf("durable reply at %.0f texts a second, p50, ms", load), "%.1f", half, "", nil)
	b.compare(fmt.Sprintf("durable reply at %.0f texts a second, p99, ms", load), "%.1f", tail, "< 1", atMost(1))
	return b.drawReplies(most, half, tail, load)
}

func (b *bench) drawReplies(most, half, tail pairs, load float64) error {
	if err := b.draw("replies", chart.Bars{Title: "Durable replies a second at most, 256 people at a time", Groups: []chart.Group{besideGrammy("", "%.0f", most)}}); err != nil {
		return err
	}
	return b.draw("waits", chart.Bars{Title: fmt.Sprintf("Wait for a durable reply at %.0f texts a second", load),
		Groups: []chart.Group{besideGrammy("half of them at most", "%.1f ms", half), besideGrammy("99 of 100 at most", "%.1f ms", tail)}})
}

// besideGrammy is a group of two bars.
func besideGrammy(name, format string, p pairs) chart.Group {
	return chart.Group{Name: name, Bars: []chart.Bar{
		chart.Compared("Samovar", format, median(p.ours), false), chart.Compared("grammY, sessions in Redis", format, median(p.peer), true)}}
}
