package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/redisserver"
)

func TestADamagedBackupIsRefusedAndChangesNothing(t *testing.T) {
	whole := string(backedUp(t, lived(t).store))
	lines := strings.SplitAfter(whole, "\n")
	last := len(lines) - 2
	s := startStore(t).store
	for what, c := range map[string]struct{ file, says string }{
		"empty":            {"", "not a backup"},
		"something else":   {"id,name\nquanta,Кванты\n", "not a backup"},
		"compressed":       {"\x1f\x8b\x08 and so on, for some bytes", "gunzip"},
		"cut off":          {strings.Join(lines[:last], ""), "cut off"},
		"cut in a line":    {whole[:len(whole)/2], "cut off"},
		"cut in the first": {whole[:40], "cut off"},
		"changed":          {strings.Replace(whole, "Кванты", "Кварки", 1), "was changed or damaged"},
		"a line gone":      {strings.Join(append(append([]string{}, lines[:3]...), lines[4:]...), ""), "was changed or damaged"},
		"a line doubled":   {strings.Replace(whole, lines[3], lines[3]+lines[3], 1), "was changed or damaged"},
		"garbled":          {strings.Replace(whole, `"type":"hash"`, `"type""hash"`, 1), "is damaged"},
		"another type":     {strings.Replace(whole, `"type":"hash"`, `"type":"heap"`, 1), "is damaged"},
		"a foreign key":    {strings.Replace(whole, `"key":"samovar:home:42"`, `"key":"config"`, 1), "which no backup holds"},
		"something behind": {whole + "{}\n", "behind the last line"},
		"a newer format":   {strings.Replace(whole, `"format":1`, `"format":2`, 1), "newer version"},
		"a newer schema":   {strings.Replace(whole, `"schema":3`, fmt.Sprintf(`"schema":%d`, Schema+1), 1), "newer version"},
	} {
		_, _, err := s.Restore(t.Context(), strings.NewReader(c.file), func(int, int) {})
		var bad *BadBackup
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", what, err)
		}
		if n := everywhere(t, s, "dbsize"); n != 0 {
			t.Fatalf("%s: %d keys were written", what, n)
		}
	}
}

// The sum of such a file is right: somebody wrote it by hand.
func TestALineThatRedisCouldNotTakeIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	s := startStore(t).store
	for _, line := range []string{
		`{"key":"samovar:home:42","type":"string"}`,
		`{"key":"samovar:{khv}:zset","type":"zset","value":[["a","tea"]]}`,
		`{"key":"samovar:{khv}:zset","type":"zset","value":[["a","nan"]]}`,
		`{"key":"samovar:{in3}:items","type":"string","value":"42:7"}`,
		`{"key":"samovar:{in3}:bodies","type":"list","value":["42:7"]}`,
	} {
		var bad *BadBackup
		if _, _, err := s.Restore(t.Context(), bytes.NewReader(sealed(t, []byte(line+"\n"))), func(int, int) {}); !errors.As(err, &bad) {
			t.Errorf("%s: %v", line, err)
		}
		if n := everywhere(t, s, "dbsize"); n != 0 {
			t.Fatalf("%s: %d keys were written", line, n)
		}
	}
}

func TestABackupIsNeverRestoredOverWhatIsThere(t *testing.T) {
	file := backedUp(t, lived(t).store)
	p := startStore(t)
	p.store.rdb.Set(t.Context(), "of another program", 1, 0)
	for range 2 {
		if _, _, err := p.store.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("it says %v", err)
		}
	}
	if n := everywhere(t, p.store, "dbsize"); n != 1 {
		t.Errorf("%d keys are there", n)
	}
}

func TestNobodyWorksOnAHalfThatWasRestored(t *testing.T) {
	file := backedUp(t, lived(t).store)
	s := startStore(t).store
	told := 0
	_, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(n, of int) {
		if told++; told > 1 {
			return
		}
		if err := s.ClaimSchema(t.Context()); !errors.Is(err, ErrRestoring) || Transient(err) {
			t.Errorf("with %d of %d keys a bot is told %v", n, of, err)
		}
		if _, err := s.BackUp(t.Context(), &bytes.Buffer{}, "", monday, func(int) {}); !errors.Is(err, ErrRestoring) {
			t.Errorf("a backup of it: %v", err)
		}
		if _, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); !errors.Is(err, ErrRestoring) {
			t.Errorf("a second restore: %v", err)
		}
	})
	if err != nil || told == 0 {
		t.Fatal(told, err)
	}
	if err := s.ClaimSchema(t.Context()); err != nil {
		t.Errorf("when it is done: %v", err)
	}
}

func TestNothingIsBackedUpOfAnEmptyRedisOrOneOfANewerVersion(t *testing.T) {
	s := startStore(t).store
	if _, err := s.BackUp(t.Context(), &bytes.Buffer{}, "", monday, func(int) {}); !errors.Is(err, ErrNothingKept) {
		t.Errorf("of an empty one: %v", err)
	}
	s.rdb.Set(t.Context(), schemaKey, Schema+1, 0)
	var newer *NewerSchema
	if _, err := s.BackUp(t.Context(), &bytes.Buffer{}, "", monday, func(int) {}); !errors.As(err, &newer) {
		t.Errorf("of a newer version: %v", err)
	}
}

// marked says whether what is in Redis is marked as half restored.
func marked(t *testing.T, s *Store) bool {
	t.Helper()
	at, err := s.rdb.Get(t.Context(), schemaKey).Result()
	if err != nil {
		t.Fatal(err)
	}
	return at == restoring
}

func TestARestoreIsDoneOnceTheReplicasHaveIt(t *testing.T) {
	file := backedUp(t, lived(t).store)
	w := redisserver.WatchedForTest(t, 1, redisserver.Options{})
	s := replicatedPoint(t, w.URL()).store
	soon, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
	defer cancel()
	_, _, err := s.Restore(soon, bytes.NewReader(file), func(int, int) { w.Servers[1].Pause() })
	if err == nil || !strings.Contains(err.Error(), "wait for 1 replicas") || !marked(t, s) {
		t.Errorf("without the replica: %v", err)
	}
	if err := s.rdb.FlushDB(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	w.Servers[1].Resume()
	if _, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); err != nil || marked(t, s) {
		t.Errorf("with the replica: %v", err)
	}
}

func TestARestoreIntoAClusterWaitsForEachMastersReplica(t *testing.T) {
	file := backedUp(t, lived(t).store)
	c := redisserver.ClusterForTest(t, 3, 1, redisserver.Options{})
	s := replicatedPoint(t, c.URL()).store
	if _, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	keys, copies := everywhere(t, s, "dbsize"), int64(0)
	for _, replica := range c.Replicas {
		n, err := replica.Ask("DBSIZE")
		if err != nil {
			t.Fatal(err)
		}
		var one int64
		if _, err := fmt.Sscanf(n, ":%d", &one); err != nil {
			t.Fatal(n, err)
		}
		copies += one
	}
	if copies < keys-1 { // the number of the schema is written last
		t.Errorf("the replicas have %d of %d keys", copies, keys)
	}
}

func TestARestoreOfWhichSomethingGotLostIsNotDone(t *testing.T) {
	file, p := backedUp(t, lived(t).store), startStore(t)
	s := p.store
	_, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {
		if n, err := s.rdb.Del(t.Context(), p.keys.logs()).Result(); n != 1 || err != nil {
			t.Error(n, err)
		}
	})
	if err == nil || !strings.Contains(err.Error(), "was a master lost") || !marked(t, s) {
		t.Errorf("it says %v", err)
	}
}
