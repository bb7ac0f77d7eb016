package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	tgbot "github.com/go-telegram/bot"
)

// batchSize is the most updates that Telegram gives at once.
const batchSize = 100

// longestPoll is where Telegram ends a long poll.
const longestPoll = 50 * time.Second

// Poller takes updates in by long polling.
type Poller struct {
	API    *API
	Intake *Intake
	For    time.Duration // of one poll; the longest, 50 s, where 0
	Log    *slog.Logger

	offset int64
	fails  int
	known  bool // the token, to Telegram
}

// Run polls until the context ends. Only a wrong token ends it earlier, with an
// error; once a poll succeeded the token was right, and a Telegram, or a proxy
// before it, that denies it is out of order for a while.
func (p *Poller) Run(ctx context.Context) error {
	step := p.dropWebhook
	for ctx.Err() == nil {
		err := step(ctx)
		if err == nil {
			p.fails, step = 0, p.poll
			continue
		}
		if KindOf(err) == Unauthorized && !p.known {
			return fmt.Errorf("poll for updates: Telegram does not know this token: %w", err)
		}
		if ctx.Err() == nil {
			p.wait(ctx, err)
		}
	}
	return nil
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
	batch, err := p.API.updates(ctx, p.offset, p.For)
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
	p.fails++
	d := delay(p.fails)
	if KindOf(err) == Flood {
		d = waitOf(err)
	}
	if KindOf(err) == Conflict {
		p.Log.Error("another process takes this bot's updates: only one may poll", "err", err, "retry_in", d)
	} else {
		p.Log.Warn("polling failed", "err", err, "retry_in", d)
	}
	sleep(ctx, d)
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
	err := a.post(ctx, "getUpdates", params, &batch)
	return batch, err
}
