package main

import (
	"context"
	"strconv"
	"strings"

	"samovar/internal/config"
	"samovar/internal/space"
	"samovar/internal/store"
)

// redis looks how Redis is run, and at what only Redis knows.
func (r *report) redis(ctx context.Context, cfg *config.Config) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	s, err := openStore(cfg)
	if err != nil {
		r.mend("redis", "%s", err)
		return
	}
	defer func() { _ = s.Close() }()
	if err := s.Ping(ctx); err != nil {
		r.mend("redis", "no answer at %s: %s; start it, or set redis.url", redisPlace(cfg), err)
		return
	}
	server, err := s.Server(ctx)
	if err != nil {
		r.mend("redis", "%s", err)
		return
	}
	r.version(server.Version, redisPlace(cfg))
	r.persistence(server)
	for _, p := range cfg.Points() {
		r.admins(ctx, s, p)
		r.communities(ctx, s, p)
	}
}

func (r *report) version(version, place string) {
	major, _, _ := strings.Cut(version, ".")
	number, err := strconv.Atoi(major)
	switch {
	case err != nil:
		r.note("redis", "at %s; it does not say its version: 7 or newer is needed", place)
	case number < 7:
		r.mend("redis", "at %s is version %s: install 7 or newer", place, version)
	default:
		r.ok("redis", "version %s at %s", version, place)
	}
}

// persistence looks whether what Redis holds survives.
func (r *report) persistence(s store.Server) {
	switch s.AppendOnly {
	case "yes":
		r.ok("redis appendonly", "yes")
	case "no":
		r.mend("redis appendonly", "no, so a restart of Redis loses bookings: set “appendonly yes” in redis.conf")
	default:
		r.note("redis appendonly", "it does not say; it must keep an append-only file")
	}
	switch s.Fsync {
	case "always":
		r.ok("redis appendfsync", "always: nothing is lost")
	case "everysec":
		r.ok("redis appendfsync", "everysec: a power cut can lose the last second; “always” loses nothing and is slower")
	case "no":
		r.mend("redis appendfsync", "no, so a power cut can lose half a minute: set “appendfsync everysec” or “always”")
	default:
		r.note("redis appendfsync", "it does not say; it should be everysec or always")
	}
	switch s.Eviction {
	case "noeviction":
		r.ok("redis maxmemory-policy", "noeviction")
	case "":
		r.note("redis maxmemory-policy", "it does not say; it must be noeviction")
	default:
		r.mend("redis maxmemory-policy", "%s, so a full Redis drops bookings: set “maxmemory-policy noeviction”", s.Eviction)
	}
}

func (r *report) admins(ctx context.Context, s *store.Store, p *space.Point) {
	part := "admins " + p.ID
	staff, err := s.Point(p).Staff(ctx)
	if err != nil {
		r.mend(part, "%s", err)
		return
	}
	if n := len(staff.Admins(p)); n > 0 {
		r.ok(part, "%d", n)
		return
	}
	r.note(part, "nobody can approve anything: put a Telegram id into the Point's admins")
}

// communities tells how many are there, and which of their groups the bot found
// that it cannot write to.
func (r *report) communities(ctx context.Context, s *store.Store, p *space.Point) {
	part := "communities " + p.ID
	all, err := s.Point(p).Communities(ctx)
	if err != nil {
		r.mend(part, "%s", err)
		return
	}
	shut, err := s.UnreachableChats(ctx, p.ID)
	if err != nil {
		r.mend(part, "%s", err)
		return
	}
	var silent, unreached []string
	for _, c := range all {
		if len(c.Leads) == 0 && c.Chat == 0 {
			silent = append(silent, c.ID)
		} else if mark, ok := shut[c.Chat]; ok {
			unreached = append(unreached, c.ID+" ("+mark.Why+")")
		}
	}
	r.ok(part, "%d", len(all))
	r.some(part, silent, "have neither a lead nor a group, so nothing reaches them")
	r.some(part, unreached, "have a group that the bot cannot write to: add it there again")
}

// some notes a list, its first ten by name.
func (r *report) some(part string, ids []string, what string) {
	if len(ids) == 0 {
		return
	}
	shown := strings.Join(ids[:min(10, len(ids))], ", ")
	if len(ids) > 10 {
		shown += " …"
	}
	r.note(part, "%d %s: %s", len(ids), what, shown)
}
