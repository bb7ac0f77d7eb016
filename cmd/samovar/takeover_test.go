package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/store"
)

// within is how soon updates flow again whatever happens to who takes them in:
// ten seconds at most, and as much again where all tests run at once.
const within = 2 * 10 * time.Second

func TestWhenThePollingLeaderIsKilledAnotherTakesOver(t *testing.T) {
	t.Parallel()
	f := newFleet(t, freeAddresses(t, 3))
	f.flood()
	f.flows(5)
	leader := f.leader(f.replicas...)
	leader.kill()
	flying := f.flying()
	took := f.flows(1)
	t.Logf("updates flowed again after %s", took)
	if took > within {
		t.Errorf("updates flowed again only after %s", took)
	}
	f.leader(f.others(leader)...)
	f.flows(5)
	f.allWell(flying)
}

func TestWhenThePollingLeaderStopsAnotherFollowsAtOnce(t *testing.T) {
	t.Parallel()
	f := newFleet(t, freeAddresses(t, 3))
	f.flood()
	f.flows(5)
	leader := f.leader(f.replicas...)
	leader.signal(t, syscall.SIGTERM)
	took := f.flows(1)
	t.Logf("updates flowed again after %s", took)
	if took > store.LeadFor {
		t.Errorf("the others waited %s, as if it had died", took)
	}
	<-leader.gone
	f.leader(f.others(leader)...)
	f.flows(5)
	f.allWell(0)
}

func TestAPollingLeaderThatWasFrozenWakesToFollow(t *testing.T) {
	t.Parallel()
	f := newFleet(t, freeAddresses(t, 3))
	f.flood()
	f.flows(5)
	leader := f.leader(f.replicas...)
	leader.freezes(t)
	flying := f.flying()
	took := f.flows(1)
	t.Logf("updates flowed again after %s", took)
	if took > within {
		t.Errorf("updates flowed again only after %s", took)
	}
	f.leader(f.others(leader)...)
	leader.wakes(t)
	f.flows(10)
	if f.leader(f.replicas...) == leader {
		t.Error("it leads again")
	}
	f.flows(5)
	f.allWell(flying)
}

func TestWhenThePollingLeaderIsCutOffFromTelegramAnotherTakesOver(t *testing.T) {
	t.Parallel()
	f := newFleet(t, nil)
	cut := map[*replica]func(){}
	for _, at := range freeAddresses(t, 2) {
		line, cuts := f.line()
		f.joins(at, "SAMOVAR_TELEGRAM__API_URL="+line)
		cut[f.replicas[len(f.replicas)-1]] = cuts
	}
	f.flood()
	f.flows(5)
	leader := f.leader(f.replicas...)
	flying := f.flying()
	cut[leader]()
	began := time.Now()
	if f.leader(f.others(leader)...) == leader {
		t.Error("it still leads")
	}
	took := time.Since(began)
	t.Logf("another led after %s; people were answered again after %s more", took, f.flows(1))
	if took > within {
		t.Errorf("another led only after %s", took)
	}
	f.allWell(flying + writers)
}

// line is a way to Telegram, and what cuts it.
func (f *fleet) line() (url string, cut func()) {
	var broken atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken.Load() {
			panic(http.ErrAbortHandler)
		}
		f.telegram.ServeHTTP(w, r)
	}))
	f.t.Cleanup(server.Close)
	return server.URL, func() {
		broken.Store(true)
		server.CloseClientConnections()
	}
}

func TestProcessesThatShareARedisLeaveThePollingToOneAndAreReady(t *testing.T) {
	e, api := telegram(t)
	env, config := environ(redisserver.ForTest(t).URL(), api, e.Token()), write(t, "samovar.yaml", minimal)
	var words []string
	both := newScreen()
	for range 2 {
		at := freeAddress(t)
		beginOn(t, both, append(slices.Clone(env), "SAMOVAR_WEB__LISTEN="+at), "serve", "--config", config)
		both.await(t, "web="+at)
		both.await(t, "takes the updates in")
		status, body := fetch(t, "http://"+at+"/readyz")
		_, metrics := fetch(t, "http://"+at+"/metrics")
		_, leads, _ := strings.Cut(metrics, "\nsamovar_leader ")
		words = append(words, fmt.Sprint(status, " ", strings.ReplaceAll(body, "\n", " "), leads[:1]))
	}
	want := []string{"200 redis: ok telegram: ok 1", "200 redis: ok telegram: standby 0"}
	if !slices.Equal(words, want) {
		t.Errorf("they say %q", words)
	}
	if strings.Contains(both.String(), "another process") {
		t.Errorf("they end each other's polls:\n%s", both)
	}
}
