package main

import (
	"net"
	"net/http"
	"regexp"
	"testing"

	"samovar/internal/redisserver"
)

func TestADemoSaysWhereItIsAndEndsCleanly(t *testing.T) {
	c := begin(t, nil, "demo", "--listen", "127.0.0.1:0")
	c.out.await(t, "Ctrl-C")
	shows(t, c.out.String(), "redis-server ")
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(c.out.String())
	page, err := http.Get(url)
	if err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("the page: %v %v", page, err)
	}
	_ = page.Body.Close() // it was only looked at
	c.stop()
	if code := c.ends(t); code != 0 || c.err.String() != "" {
		t.Errorf("code %d: %s", code, c.err)
	}
}

func TestADemoWhosePortIsTakenTakesAnother(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	c := begin(t, nil, "demo", "--listen", l.Addr().String())
	c.out.await(t, "Ctrl-C")
	shows(t, c.out.String(), "That port is taken; here is another.")
	c.stop()
	if code := c.ends(t); code != 0 {
		t.Errorf("code %d: %s", code, c.err)
	}
}

func TestADemoRunsOnMiniredisWhereThereIsNoRedis(t *testing.T) {
	t.Setenv("PATH", "")
	r := playing(t)
	shows(t, r.redis, "miniredis ")
	anna := r.joins(900, "Анна", "ru")
	r.booksByButtons(anna, "Вечер керамики")
	r.isApproved(anna, "Вечер керамики")
	r.isReminded(anna, "Вечер керамики")
}

func TestADemoWritesIntoAnEmptyRedisOnly(t *testing.T) {
	redis := redisserver.ForTest(t)
	first := begin(t, nil, "demo", "--listen", "127.0.0.1:0", "--redis", redis.URL())
	first.out.await(t, "Ctrl-C")
	first.stop()
	if code := first.ends(t); code != 0 {
		t.Errorf("code %d: %s", code, first.err)
	}
	code, _, errs := result(t, nil, "demo", "--listen", "127.0.0.1:0", "--redis", redis.URL())
	shows(t, errs, "there is a Point in this Redis already; the demo needs an empty one")
	if code != 1 {
		t.Errorf("code %d", code)
	}
}

func TestADemoTellsHowAStartIsWritten(t *testing.T) {
	code, _, errs := result(t, nil, "demo", "--start", "tomorrow")
	shows(t, errs, `read --start "tomorrow": expected a time such as 2006-01-02T15:04`)
	if code != 1 {
		t.Errorf("code %d", code)
	}
}
