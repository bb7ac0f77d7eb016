package store

import (
	"context"
	"errors"
	"slices"

	"github.com/redis/go-redis/v9"
)

// copying is a copy of a tag's keys on its way to be of one moment. It reads all
// of them in small steps, between which others are served, and hears what is
// written meanwhile. That is read again, until a step has all that was written
// before it: then the whole copy is as the keys were at that step. Only the last
// step has to be done in one go, and it is as small as what was just written.
type copying struct {
	b      *backup
	tag    string
	master *redis.Client
	keys   map[string]any // what the script said of each key that is there, by name
}

const (
	aStep  = 200 // keys that a step reads
	rounds = 50  // of reading again; a Point that is written to all the time is read by one script instead
)

// copying begins one; nil where Redis does not tell what is written.
func (b *backup) copying(ctx context.Context, tag string) (*copying, error) {
	if b.writes == nil {
		return nil, nil
	}
	master, err := b.store.patient(ctx, keysOf(tag).due())
	if err != nil {
		return nil, err
	}
	if !b.writes.hears(master) {
		return nil, errors.New("the Cluster has changed meanwhile: back up again")
	}
	return &copying{b: b, tag: tag, master: master, keys: map[string]any{}}, nil
}

// copied is a copy of a tag's keys that came to be of one moment; nil where none
// did.
func (b *backup) copied(ctx context.Context, tag string) (map[string]any, error) {
	c, err := b.copying(ctx, tag)
	if c == nil || err != nil {
		return nil, err
	}
	if err := c.read(ctx, b.names.of(tag)); err != nil {
		return nil, err
	}
	for range rounds {
		switch whole, err := c.settle(ctx); {
		case err != nil:
			return nil, err
		case whole:
			return c.keys, nil
		}
	}
	return nil, nil
}

// settle reads again what was written since it was read, and says whether that
// was all, also of what was written while it asked: those keys may have been
// written before the moment at which the others were read, or after it.
func (c *copying) settle(ctx context.Context) (whole bool, err error) {
	again := c.b.names.written(c.tag)
	if err := c.read(ctx, again); err != nil {
		return false, err
	}
	return len(again) <= aStep && !c.b.names.others(c.tag, again), nil
}

// read reads keys into the copy, some at a time, and hears what was written
// before the last of them were read.
func (c *copying) read(ctx context.Context, names []string) error {
	for some := range slices.Chunk(names, aStep) {
		all, err := snapshotScript.RunRO(ctx, c.master, some, "").Slice()
		if err := errors.Join(err, c.b.writes.caughtUp(ctx)); err != nil {
			return err
		}
		for _, name := range some {
			delete(c.keys, name)
		}
		for _, one := range all {
			c.keys[nameOf(one)] = one
		}
	}
	return nil
}
