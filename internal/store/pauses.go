package store

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// What a pause is of, besides single chats.
const (
	PauseAll       = "all"
	PauseBroadcast = "broadcast"
	PauseMenus     = "menus"
)

// PauseChat names the pause of a chat.
func PauseChat(chat int64) string { return dec(chat) }

var pauseScript = loadScript("pause")

// Pause forbids to send until a moment, for every process: Telegram asked for
// it. A pause only ever gets longer.
func (s *Store) Pause(ctx context.Context, of string, until, now time.Time) error {
	r := s.run(ctx, call{pauseScript, []string{pausesKey}, []any{of, until.UnixMilli(), now.UnixMilli()}})
	if err := r.Err(); err != nil {
		return fmt.Errorf("pause %s: %w", of, err)
	}
	return nil
}

// Pauses are the pauses that are not over, and until when each is.
func (s *Store) Pauses(ctx context.Context, now time.Time) (map[string]time.Time, error) {
	all, err := s.rdb.HGetAll(ctx, pausesKey).Result()
	if err != nil {
		return nil, fmt.Errorf("read pauses: %w", err)
	}
	pauses := map[string]time.Time{}
	for of, ms := range all {
		until, _ := strconv.ParseInt(ms, 10, 64) // what is no number is over
		if at := time.UnixMilli(until); at.After(now) {
			pauses[of] = at
		}
	}
	return pauses, nil
}
