package status

import (
	"context"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// Machine is the Report without the houses: a few round trips, however many
// Points there are.
func (d Desk) Machine(ctx context.Context, now time.Time) (Report, error) {
	r := Report{At: now.UTC()}
	var err error
	if r.Redis, err = d.Store.Health(ctx); err != nil {
		return r, err
	}
	if r.Processes, err = d.processes(ctx); err != nil {
		return r, err
	}
	if r.LastUpdate, err = d.Store.LastTaken(ctx); err != nil {
		return r, err
	}
	if r.Webhook, err = d.Store.Webhook(ctx); err != nil {
		return r, err
	}
	inbox, err := d.Store.InboxBacklog(ctx, now)
	if err != nil {
		return r, err
	}
	r.Inbox = Line(inbox)
	r.Points, err = d.lines(ctx, now)
	return r, err
}

// processes are those that are alive. The name of who leads ends with its id.
func (d Desk) processes(ctx context.Context) ([]Process, error) {
	all, err := d.Store.Processes(ctx)
	if err != nil {
		return nil, err
	}
	leader, err := d.Store.Leader(ctx)
	processes := make([]Process, len(all))
	for i, p := range all {
		processes[i] = Process{p, strings.HasSuffix(leader, p.ID)}
	}
	return processes, err
}

// lines are the Points with what waits at each.
func (d Desk) lines(ctx context.Context, now time.Time) ([]Point, error) {
	var queues []store.Queue
	var ids []string
	for _, p := range d.Points {
		ids = append(ids, p.ID)
		for _, lane := range chat.Lanes() {
			queues = append(queues, store.Outbox(p.ID, lane))
		}
	}
	outs, err := d.Store.Backlogs(ctx, queues, now)
	if err != nil {
		return nil, err
	}
	due, err := d.Store.Overdue(ctx, ids, now)
	if err != nil {
		return nil, err
	}
	points := make([]Point, len(ids))
	for i, id := range ids {
		of := outs[i*len(chat.Lanes()):] // in their order
		points[i] = Point{ID: id, Replies: Line(of[0]), Broadcast: Line(of[1]), Mends: Line(of[2]), Due: Line(due[i])}
	}
	return points, nil
}
