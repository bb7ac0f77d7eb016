package store

import (
	"errors"
	"fmt"
	"testing"
)

func TestARedisOfANewerSchemaIsRefused(t *testing.T) {
	s := startStore(t).store
	for range 2 { // absent, then ours
		if err := s.ClaimSchema(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.rdb.Get(t.Context(), "samovar:schema").Val(); got != fmt.Sprint(Schema) {
		t.Errorf("the schema is %q", got)
	}
	s.rdb.Set(t.Context(), "samovar:schema", Schema+1, 0)
	var newer *NewerSchema
	if err := s.ClaimSchema(t.Context()); !errors.As(err, &newer) || newer.Found != Schema+1 || Transient(err) {
		t.Errorf("a newer schema: %v", err)
	}
	if got := s.rdb.Get(t.Context(), "samovar:schema").Val(); got != fmt.Sprint(Schema+1) {
		t.Errorf("it became %q", got)
	}
}
