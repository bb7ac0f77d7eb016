package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// AliveFor is how long a process counts as alive after it last said so.
const AliveFor = 15 * time.Second

// Process is a bot that runs on this Redis.
type Process struct {
	ID      string    `json:"id"`      // nobody else's, ever
	Host    string    `json:"host"`    // for who reads it
	Version string    `json:"version"` // likewise
	Schema  int       `json:"schema"`  // the only form it can work with
	Since   time.Time `json:"since"`
}

func (p Process) String() string {
	return fmt.Sprintf("%s on %s, since %s", p.Version, p.Host, p.Since.UTC().Format(time.DateTime+"Z"))
}

// OtherForm is the error of a process that works with another form of what is
// kept than this one, and runs: two forms at a time would do harm.
type OtherForm struct{ Runs Process }

func (e *OtherForm) Error() string {
	if e.Runs.Schema < Schema {
		return fmt.Sprintf("an older version still runs on this Redis (%s): stop it, and what it keeps is brought into the new form", e.Runs)
	}
	return fmt.Sprintf("a newer version starts on this Redis (%s): stop that one to go on with this", e.Runs)
}

// Alive says that the process runs, for AliveFor; and returns a *NewerSchema
// where it may no longer, since a newer one has taken over.
func (s *Store) Alive(ctx context.Context, p Process) error {
	p.Schema = Schema
	text, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("encode process: %w", err)
	}
	if err := s.rdb.Set(ctx, aliveKey(p.ID), text, AliveFor).Err(); err != nil {
		return fmt.Errorf("say that it is alive: %w", err)
	}
	found, err := s.schema(ctx)
	if err == nil && found > Schema {
		err = &NewerSchema{found}
	}
	return err
}

// Gone says that a process has ended.
func (s *Store) Gone(ctx context.Context, p Process) error {
	if err := s.rdb.Del(ctx, aliveKey(p.ID)).Err(); err != nil {
		return fmt.Errorf("say that it is gone: %w", err)
	}
	return nil
}

// Processes are those that are alive.
func (s *Store) Processes(ctx context.Context) (all []Process, err error) {
	var one sync.Mutex // masters of a Cluster find at the same time
	err = s.eachKey(ctx, aliveKey("*"), func(ctx context.Context, key string) error {
		p, err := s.process(ctx, key)
		if errors.Is(err, redis.Nil) {
			return nil // it has just ended
		}
		one.Lock()
		defer one.Unlock()
		all = append(all, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list processes: %w", err)
	}
	return all, nil
}

func (s *Store) process(ctx context.Context, key string) (Process, error) {
	text, err := s.rdb.Get(ctx, key).Result()
	if err != nil {
		return Process{}, err
	}
	p := Process{ID: strings.TrimPrefix(key, aliveKey(""))}
	return p, json.Unmarshal([]byte(text), &p)
}

// onlyThisForm returns a *OtherForm where a process of another form runs.
func (s *Store) onlyThisForm(ctx context.Context) error {
	all, err := s.Processes(ctx)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Schema != Schema {
			return &OtherForm{p}
		}
	}
	return nil
}
