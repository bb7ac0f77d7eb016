package bot

import (
	"sync"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// pauses are the times before which Telegram wants nothing more, as far as this
// process knows.
type pauses struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// pausedFor is the error of a request that was not made: its chat, lane or bot
// was paused for so long while it waited for its turn.
type pausedFor time.Duration

func (p pausedFor) Error() string { return "paused for " + time.Duration(p).String() }

// learn takes in what Redis knows, and forgets what is over.
func (p *pauses) learn(known map[string]time.Time, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for of, until := range p.until {
		if until.After(now) && until.After(known[of]) {
			known[of] = until
		}
	}
	p.until = known
}

// add begins a pause.
func (p *pauses) add(of string, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.until == nil {
		p.until = map[string]time.Time{}
	}
	if until.After(p.until[of]) {
		p.until[of] = until
	}
}

// before is when a chat may be written to again on a lane; it is past where
// nothing is paused.
func (p *pauses) before(to int64, lane chat.Lane) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := p.until[store.PauseAll]
	names := []string{store.PauseChat(to)}
	if lane != chat.Reply {
		names = append(names, store.PauseBroadcast)
	}
	for _, of := range names {
		if p.until[of].After(last) {
			last = p.until[of]
		}
	}
	return last
}

// menus is how long Telegram wants no menus any more.
func (p *pauses) menus(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.until[store.PauseMenus].Sub(now)
}

// of lists what a 429 pauses. Telegram does not say whether it means the chat
// or the bot: a broadcast stops altogether, and when a second person's chat is
// refused while the first still is, it means the bot. (Groups have a limit of
// their own, so two of them say nothing.)
func (p *pauses) of(to int64, lane chat.Lane, now time.Time) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	names := []string{store.PauseChat(to)}
	if lane != chat.Reply {
		names = append(names, store.PauseBroadcast)
	}
	for other, until := range p.until {
		if to > 0 && other != names[0] && other[0] >= '1' && other[0] <= '9' && until.After(now) {
			return append(names, store.PauseAll)
		}
	}
	return names
}
