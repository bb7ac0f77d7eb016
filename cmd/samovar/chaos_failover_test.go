package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chaos"
	"samovar/internal/chat"
	"samovar/internal/redisserver"
)

// several are masters with two replicas each, of which one takes the place of a
// master that is lost; a scribe writes down what each master does.
type several struct {
	*ordeal
	address string
	all     []string
	shards  [][]*redisserver.Server // those that keep the same
	rejoin  func(*redisserver.Server) error
	scribes []*chaos.Scribe
}

// spare are the directives that let who was away for a minute catch up.
func (o *ordeal) spare() redisserver.Options {
	servers := replicated()
	servers.Fsync = o.size.fsync
	servers.Config = append(servers.Config, "repl-backlog-size", "64mb", "auto-aof-rewrite-min-size", "16mb")
	return servers
}

// onWatched starts a master that Sentinels watch.
func (o *ordeal) onWatched() {
	o.t.Helper()
	w := redisserver.WatchedForTest(o.t, 2, o.spare())
	options, err := redis.ParseFailoverURL(w.URL())
	if err != nil {
		o.t.Fatal(err)
	}
	o.rdb = redis.NewFailoverClient(options)
	brisk := *options
	brisk.MaxRetries, brisk.DialerRetries, brisk.ReadTimeout = -1, 1, 500*time.Millisecond
	o.brisk = redis.NewFailoverClient(&brisk)
	o.leftOut[chaos.LoseMaster] = "REDIS=cluster has it"
	o.onSeveral(&several{ordeal: o, address: w.URL(), all: w.Addrs(), shards: [][]*redisserver.Server{w.Servers}, rejoin: w.Rejoin})
}

// onCluster starts three masters.
func (o *ordeal) onCluster() {
	o.t.Helper()
	c := redisserver.ClusterForTest(o.t, 3, 2, o.spare())
	options, err := redis.ParseClusterURL(c.URL())
	if err != nil {
		o.t.Fatal(err)
	}
	options.ClusterStateReloadInterval = time.Second // or it looks for the lost one for a minute
	o.rdb = redis.NewClusterClient(options)
	brisk := *options
	brisk.MaxRetries, brisk.DialerRetries, brisk.ReadTimeout = -1, 1, 500*time.Millisecond
	o.brisk = redis.NewClusterClient(&brisk)
	o.leftOut[chaos.Failover] = "REDIS=sentinel has it"
	o.onSeveral(&several{ordeal: o, address: c.URL(), all: c.Addrs(), shards: c.Shards(), rejoin: c.Rejoin})
}

func (o *ordeal) onSeveral(s *several) {
	o.t.Helper()
	o.leftOut[chaos.KillRedis] = "a failover begins with it"
	o.leftOut[chaos.FullDisk] = "a master that cannot write ends: a failover"
	o.footing = s
	for i, shard := range s.shards {
		var addrs []string
		for _, server := range shard {
			addrs = append(addrs, server.Addr())
		}
		scribe, err := chaos.NewScribe(o.ctx, filepath.Join(o.t.TempDir(), fmt.Sprint("history", i)), addrs...)
		if err != nil {
			o.t.Fatal(err)
		}
		o.t.Cleanup(scribe.Close)
		s.scribes = append(s.scribes, scribe)
	}
}

func (s *several) url() string        { return s.address }
func (s *several) addrs() []string    { return s.all }
func (s *several) settings() []string { return []string{"SAMOVAR_REDIS__REPLICAS=1"} }

// journal is what the scribes wrote down.
func (s *several) journal() (*chaos.Journal, error) {
	var paths []string
	back := int64(0)
	for _, scribe := range s.scribes {
		path, struck, err := scribe.History()
		if err != nil {
			return nil, err
		}
		paths, back = append(paths, path), back+struck
	}
	journal, err := chaos.ReadHistories(paths...)
	if err == nil {
		journal.TakenBack = back
	}
	return journal, err
}

// hit makes one of the masters fail. What it takes until all is well again is
// waited for beside the other faults.
func (s *several) hit(f chaos.Fault) spell {
	s.t.Helper()
	n, done := f.Roll%len(s.shards), make(chan struct{})
	var flew int
	var err error
	go func() {
		defer close(done)
		master, none := eventually(func() *redisserver.Server { return redisserver.MasterAmong(s.shards[n], nil) })
		if err = none; err == nil {
			flew, err = s.suffer(f, s.shards[n], master)
		}
		_, _, behind := s.scribes[n].History() // it must see each master
		err = errors.Join(err, behind)
	}()
	return spell{ready: closed(done), end: func() {
		s.inFlight += flew
		if err != nil {
			s.t.Fatalf("%s: %v", f.Kind, err)
		}
	}}
}

// suffer lets a fault befall a master, until its shard is whole again. Of a
// failover it returns how many chats the new master knew to be sent to.
func (s *several) suffer(f chaos.Fault, shard []*redisserver.Server, master *redisserver.Server) (flew int, err error) {
	switch f.Kind {
	case chaos.StopRedis:
		master.Pause()
		<-time.After(f.For)
		master.Resume()
	case chaos.FullRedis:
		_, err = master.Ask("CONFIG", "SET", "maxmemory", "1mb")
		<-time.After(f.For)
		_, later := master.Ask("CONFIG", "SET", "maxmemory", "0")
		err = errors.Join(err, later)
	default:
		flew, err = s.replaced(f, shard, master)
	}
	return flew, errors.Join(err, whole(shard))
}

// replaced kills a master, or freezes every third, until another has taken its
// place; then it comes back as a replica, or wakes and has to learn that it is
// one.
func (s *several) replaced(f chaos.Fault, shard []*redisserver.Server, master *redisserver.Server) (flew int, err error) {
	freezes := f.Roll/len(s.shards)%3 == 0
	if freezes {
		master.Pause()
	} else {
		master.Kill()
	}
	began := time.Now()
	heir, err := eventually(func() *redisserver.Server { return redisserver.MasterAmong(shard, master) })
	if err != nil {
		return 0, err
	}
	for _, lane := range chat.Lanes() {
		words, _ := heir.Ask("HLEN", "samovar:{blg}:out:"+string(lane)+":owners") // of another shard there is none
		n, _ := strconv.Atoi(words[min(1, len(words)):])
		flew += n
	}
	s.t.Logf("%s: frozen %v, replaced after %s", f.Kind, freezes, time.Since(began).Round(10*time.Millisecond))
	if freezes {
		// While one replica still takes it for the master, WAIT 1 is no guard: see
		// docs/reliability.md.
		for _, server := range shard {
			if server != master && server != heir {
				err = errors.Join(err, server.Obeys(heir))
			}
		}
	}
	<-time.After(f.For)
	if freezes {
		master.Resume()
		return flew, errors.Join(err, master.Follows())
	}
	return flew, s.rejoin(master)
}

// whole waits until a shard has one master, and all others follow.
func whole(shard []*redisserver.Server) error {
	master, err := eventually(func() *redisserver.Server { return redisserver.MasterAmong(shard, nil) })
	for _, server := range shard {
		if server != master {
			err = errors.Join(err, server.Follows())
		}
	}
	return err
}

// eventually waits until somebody is there.
func eventually(find func() *redisserver.Server) (*redisserver.Server, error) {
	for late := time.Now().Add(time.Minute); time.Now().Before(late); <-time.After(20 * time.Millisecond) {
		if one := find(); one != nil {
			return one, nil
		}
	}
	return nil, errors.New("not within a minute")
}

func closed(done <-chan struct{}) func() bool {
	return func() bool {
		select {
		case <-done:
			return true
		default:
			return false
		}
	}
}
