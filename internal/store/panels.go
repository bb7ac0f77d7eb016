package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// panelsKept is how many panels of a chat are remembered.
const panelsKept = 200

var panelSetScript = loadScript("panel_set")

// Panel returns the message that is a chat's panel of that name, 0 for none.
func (s *Store) Panel(ctx context.Context, point string, chat int64, name string) (message int, err error) {
	message, err = s.rdb.HGet(ctx, keysOf(point).panels(chat), name).Int()
	if err != nil && !errors.Is(err, redis.Nil) {
		return 0, fmt.Errorf("read panel %s of chat %d: %w", name, chat, err)
	}
	return message, nil
}

// SetPanel remembers which message is a chat's panel of that name.
func (s *Store) SetPanel(ctx context.Context, point string, chat int64, name string, message int) error {
	r := s.run(ctx, call{panelSetScript, []string{keysOf(point).panels(chat)}, []any{name, message, panelsKept}})
	if err := r.Err(); err != nil {
		return fmt.Errorf("remember panel %s of chat %d: %w", name, chat, err)
	}
	return nil
}
