package main

import (
	"context"
	"errors"
	"os"

	"samovar/bot"
)

// lead is this process's right to poll, in a fleet that shares a Redis.
func (a *App) lead() *bot.Lead {
	a.metrics.Leads(false)
	return bot.NewLead(a.store, bot.LeadOptions{Name: a.self.ID, Seat: a.seat(), Changed: a.metrics.Leads, Log: a.Log})
}

// seat is the port that this process has opened: no other on this machine has it
// too, so one that had it before is dead. Without a web server it has none.
func (a *App) seat() string {
	host, err := os.Hostname()
	if err != nil || a.web == nil {
		return ""
	}
	return host + " " + a.web.Addr()
}

// takesUpdates says whether updates are taken in, by this process or, where it
// stands by, by another.
func (a *App) takesUpdates(context.Context) error {
	switch {
	case !a.working.Load():
		return errors.New("updates are not taken in yet, or no more")
	case a.poller != nil:
		return a.poller.Trouble()
	}
	return nil
}

// waitsForLead is the word for a process that is ready to take over.
func (a *App) waitsForLead() string {
	if a.working.Load() && a.poller != nil && a.poller.Standby() {
		return "standby"
	}
	return ""
}
