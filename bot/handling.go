package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// Sorry is what a Handler may be besides. It tells the person, shortly, that an
// update of theirs was given up, and marks the update as handled.
type Sorry interface {
	Sorry(ctx context.Context, e chat.Event) error
}

// mostTries is how often handling an update may fail for a reason that does not
// pass by itself, before the update is given up: the rest of its chat waits
// behind it.
const mostTries = 5

// handle says whether the item is done with; else it was put off.
func (w *Workers) handle(ctx context.Context, it store.Item) bool {
	began := w.opt.Now()
	outcome, err := w.try(ctx, it, w.handler.Handle)
	if outcome == "retried" && !store.Transient(err) && w.leases.failedForGood(it) >= mostTries {
		outcome = "given_up"
	}
	w.opt.Meter.Handled(outcome, w.opt.Now().Sub(began))
	if err == nil {
		w.opt.After()
		return true
	}
	if outcome != "retried" {
		sorry := w.sorry(ctx, it)
		err = errors.Join(err, sorry)
		if !store.Transient(sorry) {
			w.opt.Log.Error("update dropped", "update", it.Seq, "chat", it.Chat, "err", err)
			return true
		}
	}
	wait := delay(w.leases.failed(it))
	w.opt.Log.Error("update put off", "update", it.Seq, "chat", it.Chat, "err", err, "retry_in", wait)
	w.leases.putOff(ctx, it, w.opt.Now().Add(wait))
	return false
}

// sorry tells the person, if the Handler can. One that fails for good costs only
// the word; one that fails for now is tried again with its update.
func (w *Workers) sorry(ctx context.Context, it store.Item) error {
	s, ok := w.handler.(Sorry)
	if !ok {
		return nil
	}
	outcome, err := w.try(ctx, it, s.Sorry)
	switch {
	case outcome == "unreadable":
		return nil // said already
	case err != nil:
		return fmt.Errorf("say sorry: %w", err)
	}
	w.opt.After()
	return nil
}

// try hands the event to a function of the Handler. A panic costs the update,
// not the process.
func (w *Workers) try(ctx context.Context, it store.Item, do func(context.Context, chat.Event) error) (outcome string, err error) {
	defer func() {
		if p := recover(); p != nil {
			outcome, err = "panicked", fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	var e chat.Event
	if err := json.Unmarshal(it.Body, &e); err != nil {
		return "unreadable", fmt.Errorf("decode event: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, w.opt.Timeout)
	defer cancel()
	if err := do(ctx, e); err != nil {
		return "retried", err
	}
	return "ok", nil
}
