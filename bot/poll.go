package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	tgbot "github.com/go-telegram/bot"
)

// batchSize is the most updates that Telegram gives at once.
const batchSize = 100

// longestPoll is where Telegram ends a long poll.
const longestPoll = 50 * time.Second

// conflictWait bounds the wait after another process has ended a poll: should
// that one end, this one goes on soon.
const conflictWait = 5 * time.Second

// Poller takes updates in by long polling.
type Poller struct {
	API    *API
	Intake *Intake
	Lead   *Lead         // the right to poll; nil where nobody else does
	For    time.Duration // of one poll; the longest, 50 s, where 0
	Log    *slog.Logger

	offset int64
	fails  int
	known  bool // the token, to Telegram

	polls   atomic.Bool
	trouble atomic.Pointer[error]
}

// Run polls, whenever this process leads, until the context ends. Only a wrong
// token ends it earlier, with an error; once a poll succeeded the token was
// right, and a Telegram, or a proxy before it, that denies it is out of order
// for a while.
func (p *Poller) Run(ctx context.Context) error {
	if p.Lead == nil {
		return p.pollOn(ctx)
	}
	return p.Lead.While(ctx, p.pollOn)
}

// Standby says whether it leaves the polling to another process, and would take
// over from it.
func (p *Poller) Standby() bool { return !p.polls.Load() }

// Trouble is why it does not get updates that it should: the last of several
// failures in a row.
func (p *Poller) Trouble() error {
	if err := p.trouble.Load(); err != nil {
		return *err
	}
	return nil
}

// pollOn polls until the context ends or another process turns out to lead. It
// begins with whatever nobody has acknowledged: what is among it and is stored
// already is passed over there.
func (p *Poller) pollOn(ctx context.Context) error {
	p.polls.Store(true)
	defer p.polls.Store(false)
	defer p.succeeded()
	p.offset = 0
	step := p.dropWebhook
	for ctx.Err() == nil {
		err := step(ctx)
		switch {
		case err == nil:
			p.succeeded()
			step = p.poll
		case ctx.Err() != nil:
			return nil
		case KindOf(err) == Unauthorized && !p.known:
			return fmt.Errorf("poll for updates: Telegram does not know this token: %w", err)
		case KindOf(err) == Conflict && !p.leads(ctx):
			p.Log.Warn("polling is left to another process", "err", err)
			return nil
		default:
			p.failed(err)
			p.wait(ctx, err)
		}
	}
	return nil
}

// leads asks anew whether this process is the one to poll, since another does.
func (p *Poller) leads(ctx context.Context) bool { return p.Lead == nil || p.Lead.holds(ctx) }

func (p *Poller) succeeded() {
	p.fails = 0
	p.trouble.Store(nil)
}

// failed counts a failure. One alone, as when another process stops, is no
// trouble yet.
func (p *Poller) failed(err error) {
	if p.fails++; p.fails > 1 {
		p.trouble.Store(&err)
	}
	if f := new(Failure); errors.As(err, &f) {
		p.Intake.meter().Failed(f.Kind)
	}
}

// dropWebhook makes polling possible: Telegram refuses it while a webhook is
// set. A server that does not know of webhooks has none; whether the token is
// right is seen at the first poll.
func (p *Poller) dropWebhook(ctx context.Context) error {
	err := p.API.within(ctx, func(ctx context.Context) error {
		_, err := p.API.tg.DeleteWebhook(ctx, &tgbot.DeleteWebhookParams{})
		return err
	})
	if err != nil && (KindOf(err) == Unauthorized || !KindOf(err).Passing()) {
		p.Log.Warn("webhook not dropped", "err", err)
		return nil
	}
	return err
}

// poll asks for the next batch and stores it. The offset, which acknowledges
// the batch with the next poll, moves only after that.
func (p *Poller) poll(ctx context.Context) error {
	batch, err := p.API.updates(ctx, p.offset, p.span())
	if err != nil {
		return err
	}
	p.known = true
	if err := p.Intake.take(ctx, batch); err != nil {
		return err
	}
	before := p.offset
	for _, raw := range batch {
		p.offset = max(p.offset, idOf(raw)+1)
	}
	if len(batch) > 0 && p.offset == before {
		return errors.New("updates without numbers") // they would come again at once, for ever
	}
	return nil
}

func (p *Poller) wait(ctx context.Context, err error) {
	d := p.pause(err)
	if KindOf(err) == Conflict {
		p.Log.Error("another process takes this bot's updates: only one may poll", "err", err, "retry_in", d)
	} else {
		p.Log.Warn("polling failed", "err", err, "retry_in", d)
	}
	sleep(ctx, d)
}

// pause is how long to wait before the next try. The first conflict may be the
// last poll of who led before: this one goes on at once.
func (p *Poller) pause(err error) time.Duration {
	switch kind := KindOf(err); {
	case kind == Flood:
		return waitOf(err)
	case kind == Conflict && p.fails == 1:
		return 0
	case kind == Conflict:
		return min(delay(p.fails), conflictWait)
	}
	return delay(p.fails)
}

// span is how long the next poll lasts: after a failure less, so that it is soon
// known whether that is over, but longer than another process waits to end it.
func (p *Poller) span() time.Duration {
	span := orElse(p.For, longestPoll)
	if p.fails > 0 {
		span = min(span, 2*conflictWait)
	}
	return span
}

// updates asks for updates from an offset on. Each is left as it came: one that
// cannot be read must not take the others with it.
func (a *API) updates(ctx context.Context, offset int64, wait time.Duration) ([]json.RawMessage, error) {
	if wait <= 0 || wait > longestPoll {
		wait = longestPoll
	}
	ctx, cancel := context.WithTimeout(ctx, wait+10*time.Second)
	defer cancel()
	params := struct {
		Offset  int64    `json:"offset,omitempty"`
		Limit   int      `json:"limit"`
		Timeout int      `json:"timeout"`
		Allowed []string `json:"allowed_updates"`
	}{offset, batchSize, int(wait / time.Second), allowed}
	var batch []json.RawMessage
	result, err := a.post(ctx, "getUpdates", params)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(result, &batch); err != nil {
		return nil, a.fail(fmt.Errorf("result of getUpdates: %w", err))
	}
	return batch, nil
}
