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
	s.replicas = replicas
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

// replicatedAfter is how often what is written by no script is waited for, each time as
// long as replicas may take.
const replicatedAfter = 30

// replicateAll waits until the replicas of every master have all that it has.
func (s *Store) replicateAll(ctx context.Context) error {
	if s.replicas == 0 {
		return nil
	}
	return s.eachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
		var err error
		for range replicatedAfter {
			if err = s.replicate(ctx, master); !errors.Is(err, errUnreplicated) || ctx.Err() != nil {
				break
			}
		}
		return err
	})
}

// replicate waits once. WAIT is for what its connection saw last: the command
// before it sees all that there is by now.
func (s *Store) replicate(ctx context.Context, master *redis.Client) error {
	var wait *redis.IntCmd
	_, err := master.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.DBSize(ctx)
		wait = redis.NewIntCmd(ctx, "wait", s.replicas, replicatedWithin.Milliseconds())
		return pipe.Process(ctx, wait)
	})
	if missing := (replicated{s.replicas}).missing(wait); missing != nil {
		return missing
	}
	return err
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
