package main

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"time"

	"samovar/internal/store"
)

// beats are how often a process says that it runs: one may be late or get lost.
const beats = store.AliveFor / 3

// self is what this process tells others of itself.
func self(d Deps) store.Process {
	host, err := os.Hostname()
	if err != nil {
		host = "a host without a name"
	}
	return store.Process{ID: rand.Text(), Host: host, Version: d.Version, Since: d.Now()}
}

// enter says that this process runs, and brings what Redis holds into its form.
// Where it may not it leaves again: of two that wait, one goes first.
func (a *App) enter(ctx context.Context) error {
	err := a.store.Alive(ctx, a.self)
	if err == nil {
		err = a.store.ClaimSchema(ctx)
	}
	if err != nil {
		a.leave(ctx)
	}
	return err
}

// leave says that this process runs no more. Where Redis does not hear it, that
// shows after store.AliveFor.
func (a *App) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := a.store.Gone(ctx, a.self); err != nil {
		a.Log.Debug("the other processes will notice later that this one ended", "err", err)
	}
}

// beat goes on saying it, until the context ends or a newer version has taken
// over. While Redis is away there is nobody to tell.
func (a *App) beat(ctx context.Context) error {
	tick := time.NewTicker(beats)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := a.store.Alive(ctx, a.self); isFinal(err) {
				return err
			}
		}
	}
}

// isFinal says whether what Redis holds is not this version's to work on.
func isFinal(err error) bool {
	var newer *store.NewerSchema
	return errors.As(err, &newer) || errors.Is(err, store.ErrRestoring)
}

func otherForm(err error) bool {
	var other *store.OtherForm
	return errors.As(err, &other)
}
