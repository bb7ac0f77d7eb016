package main

import (
	"context"
	"fmt"
	"time"

	"samovar/bot"
	"samovar/internal/store"
)

// The waits between tries at the start.
const (
	firstWait   = 250 * time.Millisecond
	longestWait = 15 * time.Second
)

// try does something until it succeeds, is refused for good, or the context
// ends: then with that error. Each failure is told, with the wait until the
// next try.
func try(ctx context.Context, do func(context.Context) (final bool, err error), failed func(err error, wait time.Duration)) error {
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		final, err := do(ctx)
		if err == nil || final {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		failed(err, wait)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// prepareRedis waits until Redis answers and no version runs that keeps things in
// another form, and writes into it what must be there. One that a newer version
// has written is left alone.
func (a *App) prepareRedis(ctx context.Context) error {
	return try(ctx, func(ctx context.Context) (bool, error) {
		if err := a.store.Ping(ctx); err != nil {
			return false, err
		}
		err := a.enter(ctx)
		if err == nil {
			err = a.seed(ctx)
		}
		return !store.Transient(err) && !otherForm(err), err
	}, func(err error, wait time.Duration) {
		if otherForm(err) {
			a.Log.Error("wait for another version to end", "err", err, "retry_in", wait)
			return
		}
		a.Log.Error("Redis does not answer; start it, or set redis.url", "redis", redisPlace(a.cfg), "err", err, "retry_in", wait)
	})
}

// awaitTelegram waits until Telegram says who the bot is. A wrong token is
// final.
func (a *App) awaitTelegram(ctx context.Context) (bot.Me, error) {
	var me bot.Me
	err := try(ctx, func(ctx context.Context) (final bool, err error) {
		me, err = a.api.Me(ctx)
		if bot.KindOf(err) == bot.Unauthorized {
			return true, fmt.Errorf("Telegram does not know this token; copy it again from @BotFather: %w", err)
		}
		return false, err
	}, a.telegramFailed)
	return me, err
}

// setWebhook tells Telegram where to call.
func (a *App) setWebhook(ctx context.Context) error {
	w := a.cfg.Telegram.Webhook
	options := bot.WebhookOptions{URL: w.URL, Secret: w.Secret.Reveal(), MaxConnections: w.MaxConnections}
	return try(ctx, func(ctx context.Context) (bool, error) {
		err := a.api.SetWebhook(ctx, options)
		if bot.KindOf(err) == bot.BadRequest {
			return true, fmt.Errorf("Telegram does not take the address in telegram.webhook.url: %w", err)
		}
		return bot.KindOf(err) == bot.Unauthorized, err
	}, a.telegramFailed)
}

func (a *App) telegramFailed(err error, wait time.Duration) {
	a.Log.Error("Telegram does not answer", "api_url", apiPlace(a.cfg), "err", err, "retry_in", wait)
}
