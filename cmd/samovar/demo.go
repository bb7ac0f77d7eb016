package main

import (
	"context"
	"fmt"
	"time"

	"samovar/internal/demo"
	"samovar/internal/space"
)

// demoCommand plays the whole job in a browser: the same bot, in front of a
// stand-in for Telegram.
type demoCommand struct {
	Listen string `default:"127.0.0.1:8088" placeholder:"ADDRESS" help:"Where the page is: ${default}; another port if that one is taken."`
	Seed   uint64 `default:"1" placeholder:"NUMBER" help:"Another number makes up other bookings."`
	Start  string `placeholder:"2026-11-23T10:00" help:"When the demo's clock begins, in the Point's zone. Now, or the next working morning."`
	Redis  string `placeholder:"URL" help:"An empty Redis to use instead of one of the demo's own."`
}

// startLayout is how --start is written.
const startLayout = "2006-01-02T15:04"

// Run plays until the context ends, which Ctrl-C makes it do.
func (c demoCommand) Run(ctx context.Context, w world) error {
	p, err := c.raise(ctx, w)
	if err != nil {
		return err
	}
	defer p.close()
	p.say(w)
	return p.app.Run(ctx)
}

// opening is when the demo's clock begins.
func (c demoCommand) opening(p *space.Point, now time.Time) (time.Time, error) {
	if c.Start == "" {
		return demo.Opening(p, now), nil
	}
	at, err := time.ParseInLocation(startLayout, c.Start, p.Zone)
	if err != nil {
		return at, fmt.Errorf("read --start %q: expected a time such as %s", c.Start, startLayout)
	}
	return at, nil
}
