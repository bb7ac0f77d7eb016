package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"samovar/internal/redisserver"
)

// scans is how often the server of a Point looked through some of its keys.
func scans(t *testing.T, s *Store) int { return called(t, s, "scan") }

// called is how often a command was called there, also by scripts.
func called(t *testing.T, s *Store, command string) (calls int) {
	t.Helper()
	server, err := s.patient(t.Context(), keysOf("blg").due())
	if err != nil {
		t.Fatal(err)
	}
	line := readInfo(server.Info(t.Context(), "commandstats").Val())["cmdstat_"+command]
	if _, err := fmt.Sscanf(line, "calls=%d,", &calls); err != nil && line != "" {
		t.Fatal(line, err)
	}
	return calls
}

func TestABackupLooksThroughAllKeysOnceHoweverManyPointsThereAre(t *testing.T) {
	p := lived(t)
	for n := range 30 {
		p.store.rdb.Set(t.Context(), keysOf(fmt.Sprint("p", n)).prefix+"text", "a", 0)
	}
	before := scans(t, p.store)
	backedUp(t, p.store)
	all := int(everywhere(t, p.store, "dbsize"))
	if n := scans(t, p.store) - before; n > 1+all/900 {
		t.Errorf("for %d keys it looked %d times", all, n)
	}
}

// reading is a backup that knows which keys there are, and has read none.
func reading(t *testing.T, s *Store) (b *backup, file *bytes.Buffer) {
	t.Helper()
	file = &bytes.Buffer{}
	b = &backup{store: s, sum: sha256.New(), told: func(int) {}, names: newKeyring(), out: bufio.NewWriter(file)}
	if _, err := b.head(t.Context(), "", monday); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.hush(); err != nil {
			t.Error(err)
		}
	})
	return b, file
}

func TestWhatIsBornAfterTheKeysWereFoundIsInTheBackup(t *testing.T) {
	onOne, onThree := lived(t).store, openStore(t, redisserver.ClusterForTest(t, 3, 0, redisserver.Options{}).URL())
	if _, _, err := onThree.Restore(t.Context(), bytes.NewReader(backedUp(t, onOne)), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Store{onOne, onThree} {
		b, file := reading(t, s)
		late := request("hall", 14, 16, 40)
		late.ID = "born"
		if err := s.Point(testPoint()).Commit(t.Context(), create(late), monday); err != nil {
			t.Fatal(err)
		}
		s.rdb.Set(t.Context(), keysOf("new").prefix+"text", "a", 0)
		before := scans(t, s)
		if err := b.tagged(t.Context()); err != nil {
			t.Fatal(err)
		}
		_ = b.out.Flush() // into memory
		if n := strings.Count(file.String(), `"samovar:{blg}:booking:born"`); n != 1 || !strings.Contains(file.String(), "{new}") || scans(t, s) > before {
			t.Errorf("it is there %d times, after %d searches, in\n%s", n, scans(t, s)-before, file)
		}
	}
}

func TestABackupThatDoesNotHearWhatIsWrittenFails(t *testing.T) {
	s := lived(t).store
	b, _ := reading(t, s)
	if err := s.rdb.Do(t.Context(), "CLIENT", "KILL", "TYPE", "normal").Err(); err != nil {
		t.Fatal(err)
	}
	if err := b.tagged(t.Context()); err == nil {
		t.Error("it does not say so")
	}
}

func TestARedisThatTellsNothingIsBackedUpToo(t *testing.T) {
	file := backedUp(t, lived(t).store)
	rules := redisserver.Options{Config: []string{"user", "default on nopass ~* &* +@all -client|tracking"}}
	s := openStore(t, redisserver.ForTest(t, rules).URL())
	if err := s.rdb.ClientTrackingOn(t.Context(), nil).Err(); !redis.HasErrorPrefix(err, "NOPERM") {
		t.Fatalf("it may: %v", err)
	}
	if _, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(backedUp(t, s), file) {
		t.Error("it is another")
	}
}

func TestACopyIsOfTheMomentOfItsLastStep(t *testing.T) {
	onOne := lived(t).store
	onThree := openStore(t, redisserver.ClusterForTest(t, 3, 0, redisserver.Options{}).URL())
	if _, _, err := onThree.Restore(t.Context(), bytes.NewReader(backedUp(t, onOne)), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Store{onOne, onThree} {
		b, _ := reading(t, s)
		c, err := b.copying(t.Context(), "blg")
		if err != nil || c == nil {
			t.Fatal(err)
		}
		key := func(name string) string { return keysOf("blg").prefix + name }
		s.rdb.Set(t.Context(), key("gone"), "a", 0)
		s.rdb.Set(t.Context(), key("changed"), "a", 0)
		if err := errors.Join(b.writes.caughtUp(t.Context()), c.read(t.Context(), b.names.of("blg"))); err != nil {
			t.Fatal(err)
		}
		s.rdb.Del(t.Context(), key("gone"))
		s.rdb.Set(t.Context(), key("changed"), "b", 0)
		s.rdb.Set(t.Context(), key("born"), "b", 0)
		if err := b.writes.caughtUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		if whole, err := c.settle(t.Context()); err != nil || !whole {
			t.Fatalf("it is not whole: %v", err)
		}
		if c.keys[key("gone")] != nil || !holdsText(c, key("changed"), "b") || !holdsText(c, key("born"), "b") {
			t.Errorf("the copy has %v, %v, %v", c.keys[key("gone")], c.keys[key("changed")], c.keys[key("born")])
		}
	}
}

func holdsText(c *copying, name, text string) bool {
	fields, _ := c.keys[name].([]any)
	return len(fields) == 4 && fields[3] == text
}

func TestACopyIsNotWholeWhileOthersAreWritten(t *testing.T) {
	names := newKeyring()
	for _, name := range []string{"samovar:{blg}:a", "samovar:{blg}:b", "samovar:{khb}:c"} {
		names.add(name)
	}
	names.of("blg")
	names.wrote("samovar:{blg}:a")
	names.wrote("samovar:{khb}:c")
	again := names.written("blg")
	if len(again) != 1 || names.others("blg", again) {
		t.Errorf("to be read again are %q, and others", again)
	}
	names.wrote("samovar:{blg}:a") // which is read at the same time
	if names.others("blg", again) {
		t.Error("what was read counts as another")
	}
	names.wrote("samovar:{blg}:new")
	if !names.others("blg", again) {
		t.Error("a new one does not count")
	}
	if again = names.written("blg"); len(again) != 2 {
		t.Errorf("next are %q", again)
	}
}

func TestABackupFailsWhereRedisIsEmptiedMeanwhile(t *testing.T) {
	s := lived(t).store
	b, _ := reading(t, s)
	if err := s.rdb.FlushAll(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	if err := b.tagged(t.Context()); err == nil || !strings.Contains(err.Error(), "emptied") {
		t.Errorf("it says %v", err)
	}
}

func TestNoStepOfABackupReadsMoreThanSome(t *testing.T) {
	p := lived(t)
	many := p.store.rdb.Pipeline()
	for n := range 5 * aStep {
		many.Set(t.Context(), fmt.Sprintf("%stext:%d", p.keys.prefix, n), "a", 0)
	}
	if _, err := many.Exec(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := called(t, p.store, "type")
	scripts := called(t, p.store, "evalsha_ro")
	backedUp(t, p.store)
	keys, steps := called(t, p.store, "type")-before, called(t, p.store, "evalsha_ro")-scripts
	if keys < 5*aStep || keys > steps*aStep {
		t.Errorf("%d keys in %d steps", keys, steps)
	}
}
