package scheduler

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// replicas are clocks as several processes have them.
func (h *house) replicas(n int) []*Clock {
	h.t.Helper()
	clocks := make([]*Clock, n)
	for i := range clocks {
		clocks[i] = h.clock()
	}
	return clocks
}

// tickTogether moves the clock there and lets all of them tick at once.
func (h *house) tickTogether(clocks []*Clock, now time.Time) {
	h.set(now)
	var all sync.WaitGroup
	for _, c := range clocks {
		all.Go(func() {
			if err := c.Tick(context.Background()); err != nil {
				h.t.Error(err)
			}
		})
	}
	all.Wait()
}

// toldOnce counts what was sent since, by its occasion and whom it is for: none
// of it may have come twice.
func (h *house) toldOnce() map[string]int {
	h.t.Helper()
	seen := map[string]int{}
	for _, o := range h.sent() {
		seen[fmt.Sprint(o.Occasion, " to ", o.Chat)]++
	}
	for what, n := range seen {
		if n != 1 {
			h.t.Errorf("%s: %d times", what, n)
		}
	}
	return seen
}
