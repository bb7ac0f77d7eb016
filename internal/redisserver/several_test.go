package redisserver

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestAClusterKeepsEachKeyOnItsMasterAndItsReplica(t *testing.T) {
	c := ClusterForTest(t, 3, 1, Options{})
	o, err := redis.ParseClusterURL(c.URL())
	if err != nil {
		t.Fatal(err)
	}
	rdb := redis.NewClusterClient(o)
	t.Cleanup(func() { _ = rdb.Close() })
	for i := range 100 {
		if err := rdb.Set(t.Context(), fmt.Sprint("cup", i), i, 0).Err(); err != nil {
			t.Fatal(err)
		}
	}
	slot := int(rdb.ClusterKeySlot(t.Context(), "cup7").Val())
	if answer, err := c.MasterOf(slot).Ask("GET", "cup7"); err != nil || answer != "7" {
		t.Errorf("its master has %q, %v", answer, err)
	}
	for i, replica := range c.Replicas {
		role, err := replica.Ask("INFO", "replication")
		if err != nil || !strings.Contains(role, "role:slave") || !strings.Contains(role, fmt.Sprint("master_port:", c.Masters[i].options.Port)) {
			t.Errorf("replica %d says %s, %v", i, role, err)
		}
	}
}

func TestSentinelsMakeAReplicaTheMasterWhenThatIsKilled(t *testing.T) {
	w := WatchedForTest(t, 1, Options{})
	o, err := redis.ParseFailoverURL(w.URL())
	if err != nil {
		t.Fatal(err)
	}
	rdb := redis.NewFailoverClient(o)
	t.Cleanup(func() { _ = rdb.Close() })
	if err := rdb.Set(t.Context(), "cup", "tea", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if err := rdb.Do(t.Context(), "WAIT", 1, 0).Err(); err != nil {
		t.Fatal(err)
	}
	w.Master().Kill()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for w.Master() == nil {
		if ctx.Err() != nil {
			t.Fatal("nobody took over")
		}
	}
	if w.Master() != w.Servers[1] {
		t.Error("another took over")
	}
	for rdb.Set(ctx, "cup", "more tea", 0).Err() != nil {
		if ctx.Err() != nil {
			t.Fatal("the client does not follow")
		}
	}
}
