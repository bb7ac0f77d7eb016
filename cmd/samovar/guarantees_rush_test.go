package main

import (
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

	"samovar/internal/emulator"
	"samovar/internal/lang"
)

const (
	rivals    = 100 // want one slot; the first of them is in line
	processes = 4   // of the bot
)

// rush is a hundred people who want the one evening that Boris has booked, and
// the bot in several processes behind one address.
type rush struct {
	*premises
	boris  *rival
	crowd  []*rival
	served []atomic.Int64 // calls of the webhook, by process
}

// rival is one of them, with all that they pressed.
type rival struct {
	*visitor
	pressed []*emulator.Press
}

func newRush(t *testing.T) *rush {
	t.Helper()
	r := &rush{premises: prepare(t, strings.ReplaceAll(crowded, "seats: 60,", "seats: 60, approval: false,"))}
	r.processes()
	for n := range rivals {
		r.crowd = append(r.crowd, &rival{visitor: r.visitor(n, 1)})
	}
	r.boris = &rival{visitor: r.visitor(rivals+2, 1)}
	return r
}

// processes starts them, each on a port of its own, behind a forwarder that
// gives each its turn.
func (r *rush) processes() {
	r.t.Helper()
	var addresses []string
	for range processes {
		addresses = append(addresses, freeAddress(r.t))
	}
	r.served = make([]atomic.Int64, processes)
	var turn atomic.Int64
	forwarder := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
		next := turn.Add(1) % processes
		r.served[next].Add(1)
		p.SetURL(&url.URL{Scheme: "http", Host: addresses[next]})
	}, ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }})
	r.t.Cleanup(forwarder.Close)
	for _, address := range addresses {
		p := spawn(r.t, append(slices.Clone(r.environ), "SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_WEB__LISTEN="+address,
			"SAMOVAR_TELEGRAM__WEBHOOK__URL="+forwarder.URL+"/hook", "SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook",
			"SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s3cret"), "serve", "--config", r.config)
		p.await(r.t, "ready")
		r.t.Cleanup(func() {
			if r.t.Failed() {
				r.t.Logf("the log of one process:\n%s", p)
			}
		})
	}
}

// all lets each of them do something at once.
func (r *rush) all(who []*rival, do func(*rival) error) {
	r.t.Helper()
	var done sync.WaitGroup
	for _, v := range who {
		done.Go(func() {
			if err := do(v); err != nil {
				r.t.Errorf("%s: %v", v.title, err)
			}
		})
	}
	done.Wait()
	if r.t.Failed() {
		r.t.FailNow()
	}
}

// asks writes the wish for the evening in one message, in the own language.
func (r *rush) asks(v *rival) {
	words := map[lang.Tag]string{
		lang.Russian: "/book %s с 18 до 20, зал, 40 человек, %s",
		lang.English: "/book %s 6-8pm, hall, 40 people, %s",
		lang.Chinese: "/book %s 18点到20点，大厅，40人，%s",
	}
	v.writes(fmt.Sprintf(words[v.say.Tag()], r.day(7), v.title))
}

// finds waits for the newest button of that verb whose argument begins so.
func (r *rush) finds(v *rival, verb, arg string) (message int, data string, err error) {
	err = v.WaitFor(r.ctx, func(c emulator.Chat) bool {
		for _, m := range c.FromBot() {
			for _, p := range presses(m) {
				if p.Verb == verb && strings.HasPrefix(p.Arg, arg) {
					message = m.ID
					data, _ = p.Data() // it was one
				}
			}
		}
		return data != ""
	})
	if err != nil {
		err = fmt.Errorf("find button %s %s: %w", verb, arg, err)
	}
	return message, data, err
}

// taps presses those buttons, each when it is there.
func (r *rush) taps(v *rival, buttons ...[2]string) error {
	for _, b := range buttons {
		message, data, err := r.finds(v, b[0], b[1])
		if err != nil {
			return err
		}
		v.pressed = append(v.pressed, v.PressesData(message, data))
	}
	return nil
}
