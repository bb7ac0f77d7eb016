package main

import (
	"context"
	"time"

	"samovar/bot"
	"samovar/handlers"
	"samovar/internal/chat"
	"samovar/internal/config"
	"samovar/internal/lang"
	"samovar/internal/store"
)

// unlimited is the number from which a limit is none: a Bot API server of one's
// own may have no limits, and each that is kept takes a round trip a message.
const unlimited = 1000

// limitsOf turns the config's limits into the sender's. Telegram counts 20
// messages a minute to a group but minds bursts, so few may go at once.
func limitsOf(l config.Limits) bot.Limits {
	var limits bot.Limits
	if l.PerSecond < unlimited {
		limits.All = l.PerSecond
	}
	if l.PerChatBurst < unlimited {
		limits.Private = store.Limit{Most: 1, Per: time.Second, Burst: l.PerChatBurst}
	}
	if l.PerGroupMinute < unlimited {
		limits.Group = store.AtMost(l.PerGroupMinute, time.Minute, min(4, l.PerGroupMinute))
	}
	return limits
}

// flushTime is how long a stop waits for the last replies to be sent. What is
// left then waits in Redis.
const flushTime = 5 * time.Second

// untilFlushed lets the sender go on, after its turn to stop, until it has sent
// what answers people: they have just been promised it.
func (a *App) untilFlushed(run func(context.Context)) func(context.Context) {
	return func(ctx context.Context) {
		sending, stop := context.WithCancel(context.WithoutCancel(ctx))
		defer stop()
		context.AfterFunc(ctx, func() {
			defer stop()
			a.flush(sending)
		})
		run(sending)
	}
}

// flush waits until no reply waits any more, five seconds at most.
func (a *App) flush(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, flushTime)
	defer cancel()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for a.repliesWait(ctx) {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// repliesWait says whether there is a reply to send, as far as Redis tells.
func (a *App) repliesWait(ctx context.Context) bool {
	for _, id := range a.pointIDs() {
		b, err := a.store.Backlog(ctx, store.Outbox(id, chat.Reply), a.Now())
		if err == nil && b.Items > 0 {
			return true
		}
	}
	return false
}

// setMenus sets the commands menu of each language; the Russian one also for
// all other languages. Admins get theirs in their own chats.
func (a *App) setMenus(ctx context.Context) {
	hints := func(tag lang.Tag) []chat.CommandHint {
		return handlers.Hints(a.texts.In(tag), handlers.Resident, len(a.points))
	}
	menus := []bot.CommandMenu{{Commands: hints(lang.Russian)}}
	for _, tag := range lang.Tags() {
		menus = append(menus, bot.CommandMenu{Language: string(tag), Commands: hints(tag)})
	}
	a.api.SetMenus(ctx, menus, a.Log)
}
