// Package demo is the made-up Boiling Point that `samovar demo` plays in: its
// settings, its people and communities, half a year of bookings, and a clock
// that can be moved ahead. It writes all of it through package store, by the
// real rules, and seats the people in the emulator. The bot itself is started
// by the command, unmodified.
package demo

import (
	_ "embed" // for the demo's data
	"fmt"

	"samovar/internal/config"
)

//go:embed demo.yaml
var demoYAML []byte

// Config returns the demo's settings: all but where Telegram and Redis are.
// The environment does not change them, so that a bot's own settings do not
// get into a play.
func Config() (*config.Config, error) {
	cfg, err := config.Read(demoYAML, nil)
	if err != nil {
		return nil, fmt.Errorf("read the demo's config: %w", err)
	}
	point := &cfg.PointList[0]
	for _, p := range Cast() {
		if p.Role == Admin {
			point.Admins = append(point.Admins, p.ID)
		}
	}
	for i, room := range point.Rooms {
		if room.ID == curated {
			point.Rooms[i].Approvers = []int64{point.Admins[0], curator}
		}
	}
	return cfg, nil
}

// The meeting zone has approvers of its own: the first admin, and the second lead
// of the cast who speaks Russian.
const (
	curated = "meeting"
	curator = firstPlayer + 10
)
