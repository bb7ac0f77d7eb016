package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"samovar/internal/redisserver"
)

// scans is how often the server of a Point looked through some of its keys.
func scans(t *testing.T, s *Store) (calls int) {
	t.Helper()
	server, err := s.patient(t.Context(), keysOf("blg").due())
	if err != nil {
		t.Fatal(err)
	}
	line := readInfo(server.Info(t.Context(), "commandstats").Val())["cmdstat_scan"]
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
