package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"
)

// errUnreplicated: too few replicas have what was written, or was read. It may
// be written all the same: as after a lost answer, who calls asks again.
var errUnreplicated = errors.New("too few replicas have it")

// errReplaced: another took the place of this master, which learned of it while
// somebody waited.
var errReplaced = errors.New("it is no longer the master")

// replicatedWithin is how long replicas may take.
const replicatedWithin = time.Second

// Replicate makes every script wait until so many replicas have all that its
// master had written by then: a replica that takes over has it too. It is
// called before anything else.
//
// The wait stands at the end of each pipeline, so that what goes together waits
// together. WAIT counts by what the master wrote before it, for whomever: who
// asks again after an error hears of the first write, too.
func (s *Store) Replicate(replicas int) {
	hook := replicated{replicas}
	switch rdb := s.rdb.(type) {
	case *redis.ClusterClient:
		rdb.OnNewNode(func(node *redis.Client) { node.AddHook(hook) })
	case *redis.Client:
		rdb.AddHook(hook)
	}
}

// replicated is what Replicate puts before a server.
type replicated struct{ replicas int }

// DialHook changes nothing.
func (r replicated) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook changes nothing: all that must last is written by scripts.
func (r replicated) ProcessHook(next redis.ProcessHook) redis.ProcessHook { return next }

// ProcessPipelineHook ends pipelines of scripts by a WAIT.
func (r replicated) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		if !slices.ContainsFunc(cmds, isScript) {
			return next(ctx, cmds)
		}
		wait := redis.NewIntCmd(ctx, "wait", r.replicas, replicatedWithin.Milliseconds())
		err := next(ctx, append(slices.Clip(cmds), wait))
		missing := r.missing(wait)
		if missing == nil {
			return err
		}
		for _, cmd := range cmds {
			if cmd.Err() == nil {
				cmd.SetErr(missing)
			}
		}
		if err == nil || errors.Is(err, wait.Err()) {
			return missing
		}
		return err
	}
}

// missing is what a WAIT that did not reach its number means.
func (r replicated) missing(wait *redis.IntCmd) error {
	err := wait.Err()
	if redis.HasErrorPrefix(err, "WAIT cannot be used with replica") || redis.HasErrorPrefix(err, "UNBLOCKED") {
		return fmt.Errorf("%w: %w", errReplaced, err)
	}
	if err != nil {
		return err
	}
	if wait.Val() < int64(r.replicas) {
		return errUnreplicated
	}
	return nil
}
