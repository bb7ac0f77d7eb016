package main

import (
	"context"
	"strings"

	"samovar/internal/config"
	"samovar/internal/space"
	"samovar/internal/status"
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
	servers, err := s.Servers(ctx)
	if err != nil {
		r.mend("redis", "%s", err)
		return
	}
	if !r.servers(servers, cfg) {
		return
	}
	for _, p := range cfg.Points() {
		r.admins(ctx, s, p)
		r.communities(ctx, s, p)
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
	silence, err := status.Desk{Store: s}.Silence(ctx, p)
	if err != nil {
		r.mend(part, "%s", err)
		return
	}
	var unreached []string
	for _, c := range silence.Shut {
		unreached = append(unreached, c.ID+" ("+c.Why+")")
	}
	r.ok(part, "%d", silence.Communities)
	r.some(part, silence.Nobody, "have neither a lead nor a group, so nothing reaches them")
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
