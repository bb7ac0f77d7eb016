package store

import (
	"errors"
	"strings"
	"testing"
)

func TestTwoFormsAreNeverInUseAtATime(t *testing.T) {
	s := startStore(t).store
	ctx := t.Context()
	claims := func() error { return s.ClaimSchema(ctx) }
	if err := errors.Join(s.Alive(ctx, Process{ID: "me", Version: "v2"}), claims()); err != nil {
		t.Fatal(err)
	}
	s.rdb.Set(ctx, schemaKey, Schema-1, 0)
	s.rdb.Set(ctx, aliveKey("old"), `{"id":"old","host":"attic","version":"v1","schema":2}`, AliveFor)
	var other *OtherForm
	if err := claims(); !errors.As(err, &other) || other.Runs.ID != "old" || Transient(err) || !strings.Contains(err.Error(), "v1 on attic") {
		t.Errorf("while an older version runs: %v", err)
	}
	if n, _ := s.schema(ctx); n != Schema-1 {
		t.Errorf("it was brought to schema %d all the same", n)
	}
	if err := errors.Join(s.Gone(ctx, Process{ID: "old"}), claims()); err != nil {
		t.Errorf("when it has ended: %v", err)
	}
	if n, _ := s.schema(ctx); n != Schema {
		t.Errorf("the schema is %d", n)
	}
	s.rdb.Set(ctx, aliveKey("new"), `{"id":"new","version":"v3","schema":1000}`, AliveFor)
	if err := claims(); !errors.As(err, &other) || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("while a newer version starts: %v", err)
	}
}

func TestAProcessHearsThatANewerVersionHasTakenOver(t *testing.T) {
	s := startStore(t).store
	me := Process{ID: "me", Version: "v1"}
	if err := errors.Join(s.Alive(t.Context(), me), s.ClaimSchema(t.Context()), s.Alive(t.Context(), me)); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Processes(t.Context()); err != nil || len(all) != 1 || all[0].Version != "v1" || all[0].Schema != Schema {
		t.Errorf("alive are %v, %v", all, err)
	}
	s.rdb.Set(t.Context(), schemaKey, Schema+1, 0)
	var newer *NewerSchema
	if err := s.Alive(t.Context(), me); !errors.As(err, &newer) {
		t.Errorf("it hears %v", err)
	}
}
