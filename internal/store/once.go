package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// once queues scripts in a pipeline so that go-redis sends none of them twice.
//
// The client of a Cluster follows what moved to another node, and by the same
// loop would send again what was lost on its way or whose answer was. What a
// node refused because the key is elsewhere it did not run: that is followed.
type once struct{ redis.Pipeliner }

// EvalSha queues a script by its sum.
func (p once) EvalSha(ctx context.Context, sum string, keys []string, args ...any) *redis.Cmd {
	return p.queue(ctx, "evalsha", sum, keys, args)
}

// Eval queues a script by its text.
func (p once) Eval(ctx context.Context, text string, keys []string, args ...any) *redis.Cmd {
	return p.queue(ctx, "eval", text, keys, args)
}

func (p once) queue(ctx context.Context, name, script string, keys []string, args []any) *redis.Cmd {
	words := make([]any, 0, 3+len(keys)+len(args))
	words = append(words, name, script, len(keys))
	for _, key := range keys {
		words = append(words, key)
	}
	cmd := redis.NewCmd(ctx, append(words, args...)...)
	cmd.SetFirstKeyPos(3) // by which a Cluster finds the node
	_ = p.Process(ctx, scriptCmd{cmd})
	return cmd
}

// scriptCmd is a script in a pipeline.
type scriptCmd struct{ *redis.Cmd }

// NoRetry tells go-redis not to send it again.
func (scriptCmd) NoRetry() bool { return true }

func isScript(cmd redis.Cmder) bool {
	_, is := cmd.(scriptCmd)
	return is
}
