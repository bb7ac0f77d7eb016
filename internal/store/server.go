package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Server is what a Redis says of itself; "" for what it does not say.
type Server struct {
	Addr       string // where it was found
	Mode       string // "standalone", "cluster", or "sentinel" of a watcher that keeps nothing
	Replicas   int    // that are connected to it
	MinCopies  int    // replicas without which it takes no writes: min-replicas-to-write
	Version    string // "7.0.15"
	AppendOnly string // "yes" or "no"
	Fsync      string // of the append-only file: "always", "everysec" or "no"
	Eviction   string // what it drops when it is full: "noeviction" for nothing
}

// Servers asks Redis how it is run: the one there is, the master that Sentinels
// name, or all masters of a Cluster, by their addresses.
func (s *Store) Servers(ctx context.Context) (all []Server, err error) {
	var mu sync.Mutex
	err = s.eachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
		one, err := serverOf(ctx, master)
		mu.Lock()
		defer mu.Unlock()
		all = append(all, one)
		return err
	})
	if err == nil && s.sentinels != nil {
		all[0].Addr, err = s.master(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("ask redis about itself: %w", err)
	}
	slices.SortFunc(all, func(a, b Server) int { return strings.Compare(a.Addr, b.Addr) })
	return all, nil
}

// serverOf asks one. A rented one may not let its configuration be asked; INFO
// tells most of it too.
func serverOf(ctx context.Context, rdb *redis.Client) (Server, error) {
	text, err := rdb.Info(ctx).Result()
	if err != nil {
		return Server{}, err
	}
	info := readInfo(text)
	server := Server{Addr: rdb.Options().Addr, Mode: info["redis_mode"], Version: info["redis_version"], Eviction: info["maxmemory_policy"]}
	server.Replicas, _ = strconv.Atoi(info["connected_slaves"])
	switch info["aof_enabled"] {
	case "1":
		server.AppendOnly = "yes"
	case "0":
		server.AppendOnly = "no"
	}
	server.Fsync = setting(ctx, rdb, "appendfsync")
	server.MinCopies, _ = strconv.Atoi(setting(ctx, rdb, "min-replicas-to-write"))
	return server, nil
}

// setting is a line of its configuration, "" where that may not be asked.
func setting(ctx context.Context, rdb *redis.Client, name string) string {
	settings, err := rdb.ConfigGet(ctx, name).Result()
	if err != nil {
		return ""
	}
	return settings[name]
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
