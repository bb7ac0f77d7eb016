package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Handled says whether the effect of an update is written at one of the Points,
// by their ids, in one round trip.
func (s *Store) Handled(ctx context.Context, points []string, event int64) (bool, error) {
	marks := make([]*redis.FloatCmd, len(points))
	_, _ = s.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range points {
			marks[i] = pipe.ZScore(ctx, keysOf(id).handled(), dec(event))
		}
		return nil
	})
	handled := false
	for _, mark := range marks {
		switch err := mark.Err(); {
		case err == nil:
			handled = true
		case !errors.Is(err, redis.Nil):
			return false, fmt.Errorf("look whether update %d is handled: %w", event, err)
		}
	}
	return handled, nil
}
