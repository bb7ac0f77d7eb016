package store

import (
	"testing"

	"samovar/internal/redisserver"
)

func TestARedisSaysHowItIsRun(t *testing.T) {
	for _, c := range []struct {
		options redisserver.Options
		want    Server
	}{
		{redisserver.Options{}, Server{Mode: "standalone", AppendOnly: "no", Fsync: "everysec", Eviction: "noeviction"}},
		{redisserver.Options{AppendOnly: true, Fsync: "always", Config: []string{"maxmemory-policy", "allkeys-lru"}},
			Server{Mode: "standalone", AppendOnly: "yes", Fsync: "always", Eviction: "allkeys-lru"}},
	} {
		s, err := Open(redisserver.ForTest(t, c.options).URL())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		all, err := s.Servers(t.Context())
		if err != nil || len(all) != 1 || all[0].Version == "" || all[0].Addr == "" {
			t.Fatalf("got %+v, %v", all, err)
		}
		got := all[0]
		got.Version, got.Addr = "", ""
		if got != c.want {
			t.Errorf("got %+v, want %+v", got, c.want)
		}
	}
}
