package store

import (
	"context"
	"fmt"
	"time"

	"github.com/go-redis/redis_rate/v10"
)

// Limit is how often something may happen: Most in Per on average, and Burst
// at once. The zero value does not limit.
type Limit struct {
	Most  int
	Per   time.Duration
	Burst int // at least 1
	// Slack lets a quarter of one pass in addition: who asked that much too late
	// for one gets the next that much earlier, so that the average is kept.
	Slack bool
}

// Off says whether it does not limit.
func (l Limit) Off() bool { return l.Most <= 0 || l.Per <= 0 }

// AtMost is the limit that never lets more than n happen within any span of
// that length, of which burst can be at once.
func AtMost(n int, per time.Duration, burst int) Limit {
	// A full bucket of b+1/4 lets that many pass at once and r a span after them.
	// With r half a request under n-b+1 that is a quarter less than n+1: the next
	// comes safely after the span's end.
	return Limit{Most: 2*(n-burst) + 1, Per: 2 * per, Burst: burst, Slack: true}
}

// quarters is what one counts: limits are measured in quarters of one.
const quarters = 4

// Allow counts one more of something against its limit, over all processes. It
// returns 0 when it may happen now, else how long to wait before asking again.
//
// The measuring is redis_rate's, which takes the time from Redis: here that is
// right, since all processes must count by one clock.
func (s *Store) Allow(ctx context.Context, of string, l Limit) (wait time.Duration, err error) {
	if l.Off() {
		return 0, nil
	}
	limit := redis_rate.Limit{Rate: l.Most * quarters, Burst: max(1, l.Burst) * quarters, Period: l.Per}
	if l.Slack {
		limit.Burst++
	}
	r, err := redis_rate.NewLimiter(s.rdb).AllowN(ctx, limitKey(of), limit, quarters)
	switch {
	case err != nil:
		return 0, fmt.Errorf("count against limit of %s: %w", of, err)
	case r.Allowed > 0:
		return 0, nil
	}
	return r.RetryAfter, nil
}
