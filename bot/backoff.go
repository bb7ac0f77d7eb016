package bot

import (
	"context"
	"math/rand/v2"
	"time"
)

// The first and the longest wait before something is tried again.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = time.Minute
)

// delay is the wait before the nth retry, from 1: doubling, and with jitter, so
// that what failed together is not tried again together.
func delay(n int) time.Duration {
	d := longestWait
	if n < 8 {
		d = firstWait << (max(n, 1) - 1)
	}
	return d/2 + rand.N(d/2)
}

// sleep waits, and says whether the context is still alive.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
