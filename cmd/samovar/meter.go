package main

import (
	"samovar/bot"
	"samovar/internal/space"
	"samovar/internal/status"
	"samovar/internal/web"
)

// meter lets the bot count into the metrics: neither knows the other.
type meter struct{ *web.Metrics }

// Failed counts a request that Telegram refused.
func (m meter) Failed(kind bot.Kind) { m.RequestFailed(string(kind)) }

// watch begins to measure.
func (a *App) watch() {
	a.houses.desk = a.status()
	a.metrics.Built(a.Version)
	a.metrics.Expect(a.words())
	a.metrics.Watch(gauges(), a.measure)
}

// words are all that is counted by.
func (a *App) words() web.Words {
	w := web.Words{Outcomes: bot.Outcomes(), Sent: bot.Deliveries(), Withheld: []string{"stopped", "outlived"}, Points: a.pointIDs()}
	for _, kind := range bot.Kinds() {
		w.Failures = append(w.Failures, string(kind))
		if kind.Unreachable() {
			w.Withheld = append(w.Withheld, string(kind))
		}
	}
	for _, kind := range space.DueKinds() {
		w.Due = append(w.Due, string(kind))
	}
	return w
}

// status is where the bot is asked how it does.
func (a *App) status() status.Desk { return status.Desk{Store: a.store, Points: a.points} }

func (a *App) pointIDs() []string {
	var ids []string
	for _, p := range a.points {
		ids = append(ids, p.ID)
	}
	return ids
}
