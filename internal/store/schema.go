package store

import (
	"context"
	"fmt"
)

// Schema numbers the form in which everything is kept. It rises when a program
// that knows only the form before could do harm.
const Schema = 1

// NewerSchema is the error of a Redis that a newer program has written.
type NewerSchema struct{ Found int }

func (e *NewerSchema) Error() string {
	return fmt.Sprintf("what Redis holds was written by a newer version of this program (schema %d, this one knows %d): start that version again, or a later one", e.Found, Schema)
}

// ClaimSchema writes the schema's number into a Redis that has none, and refuses
// one that is higher with a *NewerSchema.
func (s *Store) ClaimSchema(ctx context.Context) error {
	if err := s.rdb.SetNX(ctx, schemaKey, Schema, 0).Err(); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	found, err := s.rdb.Get(ctx, schemaKey).Int()
	if err != nil {
		return fmt.Errorf("read schema: %w", err)
	}
	if found > Schema {
		return &NewerSchema{found}
	}
	return nil
}
