package chaos

import (
	"io"
	"net"
	"testing"
	"time"
)

// echoing is a proxy before a server that says again what it is told.
func echoing(t *testing.T) (*Proxy, net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(c, c); _ = c.Close() }()
		}
	}()
	p, err := NewProxy(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	c, err := net.Dial("tcp", p.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return p, c
}

func says(t *testing.T, c net.Conn, words string) {
	t.Helper()
	if _, err := c.Write([]byte(words)); err != nil {
		t.Fatal(err)
	}
}

func hears(t *testing.T, c net.Conn, words string) {
	t.Helper()
	got := make([]byte, len(words))
	if _, err := io.ReadFull(c, got); err != nil || string(got) != words {
		t.Fatalf("heard %q, %v", got, err)
	}
}

func TestAProxyLetsThroughWhatItHeldOnceItIsReleased(t *testing.T) {
	p, c := echoing(t)
	says(t, c, "one")
	hears(t, c, "one")
	p.Hold()
	says(t, c, "two")
	_ = c.SetReadDeadline(time.Now().Add(30 * time.Millisecond))
	if n, err := c.Read(make([]byte, 3)); err == nil {
		t.Errorf("%d bytes came through", n)
	}
	p.Release()
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	hears(t, c, "two")
}

func TestAProxyCutsAReplyInItsMiddle(t *testing.T) {
	p, c := echoing(t)
	p.Cut(1)
	says(t, c, "abcdef")
	if got, err := io.ReadAll(c); err != nil || string(got) != "abc" {
		t.Errorf("heard %q, %v", got, err)
	}
}

func TestASlowProxyDelaysRepliesAndLosesNone(t *testing.T) {
	p, c := echoing(t)
	p.Slow(20 * time.Millisecond)
	began := time.Now()
	says(t, c, "one")
	hears(t, c, "one")
	if took := time.Since(began); took < 20*time.Millisecond {
		t.Errorf("it took %s", took)
	}
}

func TestAProxyIsWhatOneServerNamesInPlaceOfAnother(t *testing.T) {
	p, err := NewProxy("127.0.0.1:10001", "127.0.0.1:10002")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	_, one, _ := net.SplitHostPort(p.doors[0].Addr().String())
	_, two, _ := net.SplitHostPort(p.doors[1].Addr().String())
	for said, want := range map[string]string{
		"*2\r\n$9\r\n127.0.0.1\r\n$5\r\n10002\r\n":                "*2\r\n$9\r\n127.0.0.1\r\n$5\r\n" + two + "\r\n",
		"$9\r\n127.0.0.1\r\n$4\r\nport\r\n$5\r\n10001\r\n":        "$9\r\n127.0.0.1\r\n$4\r\nport\r\n$5\r\n" + one + "\r\n",
		"$9\r\n127.0.0.1\r\n:10001\r\n":                           "$9\r\n127.0.0.1\r\n:" + one + "\r\n",
		"-MOVED 12 127.0.0.1:10002\r\n":                           "-MOVED 12 127.0.0.1:" + two + "\r\n",
		"samovar 127.0.0.1 10001 127.0.0.1 10002":                 "samovar 127.0.0.1 " + one + " 127.0.0.1 " + two,
		"redis://127.0.0.1:10001?addr=127.0.0.1:10002":            "redis://127.0.0.1:" + one + "?addr=127.0.0.1:" + two,
		"$10001\r\nof 127.0.0.1:10003 and 127.0.0.1:100020 10002": "$10001\r\nof 127.0.0.1:10003 and 127.0.0.1:100020 10002",
	} {
		if got := string(p.Through([]byte(said))); got != want {
			t.Errorf("%q became %q", said, got)
		}
	}
}
