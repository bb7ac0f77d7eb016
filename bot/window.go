package bot

import "time"

// window keeps count of the requests let through last. Telegram counts them as
// they arrive, and how long they are on their way varies: evenly let through,
// they may still arrive in a heap. They have arrived by the time they are
// answered, so no second from there on holds more than may be.
type window struct {
	passages []*passage // the last ones, oldest first
}

// passage is one request let through.
type passage struct {
	began    time.Time
	answered time.Time // zero while it is on its way
}

// hung is after how long a request without an answer is taken to have arrived:
// one that hangs must not keep all others.
const hung = time.Second

// full is how long to wait until fewer than most may have arrived within a
// second.
func (w *window) full(now time.Time, most int) time.Duration {
	if len(w.passages) < most {
		return 0
	}
	return w.passages[len(w.passages)-most].arrived(now).Add(time.Second).Sub(now)
}

// arrived is the latest time at which it can have arrived.
func (p *passage) arrived(now time.Time) time.Time {
	switch {
	case !p.answered.IsZero():
		return p.answered
	case now.Sub(p.began) > hung:
		return p.began.Add(hung)
	}
	return now
}

// add notes one more; only the last that count are kept.
func (w *window) add(now time.Time, most int) *passage {
	p := &passage{began: now}
	w.passages = append(w.passages, p)
	w.passages = w.passages[max(0, len(w.passages)-most):]
	return p
}
