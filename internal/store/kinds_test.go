package store

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/redis/go-redis/v9"

	"samovar/internal/redisserver"
)

// TestMain runs all tests twice: on one server, then on a Cluster of three
// masters. A benchmark or a search of a fuzzer runs on one server only.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 && !isGiven("bench") && !isGiven("fuzz") {
		code = onCluster(m)
	}
	os.Exit(code)
}

// isGiven says whether a flag of go test asks for something.
func isGiven(name string) bool {
	return flag.Lookup("test."+name).Value.String() != ""
}

var cluster *redisserver.Cluster // nil while the tests run on single servers

func onCluster(m *testing.M) int {
	var err error
	if cluster, err = redisserver.StartCluster(3, 0, redisserver.Options{}); err != nil {
		fmt.Println("the tests need a real Redis Cluster:", err)
		return 1
	}
	defer cluster.Stop()
	if err := flag.Set("test.skip", ownServers); err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("again, on a Cluster of three masters:")
	return m.Run()
}

// ownServers are tests that start whatever they need, once is enough.
const ownServers = "Survives|WithoutItsReplica|NoSentinelKnows|WrongURL|OfRedisCosts|ARedisSays|IntoACluster|FromAReplica|OfABusyPoint"

// emptyRedis is the URL of a Redis that holds nothing.
func emptyRedis(t testing.TB) string {
	t.Helper()
	if cluster == nil {
		return redisserver.ForTest(t).URL()
	}
	everywhere(t, openStore(t, cluster.URL()), "flushall")
	return cluster.URL()
}

// everywhere runs a command on every master, and adds up the numbers that are
// the answers.
func everywhere(t testing.TB, s *Store, words ...any) (sum int64) {
	t.Helper()
	var all atomic.Int64
	err := s.eachMaster(t.Context(), func(ctx context.Context, master *redis.Client) error {
		answer, err := master.Do(ctx, words...).Result()
		n, _ := answer.(int64) // "OK" is none
		all.Add(n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Load()
}
