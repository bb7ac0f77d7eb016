package redisserver

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Cluster is a running Redis Cluster.
type Cluster struct {
	Masters  []*Server // as it began: one of them may have been replaced
	Replicas []*Server // those of the first master, of the second, ...
}

// slots is how many hash slots a Cluster has.
const slots = 16384

// nodeTimeout is after how many milliseconds a node of a Cluster that does not
// answer is missed. Not less: a busy machine must not look like a dead one.
const nodeTimeout = "2000"

// StartCluster starts a Cluster of so many masters, and so many replicas of
// each, and waits until it takes writes. That takes some two seconds, which a
// master lets pass before it trusts what it sees. Options are those of every
// node; where they stand and listen is chosen.
//
// Nobody is introduced to anybody: each node begins with the list that it would
// have written itself once all knew each other.
func StartCluster(masters, replicas int, o Options) (*Cluster, error) {
	c := &Cluster{}
	all := make([]*Server, masters*(1+replicas))
	for i := range all {
		node, err := prepareNode(o)
		if err != nil {
			return nil, err
		}
		all[i] = node
	}
	c.Masters, c.Replicas = all[:masters], all[masters:]
	if err := c.start(all); err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

func prepareNode(o Options) (node *Server, err error) {
	o.Dir, o.Port, o.Socket = "", 0, false
	o.Config = append([]string{"cluster-enabled", "yes", "cluster-node-timeout", nodeTimeout,
		"repl-diskless-sync-delay", "0"}, o.Config...)
	if o.bus, err = freePort(); err != nil {
		return nil, err
	}
	return prepare(o)
}

// start lets all nodes run, and waits until they are one Cluster.
func (c *Cluster) start(all []*Server) error {
	for i, node := range all {
		path := filepath.Join(node.Dir(), "nodes.conf")
		if err := os.WriteFile(path, []byte(nodesSeenBy(i, all, len(c.Masters))), 0o600); err != nil {
			return fmt.Errorf("write list of nodes: %w", err)
		}
		if err := node.run(); err != nil {
			return err
		}
	}
	for _, node := range all {
		if err := node.await("cluster_state:ok", "CLUSTER", "INFO"); err != nil {
			return err
		}
	}
	for _, node := range c.Replicas {
		if err := node.await("master_link_status:up", "INFO", "replication"); err != nil {
			return err
		}
	}
	return nil
}

// nodesSeenBy is the list of nodes as one of them keeps it.
func nodesSeenBy(me int, all []*Server, masters int) string {
	var list strings.Builder
	for i, node := range all {
		flags := ""
		if i == me {
			flags = "myself,"
		}
		fmt.Fprintf(&list, "%s 127.0.0.1:%d@%d ", nodeID(i), node.options.Port, node.options.bus)
		if i < masters {
			first, after := i*slots/masters, (i+1)*slots/masters
			fmt.Fprintf(&list, "%smaster - 0 0 %d connected %d-%d\n", flags, i+1, first, after-1)
		} else {
			master := (i - masters) * masters / (len(all) - masters)
			fmt.Fprintf(&list, "%sslave %s 0 0 %d connected\n", flags, nodeID(master), master+1)
		}
	}
	fmt.Fprintf(&list, "vars currentEpoch %d lastVoteEpoch 0\n", masters)
	return list.String()
}

// nodeID is the name of a node: forty digits.
func nodeID(i int) string { return fmt.Sprintf("%040x", i+1) }

// MasterOf is the master that began with a hash slot.
func (c *Cluster) MasterOf(slot int) *Server {
	for i := range c.Masters {
		if slot < (i+1)*slots/len(c.Masters) {
			return c.Masters[i]
		}
	}
	return nil
}

// Shards are the servers that keep the same: a master as it began, and its
// replicas.
func (c *Cluster) Shards() (all [][]*Server) {
	each := len(c.Replicas) / len(c.Masters)
	for i, master := range c.Masters {
		all = append(all, append([]*Server{master}, c.Replicas[i*each:(i+1)*each]...))
	}
	return all
}

// Addrs are where its servers listen.
func (c *Cluster) Addrs() []string { return append(addrsOf(c.Masters), addrsOf(c.Replicas)...) }

// Rejoin starts a node that was killed after one of its replicas took its
// place, and waits until it follows that.
func (c *Cluster) Rejoin(s *Server) error {
	if err := s.Restart(); err != nil {
		return err
	}
	return s.Follows()
}

// URL is its address as go-redis reads it: one node, and the others to ask
// should that be gone.
func (c *Cluster) URL() string {
	var more []string
	for _, node := range append(c.Masters[1:len(c.Masters):len(c.Masters)], c.Replicas...) {
		more = append(more, "addr="+node.Addr())
	}
	return "redis://" + c.Masters[0].Addr() + "?" + strings.Join(more, "&")
}

// Stop ends all of it.
func (c *Cluster) Stop() {
	for _, node := range append(c.Masters[:len(c.Masters):len(c.Masters)], c.Replicas...) {
		node.Stop()
	}
}

// ClusterForTest starts a Cluster for one test, which ends with it.
func ClusterForTest(t testing.TB, masters, replicas int, o Options) *Cluster {
	t.Helper()
	c, err := StartCluster(masters, replicas, o)
	if err != nil {
		t.Fatalf("this test needs a real Redis Cluster: %v", err)
	}
	t.Cleanup(c.Stop)
	return c
}
