package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// delivery is one message on its way to Telegram.
type delivery struct {
	*Sender
	lane  *lane
	point string
	item  store.Item
	out   chat.Out
	came  string // to what it came, once it is done with
}

// deliver sends the message and says whether it is done with.
func (d *delivery) deliver(ctx context.Context) bool {
	if moved, err := d.moved(ctx); moved || err != nil {
		return d.settle(ctx, err) && !moved
	}
	if d.withheld(ctx) {
		return true
	}
	wait, err := d.wait(ctx)
	if wait > 0 {
		d.Sender.putOff(ctx, d.lane, d.item, d.opt.Now().Add(wait))
		return false
	}
	if err == nil {
		err = d.sendAnywhere(ctx)
	}
	return d.settle(ctx, err)
}

// moved re-addresses what goes to a group known to have become a supergroup.
func (d *delivery) moved(ctx context.Context) (bool, error) {
	const firstSupergroup = -1000000000000 // those beyond it have moved already
	if d.item.Chat > 0 || d.item.Chat < firstSupergroup {
		return false, nil
	}
	to, err := d.store.MovedTo(ctx, d.item.Chat)
	if err != nil || to == d.item.Chat {
		return false, err
	}
	return true, d.store.Move(ctx, d.item, to, d.opt.Now())
}

// wait is how long the chat may not be written to yet. Answers to presses are
// free of limits, but not of pauses.
func (d *delivery) wait(ctx context.Context) (time.Duration, error) {
	if pause := d.pauses.before(d.item.Chat, d.lane.name).Sub(d.opt.Now()); pause > 0 {
		return pause, nil
	}
	if !d.limited() {
		return 0, nil
	}
	limit := d.opt.Limits.Group
	if d.item.Chat > 0 {
		limit = d.opt.Limits.Private
	}
	return d.store.Allow(ctx, "chat:"+store.PauseChat(d.item.Chat), limit)
}

func (d *delivery) limited() bool { return d.out.Kind == chat.Say || d.out.Kind == chat.Send }

// settle does what the outcome asks for and says whether the message is done with.
func (d *delivery) settle(ctx context.Context, err error) bool {
	var paused pausedFor
	if errors.As(err, &paused) {
		d.Sender.putOff(ctx, d.lane, d.item, d.opt.Now().Add(time.Duration(paused)))
		return false
	}
	kind := KindOf(err)
	d.gotThrough(kind)
	if kind != "" {
		d.opt.Meter.Failed(kind)
	}
	switch {
	case kind == "", kind == NotModified:
		d.came = delivered
		d.reached(ctx)
		return true
	case d.out.Kind == chat.Menu && kind.Passing() && ctx.Err() == nil:
		d.skipMenu(ctx, err)
		return true
	case kind == Flood && d.out.Kind == chat.Answer: // it sends nothing, and says nothing of messages
		d.putOff(ctx, err, waitOf(err))
	case kind == Flood:
		d.pause(ctx, err)
	case kind == Migrated:
		d.migrate(ctx, err)
	case kind.Passing():
		d.putOff(ctx, err, delay(d.leases.failed(d.item)))
	default:
		d.came = string(kind)
		d.drop(ctx, err)
		return true
	}
	return false
}

func (d *delivery) putOff(ctx context.Context, err error, wait time.Duration) {
	d.log().Warn("message put off", "err", err, "retry_in", wait)
	d.Sender.putOff(ctx, d.lane, d.item, d.opt.Now().Add(wait))
}

// pause obeys a 429, and lets the other processes know.
func (d *delivery) pause(ctx context.Context, err error) {
	wait := waitOf(err)
	d.pauseFor(ctx, wait, d.pauses.of(d.item.Chat, d.lane.name, d.opt.Now())...)
	d.putOff(ctx, err, wait)
}

func (d *delivery) pauseFor(ctx context.Context, wait time.Duration, names ...string) {
	now := d.opt.Now()
	for _, of := range names {
		d.pauses.add(of, now.Add(wait))
		if err := d.store.Pause(ctx, of, now.Add(wait), now); err != nil {
			d.log().Error("others do not hear of a pause", "err", err)
		}
	}
}

// migrate sends what waits for a group to the supergroup that it became, and
// remembers it for what comes later.
func (d *delivery) migrate(ctx context.Context, err error) {
	to := movedTo(err)
	d.log().Info("group became a supergroup", "to", to)
	if err := d.store.SetMoved(ctx, d.item.Chat, to); err != nil {
		d.putOff(ctx, err, delay(1))
		return
	}
	if err := d.store.MarkMoved(ctx, d.point, d.item.Chat, d.opt.Now()); err != nil {
		d.putOff(ctx, err, delay(1))
		return
	}
	if err := d.store.Move(ctx, d.item, to, d.opt.Now()); err != nil {
		d.putOff(ctx, err, delay(1))
		return
	}
	d.lane.wake(d.item.Queue)
}

// drop gives a message up that Telegram refuses for good.
func (d *delivery) drop(ctx context.Context, err error) {
	kind := KindOf(err)
	switch {
	case kind == PressTooOld:
		d.log().Info("press answered too late", "err", err)
	case kind.Unreachable():
		d.log().Warn("chat cannot be written to", "err", err)
		d.markUnreachable(ctx, kind)
	default:
		d.log().Error("message refused", "kind", d.out.Kind, "err", err)
	}
}

// markUnreachable lets the Points know that a chat cannot be written to: a group
// is one Point's, a person is everybody's. What the person is offered then goes
// to the next in the line.
func (d *delivery) markUnreachable(ctx context.Context, why Kind) {
	points := []string{d.point}
	if d.item.Chat > 0 {
		points = d.opt.Points
	}
	for _, p := range points {
		if err := d.store.MarkUnreachable(ctx, p, d.item.Chat, string(why), d.opt.Now()); err != nil {
			d.log().Error("chat is not marked as unreachable", "at", p, "err", err)
		}
		d.reach.add(p, d.item.Chat)
	}
}

func (d *delivery) log() *slog.Logger {
	return d.opt.Log.With("point", d.point, "chat", d.item.Chat, "seq", d.item.Seq, "occasion", d.out.Occasion)
}
