package main

import (
	"context"
	"fmt"
)

// serveCommand runs the bot.
type serveCommand struct {
	settings
}

// Run serves until the context ends, which a SIGTERM makes it do. Then what was
// taken in is finished, and the exit code is 0.
func (c serveCommand) Run(ctx context.Context, w world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	log := newLog(w.err, cfg.Log)
	app, err := NewApp(cfg, Deps{Now: w.now, Log: log, Version: w.built()})
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	return app.Run(ctx)
}
