package main

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"samovar/internal/store"
)

// byClock in the environment of the bot as a process names the file by which
// it reads the clock. Only this test's binary knows it.
const byClock = "TEST_READS_CLOCK"

// sharedClock is a clock that a test moves and several processes read. From
// where it was put it goes on as any clock does, so that what waits for some
// seconds to pass gets them.
type sharedClock struct {
	path string
}

// newSharedClock makes a clock that shows that time.
func newSharedClock(t *testing.T, at time.Time) sharedClock {
	t.Helper()
	c := sharedClock{write(t, "clock", "")}
	c.set(t, at)
	return c
}

// set moves the clock. Who reads it meanwhile reads the old time or the new.
func (c sharedClock) set(t *testing.T, at time.Time) {
	t.Helper()
	anew := c.path + ".new"
	if err := os.WriteFile(anew, fmt.Append(nil, at.UnixNano(), " ", time.Now().UnixNano()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(anew, c.path); err != nil {
		t.Fatal(err)
	}
}

// now reads the clock.
func (c sharedClock) now() time.Time {
	var shown, since int64
	content, err := os.ReadFile(c.path)
	if err == nil {
		_, err = fmt.Sscan(string(content), &shown, &since)
	}
	if err != nil {
		panic(err) // the test that this process belongs to is over
	}
	return time.Unix(0, shown+time.Now().UnixNano()-since).UTC()
}

// runBy is main by another clock.
func runBy(c sharedClock) int {
	store.Hush()
	return run(context.Background(), os.Args[1:], world{environ: os.Environ(), out: os.Stdout, err: os.Stderr, now: c.now})
}
