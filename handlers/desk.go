// Package handlers is what people can do: one file each. A handler loads what
// it needs, lets package space decide, and collects what is to be written; the
// Desk then commits it in one step. Nothing is sent from here: messages are
// part of what is written.
package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// Options are what a Desk needs.
type Options struct {
	Store    *store.Store
	Points   []*space.Point // at least one
	Texts    *lang.Texts
	Username string // the bot's, for links
	Silence  time.Duration
	Now      func() time.Time
	Wake     func(point string) // called when the outbox of a Point has something new; may be nil
	Booked   func(point string) // called when a booking was made; may be nil
	Log      *slog.Logger
}

// Desk answers what people do, one event at a time.
type Desk struct {
	Options
	vocabularies map[string]lang.Vocabulary // by Point: what its rooms and their equipment are called
}

// New makes a Desk.
func New(o Options) *Desk {
	if o.Wake == nil {
		o.Wake = func(string) {}
	}
	if o.Booked == nil {
		o.Booked = func(string) {}
	}
	return &Desk{o, vocabulariesOf(o.Points, o.Texts)}
}

// tries is how often a decision is made anew because what it was made on has
// changed meanwhile.
const tries = 8

// Handle answers one event: its effect and the messages it causes are written
// together, once. An error means that nothing was written and that it is worth
// trying again later.
func (d *Desk) Handle(ctx context.Context, event chat.Event) error {
	for range tries {
		err := d.once(ctx, event)
		var refusal *space.Refusal
		switch {
		case err == nil:
			return nil
		case errors.Is(err, store.ErrHandled):
			return nil
		case errors.Is(err, store.ErrStale), errors.Is(err, store.ErrFired), errors.As(err, &refusal):
			continue // decide anew on what is there now
		}
		return fmt.Errorf("handle update %d: %w", event.ID, err)
	}
	return fmt.Errorf("handle update %d: what it is about keeps changing", event.ID)
}

// once loads, decides and commits.
func (d *Desk) once(ctx context.Context, event chat.Event) error {
	t, err := d.open(ctx, event)
	if err != nil {
		return err
	}
	if err := t.route(); err != nil {
		return err
	}
	return t.finish()
}

// finish adds what follows from what was decided, and commits it.
func (t *turn) finish() error {
	t.answerPress()
	for i := range t.write.Bookings {
		t.write.Bookings[i].By = t.who.Party()
	}
	if err := t.told().Correct(t.ctx, &t.write, t.now); err != nil {
		return err
	}
	if err := t.line().Promote(t.ctx, &t.write, t.now); err != nil {
		return err
	}
	t.offeredAtOnce()
	menusLast(t.write.Outs)
	if err := t.commit(); err != nil {
		return err
	}
	if err := t.settleIn(); err != nil {
		return err
	}
	for _, b := range t.write.Bookings {
		if b.Before == nil {
			t.Booked(t.point.ID)
		}
	}
	if len(t.write.Outs) > 0 {
		t.Wake(t.point.ID)
	}
	return nil
}

// commit writes what was decided, unless the event was handled before, at
// whichever Point.
func (t *turn) commit() error {
	handled, err := t.handledElsewhere()
	switch {
	case err != nil:
		return err
	case handled:
		return store.ErrHandled
	}
	return t.db.Commit(t.ctx, t.write, t.now)
}

// open reads what is known of who did it and where.
func (d *Desk) open(ctx context.Context, event chat.Event) (*turn, error) {
	point, picked, err := d.home(ctx, event.From.ID)
	if err != nil {
		return nil, err
	}
	t := &turn{Desk: d, ctx: ctx, event: event, now: d.Now(), picked: picked}
	if err := t.enter(point); err != nil {
		return nil, err
	}
	if err := t.follow(); err != nil {
		return nil, err
	}
	if t.known.Handled {
		return nil, store.ErrHandled
	}
	t.who = t.known.Person
	t.who.ID, t.who.Name, t.who.Username = event.From.ID, nameOf(event.From), event.From.Username
	if t.who.Language == "" {
		t.who.Language = t.languageBefore()
	}
	t.say = d.Texts.In(lang.Tag(t.who.Language))
	t.write.Event = event.ID
	return t, nil
}
