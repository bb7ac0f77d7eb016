package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// Schema numbers the form in which everything is kept. It rises when a program
// that knows only the form before could do harm.
//
//	1  a line is kept by holder
//	2  a line is kept by class and holder, see line.go
//	3  who agreed to be remembered stands in a list
const Schema = 3

// NewerSchema is the error of a Redis that a newer program has written.
type NewerSchema struct{ Found int }

func (e *NewerSchema) Error() string {
	return fmt.Sprintf("what Redis holds was written by a newer version of this program (schema %d, this one knows %d): start that version again, or a later one", e.Found, Schema)
}

// ClaimSchema writes the schema's number into a Redis that has none, brings what
// an older program wrote into today's form, and refuses one that is newer with a
// *NewerSchema. Nobody else may work with another form at that time: an *OtherForm
// says who does. A process says that it is Alive before it calls this: of two
// that start at the same time with different forms, each sees the other.
func (s *Store) ClaimSchema(ctx context.Context) error {
	if err := s.rdb.SetNX(ctx, schemaKey, Schema, 0).Err(); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	found, err := s.schema(ctx)
	if err != nil {
		return err
	}
	if found > Schema {
		return &NewerSchema{found}
	}
	if err := s.onlyThisForm(ctx); err != nil {
		return err
	}
	return s.migrate(ctx, found)
}

// schema reads the number; it is 0 where there is none.
func (s *Store) schema(ctx context.Context) (int, error) {
	text, err := s.rdb.Get(ctx, schemaKey).Result()
	if errors.Is(err, redis.Nil) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read schema: %w", err)
	}
	return readSchema(text)
}

// readSchema reads the number as it is kept; instead of it there may stand that a
// restore is not done.
func readSchema(text string) (int, error) {
	if text == restoring {
		return 0, ErrRestoring
	}
	found, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("read schema: %w", err)
	}
	return found, nil
}

// migrate brings everything from one form to the next until it is today's. Each
// step can be done again, and by several processes at a time: the number is
// written when it is done.
func (s *Store) migrate(ctx context.Context, found int) error {
	if found < 2 {
		if err := s.classLines(ctx); err != nil {
			return fmt.Errorf("migrate lines to schema 2: %w", err)
		}
	}
	if found < 3 {
		if err := s.listPeople(ctx); err != nil {
			return fmt.Errorf("migrate people to schema 3: %w", err)
		}
	}
	if found == Schema {
		return nil
	}
	if err := s.rdb.Set(ctx, schemaKey, Schema, 0).Err(); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	return nil
}
