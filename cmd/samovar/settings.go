package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"

	"samovar/internal/config"
	"samovar/internal/store"
	"samovar/scheduler"
)

// settings is the flag that every command with a config has.
type settings struct {
	Config string `required:"" placeholder:"FILE" help:"The config; config.example.yaml explains it."`
}

// load reads and checks the config.
func (s settings) load(w world) (*config.Config, error) {
	cfg, err := config.Load(s.Config, w.environ)
	if err != nil {
		return nil, err
	}
	if err := cfg.Check(scheduler.CheckSpec); err != nil {
		return nil, fmt.Errorf("read config %s:\n%w", s.Config, err)
	}
	return cfg, nil
}

// openStore opens Redis.
func openStore(cfg *config.Config) (*store.Store, error) {
	s, err := store.Open(cfg.Redis.URL.Reveal())
	if err != nil {
		return nil, fmt.Errorf("open redis: redis.url is not understood: %w; config.example.yaml shows its forms", err)
	}
	if cfg.Redis.Replicas > 0 {
		s.Replicate(cfg.Redis.Replicas)
	}
	return s, nil
}

// redisPlace is where Redis is, without its passwords.
func redisPlace(cfg *config.Config) string {
	u, err := url.Parse(cfg.Redis.URL.Reveal())
	if err != nil {
		return "redis.url"
	}
	if u.Scheme == "unix" {
		return u.Path
	}
	hosts := strings.Join(append([]string{u.Host}, u.Query()["addr"]...), ", ")
	if name := u.Query().Get("master_name"); name != "" {
		return "the master " + name + " of the Sentinels at " + hosts
	}
	return hosts
}

// apiPlace is where the Bot API is, without a name and password: a server of
// one's own may want them.
func apiPlace(cfg *config.Config) string {
	u, err := url.Parse(cfg.Telegram.APIURL)
	if err != nil {
		return "telegram.api_url"
	}
	u.User = nil
	return u.String()
}

// newLog makes the log that the config asks for.
func newLog(out io.Writer, l config.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(l.Level)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if l.Format == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}
