package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// LeadFor is how long the lead holds without being renewed: so long does the
// work of a leader that was killed wait for another.
//
// It runs out by Redis's timer, not at a moment that somebody computes, so that
// nobody's clock is compared with another's.
const LeadFor = 5 * time.Second

var (
	leadScript   = loadScript("lead")
	resignScript = loadScript("resign")
)

// Candidate is a process that would lead.
type Candidate struct {
	Name string // nobody else's, ever
	// Dead is what the name of a leader begins with who cannot live any more,
	// empty for nobody: the lead is taken from it at once.
	Dead string
}

// Lead makes a candidate the leader, or its lease longer, and returns 0; while
// another leads, how long the other's lease still holds. After an error nobody
// knows.
func (s *Store) Lead(ctx context.Context, c Candidate) (taken time.Duration, err error) {
	left, err := s.run(ctx, call{leadScript, []string{leaderKey}, []any{c.Name, LeadFor.Milliseconds(), c.Dead}}).Int64()
	if err != nil {
		return 0, fmt.Errorf("take the lead: %w", err)
	}
	return time.Duration(left) * time.Millisecond, nil
}

// Resign gives the lead up, so that another can take it at once. Who has none
// changes nothing.
func (s *Store) Resign(ctx context.Context, c Candidate) error {
	if err := s.run(ctx, call{resignScript, []string{leaderKey}, []any{c.Name}}).Err(); err != nil {
		return fmt.Errorf("give the lead up: %w", err)
	}
	return nil
}

// Leader is the name of the process that leads, "" where none does.
func (s *Store) Leader(ctx context.Context) (string, error) {
	name, err := s.rdb.Get(ctx, leaderKey).Result()
	if err != nil && !errors.Is(err, redis.Nil) {
		return "", fmt.Errorf("read who leads: %w", err)
	}
	return name, nil
}
