package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"samovar/internal/config"
	"samovar/internal/emulator"
	"samovar/internal/redisserver"
)

func TestServeRefusesToStartWithoutAToken(t *testing.T) {
	code, _, errs := result(t, nil, "serve", "--config", write(t, "samovar.yaml", minimal))
	shows(t, errs, "there is no token", "SAMOVAR_TELEGRAM__TOKEN")
	if code != 1 {
		t.Errorf("code %d", code)
	}
}

func TestServeEndsWithAWrongToken(t *testing.T) {
	_, api := telegram(t)
	code, _, errs := result(t, environ(redisserver.ForTest(t).URL(), api, "7000000001:hush"), "serve", "--config", write(t, "samovar.yaml", minimal))
	shows(t, errs, "Telegram does not know this token")
	if code != 1 || strings.Contains(errs, "hush") {
		t.Errorf("code %d: %s", code, errs)
	}
}

func TestServeWaitsForARedisThatIsAway(t *testing.T) {
	e, api := telegram(t)
	redis := redisserver.ForTest(t)
	redis.Kill()
	c := begin(t, environ(redis.URL(), api, e.Token()), "serve", "--config", write(t, "samovar.yaml", minimal))
	c.err.await(t, "Redis does not answer; start it, or set redis.url")
	if err := redis.Restart(); err != nil {
		t.Fatal(err)
	}
	c.err.await(t, "ready")
	c.stop()
	if code := c.ends(t); code != 0 {
		t.Errorf("code %d: %s", code, c.err)
	}
}

func TestServeLeavesARedisOfANewerVersionAlone(t *testing.T) {
	e, api := telegram(t)
	server := redisserver.ForTest(t)
	options, err := redis.ParseURL(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(options)
	defer client.Close()
	client.Set(t.Context(), "samovar:schema", 99, 0)
	code, _, errs := result(t, environ(server.URL(), api, e.Token()), "serve", "--config", write(t, "samovar.yaml", minimal))
	shows(t, errs, "newer version", "schema 99")
	if n := client.DBSize(t.Context()).Val(); code != 1 || n != 1 {
		t.Errorf("code %d, %d keys", code, n)
	}
}

func TestServeWaitsForATelegramThatIsAway(t *testing.T) {
	e, api := telegram(t)
	e.AddFault(emulator.Fault{Method: "getMe", Kind: emulator.ServerError})
	c := begin(t, environ(redisserver.ForTest(t).URL(), api, e.Token()), "serve", "--config", write(t, "samovar.yaml", minimal))
	c.err.await(t, "Telegram does not answer")
	c.err.await(t, "ready")
	c.stop()
	if code := c.ends(t); code != 0 {
		t.Errorf("code %d: %s", code, c.err)
	}
}

func TestServeCanBeStoppedWhileItWaits(t *testing.T) {
	c := begin(t, environ("redis://127.0.0.1:1", "http://127.0.0.1:1", "7000000001:hush"), "serve", "--config", write(t, "samovar.yaml", minimal))
	c.err.await(t, "Redis does not answer")
	c.stop()
	if code := c.ends(t); code != 0 || strings.Contains(c.err.String(), "hush") {
		t.Errorf("code %d: %s", code, c.err)
	}
}

func TestProcessesThatPollOneTokenWithoutSharingARedisAreNamed(t *testing.T) {
	e, api := telegram(t)
	config := write(t, "samovar.yaml", minimal)
	both, addresses := newScreen(), []string{freeAddress(t), freeAddress(t)}
	for _, at := range addresses {
		env := append(environ(redisserver.ForTest(t).URL(), api, e.Token()), "SAMOVAR_WEB__LISTEN="+at)
		beginOn(t, both, env, "serve", "--config", config)
		both.await(t, at)
	}
	both.await(t, "another process takes this bot's updates")
	for ready := true; ready; { // neither gets what it asks for
		for _, at := range addresses {
			status, body := fetch(t, "http://"+at+"/readyz")
			ready = ready && !(status == 503 && strings.Contains(body, "redis: ok\ntelegram: not ready"))
		}
	}
}

var webAt = regexp.MustCompile(`web=(\S+)`)

func TestAProcessThatServesTellsHowItIs(t *testing.T) {
	e, api := telegram(t)
	redis := redisserver.ForTest(t)
	c := begin(t, environ(redis.URL(), api, e.Token()), "serve", "--config", write(t, "samovar.yaml", minimal))
	c.err.await(t, "ready")
	c.err.await(t, "this process takes the updates in")
	at := "http://" + webAt.FindStringSubmatch(c.err.String())[1]
	for path, want := range map[string]string{
		"/healthz": "ok\n", "/readyz": "redis: ok\ntelegram: ok\n", "/metrics": `samovar_outbox_messages{lane="reply",point="blg"} 0`,
	} {
		if status, body := fetch(t, at+path); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	redis.Kill()
	if status, body := fetch(t, at+"/readyz"); status != 503 || !strings.Contains(body, "redis: not ready") {
		t.Errorf("%d %s", status, body)
	}
}

func TestWhoWritesIsAnsweredByPollingAndByWebhook(t *testing.T) {
	for _, mode := range []string{"polling", "webhook"} {
		e, api := telegram(t)
		env := environ(redisserver.ForTest(t).URL(), api, e.Token())
		if mode == "webhook" {
			at := freeAddress(t)
			env = append(env, "SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__URL=http://"+at+"/hook",
				"SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s3cret", "SAMOVAR_WEB__LISTEN="+at)
		}
		c := begin(t, env, "serve", "--config", write(t, "samovar.yaml", minimal))
		anna := e.Person(501, emulator.Profile{First: "Анна", Lang: "ru"})
		anna.Says("/start")
		if _, err := anna.WaitReply(t.Context(), "Анна"); err != nil {
			t.Fatalf("%s: %v\n%s", mode, err, c.err)
		}
		c.stop()
		if code := c.ends(t); code != 0 {
			t.Errorf("%s: code %d: %s", mode, code, c.err)
		}
		if menus := e.CallsOf("setMyCommands"); len(menus) < 4 {
			t.Errorf("%s: %d menus were set", mode, len(menus))
		}
	}
}

func TestWhatWasTakenInBeforeAStopIsAnsweredOnce(t *testing.T) {
	e, api := telegram(t)
	env, config := environ(redisserver.ForTest(t).URL(), api, e.Token()), write(t, "samovar.yaml", minimal)
	first := begin(t, env, "serve", "--config", config)
	first.err.await(t, "ready")
	var people []*emulator.Person
	for i := range 20 {
		people = append(people, e.Person(int64(601+i), emulator.Profile{First: "Гость", Lang: "ru"}))
		people[i].Says("/start")
	}
	if _, err := people[0].WaitReply(t.Context(), "Гость"); err != nil {
		t.Fatal(err)
	}
	first.stop()
	if code := first.ends(t); code != 0 {
		t.Fatalf("code %d: %s", code, first.err)
	}
	begin(t, env, "serve", "--config", config)
	for _, p := range people {
		if err := p.WaitFor(t.Context(), func(c emulator.Chat) bool { return len(c.FromBot()) > 0 }); err != nil {
			t.Fatal(err)
		}
	}
	if sent := e.CallsOf("sendMessage"); len(sent) != len(people) {
		t.Errorf("%d messages to %d people", len(sent), len(people))
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func fetch(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

func TestPartsAreStoppedTheLastFirst(t *testing.T) {
	var ended []string
	p := newParts()
	for _, name := range []string{"sender", "workers", "intake"} {
		p.start(context.Background(), name, func(ctx context.Context) error {
			<-ctx.Done()
			ended = append(ended, name) // one after the other: no lock is needed
			return nil
		})
	}
	p.stop()
	if got := strings.Join(ended, " "); got != "intake workers sender" {
		t.Errorf("ended in the order %s", got)
	}
}

func TestTheFirstPartThatFailsEndsTheWait(t *testing.T) {
	p := newParts()
	p.start(context.Background(), "polling", func(context.Context) error { return io.ErrUnexpectedEOF })
	if err := p.wait(context.Background()); err == nil || err.Error() != "run polling: unexpected EOF" {
		t.Errorf("got %v", err)
	}
	p.stop()
}

func TestTheDoorIsShutUntilTheWebhookIsReady(t *testing.T) {
	var d door
	status := func() int {
		w := httptest.NewRecorder()
		d.ServeHTTP(w, nil)
		return w.Code
	}
	if got := status(); got != http.StatusServiceUnavailable {
		t.Errorf("got %d before it was ready", got)
	}
	ctx, shut := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		d.stayOpen(ctx, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		close(done)
	}()
	for status() != http.StatusOK { // it opens in its own time
	}
	shut()
	<-done
	if got := status(); got != http.StatusServiceUnavailable {
		t.Errorf("got %d after it was shut", got)
	}
}

func TestTheLogIsWrittenAsItIsAskedFor(t *testing.T) {
	for format, want := range map[string]string{"json": `"msg":"hello"`, "text": "msg=hello"} {
		s := newScreen()
		log := newLog(s, config.Log{Level: "info", Format: format})
		log.Info("hello")
		log.Debug("quiet")
		if got := s.String(); !strings.Contains(got, want) || strings.Contains(got, "quiet") {
			t.Errorf("%s: %s", format, got)
		}
	}
}
