package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"

	"samovar/handlers"
	"samovar/internal/chat"
	"samovar/internal/config"
	"samovar/internal/demo"
	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// play is a demo that is set up: a Redis with a busy Point in it, a stand-in
// for Telegram with its chat page, and the bot between them, not running yet.
type play struct {
	app      *App
	telegram *emulator.Server
	clock    *demo.Clock
	url      string   // of the page
	redis    string   // which Redis it is
	moved    bool     // the wanted port was taken
	undo     []func() // the last first
}

// raise sets a demo up.
func (c demoCommand) raise(ctx context.Context, w world) (_ *play, err error) {
	p := &play{}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	cfg, err := demo.Config()
	if err != nil {
		return nil, err
	}
	point := cfg.Points()[0]
	start, err := c.opening(point, w.now())
	if err != nil {
		return nil, err
	}
	p.clock = demo.NewClock(w.now, start)
	if cfg.Redis.URL, err = p.startRedis(c.Redis); err != nil {
		return nil, fmt.Errorf("start redis: %w", err)
	}
	if err := p.furnish(ctx, cfg, point, c.Seed); err != nil {
		return nil, err
	}
	if err := p.seat(c.Listen, point.Zone); err != nil {
		return nil, err
	}
	cfg.Telegram.APIURL, cfg.Telegram.Token = p.url, config.Secret(p.telegram.Token())
	p.app, err = NewApp(cfg, Deps{Now: p.clock.Now, Log: newLog(w.err, cfg.Log), Version: w.built()})
	return p, err
}

// startRedis starts a Redis, unless there is one to use, and returns its URL.
func (p *play) startRedis(given string) (config.Secret, error) {
	if given != "" {
		p.redis = "redis"
		return config.Secret(given), nil
	}
	url, what, stop, err := redisserver.Demo()
	if err == nil {
		p.redis, p.undo = what, append(p.undo, stop)
	}
	return config.Secret(url), err
}

// furnish writes the made-up Point into Redis.
func (p *play) furnish(ctx context.Context, cfg *config.Config, point *space.Point, seed uint64) error {
	db, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // what was written is in Redis
	now := p.clock.Now()
	if err := demo.Seed(ctx, db.Point(point), demo.Bookings(point, seed, now), now); err != nil {
		return fmt.Errorf("write the made-up bookings into %s: %w", redisPlace(cfg), err)
	}
	return giveMenus(ctx, db.Point(point), point.Admins, now)
}

// giveMenus lets the admins have the commands that they got when they first
// talked to the bot. In the demo they speak Russian.
func giveMenus(ctx context.Context, p *store.Point, admins []int64, now time.Time) error {
	texts, err := lang.Load()
	if err != nil {
		return fmt.Errorf("load texts: %w", err)
	}
	var c store.Change
	for _, admin := range admins {
		c.Outs = append(c.Outs, chat.Out{Kind: chat.Menu, Chat: admin, Lane: chat.Reply, Commands: handlers.Hints(texts.In(lang.Russian), handlers.Admin, 1)})
	}
	if err := p.Commit(ctx, c, now); err != nil {
		return fmt.Errorf("write menus of admins: %w", err)
	}
	return nil
}

// seat opens the stand-in for Telegram, on a free port if the wanted one is
// taken.
func (p *play) seat(listen string, zone *time.Location) (err error) {
	p.telegram = emulator.New(emulator.Options{
		Clock: p.clock, Zone: zone, Panes: demo.Panes(), Notice: p.redis,
	})
	p.undo = append(p.undo, p.telegram.Close)
	demo.Seat(p.telegram)
	p.url, err = p.telegram.Start(listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		p.moved = true
		p.url, err = p.telegram.Start("127.0.0.1:0")
	}
	return err
}

// say tells where to look, and nothing else of importance.
func (p *play) say(w world) {
	if p.moved {
		_, _ = fmt.Fprintln(w.out, "That port is taken; here is another.") // nobody to tell if it fails
	}
	_, _ = fmt.Fprintf(w.out, "Samovar plays at %s on %s. Ctrl-C ends it.\n", p.url, p.redis)
}

// close takes down what was set up.
func (p *play) close() {
	for i := len(p.undo) - 1; i >= 0; i-- {
		p.undo[i]()
	}
	p.undo = nil
}
