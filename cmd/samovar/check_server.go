package main

import (
	"net/url"
	"strconv"
	"strings"

	"samovar/internal/config"
	"samovar/internal/store"
)

// form is which of its forms a Redis has by its URL: "standalone", "sentinel"
// or "cluster".
func form(r config.Redis) string {
	u, err := url.Parse(r.URL.Reveal())
	switch {
	case err == nil && u.Query().Has("master_name"):
		return "sentinel"
	case err == nil && u.Query().Has("addr"):
		return "cluster"
	}
	return "standalone"
}

// servers looks at every master by itself, and says whether the bot can work
// with what it found.
func (r *report) servers(all []store.Server, cfg *config.Config) bool {
	asked := form(cfg.Redis)
	switch {
	case all[0].Mode == "sentinel":
		r.mend("redis", "at %s is a Sentinel: add ?master_name= and what it calls the master to redis.url", redisPlace(cfg))
		return false
	case all[0].Mode == "cluster" && asked == "standalone":
		r.mend("redis", "at %s is a node of a Cluster: add ?addr= and another of its nodes to redis.url", redisPlace(cfg))
		return false
	case asked == "standalone":
		all[0].Addr = redisPlace(cfg)
	case asked == "sentinel":
		r.ok("redis sentinel", "the master is %s", all[0].Addr)
	default:
		r.ok("redis cluster", "%d masters", len(all))
	}
	for _, one := range all {
		part := "redis"
		if asked == "cluster" {
			part += " " + one.Addr
		}
		r.version(part, one)
		r.persistence(part, one)
		r.copies(part, one, cfg.Redis.Replicas, asked)
	}
	return true
}

func (r *report) version(part string, s store.Server) {
	major, _, _ := strings.Cut(s.Version, ".")
	number, err := strconv.Atoi(major)
	switch {
	case err != nil:
		r.note(part, "at %s; it does not say its version: 7 or newer is needed", s.Addr)
	case number < 7:
		r.mend(part, "at %s is version %s: install 7 or newer", s.Addr, s.Version)
	default:
		r.ok(part, "version %s at %s", s.Version, s.Addr)
	}
}

// persistence looks whether what Redis holds survives.
func (r *report) persistence(part string, s store.Server) {
	switch s.AppendOnly {
	case "yes":
		r.ok(part+" appendonly", "yes")
	case "no":
		r.mend(part+" appendonly", "no, so a restart of Redis loses bookings: set “appendonly yes” in redis.conf")
	default:
		r.note(part+" appendonly", "it does not say; it must keep an append-only file")
	}
	switch s.Fsync {
	case "always":
		r.ok(part+" appendfsync", "always: nothing is lost")
	case "everysec":
		// While the disk is slow Redis answers before it has written, for up to two
		// seconds: a Redis that is killed then loses that too.
		r.note(part+" appendfsync", "everysec: a power cut, or a kill of Redis while the disk is slow, can lose the last two seconds; “always” loses nothing and is slower")
	case "no":
		r.mend(part+" appendfsync", "no, so a power cut can lose half a minute: set “appendfsync everysec” or “always”")
	default:
		r.note(part+" appendfsync", "it does not say; it should be everysec or always")
	}
	switch s.Eviction {
	case "noeviction":
		r.ok(part+" maxmemory-policy", "noeviction")
	case "":
		r.note(part+" maxmemory-policy", "it does not say; it must be noeviction")
	default:
		r.mend(part+" maxmemory-policy", "%s, so a full Redis drops bookings: set “maxmemory-policy noeviction”", s.Eviction)
	}
}

// copies looks whether a replica could take over, and what that would lose.
func (r *report) copies(part string, s store.Server, wanted int, asked string) {
	if asked == "standalone" && wanted == 0 {
		return
	}
	switch part += " replicas"; {
	case s.Replicas < wanted:
		r.mend(part, "%d are connected, and redis.replicas wants %d: until then nothing is written", s.Replicas, wanted)
	case s.Replicas == 0:
		r.note(part, "none: when this server is lost nobody takes over")
	case wanted == 0:
		r.note(part, "%d; redis.replicas is 0, so that the last moments before a failover can be lost: set it to 1", s.Replicas)
	case s.MinCopies < wanted:
		r.note(part, "%d; set “min-replicas-to-write %d” in redis.conf, so that a master that is cut off takes nothing", s.Replicas, wanted)
	default:
		r.ok(part, "%d, of which %d have what counts as written", s.Replicas, wanted)
	}
}
