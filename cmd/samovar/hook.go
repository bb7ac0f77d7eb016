package main

import (
	"context"
	"time"

	"samovar/internal/store"
)

// hookAsked is how often Telegram is asked how the webhook does.
const hookAsked = time.Minute

// watchHook keeps asking until the context ends. Each process does: it costs
// less than agreeing on who does it.
func (a *App) watchHook(ctx context.Context) {
	tick := time.NewTicker(hookAsked)
	defer tick.Stop()
	for {
		a.askHook(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// askHook asks once, and notes it for all processes and for “samovar status”.
// What fails is asked again: what was known is forgotten by itself.
func (a *App) askHook(ctx context.Context) {
	said, err := a.api.Webhook(ctx)
	if err == nil {
		err = a.store.NoteWebhook(ctx, store.Webhook{Asked: a.Now().UTC(), Pending: said.Pending, Failed: said.Failed, Reason: said.Reason})
	}
	if err != nil && ctx.Err() == nil {
		a.Log.Warn("how the webhook does is not known", "err", err)
	}
}
