package web

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// hasty gives up on a client at once.
func hasty() patience {
	return patience{header: 50 * time.Millisecond, read: 50 * time.Millisecond, write: time.Second, idle: 50 * time.Millisecond}
}

// begins opens a connection, sends the beginning of a call, and then nothing.
func begins(t *testing.T, url, words string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, words); err != nil {
		t.Fatal(err)
	}
	return conn
}

// readsAll is a webhook that reads all it is sent.
func readsAll(given chan<- error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		given <- err
		w.WriteHeader(http.StatusBadRequest)
	})
}

func TestWhoSendsAByteNowAndThenIsCutOffAndOthersAreAnswered(t *testing.T) {
	given := make(chan error, 1)
	url, _ := serveWith(t, Options{WebhookPath: "/telegram", Webhook: readsAll(given)}, hasty())
	slow := map[string]net.Conn{
		"within the header": begins(t, url, "POST /telegram HTTP/1.1\r\nHost: x\r\nX-Slow"),
		"within the line":   begins(t, url, "POST /tele"),
		"before anything":   begins(t, url, ""),
		"within the body":   begins(t, url, "POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"),
	}
	if r, body := get(t, url+"/healthz"); r.StatusCode != 200 || body != "ok\n" {
		t.Errorf("meanwhile: %d %q", r.StatusCode, body)
	}
	for where, conn := range slow {
		if _, err := io.ReadAll(conn); err != nil && !strings.Contains(err.Error(), "reset") { // it ends when the server hangs up
			t.Errorf("%s: %v", where, err)
		}
	}
	if err := <-given; err == nil {
		t.Error("half a body was taken for a whole one")
	}
}

func TestTheUsualPatienceHasAnEndEverywhere(t *testing.T) {
	if p := usual(); p.header <= 0 || p.read < p.header || p.write < checkTime || p.idle <= 0 {
		t.Errorf("it is %+v", p)
	}
}

func TestAHeaderHasABound(t *testing.T) {
	url, _ := serve(t, Options{})
	conn := begins(t, url, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("x", maxHeader+8<<10)+"\r\n\r\n")
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("got %d", r.StatusCode)
	}
}

func TestEveryPageTellsBrowsersToDoNothingWithIt(t *testing.T) {
	hook := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
	url, _ := serve(t, Options{WebhookPath: "/telegram", Webhook: hook,
		Checks: []Check{{Name: "redis", Run: func(context.Context) error { return nil }}}})
	for _, path := range []string{"/healthz", "/readyz", "/metrics", "/telegram", "/nowhere", "/", "/telegram/", "/telegram/../healthz", "//healthz"} {
		r, _ := get(t, url+path)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if csp := r.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: the policy is %q", path, csp)
		}
		if r.Header.Get("Server") != "" {
			t.Errorf("%s says what serves it", path)
		}
	}
}

func TestAPageTakesNoOtherMethod(t *testing.T) {
	url, _ := serve(t, Options{})
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW"} {
			conn := begins(t, url, fmt.Sprintf("%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", method, path))
			r, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			if r.StatusCode != http.StatusMethodNotAllowed && r.StatusCode != http.StatusNotFound {
				t.Errorf("%s %s: %d", method, path, r.StatusCode)
			}
			_ = r.Body.Close()
		}
	}
}
