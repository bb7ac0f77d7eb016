package main

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/redisserver"
)

// replicated are servers that take nothing which no replica has.
func replicated() redisserver.Options {
	return redisserver.Options{AppendOnly: true, Fsync: "always",
		Config: []string{"maxmemory-policy", "noeviction", "min-replicas-to-write", "1"}}
}

// stormOver is a storm over a Redis with replicas.
func stormOver(t *testing.T, url string, rdb redis.UniversalClient) *storm {
	t.Helper()
	s := newStormOn(t, prepareOn(t, crowded, url, rdb))
	s.environ = append(s.environ, "SAMOVAR_REDIS__REPLICAS=1")
	return s
}

// outlives loses a master while people write, and waits until somebody is
// answered again.
func (s *storm) outlives(kill func(), write chan struct{}) {
	s.t.Helper()
	before := s.handled()
	kill()
	began := time.Now()
	close(write)
	s.until("updates are handled again", func() bool { return s.handled() > before+groups })
	s.t.Logf("the bot went on %s after the kill", time.Since(began).Round(10*time.Millisecond))
}

// handled is how many updates were, 0 while nobody can be asked.
func (s *storm) handled() int64 { return s.rdb.ZCard(s.ctx, "samovar:{blg}:handled").Val() }

// plays lets all the storm pass, with a loss in its middle, and holds it
// against what was written.
func (s *storm) plays(kill func()) {
	s.t.Helper()
	p := spawn(s.t, s.environ, "serve", "--config", s.config)
	for i, gate := range s.gates {
		if i == groups/2 {
			s.outlives(kill, gate)
			s.noteFlying()
		} else {
			close(gate)
		}
		s.amid()
	}
	s.calm()
	twice := s.allIsWell()
	s.t.Logf("%d messages may have been in flight, %d came twice, %d requests to Telegram", len(s.flying), twice, len(s.telegram.Calls()))
	if twice > len(s.flying) {
		s.t.Errorf("%d messages came twice, and only %d were in flight", twice, len(s.flying))
	}
	if s.t.Failed() {
		s.t.Logf("the log:\n%s", p)
	}
}

func TestAFailoverOfTheSentinelsLosesNothing(t *testing.T) {
	w := redisserver.WatchedForTest(t, 2, replicated())
	o, err := redis.ParseFailoverURL(w.URL())
	if err != nil {
		t.Fatal(err)
	}
	stormOver(t, w.URL(), redis.NewFailoverClient(o)).plays(w.Master().Kill)
}

func TestTheLossOfAClustersMasterLosesNothing(t *testing.T) {
	c := redisserver.ClusterForTest(t, 3, 2, replicated())
	o, err := redis.ParseClusterURL(c.URL())
	if err != nil {
		t.Fatal(err)
	}
	o.ClusterStateReloadInterval = time.Second // or it looks for the lost one for a minute
	rdb := redis.NewClusterClient(o)
	slot := rdb.ClusterKeySlot(t.Context(), "samovar:{blg}:due").Val()
	stormOver(t, c.URL(), rdb).plays(c.MasterOf(int(slot)).Kill)
}
