package store

import (
	"context"
	"time"

	"samovar/internal/space"
)

// SeriesChange is the record of a series before and after; Before is nil for a
// new one. After.Version is ignored: the write counts. Its dates are bookings
// and are written as such.
type SeriesChange struct {
	Before *space.Series
	After  space.Series
}

// writeSeries plans the record and the dates that the clock has to ask for.
func (p *Point) writeSeries(w *writing, c SeriesChange) error {
	version := int64(0)
	if c.Before != nil {
		version = c.Before.Version
		w.dropDue(p.space.SeriesAgenda(*c.Before))
	}
	w.addDue(p.space.SeriesAgenda(c.After))
	return w.put(p.keys.series(c.After.ID), version, c.After, 0)
}

// Series returns a series, or false when there is none of that id.
func (p *Point) Series(ctx context.Context, id string) (space.Series, bool, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.series(id)}, func(s *space.Series, v int64) { s.Version = v })
	if err != nil || len(all) == 0 {
		return space.Series{}, false, err
	}
	return all[0], true, nil
}

// DatesOf returns all the bookings of a series, by their start.
func (p *Point) DatesOf(ctx context.Context, series string) ([]space.Booking, error) {
	return p.listed(ctx, p.keys.datesOf(series), time.Time{}, time.Time{})
}
