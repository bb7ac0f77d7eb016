package store

import (
	"bytes"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"samovar/internal/redisserver"
)

func TestABackupGoesIntoAClusterAndOutOfIt(t *testing.T) {
	file, s := backedUp(t, lived(t).store), openStore(t, redisserver.ClusterForTest(t, 3, 0, redisserver.Options{}).URL())
	if _, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if again := backedUp(t, s); !bytes.Equal(again, file) {
		t.Errorf("%d bytes became %d", len(file), len(again))
	}
	if err := s.Alive(t.Context(), Process{ID: "me"}); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Processes(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("alive are %v, %v", all, err)
	}
}

func TestABackupCanBeMadeFromAReplica(t *testing.T) {
	p := lived(t)
	host, port, _ := strings.Cut(p.store.rdb.(*redis.Client).Options().Addr, ":")
	copied := openStore(t, redisserver.ForTest(t, redisserver.Options{Config: []string{"replicaof", host + " " + port}}).URL())
	for {
		if info := readInfo(copied.rdb.Info(t.Context(), "replication").Val()); info["master_link_status"] == "up" {
			break
		}
		if t.Context().Err() != nil {
			t.Fatal("the replica does not follow")
		}
	}
	if !bytes.Equal(backedUp(t, copied), backedUp(t, p.store)) {
		t.Error("it is another than that of the master")
	}
}
