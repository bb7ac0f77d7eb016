package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Hush keeps go-redis from writing lines of its own to standard error. It has
// one logger for the whole process, so only a command's start may call this.
// Nothing is lost by it: every error is returned to who asked, and told there.
func Hush() { redis.SetLogger(silent{}) }

type silent struct{}

func (silent) Printf(context.Context, string, ...any) {}
