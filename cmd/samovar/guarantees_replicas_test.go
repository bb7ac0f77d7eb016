package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samovar/internal/demo"
	"samovar/internal/emulator"
)

// shared lets two replicas of the bot run on the premises, by webhook, behind a
// forwarder that gives each its turn. Time is the clock's.
func (h *premises) shared(clock func() time.Time) {
	h.t.Helper()
	var addresses []string
	for range 2 {
		addresses = append(addresses, freeAddress(h.t))
	}
	var turn atomic.Int64
	connections := &http.Transport{}
	forwarder := httptest.NewServer(&httputil.ReverseProxy{Transport: connections, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: addresses[turn.Add(1)%2]})
	}, ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }})
	h.t.Cleanup(forwarder.Close)
	for _, address := range addresses {
		c := beginAt(h.t, clock, append(slices.Clone(h.environ), "SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_WEB__LISTEN="+address,
			"SAMOVAR_TELEGRAM__WEBHOOK__URL="+forwarder.URL+"/hook", "SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook",
			"SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s3cret"), "serve", "--config", h.config)
		c.err.await(h.t, "ready")
		h.t.Cleanup(func() {
			c.stop()
			c.ends(h.t)
		})
	}
	h.t.Cleanup(connections.CloseIdleConnections) // before the replicas stop: they wait for those never used
}

// isAskedHowMany brings the conversation to the question of the headcount.
func (v *visitor) isAskedHowMany(ctx context.Context) error {
	if err := v.agrees(ctx); err != nil {
		return err
	}
	for _, words := range []string{"/book", v.title} {
		v.writes(words)
		if _, _, err := v.next(ctx); err != nil {
			return err
		}
		v.answers++
	}
	return nil
}

// counting is somebody who writes numbers faster than they are answered.
func (h *premises) counting(v *visitor) error {
	if err := v.isAskedHowMany(h.ctx); err != nil {
		return err
	}
	for n := range 20 {
		v.writes(fmt.Sprint(101 + n)) // more than any room holds: each is refused by its number
		if n%3 == 0 {
			if err := h.telegram.Redeliver(v.updates[len(v.updates)-1]); err != nil {
				return err
			}
		}
	}
	return v.WaitFor(h.ctx, func(emulator.Chat) bool { return len(h.refused(v)) >= 20 })
}

// refused are the refusals of a headcount, in the order they were sent: each
// takes the place of the one before, which is deleted.
func (h *premises) refused(v *visitor) (all []string) {
	for _, c := range h.telegram.CallsOf("sendMessage") {
		text, _ := c.Params["text"].(string)
		for n := 101; n <= 120; n++ {
			if c.OK && c.ChatID == v.ID() && strings.HasPrefix(text, v.say.Plain("book.too_many", "Count", n, "Most", 60)) {
				all = append(all, fmt.Sprint(n))
			}
		}
	}
	return all
}

func TestTwoReplicasAnswerEachChatInItsOrderAndOnce(t *testing.T) {
	h := prepare(t, crowded)
	h.shared(time.Now)
	var all sync.WaitGroup
	var want []string
	for n := range 20 {
		want = append(want, fmt.Sprint(101+n))
	}
	for n := range 12 {
		v := h.visitor(n, 1)
		all.Go(func() {
			if err := h.counting(v); err != nil {
				t.Errorf("visitor %d: %v", n, err)
			}
		})
	}
	all.Wait()
	h.settled()
	for n := range 12 {
		v := h.visitor(n, 1)
		if got := h.refused(v); !slices.Equal(got, want) {
			t.Errorf("visitor %d is answered %v", n, got)
		}
	}
	h.nothingWasRefused()
}

func TestTwoReplicasRemindOnce(t *testing.T) {
	h := prepare(t, strings.Replace(crowded, "reminders: [1h]", "reminders: [24h, 1h]", 1))
	clock := demo.NewClock(time.Now, time.Now())
	h.shared(clock.Now)
	v := h.visitor(0, 1)
	if err := v.agrees(h.ctx); err != nil {
		t.Fatal(err)
	}
	v.writes("/book " + h.day(5) + " с 10 до 12, класс, 20 человек, " + v.title)
	if m, _, err := v.next(h.ctx); err != nil {
		t.Fatal(err)
	} else {
		v.answer(m)
	}
	boss := h.twin(11, "Ирина")
	boss.Says("/start")
	boss.presses("agree", "")
	boss.presses("decide", "yes")
	_, db := h.point()
	own, err := db.BookingsOf(h.ctx, v.ID(), time.Time{}, time.Time{})
	if err != nil || len(own) != 1 {
		t.Fatalf("%+v, %v", own, err)
	}
	for i, before := range []time.Duration{24 * time.Hour, time.Hour} {
		clock.Advance(own[0].Start.Add(-before).Sub(clock.Now()) + time.Second)
		if err := v.WaitFor(h.ctx, func(c emulator.Chat) bool { return v.reminded(c) == i+1 }); err != nil {
			t.Fatal(err)
		}
	}
	clock.Advance(time.Hour) // it has begun, and ticks have passed
	h.until("it has begun", func() bool {
		b, _, err := db.Booking(h.ctx, own[0].ID)
		return err == nil && b.State == "running"
	})
	h.settled()
	if got := v.reminded(v.Chat()); got != 2 {
		t.Errorf("%d reminders came", got)
	}
}

// reminded counts the reminders of the visitor's event.
func (v *visitor) reminded(c emulator.Chat) (n int) {
	for _, m := range c.FromBot() {
		if strings.Contains(m.Text, "🔔") && strings.Contains(m.Text, v.title) {
			n++
		}
	}
	return n
}
