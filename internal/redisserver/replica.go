package redisserver

import (
	"fmt"
	"slices"
	"strings"
)

// MasterAmong is the one of some servers, but for one of them, that is a master
// by its own word; nil while none says so.
func MasterAmong(servers []*Server, except *Server) *Server {
	for _, s := range servers {
		if s == except {
			continue
		}
		if role, err := s.Ask("INFO", "replication"); err == nil && strings.Contains(role, "role:master") {
			return s
		}
	}
	return nil
}

// Follows waits until the server is a replica that has what its master has.
func (s *Server) Follows() error { return s.await("master_link_status:up", "INFO", "replication") }

// Obeys waits until the server is a replica of a certain master, and has what
// that has.
func (s *Server) Obeys(master *Server) error {
	return s.await(fmt.Sprintf("master_port:%d\r\nmaster_link_status:up", master.options.Port), "INFO", "replication")
}

// replicates makes it a replica of another from its next start on.
func (s *Server) replicates(master *Server) { s.options.Config = replicaOf(s.options.Config, master) }

// replicaOf are directives that make a server a replica of another, whatever
// else they say.
func replicaOf(config []string, master *Server) []string {
	all := []string{"replicaof", fmt.Sprintf("127.0.0.1 %d", master.options.Port)}
	for pair := range slices.Chunk(config, 2) {
		if pair[0] != "replicaof" {
			all = append(all, pair...)
		}
	}
	return all
}

func addrsOf(servers []*Server) (all []string) {
	for _, s := range servers {
		all = append(all, s.Addr())
	}
	return all
}
