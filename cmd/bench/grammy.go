package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"samovar/internal/redisserver"
)

// grammySource is where the peer stands: its bot, and what it is made with.
const grammySource = "cmd/bench/grammy"

// grammy is the peer, installed, with a Redis of its own.
type grammy struct {
	dir   string
	redis *redisserver.Server
}

// grammyBot is the peer with a Redis; it is installed once in a run.
func (b *bench) grammyBot(ctx context.Context) (*grammy, error) {
	g := &grammy{dir: filepath.Join(b.dir, "grammy")}
	if _, err := os.Stat(g.dir); err != nil {
		if err := g.install(ctx); err != nil {
			return nil, err
		}
		versions, err := g.versions(ctx)
		if err != nil {
			return nil, err
		}
		b.peers = append(b.peers, versions...)
	}
	var err error
	g.redis, err = durable()
	return g, err
}

// install puts it into the temporary directory, with just the versions that the
// lock names.
func (g *grammy) install(ctx context.Context) error {
	if err := os.CopyFS(g.dir, os.DirFS(grammySource)); err != nil {
		return fmt.Errorf("copy the grammY bot: %w", err)
	}
	cmd := exec.CommandContext(ctx, "npm", "ci", "--no-audit", "--no-fund", "--silent")
	cmd.Dir = g.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("install the grammY bot (it needs node and npm): %w: %s", err, out)
	}
	return nil
}

func (g *grammy) close() { g.redis.Stop() }

// versions are those of node and of what the bot is made with.
func (g *grammy) versions(ctx context.Context) ([]string, error) {
	node, err := exec.CommandContext(ctx, "node", "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("ask node for its version: %w", err)
	}
	all := []string{"node " + strings.TrimSpace(string(node))}
	for _, name := range []string{"grammy", "@grammyjs/runner", "@grammyjs/storage-redis", "ioredis"} {
		text, err := os.ReadFile(filepath.Join(g.dir, "node_modules", name, "package.json"))
		if err != nil {
			return nil, fmt.Errorf("read version of %s: %w", name, err)
		}
		var one struct{ Version string }
		if err := json.Unmarshal(text, &one); err != nil {
			return nil, fmt.Errorf("read version of %s: %w", name, err)
		}
		all = append(all, name+" "+one.Version)
	}
	return all, nil
}

// start starts it before a crowd: a rival.
func (g *grammy) start(b *bench, peer *crowd, same string) (*process, error) {
	cmd := exec.Command("node", "bot.mjs", peer.url, peer.tg.Token(), g.redis.URL(), same)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "NODE_ENV=production")
	return b.begin("grammy", cmd)
}
