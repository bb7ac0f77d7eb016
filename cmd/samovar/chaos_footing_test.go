package main

import (
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chaos"
	"samovar/internal/redisserver"
)

// footing is the Redis that a run stands on.
type footing interface {
	url() string
	addrs() []string    // of all that a bot may talk to
	settings() []string // what the bot is told besides
	hit(chaos.Fault) spell
	journal() (*chaos.Journal, error)
}

// stands starts the Redis that is asked for.
func (o *ordeal) stands() {
	o.t.Helper()
	switch o.size.redis {
	case "single":
		o.onOne()
	case "sentinel":
		o.onWatched()
	case "cluster":
		o.onCluster()
	default:
		o.t.Fatalf("%s=%s: it is single, sentinel or cluster", chaosRedis, o.size.redis)
	}
	o.t.Cleanup(func() { _, _ = o.rdb.Close(), o.brisk.Close() })
}

// lone is a single server, which throws nothing away of what it wrote down.
type lone struct {
	*ordeal
	server *redisserver.Server
	disk   *disk
}

// onOne starts it on a small disk of its own where there may be one.
func (o *ordeal) onOne() {
	o.t.Helper()
	one := &lone{ordeal: o}
	o.leftOut[chaos.Failover], o.leftOut[chaos.LoseMaster] = "REDIS=sentinel has it", "REDIS=cluster has it"
	var why string
	dir := o.t.TempDir()
	if one.disk, why = newDisk(o.t, dir, o.size); one.disk == nil {
		o.leftOut[chaos.FullDisk] = why
	}
	config := []string{"maxmemory-policy", "noeviction", "aof-disable-auto-gc", "yes", "auto-aof-rewrite-min-size", "16mb"}
	if o.size.fsync != "always" {
		// A server that goes on while its disk is full, and begins a new file then,
		// may write one that none loads: redis/redis#14372.
		config = append(config, "auto-aof-rewrite-percentage", "0")
	}
	one.server = redisserver.ForTest(o.t, redisserver.Options{Dir: dir, AppendOnly: true, Fsync: o.size.fsync, Config: config})
	o.rdb = redis.NewClient(&redis.Options{Addr: one.server.Addr()})
	o.brisk = redis.NewClient(&redis.Options{Addr: one.server.Addr(), MaxRetries: -1, DialerRetries: 1, ReadTimeout: 500 * time.Millisecond})
	o.footing = one
}

func (l *lone) url() string                      { return l.server.URL() }
func (l *lone) addrs() []string                  { return []string{l.server.Addr()} }
func (l *lone) settings() []string               { return nil }
func (l *lone) journal() (*chaos.Journal, error) { return chaos.ReadJournal(l.server.Dir()) }

// hit kills, stops or fills it.
func (l *lone) hit(f chaos.Fault) spell {
	l.t.Helper()
	switch f.Kind {
	case chaos.KillRedis:
		l.server.Kill()
		return spell{end: l.returns}
	case chaos.StopRedis:
		l.server.Pause()
		return spell{end: l.server.Resume}
	case chaos.FullRedis:
		l.maxmemory(l.server, "1mb")
		return spell{end: func() { l.maxmemory(l.server, "0") }}
	}
	l.disk.fill()
	return spell{end: func() {
		l.disk.clear()
		if l.size.fsync == "always" {
			l.returns() // it ends rather than answer what it could not write down
		}
	}}
}

func (l *lone) returns() {
	l.t.Helper()
	if err := l.server.Restart(); err != nil {
		l.t.Fatal(err)
	}
}

// maxmemory bounds what a server may hold. One that is busy with its disk, as
// after a long run, is asked again.
func (o *ordeal) maxmemory(s *redisserver.Server, bytes string) {
	o.t.Helper()
	_, err := eventually(func() *redisserver.Server {
		if _, err := s.Ask("CONFIG", "SET", "maxmemory", bytes); err != nil {
			return nil
		}
		return s
	})
	if err != nil {
		o.t.Fatalf("no answer to maxmemory %s: %v", bytes, err)
	}
}
