package store

import (
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
)

// forgetful stands before a Redis. While it loses, what Redis answers does not
// come back: the connection is cut instead.
type forgetful struct {
	net.Listener
	redis string
	loses atomic.Bool
}

func beforeRedis(t *testing.T, redis string) *forgetful {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	f := &forgetful{Listener: listener, redis: redis}
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go f.pass(c)
		}
	}()
	return f
}

func (f *forgetful) pass(c net.Conn) {
	defer c.Close()
	r, err := net.Dial("tcp", f.redis)
	if err != nil {
		return
	}
	defer r.Close()
	go func() { _, _ = io.Copy(r, c) }()
	answer := make([]byte, 1<<16)
	for {
		n, err := r.Read(answer)
		if err != nil || f.loses.Load() {
			return
		}
		if _, err := c.Write(answer[:n]); err != nil {
			return
		}
	}
}

func TestAMessageWhoseAnswerIsLostIsNotPutTwice(t *testing.T) {
	server := redisserver.ForTest(t)
	f := beforeRedis(t, server.Addr())
	s := openStore(t, "redis://"+f.Addr().String())
	put := func() error {
		return s.Put(t.Context(), "blg", []chat.Out{{Kind: chat.Say, Chat: 42, Text: "tea is ready"}}, monday)
	}
	if err := put(); err != nil {
		t.Fatal(err)
	}
	f.loses.Store(true)
	if err := put(); !Transient(err) {
		t.Errorf("a lost answer is %v", err)
	}
	f.loses.Store(false)
	b, err := s.Backlog(t.Context(), Outbox("blg", chat.Reply), monday)
	if err != nil || b.Items != 2 {
		t.Errorf("%d messages wait, %v", b.Items, err)
	}
}

func TestARestartOfRedisCostsTheNextCallNothing(t *testing.T) {
	server := redisserver.ForTest(t)
	p := openStore(t, server.URL()).Point(testPoint())
	book(t, p, request("hall", 12, 14, 20))
	server.Kill()
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	book(t, p, request("hall", 16, 17, 20))
}

func TestWhatDoesNotPassByItselfIsNotTransient(t *testing.T) {
	p := startStore(t)
	if err := p.store.rdb.Set(t.Context(), p.keys.session(42), "no hash", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Know(t.Context(), 42, 42, 1); err == nil || Transient(err) || !strings.Contains(err.Error(), "WRONGTYPE") {
		t.Errorf("a key of another type: %v", err)
	}
	p.store.rdb.HSet(t.Context(), p.keys.person(7), "v", 1, "body", "{")
	if _, err := p.Know(t.Context(), 7, 7, 1); err == nil || Transient(err) {
		t.Errorf("a record that cannot be decoded: %v", err)
	}
	if err := p.store.run(t.Context(), call{commitScript, []string{"a"}, []any{"1", "", "{}"}}).Err(); err == nil || Transient(err) {
		t.Errorf("a script's mistake: %v", err)
	}
	if err := openStore(t, "redis://127.0.0.1:1").Ping(t.Context()); !Transient(err) {
		t.Errorf("no Redis at all: %v", err)
	}
}
