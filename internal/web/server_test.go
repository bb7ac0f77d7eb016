package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// serve starts a server and returns its address, and how to stop it.
func serve(t *testing.T, o Options) (url string, stop func() error) {
	t.Helper()
	return serveWith(t, o, usual())
}

// serveWith does so with another patience.
func serveWith(t *testing.T, o Options, wait patience) (url string, stop func() error) {
	t.Helper()
	o.Listen = "127.0.0.1:0"
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics()
	}
	s, err := listen(o, wait)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx) }()
	stop = func() error { cancel(); return <-served }
	t.Cleanup(cancel)
	return "http://" + s.Addr(), stop
}

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestTheProcessSaysThatItLives(t *testing.T) {
	url, stop := serve(t, Options{})
	if r, body := get(t, url+"/healthz"); r.StatusCode != 200 || body != "ok\n" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("got %d %q %v", r.StatusCode, body, r.Header)
	}
	if r, _ := get(t, url+"/nowhere"); r.StatusCode != 404 {
		t.Errorf("got %d", r.StatusCode)
	}
	if r, err := http.Post(url+"/healthz", "", nil); err != nil || r.StatusCode != 405 {
		t.Errorf("got %v, %v", r, err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestItIsReadyWhenAllItsPartsAre(t *testing.T) {
	var log strings.Builder
	var fault error
	word := ""
	url, _ := serve(t, Options{
		Log: slog.New(slog.NewTextHandler(&log, nil)),
		Checks: []Check{
			{Name: "redis", Run: func(context.Context) error { return fault }},
			{Name: "telegram", Run: func(ctx context.Context) error { return ctx.Err() }, Word: func() string { return word }},
		},
	})
	if r, body := get(t, url+"/readyz"); r.StatusCode != 200 || body != "redis: ok\ntelegram: ok\n" {
		t.Errorf("got %d %q", r.StatusCode, body)
	}
	word = "standby"
	if r, body := get(t, url+"/readyz"); r.StatusCode != 200 || body != "redis: ok\ntelegram: standby\n" {
		t.Errorf("got %d %q", r.StatusCode, body)
	}
	word = ""
	fault = errors.New("no route to host 10.0.0.5")
	if r, body := get(t, url+"/readyz"); r.StatusCode != 503 || body != "redis: not ready\ntelegram: ok\n" {
		t.Errorf("got %d %q", r.StatusCode, body)
	}
	if !strings.Contains(log.String(), "10.0.0.5") {
		t.Errorf("the reason is not in the log: %s", log.String())
	}
}

func TestTheWebhookIsMountedWithABoundOnWhatItReads(t *testing.T) {
	url, _ := serve(t, Options{WebhookPath: "/telegram", Webhook: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		w.Write(body)
	})})
	post := func(body string) int {
		r, err := http.Post(url+"/telegram", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		return r.StatusCode
	}
	if got := post("{}"); got != 200 {
		t.Errorf("got %d", got)
	}
	if got := post(strings.Repeat("x", maxBody+1)); got != http.StatusRequestEntityTooLarge {
		t.Errorf("got %d for a body past the bound", got)
	}
}

func TestACallUnderWayIsFinishedWhenTheServerStops(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	url, stop := serve(t, Options{WebhookPath: "/telegram", Webhook: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(arrived)
		<-release
		w.WriteHeader(http.StatusTeapot)
	})})
	status := make(chan int)
	go func() {
		r, err := http.Post(url+"/telegram", "", nil)
		if err != nil {
			status <- 0
			return
		}
		r.Body.Close()
		status <- r.StatusCode
	}()
	<-arrived
	stopped := make(chan error)
	go func() { stopped <- stop() }()
	for refused := false; !refused; { // the port closes first
		conn, err := net.DialTimeout("tcp", strings.TrimPrefix(url, "http://"), time.Second)
		if refused = err != nil; !refused {
			conn.Close()
		}
	}
	close(release)
	if got := <-status; got != http.StatusTeapot {
		t.Errorf("got %d", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestAPortThatIsTakenIsAnErrorAtOnce(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	if _, err := Listen(Options{Listen: taken.Addr().String(), Metrics: NewMetrics(), Log: slog.New(slog.DiscardHandler)}); err == nil {
		t.Error("the port was taken twice")
	}
}

func TestMetricsShowWhatWasCounted(t *testing.T) {
	m := NewMetrics()
	m.Taken(3)
	m.Handled("ok", 20*time.Millisecond)
	m.Handled("panicked", time.Millisecond)
	m.Sent("edited")
	m.RequestFailed("blocked")
	m.BookingMade("blg")
	m.DueFired("reminder")
	m.Leads(true)
	var away error
	m.Built("v1.2.3")
	m.Expect(Words{Outcomes: []string{"retried"}, Due: []string{"digest"}})
	m.Watch([]Gauge{{Name: "outbox_messages", Help: "Waiting.", Labels: []string{"point", "lane"}}, {Name: "redis_up", Help: "Up."}},
		func(_ context.Context, show Show) error {
			show("redis_up", Truth(away == nil))
			if away == nil {
				show("outbox_messages", 4, "blg", "reply")
			}
			return away
		})
	url, _ := serve(t, Options{Metrics: m})
	_, body := get(t, url+"/metrics")
	for _, want := range []string{
		"samovar_updates_taken_total 3",
		`samovar_updates_handled_total{outcome="ok"} 1`,
		`samovar_updates_handled_total{outcome="panicked"} 1`,
		"samovar_update_seconds_count 2",
		`samovar_messages_sent_total{what="edited"} 1`,
		`samovar_requests_failed_total{kind="blocked"} 1`,
		`samovar_bookings_made_total{point="blg"} 1`,
		`samovar_due_fired_total{kind="reminder"} 1`,
		`samovar_outbox_messages{lane="reply",point="blg"} 4`,
		`samovar_build_info{version="v1.2.3"} 1`,
		`samovar_updates_handled_total{outcome="retried"} 0`,
		`samovar_due_failed_total{kind="digest"} 0`,
		"samovar_redis_up 1",
		"samovar_leader 1",
		"go_goroutines",
	} {
		if !strings.Contains(body, want+"\n") && !strings.Contains(body, want+" ") {
			t.Errorf("%s is missing", want)
		}
	}
	away = errors.New("redis is away")
	if r, body := get(t, url+"/metrics"); r.StatusCode != 200 || !strings.Contains(body, "samovar_updates_taken_total 3") || !strings.Contains(body, "samovar_redis_up 0") || strings.Contains(body, "samovar_outbox") {
		t.Errorf("with Redis away: %d %s", r.StatusCode, body)
	}
}
