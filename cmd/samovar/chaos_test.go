package main

import (
	"cmp"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"samovar/internal/chaos"
)

// The environment makes the run longer, or another one: `make chaos` does so.
const (
	chaosSeed    = "TEST_CHAOS_SEED"
	chaosFaults  = "TEST_CHAOS_FAULTS"
	chaosUpdates = "TEST_CHAOS_UPDATES"
	chaosRate    = "TEST_CHAOS_RATE"
	chaosFsync   = "TEST_CHAOS_FSYNC"
	chaosRedis   = "TEST_CHAOS_REDIS"
)

// scale is how much there is to be of everything.
type scale struct {
	seed            uint64
	faults, updates int
	rate            int // updates a second that people are at most good for
	fsync           string
	redis           string // single, sentinel or cluster
}

func scaleFrom(environ func(string) string) scale {
	number := func(name string, otherwise int) int {
		n, err := strconv.Atoi(environ(name))
		if err != nil || n <= 0 {
			return otherwise
		}
		return n
	}
	s := scale{seed: uint64(number(chaosSeed, int(time.Now().Unix()))), faults: number(chaosFaults, 33),
		updates: number(chaosUpdates, 900), rate: number(chaosRate, 60)}
	s.fsync, s.redis = cmp.Or(environ(chaosFsync), "always"), cmp.Or(environ(chaosRedis), "single")
	return s
}

// long says whether it is worth while to let Redis stop for half a minute.
func (s scale) long() time.Duration {
	if s.faults < 500 {
		return 0
	}
	return 30 * time.Second
}

func TestWhateverFailsNothingIsLostAndNothingIsDoneTwice(t *testing.T) {
	size := scaleFrom(os.Getenv)
	t.Logf("%s=%d has the same sequence of faults", chaosSeed, size.seed)
	o := newOrdeal(t, size)
	began := time.Now()
	var people sync.WaitGroup
	for _, one := range o.crowd {
		people.Go(one.live)
	}
	o.suffers()
	people.Wait()
	o.comesToRest()
	took, wrong := time.Since(began), o.expected()
	o.runsOut()
	r := o.audited()
	r.Took, r.Complaint = took, append(r.Complaint, wrong...)
	t.Logf("\n%s", r)
	for i, words := range r.Wrong() {
		if i == 40 {
			t.Errorf("and %d more", len(r.Wrong())-i)
			break
		}
		t.Error(words)
	}
}

func TestARunIsAsLongAsTheEnvironmentSays(t *testing.T) {
	set := map[string]string{chaosSeed: "7", chaosFaults: "1000", chaosUpdates: "100000", chaosFsync: "everysec"}
	got := scaleFrom(func(name string) string { return set[name] })
	want := scale{seed: 7, faults: 1000, updates: 100000, rate: 60, fsync: "everysec", redis: "single"}
	if got != want || got.long() != 30*time.Second {
		t.Errorf("got %+v", got)
	}
	if plan := chaos.Plan(got.seed, got.faults, nil, got.long()); len(plan) != 1000 {
		t.Errorf("%d faults", len(plan))
	}
}
