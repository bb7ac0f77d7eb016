package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"samovar/internal/status"
)

const (
	// housesFor is how long what is known of a house is shown again: it changes
	// slowly, and Prometheus asks often, and every process.
	housesFor = time.Minute
	// housesTime is how long looking may take each time. Where there are so many
	// Points that it does not suffice, the others follow the next time.
	housesTime = time.Second
)

// houses are the Points' fullness as it was asked for last.
type houses struct {
	desk  status.Desk
	mu    sync.Mutex
	known []house
}

// house is one of them.
type house struct {
	status.House
	asked time.Time // zero for never
}

// look asks for those that are not known, or not any more.
func (h *houses) look(ctx context.Context, now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, housesTime)
	defer cancel()
	if h.known == nil {
		h.known = make([]house, len(h.desk.Points))
	}
	for _, i := range h.order() {
		if one := h.known[i]; !one.asked.IsZero() && now.Sub(one.asked).Abs() < housesFor {
			return nil
		}
		found, err := h.desk.House(ctx, h.desk.Points[i], now)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		h.known[i] = house{found, now}
	}
	return nil
}

// order are their places, those asked for longest ago first, so that none is left
// out for ever.
func (h *houses) order() []int {
	places := make([]int, len(h.known))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return h.known[a].asked.Compare(h.known[b].asked) })
	return places
}

// all are as they are known, in the order of the Points.
func (h *houses) all() []house {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.known)
}
