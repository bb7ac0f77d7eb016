package store

import (
	"context"
	"fmt"
	"strings"
)

// Server is what a Redis says of itself; "" for what it does not say.
type Server struct {
	Version    string // "7.0.15"
	AppendOnly string // "yes" or "no"
	Fsync      string // of the append-only file: "always", "everysec" or "no"
	Eviction   string // what it drops when it is full: "noeviction" for nothing
}

// Server asks Redis how it is run. A rented one may not let its configuration
// be asked; INFO tells most of it too.
func (s *Store) Server(ctx context.Context) (Server, error) {
	text, err := s.rdb.Info(ctx).Result()
	if err != nil {
		return Server{}, fmt.Errorf("ask redis about itself: %w", err)
	}
	info := readInfo(text)
	server := Server{Version: info["redis_version"], Eviction: info["maxmemory_policy"]}
	switch info["aof_enabled"] {
	case "1":
		server.AppendOnly = "yes"
	case "0":
		server.AppendOnly = "no"
	}
	if settings, err := s.rdb.ConfigGet(ctx, "appendfsync").Result(); err == nil {
		server.Fsync = settings["appendfsync"]
	}
	return server, nil
}

// readInfo reads INFO's lines "name:value".
func readInfo(text string) map[string]string {
	info := map[string]string{}
	for line := range strings.Lines(text) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			info[name] = value
		}
	}
	return info
}
