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
	Wake     func()             // called when the outbox has something new; may be nil
	Booked   func(point string) // called when a booking was made; may be nil
	Log      *slog.Logger
}

// Desk answers what people do, one event at a time.
type Desk struct{ Options }

// New makes a Desk.
func New(o Options) *Desk {
	if o.Wake == nil {
		o.Wake = func() {}
	}
	if o.Booked == nil {
		o.Booked = func(string) {}
	}
	return &Desk{o}
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
		case errors.Is(err, store.ErrStale), errors.As(err, &refusal):
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
	t.answerPress()
	if err := t.line().Promote(ctx, &t.write, t.now); err != nil {
		return err
	}
	if err := t.db.Commit(ctx, t.write, t.now); err != nil {
		return err
	}
	for _, b := range t.write.Bookings {
		if b.Before == nil {
			d.Booked(t.point.ID)
		}
	}
	if len(t.write.Outs) > 0 {
		d.Wake()
	}
	return nil
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
	if err := t.followButton(); err != nil {
		return nil, err
	}
	if t.known.Handled {
		return nil, store.ErrHandled
	}
	t.who = t.known.Person
	t.who.ID, t.who.Name, t.who.Username = event.From.ID, nameOf(event.From), event.From.Username
	if t.who.Language == "" {
		t.who.Language = string(lang.Of(event.From.Language))
	}
	t.say = d.Texts.In(lang.Tag(t.who.Language))
	t.write.Event = event.ID
	return t, nil
}

// enter makes a Point the one that this is about, and reads what it knows of
// the person.
func (t *turn) enter(p *space.Point) (err error) {
	t.point, t.db = p, t.Store.Point(p)
	t.known, err = t.db.Know(t.ctx, t.event.From.ID, t.event.From.ID, t.event.ID)
	return err
}

// followButton goes to the Point whose booking a button is about: reminders
// and cards come from every Point that a person has to do with. What their
// own Point knows of them holds there, too.
func (t *turn) followButton() error {
	if len(t.Points) == 1 || t.event.Kind != chat.Pressed {
		return nil
	}
	press, err := chat.ParsePress(t.event.Data)
	if err != nil || press.Subject == "" {
		return nil // no button of ours: said later
	}
	for _, p := range t.Points {
		_, found, err := t.Store.Point(p).Booking(t.ctx, press.Subject)
		if err != nil {
			return err
		}
		if !found || p == t.point {
			continue
		}
		own := t.known.Person
		if err := t.enter(p); err != nil {
			return err
		}
		if t.known.Person.Consent.IsZero() {
			own.Version = t.known.Person.Version
			t.known.Person = own
		}
		return nil
	}
	return nil
}

// home returns the Point of a person, and whether it is theirs for sure: where
// there are several, they pick one.
func (d *Desk) home(ctx context.Context, person int64) (*space.Point, bool, error) {
	if len(d.Points) == 1 {
		return d.Points[0], true, nil
	}
	id, err := d.Store.Home(ctx, person)
	if err != nil {
		return nil, false, err
	}
	for _, p := range d.Points {
		if p.ID == id {
			return p, true, nil
		}
	}
	return d.Points[0], false, nil
}
