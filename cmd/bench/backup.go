package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"samovar/internal/demo"
	"samovar/internal/emulator"
	"samovar/internal/redisserver"
	"samovar/internal/store"
)

// A Point's life: 3,500 events in five years is the real rate.
const (
	aYear       = 700
	fiveYears   = 5 * aYear
	fiftyYears  = 10 * fiveYears
	stopsAtMost = 100.0 // ms: what nobody notices
)

// backup measures how long a backup and its restore take, and how long Redis
// answers nobody else meanwhile.
func (b *bench) backup(ctx context.Context) error {
	for _, life := range []struct {
		what   string
		events int
	}{{"a year", aYear}, {"five years", fiveYears}, {"fifty years", fiftyYears}} {
		if err := b.backupOf(ctx, life.what, life.events); err != nil {
			return fmt.Errorf("%s: %w", life.what, err)
		}
	}
	return nil
}

// kept is what a round of it measured.
type kept struct {
	keys, bytes               int
	took, stops, back, serves []float64 // ms
	of                        []float64 // the longest wait where nothing is backed up
}

func (b *bench) backupOf(ctx context.Context, what string, events int) (err error) {
	from, err := redisserver.Start(redisserver.Options{AppendOnly: true})
	if err != nil {
		return err
	}
	defer from.Stop()
	db, err := store.Open(from.URL())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	point, err := examplePoint()
	if err == nil {
		err = db.ClaimSchema(ctx)
	}
	if err == nil {
		err = demo.Live(ctx, db.Point(point), events, time.Now())
	}
	var k kept
	for i := 0; i < b.rounds && err == nil; i++ {
		err = b.keep(ctx, db, from.URL(), &k)
	}
	if err == nil {
		b.told(what, events, k)
	}
	return err
}

func (b *bench) told(what string, events int, k kept) {
	row := func(measure, ours, peer, aim string, met bool) {
		b.lines = append(b.lines, line{fmt.Sprintf("%s (%d events): %s", what, events, measure), ours, peer, "–", aim, met})
	}
	row(fmt.Sprintf("backup of %d keys, %.1f MB, ms", k.keys, float64(k.bytes)/1e6), spread("%.0f", k.took), "–", "", false)
	aim := fmt.Sprintf("≤ %.0f", stopsAtMost)
	if events > fiveYears {
		aim = ""
	}
	row("longest wait of a ping meanwhile, ms, against that without a backup", spread("%.1f", k.stops), spread("%.1f", k.of), aim, median(k.stops) <= stopsAtMost)
	row("restore into an empty Redis, ms", spread("%.0f", k.back), "–", "", false)
	row("from the start of samovar serve on it until it asks for updates, ms", spread("%.0f", k.serves), "–", "", false)
}

// keep is one round: back up while somebody else asks Redis all the time, restore
// elsewhere, and start the bot there.
func (b *bench) keep(ctx context.Context, db *store.Store, url string, k *kept) error {
	p, err := beginPings(ctx, url)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	began := time.Now()
	keys, err := db.BackUp(ctx, &file, "bench", began, func(int) {})
	took := time.Since(began)
	stop := p.end()
	if err != nil {
		return err
	}
	if p, err = beginPings(ctx, url); err != nil {
		return err
	}
	time.Sleep(took)
	k.of = append(k.of, milliseconds(p.end()))
	k.keys, k.bytes = keys, file.Len()
	k.took, k.stops = append(k.took, milliseconds(took)), append(k.stops, milliseconds(stop))
	return b.comeBack(ctx, file.Bytes(), k)
}

func (b *bench) comeBack(ctx context.Context, file []byte, k *kept) error {
	to, err := redisserver.Start(redisserver.Options{AppendOnly: true, Config: []string{"maxmemory-policy", "noeviction"}})
	if err != nil {
		return err
	}
	defer to.Stop()
	db, err := store.Open(to.URL())
	if err != nil {
		return err
	}
	began := time.Now()
	_, _, err = db.Restore(ctx, bytes.NewReader(file), func(int, int) {})
	k.back = append(k.back, milliseconds(time.Since(began)))
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	c, err := gather(1, emulator.Limits{})
	if err != nil {
		return err
	}
	defer c.leave()
	began = time.Now()
	bot, err := b.serve(ctx, to, c)
	if err != nil {
		return err
	}
	k.serves = append(k.serves, milliseconds(time.Since(began)))
	return bot.stop()
}

// pings ask Redis one after the other, and note how long the slowest took.
type pings struct {
	stop  context.CancelFunc
	ended chan time.Duration
}

func beginPings(ctx context.Context, url string) (pings, error) {
	db, err := store.Open(url)
	if err == nil {
		err = db.Ping(ctx) // it connects
	}
	if err != nil {
		return pings{}, err
	}
	ctx, stop := context.WithCancel(ctx)
	p := pings{stop, make(chan time.Duration, 1)}
	go func() {
		longest := time.Duration(0)
		for ctx.Err() == nil {
			began := time.Now()
			_ = db.Ping(context.WithoutCancel(ctx)) // how long it took counts
			longest = max(longest, time.Since(began))
		}
		_ = db.Close() // nothing was written
		p.ended <- longest
	}()
	return p, nil
}

func (p pings) end() time.Duration {
	p.stop()
	return <-p.ended
}
