package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"samovar/internal/chaos"
)

// postman brings the calls of the webhook to one process after the other, passes
// over those that do not answer, and can be made to bring them twice, late, or
// to forget the answer.
type postman struct {
	url      string
	replicas []*replica
	client   *http.Client
	turn     atomic.Int64

	mu                   sync.Mutex
	twice, late, forgets int // so many more
}

func newPostman(t *testing.T, replicas []*replica) *postman {
	t.Helper()
	p := &postman{replicas: replicas, client: &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	p.url = server.URL
	return p
}

// environ tells a process of the webhook.
func (p *postman) environ() []string {
	return []string{"SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__URL=" + p.url + "/hook",
		"SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s3cret"}
}

// spoils makes it do its work badly for the next calls.
func (p *postman) spoils(f chaos.Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch f.Kind {
	case chaos.Again:
		p.twice += f.Size
	case chaos.Shuffled:
		p.late += f.Size
	case chaos.LostPoll:
		p.forgets += f.Size
	}
}

// one takes one off a number, and says whether there was one.
func (p *postman) one(of *int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *of == 0 {
		return false
	}
	*of--
	return true
}

func (p *postman) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // who called has gone
	}
	if p.one(&p.late) {
		<-time.After(time.Duration(50+p.turn.Load()%5*50) * time.Millisecond)
	}
	var other sync.WaitGroup
	if p.one(&p.twice) {
		other.Go(func() { p.brings(r, body) })
	}
	status := p.brings(r, body)
	other.Wait()
	if p.one(&p.forgets) {
		status = http.StatusBadGateway
	}
	w.WriteHeader(status)
}

// brings asks one process after the other until one answers.
func (p *postman) brings(r *http.Request, body []byte) int {
	first := p.turn.Add(1)
	for n := range int64(len(p.replicas)) {
		at := p.replicas[(first+n)%int64(len(p.replicas))].at
		call, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+at+r.URL.Path, bytes.NewReader(body))
		if err != nil {
			return http.StatusBadGateway
		}
		call.Header = r.Header.Clone()
		answer, err := p.client.Do(call)
		if err != nil {
			continue
		}
		_ = answer.Body.Close() // what stands in it does not matter
		if answer.StatusCode < http.StatusInternalServerError {
			return answer.StatusCode
		}
	}
	return http.StatusBadGateway
}
