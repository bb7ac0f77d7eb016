package bot

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

func (r *rig) poller(stored func(int)) *Poller {
	return &Poller{API: r.api, Intake: r.intake(stored), For: time.Second, Log: r.log}
}

// poll polls until the test ends.
func (r *rig) poll(stored func(int)) (stop func()) {
	p := r.poller(stored)
	return r.start(func(ctx context.Context) {
		if err := p.Run(ctx); err != nil {
			r.t.Error(err)
		}
	})
}

func TestWhatAPersonSaysIsAnsweredAtOnce(t *testing.T) {
	r := newRig(t, emulator.Options{})
	s := r.sender(nil)
	echo := &book{do: func(ctx context.Context, e chat.Event) error {
		return r.store.Put(ctx, point, []chat.Out{{Kind: chat.Say, Chat: e.Place.ID, Text: "you said " + e.Text}}, r.clock.Now())
	}}
	w := r.workers(echo, func(o *WorkerOptions) { o.After = func() { s.Wake(point) } })
	r.start(w.Run)
	r.start(s.Run)
	r.poll(w.Wake)
	p := r.tg.Person(5, emulator.Profile{First: "Anna"})
	p.Says("warm up")
	r.texts(p, 1)
	fastest := time.Hour
	for n := 2; n <= 6; n++ { // a busy machine may be slow once, but not each time
		began := time.Now()
		p.Says("tea")
		if got := r.texts(p, n)[n-1]; got != "you said tea" {
			t.Errorf("the answer is %q", got)
		}
		fastest = min(fastest, time.Since(began))
	}
	if fastest > sendSweep/2 { // no sweep was waited for
		t.Errorf("the fastest answer took %s", fastest)
	}
}

func TestUpdatesAreAcknowledgedOnlyOnceTheyAreStored(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	r.redis.Kill()
	r.resident(5)
	stop := r.poll(nil)
	r.eventually("storing fails", func() bool { return strings.Contains(r.logs.String(), "polling failed") })
	stop()
	if n := r.tg.Pending(); n != 1 {
		t.Fatalf("%d updates left at Telegram", n)
	}
	if err := r.redis.Restart(); err != nil {
		t.Fatal(err)
	}
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.poll(nil)
	r.eventually("it is handled", func() bool { return len(b.of(5)) == 1 })
	r.eventually("it is acknowledged", func() bool { return r.tg.Pending() == 0 })
}

func TestAnUpdateThatCannotBeReadStallsNothing(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.tg.Deliver("message", map[string]any{"message_id": "seven", "chat": []int{1}})
	r.resident(5)
	b := &book{}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.poll(w.Wake)
	r.eventually("the next one is handled", func() bool { return len(b.of(5)) == 1 })
	if !strings.Contains(r.logs.String(), "update passed over") {
		t.Error("the log does not tell of it")
	}
}

func TestARedeliveredUpdateIsHandledOnce(t *testing.T) {
	r := newRig(t, emulator.Options{})
	b := &book{}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.poll(w.Wake)
	p := r.tg.Person(5, emulator.Profile{First: "Anna"})
	id := p.Says("one")
	r.eventually("it is handled", func() bool { return len(b.of(5)) == 1 })
	if err := r.tg.Redeliver(id); err != nil {
		t.Fatal(err)
	}
	p.Says("two")
	r.eventually("the next one is handled", func() bool { return len(b.of(5)) >= 2 })
	r.inboxIsEmpty()
	if got := b.of(5); len(got) != 2 {
		t.Errorf("handled %v", got)
	}
}

func TestAWrongTokenEndsPollingWithAClearError(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.api = must(NewAPI(APIOptions{Token: "7000000001:wrong", URL: r.url}))
	err := r.poller(nil).Run(r.ctx)
	if err == nil || !strings.Contains(err.Error(), "does not know this token") || strings.Contains(err.Error(), "wrong") {
		t.Errorf("error %v", err)
	}
}

func TestAServerThatKnowsNoWebhooksIsPolled(t *testing.T) {
	r := newRig(t, emulator.Options{})
	polled, stop := context.WithCancel(r.ctx)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "/getUpdates") {
			stop()
			_, _ = w.Write([]byte(`{"ok":true,"result":[]}`))
			return
		}
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"ok":false,"error_code":404,"description":"Not Found"}`))
	}))
	defer server.Close()
	r.api = must(NewAPI(APIOptions{Token: r.tg.Token(), URL: server.URL}))
	if err := r.poller(nil).Run(polled); err != nil {
		t.Error(err)
	}
	if r.ctx.Err() != nil {
		t.Error("it was never polled")
	}
}

func TestASecondPollerIsNamedAndPollingGoesOn(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	var polls atomic.Int32
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if strings.HasSuffix(req.URL.Path, "/getUpdates") && polls.Add(1) == 1 {
			w.WriteHeader(http.StatusConflict)
			_, _ = w.Write([]byte(`{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}`))
			return
		}
		r.tg.ServeHTTP(w, req)
	}))
	t.Cleanup(proxy.Close)
	r.api = must(NewAPI(APIOptions{Token: r.tg.Token(), URL: proxy.URL}))
	r.resident(5)
	b := &book{}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.poll(w.Wake)
	r.eventually("an update is handled", func() bool { return len(b.of(5)) == 1 })
	if !strings.Contains(r.logs.String(), "another process takes this bot's updates") {
		t.Error("the log does not name the cause")
	}
}

func TestPollingSurvivesAnOutageOfTelegram(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, HTML: true, Method: "getUpdates", Next: 1})
	r.resident(5)
	b := &book{}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.poll(w.Wake)
	r.eventually("an update is handled", func() bool { return len(b.of(5)) == 1 })
}

func TestATokenThatWasRightIsNotDoubted(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusUnauthorized, http.StatusNotFound} {
		r := newRig(t, emulator.Options{})
		b := &book{}
		w := r.workers(b, nil)
		r.start(w.Run)
		r.poll(w.Wake)
		anna := r.resident(5)
		r.eventually("the first is handled", func() bool { return len(b.of(5)) == 1 })
		r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, Status: status, Method: "getUpdates", Next: 1})
		anna.Says("still there?")
		r.eventually("the fault is noticed", func() bool { return strings.Contains(r.logs.String(), "polling failed") })
		r.eventually("the next is handled", func() bool { return len(b.of(5)) == 2 })
	}
}
