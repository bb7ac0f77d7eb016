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
		{redisserver.Options{}, Server{AppendOnly: "no", Fsync: "everysec", Eviction: "noeviction"}},
		{redisserver.Options{AppendOnly: true, Fsync: "always", Config: []string{"maxmemory-policy", "allkeys-lru"}},
			Server{AppendOnly: "yes", Fsync: "always", Eviction: "allkeys-lru"}},
	} {
		s, err := Open(redisserver.ForTest(t, c.options).URL())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		got, err := s.Server(t.Context())
		if err != nil || got.Version == "" {
			t.Fatalf("got %+v, %v", got, err)
		}
		got.Version = ""
		if got != c.want {
			t.Errorf("got %+v, want %+v", got, c.want)
		}
	}
}
