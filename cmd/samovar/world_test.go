package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/redisserver"
)

const minimal = `points:
  - id: blg
    name: {ru: Точка}
    zone: Asia/Yakutsk
    admins: [11]
    rooms:
      - {id: hall, name: {ru: Зал}, seats: 100}
`

// write writes a file of the test's own and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// durable starts a Redis that is run as it should be.
func durable(t *testing.T) *redisserver.Server {
	return redisserver.ForTest(t, redisserver.Options{AppendOnly: true, Config: []string{"maxmemory-policy", "noeviction"}})
}

// telegram starts a Bot API server.
func telegram(t *testing.T) (*emulator.Server, string) {
	t.Helper()
	e := emulator.New(emulator.Options{T: t})
	url, err := e.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e, url
}

// environ is what the commands under test find in the environment.
func environ(redis, api, token string) []string {
	return []string{"SAMOVAR_REDIS__URL=" + redis, "SAMOVAR_TELEGRAM__API_URL=" + api,
		"SAMOVAR_TELEGRAM__TOKEN=" + token, "SAMOVAR_WEB__LISTEN=127.0.0.1:0"}
}

// screen collects what a command writes, and can be waited on.
type screen struct {
	mu      sync.Mutex
	text    bytes.Buffer
	changed chan struct{}
}

func newScreen() *screen { return &screen{changed: make(chan struct{})} }

// Write adds to the screen.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.changed)
	s.changed = make(chan struct{})
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// await waits until the screen shows the words.
func (s *screen) await(t *testing.T, words string) {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		s.mu.Lock()
		shown, changed := s.text.String(), s.changed
		s.mu.Unlock()
		if strings.Contains(shown, words) {
			return
		}
		select {
		case <-changed:
		case <-late:
			t.Fatalf("%q never came:\n%s", words, shown)
		}
	}
}

// command is a command that runs.
type command struct {
	out, err *screen
	stop     context.CancelFunc
	code     chan int
}

// begin starts a command.
func begin(t *testing.T, environ []string, args ...string) *command {
	t.Helper()
	return beginOn(t, newScreen(), environ, args...)
}

// beginOn starts a command that complains on a screen, maybe with others.
func beginOn(t *testing.T, complaints *screen, environ []string, args ...string) *command {
	t.Helper()
	return beginWith(t, complaints, time.Now, environ, args...)
}

// beginAt starts a command on a clock of the test's.
func beginAt(t *testing.T, now func() time.Time, environ []string, args ...string) *command {
	t.Helper()
	return beginWith(t, newScreen(), now, environ, args...)
}

func beginWith(t *testing.T, complaints *screen, now func() time.Time, environ []string, args ...string) *command {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	c := &command{out: newScreen(), err: complaints, stop: stop, code: make(chan int, 1)}
	go func() { c.code <- run(ctx, args, world{environ: environ, out: c.out, err: c.err, now: now}) }()
	t.Cleanup(stop)
	return c
}

// ends waits for a command's end.
func (c *command) ends(t *testing.T) int {
	t.Helper()
	select {
	case code := <-c.code:
		return code
	case <-time.After(30 * time.Second):
		t.Fatalf("it does not end:\n%s", c.err)
		return -1
	}
}

// result runs a command to its end.
func result(t *testing.T, environ []string, args ...string) (code int, out, err string) {
	t.Helper()
	c := begin(t, environ, args...)
	code = c.ends(t)
	return code, c.out.String(), c.err.String()
}

// shows fails the test for words that are not there.
func shows(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in\n%s", w, text)
		}
	}
}
