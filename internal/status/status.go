// Package status asks how the bot does: whether it takes updates, how late it is,
// and how full the house is. A Report says so at one moment; package cmd prints
// it and exports it as metrics, package handlers tells it to admins. It changes
// nothing and names nobody.
package status

import (
	"context"
	"encoding/json"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// Report is how the bot does at a moment, as all its processes see it.
type Report struct {
	At         time.Time      `json:"at"`
	Redis      store.Health   `json:"redis"`
	Processes  []Process      `json:"processes"`
	LastUpdate time.Time      `json:"last_update,omitzero"` // zero where none came for a day
	Webhook    *store.Webhook `json:"webhook,omitempty"`    // nil where updates are polled for
	Inbox      Line           `json:"inbox"`
	Points     []Point        `json:"points"`
}

// Process is one that is alive.
type Process struct {
	store.Process
	Leads bool `json:"leads"` // it is the one that polls
}

// Line is what waits.
type Line struct {
	Items int64
	Late  time.Duration // how long the first could have been dealt with
}

// MarshalJSON writes the lateness in seconds.
func (l Line) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"items": l.Items, "late_seconds": l.Late.Seconds()})
}

// Point is how one Point does.
type Point struct {
	ID        string `json:"id"`
	Replies   Line   `json:"replies"`    // answers that wait to be sent
	Broadcast Line   `json:"broadcasts"` // reminders, digests and announcements
	Mends     Line   `json:"mends"`      // corrections of messages that those replaced
	Due       Line   `json:"due"`        // what the clock should have carried out by now
	House
}

// House is how full a Point is and who waits there.
type House struct {
	Today    []space.Fullness `json:"today"`
	Week     []space.Fullness `json:"week"` // that runs, from Monday on
	NextWeek []space.Fullness `json:"next_week"`
	Requests int              `json:"requests"`                // that wait for a decision; a series is one
	Oldest   time.Time        `json:"oldest_request,omitzero"` // since when the first of them waits
	Wishes   int              `json:"wishes"`                  // that wait in the queue
	NoShows  int              `json:"no_shows"`                // of the last NoShowsOver
	Silence  Silence          `json:"silence"`
}

// NoShowsOver is how far back no-shows are counted.
const NoShowsOver = 7 * 24 * time.Hour

// Desk is where reports are asked for.
type Desk struct {
	Store  *store.Store
	Points []*space.Point
}

// Report asks for all of it.
func (d Desk) Report(ctx context.Context, now time.Time) (Report, error) {
	r, err := d.Machine(ctx, now)
	if err != nil {
		return r, err
	}
	for i, p := range d.Points {
		if r.Points[i].House, err = d.House(ctx, p, now); err != nil {
			return r, err
		}
	}
	return r, nil
}
