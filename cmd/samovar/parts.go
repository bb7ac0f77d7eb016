package main

import (
	"context"
	"fmt"
)

// parts are what runs within the app. They are stopped one by one, the last
// first: so intake ends before the workers that empty what it took in, and the
// sender after all who write messages.
type parts struct {
	running []*part
	failed  chan error
}

// part is one of them.
type part struct {
	stop context.CancelFunc
	done chan struct{}
}

func newParts() *parts { return &parts{failed: make(chan error, 16)} }

// start lets a part run. It does not see the end of ctx: it runs until its turn
// to be stopped. An error of it ends the app.
func (p *parts) start(ctx context.Context, name string, run func(context.Context) error) {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	one := &part{stop: stop, done: make(chan struct{})}
	p.running = append(p.running, one)
	go func() {
		defer close(one.done)
		if err := run(ctx); err != nil && ctx.Err() == nil {
			p.failed <- fmt.Errorf("run %s: %w", name, err)
		}
	}()
}

// wait returns when the context ends, or with the error of the first part that
// fails.
func (p *parts) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-p.failed:
		return err
	}
}

// stop stops all parts, each when the one started after it has ended.
func (p *parts) stop() {
	for i := len(p.running) - 1; i >= 0; i-- {
		p.running[i].stop()
		<-p.running[i].done
	}
	p.running = nil
}
