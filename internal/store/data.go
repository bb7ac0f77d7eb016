package store

import (
	"context"
	"time"

	"samovar/internal/space"
)

// dataSent is when somebody was sent all that is kept about them.
type dataSent struct {
	At time.Time `json:"at"`
}

func (p *Point) writeDataSent(w *writing, person int64, now time.Time) error {
	if person == 0 {
		return nil
	}
	return w.put(p.keys.dataSent(person), whatever, dataSent{now.UTC()}, space.DataPace)
}

// DataSent returns when somebody was last sent all that is kept about them; zero
// where that is longer ago than space.DataPace.
func (p *Point) DataSent(ctx context.Context, person int64) (time.Time, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.dataSent(person)}, func(*dataSent, int64) {})
	if err != nil || len(all) == 0 {
		return time.Time{}, err
	}
	return all[0].At, nil
}
