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

// A leader that does not get through to Telegram looks again, and soon gives the
// lead up: others may have a better line.
const (
	triesCutOff = 3               // fail in a row before it does, or two that were waited for in vain
	quickTry    = 3 * time.Second // bounds each but the first
)

// Poller takes updates in by long polling.
type Poller struct {
	API    *API
	Intake *Intake
	Lead   *Lead         // the right to poll; nil where nobody else does
	For    time.Duration // of one poll; the longest, 50 s, where 0
	Log    *slog.Logger

	offset int64
	fails  int
	cut    int  // how many of the last fails, in a row, did not get through to Telegram; twice what was waited for in vain
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
		_, err := p.pollOn(ctx)
		return err
	}
	return p.Lead.While(ctx, p.pollOn)
}

// Standby says whether it leaves the polling to another process, and would take
// over from it.
func (p *Poller) Standby() bool { return !p.polls.Load() }

// Trouble is why it does not get updates that it should: the last of several
// failures in a row. While another process leads that one should.
func (p *Poller) Trouble() error {
	err := p.trouble.Load()
	if err == nil || p.Lead != nil && p.Lead.taken.Load() {
		return nil
	}
	return *err
}

// pollOn polls until the context ends, another process turns out to lead, or
// Telegram is out of reach: then it returns how long the lead is left to others.
// It begins with whatever nobody has acknowledged: what is among it and is
// stored already is passed over there.
func (p *Poller) pollOn(ctx context.Context) (rest time.Duration, err error) {
	p.polls.Store(true)
	defer p.polls.Store(false)
	p.offset = 0
	step := p.dropWebhook
	for ctx.Err() == nil {
		err := step(ctx)
		switch {
		case err == nil:
			step = p.poll
		case ctx.Err() != nil:
		case KindOf(err) == Unauthorized && !p.known:
			return 0, fmt.Errorf("poll for updates: Telegram does not know this token: %w", err)
		case KindOf(err) == Conflict && !p.leads(ctx):
			p.Log.Warn("polling is left to another process", "err", err)
			p.succeeded()
			return 0, nil
		default:
			p.failed(err)
			if p.Lead != nil && p.cut >= triesCutOff && p.leads(ctx) {
				rest := max(delay(p.fails), othersAsk)
				p.Log.Warn("Telegram is out of reach, the lead is left to others", "err", err, "retry_in", rest)
				return rest, nil
			}
			p.wait(ctx, err)
		}
	}
	p.succeeded()
	return 0, nil
}

// leads asks anew whether this process is the one to poll, since another does.
func (p *Poller) leads(ctx context.Context) bool { return p.Lead == nil || p.Lead.holds(ctx) }

func (p *Poller) succeeded() {
	p.fails, p.cut = 0, 0
	p.trouble.Store(nil)
}

// failed counts a failure. One alone, as when another process stops, is no
// trouble yet.
func (p *Poller) failed(err error) {
	if p.fails++; p.fails > 1 {
		p.trouble.Store(&err)
	}
	f := new(Failure)
	if errors.As(err, &f) {
		p.Intake.meter().Failed(f.Kind)
	}
	switch {
	case f.Kind != Network && f.Kind != Server: // Telegram's word, or Redis's failure
		p.cut = 0
	case errors.Is(err, context.DeadlineExceeded):
		p.cut += 2
	default:
		p.cut++
	}
}

// doubts says whether it is to be known soon if Telegram is out of reach, since
// another process could lead. Once it left the lead to others in vain there is
// time again: a line may be slow.
func (p *Poller) doubts() bool { return p.Lead != nil && p.cut > 0 && p.cut < triesCutOff }

// bounded bounds a try while there are doubts.
func (p *Poller) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if p.doubts() {
		return context.WithTimeout(ctx, quickTry)
	}
	return ctx, func() {}
}

// dropWebhook makes polling possible: Telegram refuses it while a webhook is
// set. A server that does not know of webhooks has none; whether the token is
// right is seen at the first poll.
func (p *Poller) dropWebhook(ctx context.Context) error {
	ctx, cancel := p.bounded(ctx)
	defer cancel()
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
	batch, err := p.ask(ctx)
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
	p.succeeded()
	return nil
}

func (p *Poller) ask(ctx context.Context) ([]json.RawMessage, error) {
	ctx, cancel := p.bounded(ctx)
	defer cancel()
	return p.API.updates(ctx, p.offset, p.span())
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
	switch {
	case p.doubts():
		span = min(span, quickTry/3)
	case p.fails > 0:
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
