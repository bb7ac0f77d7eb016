package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"samovar/internal/demo"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/simulate"
	"samovar/internal/space"
	"samovar/internal/store"
)

// simulateCommand plays made-up requests with the queue and without it.
type simulateCommand struct {
	Seed          uint64  `default:"1" placeholder:"NUMBER" help:"Another number makes up other requests."`
	Communities   int     `default:"150" placeholder:"NUMBER" help:"How many communities ask: few often, most seldom."`
	Requests      int     `default:"4000" placeholder:"NUMBER" help:"How many requests there are in all."`
	Days          int     `default:"182" placeholder:"NUMBER" help:"For how many days of events."`
	Evenings      float64 `default:"0.7" placeholder:"SHARE" help:"How many want an evening."`
	Cancellations float64 `default:"0.15" placeholder:"SHARE" help:"How many cancel beforehand."`
	NoShows       float64 `default:"0.1" placeholder:"SHARE" help:"To how many events nobody comes."`
	Frank         float64 `default:"0.4" placeholder:"SHARE" help:"How many of those give the room back when they are asked a week before; only with the queue one is asked."`
	Passes        float64 `default:"0.05" placeholder:"SHARE" help:"How many offers are passed on."`
	Silences      float64 `default:"0.05" placeholder:"SHARE" help:"How many offers are never answered."`
	Looks         int     `default:"2" placeholder:"NUMBER" help:"How often one who found nothing looks again where there is no queue."`

	QuotaEvenings int           `default:"2" placeholder:"NUMBER" help:"How many evenings a month a community can book ahead; 0: any."`
	QuotaAhead    time.Duration `default:"0" placeholder:"24h" help:"How many hours a community can have ahead; 0: any."`
	QuotaSoft     int           `default:"14" placeholder:"DAYS" help:"So many days before the event no quota applies any more."`

	Chart string `placeholder:"FILE" help:"Where to draw the comparison, as a PNG."`
	Redis string `placeholder:"URL" help:"An empty Redis to use instead of one of its own."`
}

// Run plays and prints the table.
func (c simulateCommand) Run(ctx context.Context, w world) error {
	url, stop, err := c.startRedis()
	if err != nil {
		return fmt.Errorf("start redis: %w", err)
	}
	defer stop()
	db, err := store.Open(url)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // what it wrote is thrown away
	result, err := c.play(ctx, db)
	if err != nil {
		return err
	}
	if err := c.draw(result); err != nil {
		return err
	}
	return result.Table(w.out)
}

func (c simulateCommand) startRedis() (url string, stop func(), err error) {
	if c.Redis != "" {
		return c.Redis, func() {}, nil
	}
	url, _, stop, err = redisserver.Demo()
	return url, stop, err
}

// play simulates at the demo's Point.
func (c simulateCommand) play(ctx context.Context, db *store.Store) (simulate.Result, error) {
	cfg, err := demo.Config()
	if err != nil {
		return simulate.Result{}, err
	}
	texts, err := lang.Load()
	if err != nil {
		return simulate.Result{}, fmt.Errorf("load texts: %w", err)
	}
	point := cfg.Points()[0]
	point.Policy.Quota = space.Quota{Ahead: c.QuotaAhead, Evenings: c.QuotaEvenings, Soft: c.QuotaSoft}
	return simulate.Run(ctx, db, point, texts, c.settings())
}

func (c simulateCommand) settings() simulate.Settings {
	return simulate.Settings{Seed: c.Seed, Communities: c.Communities, Requests: c.Requests, Days: c.Days, Evenings: c.Evenings,
		Cancellations: c.Cancellations, NoShows: c.NoShows, Frank: c.Frank, Passes: c.Passes, Silences: c.Silences, Looks: c.Looks}
}

func (c simulateCommand) draw(r simulate.Result) error {
	if c.Chart == "" {
		return nil
	}
	file, err := os.Create(c.Chart)
	if err != nil {
		return fmt.Errorf("draw chart: %w", err)
	}
	return errors.Join(r.Chart(file), file.Close())
}
