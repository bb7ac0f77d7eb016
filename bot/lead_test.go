package bot

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/store"
)

// replica is one of several that poll.
type replica struct {
	*Poller
	leads atomic.Bool
	stop  func()
}

// replica lets another process poll the same bot, on a Redis.
func (r *rig) replica(s *store.Store, api *API, seat string) *replica {
	one := &replica{}
	in := r.intake(nil)
	in.Store = s
	one.Poller = &Poller{API: api, Intake: in, For: 20 * time.Second, Log: r.log,
		Lead: NewLead(s, LeadOptions{Seat: seat, Changed: one.leads.Store, Log: r.log})}
	one.stop = r.start(func(ctx context.Context) {
		if err := one.Run(ctx); err != nil {
			r.t.Error(err)
		}
	})
	return one
}

func (r *rig) leading(one *replica) {
	r.t.Helper()
	r.eventually("it leads", one.leads.Load)
}

// polls counts the polls that have begun.
func (r *rig) polls() int { return len(r.tg.CallsOf("getUpdates")) }

func TestOneOfManyPollsAndTheNextFollowsAtOnceWhenItStops(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	first := r.replica(r.store, r.api, "")
	r.leading(first)
	second := r.replica(r.store, r.api, "")
	r.resident(5)
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.eventually("it is handled", func() bool { return len(b.of(5)) == 1 })
	if second.leads.Load() || !second.Standby() || first.Standby() || second.Trouble() != nil {
		t.Error("the second does not stand by")
	}
	first.stop()
	stopped := time.Now()
	r.leading(second)
	if took := time.Since(stopped); took > 2*askEvery {
		t.Errorf("nobody polled for %s", took)
	}
	r.resident(5)
	r.eventually("the next is handled", func() bool { return len(b.of(5)) == 2 })
	if strings.Contains(r.logs.String(), "another process") {
		t.Error("the replicas ended each other's polls")
	}
}

func TestWhoRestartsInTheSeatOfADeadLeaderDoesNotWait(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	dead := store.Candidate{Name: "host 127.0.0.1:8080 x"} // it never resigned
	if _, err := r.store.Lead(r.ctx, dead); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	r.leading(r.replica(r.store, r.api, "host 127.0.0.1:8080"))
	if took := time.Since(began); took > askEvery {
		t.Errorf("it waited %s", took)
	}
}

func TestTwinsOnMachinesOfOneNameDoNotRobEachOtherForEver(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	first := r.replica(r.store, r.api, "host 127.0.0.1:8080")
	r.leading(first)
	second := r.replica(r.store, r.api, "host 127.0.0.1:8080")
	r.leading(second)
	r.eventually("the first stands by", func() bool { return !first.leads.Load() })
	polls := r.polls()
	sleep(r.ctx, 2*extendEvery) // the first asks, and the second renews
	if first.leads.Load() || !second.leads.Load() || r.polls() > polls+1 {
		t.Errorf("the lead went to and fro: %d polls", r.polls()-polls)
	}
}

func TestALeaderWithoutRedisYieldsToTheNextPoller(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	own := must(store.Open(r.redis.URL()))
	first := r.replica(own, r.api, "")
	r.leading(first)
	if err := own.Close(); err != nil { // for the first alone Redis is away
		t.Fatal(err)
	}
	second := r.replica(r.store, r.api, "")
	r.leading(second)
	r.eventually("the first yields", func() bool { return !first.leads.Load() })
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.resident(5)
	r.eventually("updates flow", func() bool { return len(b.of(5)) == 1 })
}

func TestALeaderGoesOnPollingWhileRedisIsAwayForAll(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	one := r.replica(r.store, r.api, "")
	r.leading(one)
	r.redis.Kill()
	sleep(r.ctx, store.LeadFor+extendEvery) // the lease is over, whoever counts it
	r.resident(5)
	r.eventually("the update is seen", func() bool { return strings.Contains(r.logs.String(), "polling failed") })
	if !one.leads.Load() || r.tg.Pending() != 1 {
		t.Errorf("it leads: %v; left at Telegram: %d", one.leads.Load(), r.tg.Pending())
	}
	if err := r.redis.Restart(); err != nil {
		t.Fatal(err)
	}
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.eventually("it is handled", func() bool { return len(b.of(5)) == 1 })
}

// Two that poll at a time, each as if it led, hinder each other; what they take
// in is nevertheless each chat's updates in their order, each once.
func TestTwoThatPollAtATimeKeepTheOrderOfEachChat(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.start(r.workers(b, nil).Run)
	for range 2 {
		r.poll(nil)
	}
	want := map[int64][]int64{}
	for range 100 {
		for chat := range int64(4) {
			id := r.tg.Person(chat+1, emulator.Profile{First: "Anna"}).Says("tea")
			want[chat+1] = append(want[chat+1], int64(id))
		}
		sleep(r.ctx, time.Millisecond)
	}
	for chat, ids := range want {
		r.eventually("all are handled", func() bool { return len(b.of(chat)) >= len(ids) })
	}
	r.inboxIsEmpty()
	for chat, ids := range want {
		if got := b.of(chat); !slices.Equal(got, ids) {
			t.Errorf("chat %d: handled %v, not %v", chat, got, ids)
		}
	}
}

// A batch that lay in a leader's hands while it was frozen is stored after all
// that another took in meanwhile: nothing of it counts any more.
func TestABatchThatComesLateChangesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	for range 3 {
		r.resident(5)
	}
	frozen, next := r.poller(nil), r.poller(nil)
	batch := must(frozen.API.updates(r.ctx, 0, time.Second))
	r.resident(5)
	if err := next.poll(r.ctx); err != nil {
		t.Fatal(err)
	}
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.eventually("four are handled", func() bool { return len(b.of(5)) == 4 })
	if err := frozen.Intake.take(r.ctx, batch); err != nil {
		t.Fatal(err)
	}
	r.inboxIsEmpty()
	if got := b.of(5); len(got) != 4 || !slices.IsSorted(got) {
		t.Errorf("handled %v", got)
	}
}

func TestAPollerThatOthersKeepFromPollingIsInTrouble(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	var foreign atomic.Bool
	foreign.Store(true)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "/getUpdates") && foreign.Load() {
			w.WriteHeader(http.StatusConflict)
			_ = json.NewEncoder(w).Encode(map[string]any{"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"})
			return
		}
		r.tg.ServeHTTP(w, req)
	}))
	t.Cleanup(proxy.Close)
	one := r.replica(r.store, must(NewAPI(APIOptions{Token: r.tg.Token(), URL: proxy.URL})), "")
	r.eventually("it is in trouble", func() bool { return one.Trouble() != nil })
	if KindOf(one.Trouble()) != Conflict || !one.leads.Load() {
		t.Errorf("it leads: %v; its trouble is %v", one.leads.Load(), one.Trouble())
	}
	foreign.Store(false)
	r.resident(5)
	r.eventually("it is over", func() bool { return one.Trouble() == nil })
}
