package redisserver

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Watched is a master with replicas, and the Sentinels that watch them.
type Watched struct {
	Servers  []*Server // the first began as the master
	watchers []*Server
}

// MasterName is what the Sentinels call the master.
const MasterName = "samovar"

// watchers is how many Sentinels there are; most of them must agree.
const watchers = 3

// downAfter is after how many milliseconds without an answer a Sentinel takes a
// server for dead.
const downAfter = 1000

// StartWatched starts a master with so many replicas, and three Sentinels, and
// waits until they would agree on another master. Options are those of each
// server; where they stand and listen is chosen.
func StartWatched(replicas int, o Options) (*Watched, error) {
	w := &Watched{}
	o.Dir, o.Port, o.Socket = "", 0, false
	o.Config = append([]string{"repl-diskless-sync-delay", "0", "repl-ping-replica-period", "1"}, o.Config...)
	if err := w.startServers(replicas, o); err != nil {
		w.Stop()
		return nil, err
	}
	if err := w.startWatchers(); err != nil {
		w.Stop()
		return nil, err
	}
	return w, nil
}

func (w *Watched) startServers(replicas int, o Options) error {
	for i := range 1 + replicas {
		one := o
		if i > 0 {
			one.Config = replicaOf(o.Config, w.Servers[0])
		}
		server, err := Start(one)
		if err != nil {
			return err
		}
		w.Servers = append(w.Servers, server)
	}
	for _, replica := range w.Servers[1:] {
		if err := replica.await("master_link_status:up", "INFO", "replication"); err != nil {
			return err
		}
	}
	return nil
}

// startWatchers starts Sentinels that know of each other and of the replicas
// already, as they would after some ten seconds.
func (w *Watched) startWatchers() error {
	for range watchers {
		one, err := prepare(Options{})
		if err != nil {
			return err
		}
		one.options.sentinel = filepath.Join(one.Dir(), "sentinel.conf")
		w.watchers = append(w.watchers, one)
	}
	for i, one := range w.watchers {
		if err := os.WriteFile(one.options.sentinel, []byte(w.knownTo(i)), 0o600); err != nil {
			return fmt.Errorf("write sentinel's configuration: %w", err)
		}
		if err := one.run(); err != nil {
			return err
		}
	}
	for _, one := range w.watchers {
		if err := one.await("OK", "SENTINEL", "CKQUORUM", MasterName); err != nil {
			return err
		}
	}
	return nil
}

// knownTo is the configuration of a Sentinel.
func (w *Watched) knownTo(me int) string {
	lines := []string{
		fmt.Sprintf("port %d", w.watchers[me].options.Port), "bind 127.0.0.1", "dir " + w.watchers[me].Dir(),
		"sentinel myid " + nodeID(me),
		fmt.Sprintf("sentinel monitor %s 127.0.0.1 %d %d", MasterName, w.Servers[0].options.Port, watchers/2+1),
		fmt.Sprintf("sentinel down-after-milliseconds %s %d", MasterName, downAfter),
		fmt.Sprintf("sentinel failover-timeout %s %d", MasterName, 6*downAfter),
	}
	for _, replica := range w.Servers[1:] {
		lines = append(lines, fmt.Sprintf("sentinel known-replica %s 127.0.0.1 %d", MasterName, replica.options.Port))
	}
	for i, one := range w.watchers {
		if i != me {
			lines = append(lines, fmt.Sprintf("sentinel known-sentinel %s 127.0.0.1 %d %s", MasterName, one.options.Port, nodeID(i)))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// URL is the address of what is the master, as go-redis reads it.
func (w *Watched) URL() string {
	url := "redis://" + w.watchers[0].Addr() + "?master_name=" + MasterName
	for _, one := range w.watchers[1:] {
		url += "&addr=" + one.Addr()
	}
	return url
}

// Master is the server that is the master now, by its own word; nil while none
// says so.
func (w *Watched) Master() *Server { return MasterAmong(w.Servers, nil) }

// Addrs are where its servers listen, and its Sentinels.
func (w *Watched) Addrs() []string {
	return append(addrsOf(w.watchers), addrsOf(w.Servers)...)
}

// Rejoin starts a server that was killed as a replica of what is the master
// now, and waits until it follows.
func (w *Watched) Rejoin(s *Server) error {
	master := MasterAmong(w.Servers, s)
	if master == nil {
		return errors.New("rejoin a master: there is none")
	}
	s.replicates(master)
	if err := s.Restart(); err != nil {
		return err
	}
	return s.Follows()
}

// Stop ends all of it, the Sentinels first.
func (w *Watched) Stop() {
	for _, s := range append(slices.Clone(w.watchers), w.Servers...) {
		s.Stop()
	}
}

// WatchedForTest starts a master, replicas and Sentinels for one test, which
// end with it.
func WatchedForTest(t testing.TB, replicas int, o Options) *Watched {
	t.Helper()
	w, err := StartWatched(replicas, o)
	if err != nil {
		t.Fatalf("this test needs a real Redis with Sentinels: %v", err)
	}
	t.Cleanup(w.Stop)
	return w
}
