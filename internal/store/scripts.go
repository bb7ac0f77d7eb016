package store

import (
	"context"
	"embed"
	"strings"

	"github.com/redis/go-redis/v9"
)

//go:embed lua/*.lua
var luaFiles embed.FS

// loadScript makes one script of the named files of lua/, in that order: the
// earlier ones are preludes that define functions for the last. A name that
// does not exist is a mistake in the program and panics at its start.
func loadScript(names ...string) *redis.Script {
	var source strings.Builder
	for _, name := range names {
		text, err := luaFiles.ReadFile("lua/" + name + ".lua")
		if err != nil {
			panic("load script: " + err.Error())
		}
		source.Write(text)
		source.WriteByte('\n')
	}
	return redis.NewScript(source.String())
}

// call is one run of a script within a pipeline.
type call struct {
	script *redis.Script
	keys   []string
	args   []any
}

// runAll runs scripts in one round trip. A server that does not know a script
// yet (it was restarted, or is another node of a cluster) gets it with its text
// in a second one. The results stand in the order of the calls; the error is
// the first of them.
func (s *Store) runAll(ctx context.Context, calls []call) ([]*redis.Cmd, error) {
	results := make([]*redis.Cmd, len(calls))
	_, err := s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, c := range calls {
			results[i] = c.script.EvalSha(ctx, once{p}, c.keys, c.args...)
		}
		return nil
	})
	if err == nil || !anyUnknown(results) {
		return results, err
	}
	_, _ = s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error { // its error is that of a result
		for i, c := range calls {
			if unknown(results[i]) {
				results[i] = c.script.Eval(ctx, once{p}, c.keys, c.args...)
			}
		}
		return nil
	})
	return results, firstError(results)
}

func unknown(r *redis.Cmd) bool { return redis.HasErrorPrefix(r.Err(), "NOSCRIPT") }

func anyUnknown(results []*redis.Cmd) bool {
	for _, r := range results {
		if unknown(r) {
			return true
		}
	}
	return false
}

func firstError(results []*redis.Cmd) error {
	for _, r := range results {
		if err := r.Err(); err != nil {
			return err
		}
	}
	return nil
}
