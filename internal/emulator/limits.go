package emulator

import (
	"math"
	"time"
)

// Limits are the rates that Telegram allows a bot for what it sends and
// edits. Answers to presses do not count. Zero fields take Telegram's values.
type Limits struct {
	// Off switches all of them off.
	Off bool
	// PerSecond is the most in any second over all chats: 30.
	PerSecond int
	// PrivatePerSecond is the sustained rate to one person: 1.
	PrivatePerSecond float64
	// PrivateBurst is how many may go to one person at once: 20.
	PrivateBurst int
	// GroupPerMinute is the most in any minute to one group: 20.
	GroupPerMinute int
}

func (l Limits) filled() Limits {
	l.PerSecond = orElse(l.PerSecond, 30)
	l.PrivatePerSecond = orElse(l.PrivatePerSecond, 1)
	l.PrivateBurst = orElse(l.PrivateBurst, 20)
	l.GroupPerMinute = orElse(l.GroupPerMinute, 20)
	return l
}

// window counts the moments within a sliding span.
type window struct {
	times []time.Time
}

func (w *window) drop(before time.Time) {
	n := 0
	for n < len(w.times) && !w.times[n].After(before) {
		n++
	}
	w.times = w.times[n:]
}

// full tells how long to wait until fewer than most moments lie within span.
func (w *window) full(now time.Time, span time.Duration, most int) time.Duration {
	w.drop(now.Add(-span))
	if len(w.times) < most {
		return 0
	}
	return w.times[len(w.times)-most].Add(span).Sub(now)
}

// bucket is a token bucket; the zero value is a full one.
type bucket struct {
	spent float64
	at    time.Time
}

func (b *bucket) leak(now time.Time, perSecond float64) {
	b.spent = math.Max(0, b.spent-now.Sub(b.at).Seconds()*perSecond)
	b.at = now
}

func (b *bucket) empty(now time.Time, perSecond float64, burst int) time.Duration {
	b.leak(now, perSecond)
	over := b.spent + 1 - float64(burst)
	if over <= 1e-9 {
		return 0
	}
	return time.Duration(over / perSecond * float64(time.Second))
}

type limiter struct {
	all    window
	groups map[int64]*window
	people map[int64]*bucket
}

func newLimiter() limiter {
	return limiter{groups: map[int64]*window{}, people: map[int64]*bucket{}}
}

// admit counts one message to the chat, or says how long to wait instead.
func (l *limiter) admit(lim Limits, ch *chat, now time.Time) time.Duration {
	if lim.Off {
		return 0
	}
	wait := max(l.all.full(now, time.Second, lim.PerSecond), l.chatWait(lim, ch, now))
	if wait > 0 {
		return wait
	}
	l.all.times = append(l.all.times, now)
	if ch.private() {
		l.people[ch.id].spent++
		return 0
	}
	l.groups[ch.id].times = append(l.groups[ch.id].times, now)
	return 0
}

func (l *limiter) chatWait(lim Limits, ch *chat, now time.Time) time.Duration {
	if ch.private() {
		return entry(l.people, ch.id).empty(now, lim.PrivatePerSecond, lim.PrivateBurst)
	}
	return entry(l.groups, ch.id).full(now, time.Minute, lim.GroupPerMinute)
}

func entry[V any](m map[int64]*V, key int64) *V {
	v, ok := m[key]
	if !ok {
		v = new(V)
		m[key] = v
	}
	return v
}

// admit refuses what is past the limits, with the seconds to wait.
func (s *Server) admit(ch *chat) *failure {
	wait := s.limiter.admit(s.opt.Limits, ch, s.opt.Ticks())
	if wait <= 0 {
		return nil
	}
	return tooMany(max(1, int(math.Ceil(wait.Seconds()))))
}

// SetLimits replaces the rate limits.
func (s *Server) SetLimits(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opt.Limits = l.filled()
	s.limiter = newLimiter()
	s.touch()
}
