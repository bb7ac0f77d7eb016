package bot

import (
	"context"
	"sync"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// To what a message of a broadcast comes, but for the kinds of failures: the
// words of package space.
const (
	delivered = "delivered"
	stopped   = "stopped"
	outlived  = "outlived" // withheld: it waited until it was of no use
)

// reach says which chats may be marked as unreachable, as they were read a
// moment ago: a chat that is not among them costs no look at Redis.
type reach struct {
	store *store.Store
	now   func() time.Time

	mu     sync.Mutex
	points map[string]*marked
}

// marked are the marked chats of a Point.
type marked struct {
	chats map[int64]bool
	read  time.Time
}

// reachRead is how old what is known may be: a chat that another process marked
// since is tried once more.
const reachRead = time.Second

// maybe says whether the chat may be marked: then Redis has to be asked, for it
// may have been healed.
func (r *reach) maybe(ctx context.Context, point string, chat int64) bool {
	if r.stale(point) {
		if chats, err := r.store.Marked(ctx, point); err == nil {
			r.learn(point, chats)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.points[point].chats[chat]
}

// stale says whether the Point's marks are to be read, by who asks: nobody else
// is told so for a while.
func (r *reach) stale(point string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, now := r.points[point], r.now()
	if m == nil {
		m = &marked{chats: map[int64]bool{}}
		r.points[point] = m
	} else if now.Sub(m.read) < reachRead {
		return false
	}
	m.read = now
	return true
}

func (r *reach) learn(point string, chats map[int64]bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.points[point].chats = chats
}

// add notes a mark of this process's own.
func (r *reach) add(point string, chat int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if m := r.points[point]; m != nil {
		m.chats[chat] = true
	}
}

// withheld says whether the message is not to be tried: it is of no use any more,
// its broadcast was stopped, or its chat cannot be written to. This is the one
// place that decides so. An answer to what somebody does is always tried, and so
// is one in a group where something is done: who acts is there, whatever was
// marked.
func (d *delivery) withheld(ctx context.Context) bool {
	if until := d.out.Until; !until.IsZero() && !d.opt.Now().Before(until) {
		d.log().Info("message let go", "until", until)
		return d.withhold(outlived)
	}
	if d.out.Broadcast != "" {
		if over, err := d.store.BroadcastStopped(ctx, d.point, d.out.Broadcast); err == nil && over {
			return d.withhold(stopped)
		}
	}
	answers := d.out.Kind == chat.Answer || d.item.Chat < 0 && d.lane.name == chat.Reply
	if answers || !d.reach.maybe(ctx, d.point, d.item.Chat) {
		return false
	}
	mark, is, err := d.store.Mark(ctx, d.point, d.item.Chat)
	if err != nil || !is || mark.Tried() {
		return false // at worst it is tried in vain
	}
	d.passOn(ctx)
	return d.withhold(mark.Why)
}

// passOn lets the clock pass on what the person is offered: it may be just what
// is withheld.
func (d *delivery) passOn(ctx context.Context) {
	if d.item.Chat < 0 || d.out.Broadcast != "" {
		return
	}
	if err := d.store.PassOn(ctx, d.point, d.item.Chat, d.opt.Now()); err != nil {
		d.log().Error("an offer may wait for its deadline", "err", err)
	}
}

func (d *delivery) withhold(why string) bool {
	d.came = why
	d.opt.Meter.Withheld(why)
	d.log().Debug("message withheld", "why", why)
	return true
}

// reached forgets the mark of a chat that took a new message all the same.
func (d *delivery) reached(ctx context.Context) {
	anew := d.limited() && (d.out.Panel == "" || d.out.Fresh)
	if !anew || !d.reach.maybe(ctx, d.point, d.item.Chat) {
		return
	}
	if err := d.store.Reached(ctx, d.point, d.item.Chat, d.opt.Now()); err != nil {
		d.log().Error("chat stays marked as unreachable", "err", err)
	}
}
