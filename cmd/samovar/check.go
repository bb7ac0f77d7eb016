package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"samovar/internal/config"
)

// checkCommand looks whether the bot could run.
type checkCommand struct {
	settings
}

// checkTime bounds each look at something outside.
const checkTime = 10 * time.Second

// Run prints a line for each thing: in order, worth knowing, or to be mended.
// The exit code is 1 when something must be mended.
func (c checkCommand) Run(ctx context.Context, w world) error {
	r := &report{out: w.out}
	cfg, err := c.load(w)
	if err != nil {
		r.config(err)
		return errMend
	}
	r.ok("config", "%s: %s", c.Config, contents(cfg))
	for _, p := range cfg.Points() {
		r.ok("zone "+p.ID, "%s, where it is %s now", p.Zone, w.now().In(p.Zone).Format("Mon 2 Jan 15:04"))
	}
	r.token(ctx, cfg)
	r.redis(ctx, cfg)
	if r.broken {
		return errMend
	}
	return nil
}

func contents(cfg *config.Config) string {
	rooms := 0
	for _, p := range cfg.PointList {
		rooms += len(p.Rooms)
	}
	return fmt.Sprintf("Points: %d, rooms: %d", len(cfg.PointList), rooms)
}

// report prints the lines as they come.
type report struct {
	out    io.Writer
	broken bool
}

func (r *report) line(mark, part, format string, args ...any) {
	_, _ = fmt.Fprintf(r.out, "%s %s: %s\n", mark, part, fmt.Sprintf(format, args...)) // nobody to tell if it fails
}

// ok is said of what is in order.
func (r *report) ok(part, format string, args ...any) { r.line("ok", part, format, args...) }

// note is said of what works and is worth a thought.
func (r *report) note(part, format string, args ...any) { r.line("! ", part, format, args...) }

// mend is said of what must be mended, and how.
func (r *report) mend(part, format string, args ...any) {
	r.broken = true
	r.line("✗ ", part, format, args...)
}

// config says each problem of the config by itself.
func (r *report) config(err error) {
	var problems config.Problems
	if !errors.As(err, &problems) {
		r.mend("config", "%s", err)
		return
	}
	for _, p := range problems {
		r.mend("config", "%s", p)
	}
}
