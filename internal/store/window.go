package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"
)

const (
	// hung is after how long a request without an answer is taken to have
	// arrived: one that hangs must not keep all others.
	hung = time.Second
	// pace is how many seconds patient ones take for what may pass in a hundred:
	// a little is left to whoever is in a hurry.
	pace = 101 * time.Second / 100
	// catchUp is how many patient ones may follow at once on a late one.
	catchUp = 3
)

var windowEnterScript, windowArrivedScript = loadScript("window_enter"), loadScript("window_arrived")

// Enter asks to let one more request of a kind go, of which so many may arrive
// within any second, over all processes. It returns how long to wait before
// asking again, or 0 and the passage's name, to be given to Arrived when the
// request was answered.
//
// Telegram counts requests as they arrive, and how long they are on their way
// varies: let through evenly they may still arrive in a heap. They have arrived
// by the time they are answered, so no second from there on holds more than may.
func (s *Store) Enter(ctx context.Context, of string, perSecond int, patient bool) (passage string, wait time.Duration, err error) {
	passage, every := rand.Text(), pace/time.Duration(perSecond)
	keys := windowKeys(of)
	us, err := s.run(ctx, call{windowEnterScript, keys[:], []any{passage, perSecond, (hung + time.Second).Microseconds(),
		every.Microseconds(), (catchUp * every).Microseconds(), patient}}).Int64()
	if err != nil {
		return "", 0, fmt.Errorf("enter window of %s: %w", of, err)
	}
	return passage, time.Duration(us) * time.Microsecond, nil
}

// Arrived says that a passage's request was answered.
func (s *Store) Arrived(ctx context.Context, of, passage string) error {
	keys := windowKeys(of)
	if err := s.run(ctx, call{windowArrivedScript, keys[:1], []any{passage}}).Err(); err != nil {
		return fmt.Errorf("note arrival in window of %s: %w", of, err)
	}
	return nil
}
