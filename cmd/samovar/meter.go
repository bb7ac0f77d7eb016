package main

import (
	"context"

	"samovar/bot"
	"samovar/internal/chat"
	"samovar/internal/store"
	"samovar/internal/web"
)

// meter lets the bot count into the metrics: neither knows the other.
type meter struct{ *web.Metrics }

// Failed counts a request that Telegram refused.
func (m meter) Failed(kind bot.Kind) { m.RequestFailed(string(kind)) }

// backlogs measures the lanes of all Points' outboxes.
func (a *App) backlogs(ctx context.Context) ([]web.Backlog, error) {
	var all []web.Backlog
	for _, id := range a.pointIDs() {
		for _, lane := range []chat.Lane{chat.Reply, chat.Broadcast} {
			b, err := a.store.Backlog(ctx, store.Outbox(id, lane), a.Now())
			if err != nil {
				return nil, err
			}
			all = append(all, web.Backlog{Point: id, Lane: string(lane), Messages: b.Items, Late: b.Late})
		}
	}
	return all, nil
}

func (a *App) pointIDs() []string {
	var ids []string
	for _, p := range a.points {
		ids = append(ids, p.ID)
	}
	return ids
}
