package main

import (
	"context"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/status"
	"samovar/internal/web"
)

// gauges are what is measured when the metrics are read.
func gauges() []web.Gauge {
	point := []string{"point"}
	lane := []string{"point", "lane"}
	room := []string{"point", "room", "week"}
	return []web.Gauge{
		{Name: "taking_updates", Help: "1 where this process takes updates in, or stands by to do so."},
		{Name: "redis_up", Help: "1 where Redis answers."},
		{Name: "redis_persistence_ok", Help: "1 where Redis keeps an append-only file and writes it without errors."},
		{Name: "redis_memory_bytes", Help: "Memory that Redis uses."},
		{Name: "redis_memory_limit_bytes", Help: "Memory that Redis may use; 0 for no limit."},
		{Name: "processes_alive", Help: "Processes of the bot on this Redis."},
		{Name: "last_update_timestamp_seconds", Help: "When the last new update was taken in, by any process; missing where none was for a day."},
		{Name: "webhook_pending_updates", Help: "Updates that wait at Telegram to be delivered; by webhook only."},
		{Name: "webhook_last_error_timestamp_seconds", Help: "When Telegram last failed to deliver an update; by webhook only, missing where it never did."},
		{Name: "inbox_updates", Help: "Updates that wait to be handled."},
		{Name: "inbox_late_seconds", Help: "How long the update that waits longest could have been handled."},
		{Name: "outbox_messages", Help: "Messages that wait to be sent.", Labels: lane},
		{Name: "outbox_late_seconds", Help: "How long the message that waits longest could have been sent.", Labels: lane},
		{Name: "due_overdue", Help: "Reminders, digests and other things that are due by now and not done.", Labels: point},
		{Name: "due_late_seconds", Help: "How long the first of what is due by now has been due.", Labels: point},
		{Name: "room_open_seconds", Help: "How long the room is open in the week, running or next.", Labels: room},
		{Name: "room_held_seconds", Help: "How much of that is held by bookings, with their set-up and clear-up, and offers.", Labels: room},
		{Name: "requests_waiting", Help: "Requests that wait for a decision; a series is one.", Labels: point},
		{Name: "requests_oldest_seconds", Help: "How long the first of them waits.", Labels: point},
		{Name: "wishes_waiting", Help: "Wishes that wait in the queue.", Labels: point},
		{Name: "no_shows", Help: "Events of the last seven days at which nobody appeared.", Labels: point},
		{Name: "communities", Help: "Communities that are active.", Labels: point},
		{Name: "communities_silent", Help: "Communities that nothing reaches: without lead and group, or with a group that cannot be written to.", Labels: point},
	}
}

// measure measures them.
func (a *App) measure(ctx context.Context, show web.Show) error {
	show("taking_updates", web.Truth(a.takesUpdates(ctx) == nil))
	if err := a.store.Ping(ctx); err != nil {
		show("redis_up", 0)
		return nil // that says it; the rest is not known
	}
	show("redis_up", 1)
	now := a.Now()
	r, err := a.status().Machine(ctx, now)
	if err != nil {
		return err
	}
	showMachine(show, r)
	err = a.houses.look(ctx, now)
	for i, h := range a.houses.all() {
		if !h.asked.IsZero() {
			showHouse(show, a.points[i].ID, h.House, now)
		}
	}
	return err
}

func showMachine(show web.Show, r status.Report) {
	show("redis_persistence_ok", web.Truth(r.Redis.Unsaved == ""))
	show("redis_memory_bytes", float64(r.Redis.Used))
	show("redis_memory_limit_bytes", float64(r.Redis.Limit))
	show("processes_alive", float64(len(r.Processes)))
	if !r.LastUpdate.IsZero() {
		show("last_update_timestamp_seconds", float64(r.LastUpdate.UnixMilli())/1000)
	}
	if w := r.Webhook; w != nil {
		show("webhook_pending_updates", float64(w.Pending))
		if !w.Failed.IsZero() {
			show("webhook_last_error_timestamp_seconds", float64(w.Failed.Unix()))
		}
	}
	show("inbox_updates", float64(r.Inbox.Items))
	show("inbox_late_seconds", r.Inbox.Late.Seconds())
	for _, p := range r.Points {
		for lane, line := range map[chat.Lane]status.Line{chat.Reply: p.Replies, chat.Broadcast: p.Broadcast, chat.Mend: p.Mends} {
			show("outbox_messages", float64(line.Items), p.ID, string(lane))
			show("outbox_late_seconds", line.Late.Seconds(), p.ID, string(lane))
		}
		show("due_overdue", float64(p.Due.Items), p.ID)
		show("due_late_seconds", p.Due.Late.Seconds(), p.ID)
	}
}

func showHouse(show web.Show, point string, h status.House, now time.Time) {
	for week, rooms := range map[string][]space.Fullness{"running": h.Week, "next": h.NextWeek} {
		for _, f := range rooms {
			show("room_open_seconds", f.Open.Seconds(), point, f.Room, week)
			show("room_held_seconds", f.Held.Seconds(), point, f.Room, week)
		}
	}
	waits := time.Duration(0)
	if !h.Oldest.IsZero() {
		waits = now.Sub(h.Oldest)
	}
	show("requests_waiting", float64(h.Requests), point)
	show("requests_oldest_seconds", waits.Seconds(), point)
	show("wishes_waiting", float64(h.Wishes), point)
	show("no_shows", float64(h.NoShows), point)
	show("communities", float64(h.Silence.Communities), point)
	show("communities_silent", float64(h.Silence.Count()), point)
}
