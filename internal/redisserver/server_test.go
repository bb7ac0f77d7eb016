package redisserver

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func client(t *testing.T, url string) *redis.Client {
	t.Helper()
	o, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	o.MaxRetries = -1
	o.ReadTimeout = 200 * time.Millisecond
	c := redis.NewClient(o)
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestWhatWasWrittenWithFsyncAlwaysSurvivesAKill(t *testing.T) {
	ctx := context.Background()
	s := ForTest(t, Options{AppendOnly: true, Fsync: "always"})
	c := client(t, s.URL())
	if err := c.Set(ctx, "k", "v", 0).Err(); err != nil {
		t.Fatal(err)
	}
	s.Kill()
	if err := c.Get(ctx, "k").Err(); err == nil {
		t.Fatal("a killed server answered")
	}
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	if got, err := client(t, s.URL()).Get(ctx, "k").Result(); err != nil || got != "v" {
		t.Errorf("after the restart k is %q, %v", got, err)
	}
}

func TestAPausedServerDoesNotAnswerUntilItIsResumed(t *testing.T) {
	ctx := context.Background()
	s := ForTest(t, Options{Socket: true})
	c := client(t, s.URL())
	s.Pause()
	if err := c.Ping(ctx).Err(); err == nil {
		t.Error("a paused server answered")
	}
	s.Resume()
	if err := c.Ping(ctx).Err(); err != nil {
		t.Errorf("a resumed server: %v", err)
	}
}

func TestStoppingRemovesTheTemporaryDirectory(t *testing.T) {
	s := ForTest(t)
	s.Stop()
	if _, err := os.Stat(s.Dir()); !os.IsNotExist(err) {
		t.Errorf("directory %s: %v", s.Dir(), err)
	}
}

func TestAServerThatCannotStartSaysWhy(t *testing.T) {
	_, err := Start(Options{Config: []string{"no-such-directive", "1"}})
	if err == nil || !strings.Contains(err.Error(), "no-such-directive") {
		t.Errorf("error: %v", err)
	}
}

func TestTheDemoSaysWhichRedisItRunsOn(t *testing.T) {
	url, what, stop, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if !strings.HasPrefix(what, "redis-server ") {
		t.Errorf("with a redis-server on the PATH it runs on %q", what)
	}
	if err := client(t, url).Ping(context.Background()).Err(); err != nil {
		t.Error(err)
	}
}

func TestTheDemoFallsBackToMiniredis(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	url, what, stop, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if !strings.HasPrefix(what, "miniredis ") {
		t.Errorf("without a redis-server it runs on %q", what)
	}
	if err := client(t, url).Ping(context.Background()).Err(); err != nil {
		t.Error(err)
	}
}
