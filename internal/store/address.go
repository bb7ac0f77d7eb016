package store

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// connections is how many there are at most to a server, unless the URL says
// otherwise: enough that no worker waits for one.
const connections = 100

// What a connection buffers in either direction, in bytes: one for single calls,
// and one of the few for several at a time. go-redis takes 32 and 128 KiB, which
// with many connections is most of what the whole program has in memory.
const (
	alone    = 8 << 10
	together = 32 << 10
)

// dial makes the client that a URL asks for. What it says of a wrong one never
// repeats the URL, which may hold a password.
func (s *Store) dial(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return errors.New("it is no address") // url.Parse repeats it
	}
	query := u.Query()
	if err := errors.Join(pathOf(u), fromReplicas(query), addressesOf(query)); err != nil {
		return err
	}
	switch {
	case query.Has("master_name"):
		err = s.dialSentinel(address)
	case query.Has("addr"):
		err = s.dialCluster(address, u)
	default:
		err = s.dialServer(address)
	}
	return withoutSecrets(err, u)
}

func (s *Store) dialServer(address string) error {
	o, err := redis.ParseURL(address)
	if err != nil {
		return err
	}
	o.MaxRetries, o.PoolSize = never, poolSize(o.PoolSize)
	o.ReadBufferSize, o.WriteBufferSize, o.PipelineReadBufferSize, o.PipelineWriteBufferSize = alone, alone, together, together
	s.rdb = redis.NewClient(o)
	return nil
}

func (s *Store) dialSentinel(address string) error {
	o, err := redis.ParseFailoverURL(address)
	if err != nil {
		return err
	}
	o.MaxRetries, o.PoolSize = never, poolSize(o.PoolSize)
	o.ReadBufferSize, o.WriteBufferSize, o.PipelineReadBufferSize, o.PipelineWriteBufferSize = alone, alone, together, together
	s.rdb, s.sentinels = redis.NewFailoverClient(o), o
	return nil
}

// dialCluster opens a Cluster. Its client follows what moved to another node,
// and so has to try again; what must not run twice is a script, see scriptCmd.
func (s *Store) dialCluster(address string, u *url.URL) error {
	if db := strings.Trim(u.Path, "/"); db != "" && db != "0" {
		return errors.New("a Cluster has no databases but number 0")
	}
	o, err := redis.ParseClusterURL(address)
	if err != nil {
		return err
	}
	o.MaxRetries, o.PoolSize = never, poolSize(o.PoolSize)
	o.ReadBufferSize, o.WriteBufferSize, o.PipelineReadBufferSize, o.PipelineWriteBufferSize = alone, alone, together, together
	o.ClusterStateReloadInterval = lookAgain
	s.rdb = redis.NewClusterClient(o)
	return nil
}

// lookAgain is how often go-redis asks a Cluster who is who. It asks at once
// when a node sends it elsewhere; a node that is gone sends it nowhere.
const lookAgain = time.Second

// never lets go-redis try nothing again; 0 would be its three times.
const never = -1

func poolSize(asked int) int {
	if asked == 0 {
		return connections
	}
	return asked
}

// pathOf refuses a path that is no number of a database.
func pathOf(u *url.URL) error {
	db := strings.Trim(u.Path, "/")
	if _, err := strconv.ParseUint(db, 10, 16); err != nil && db != "" && u.Scheme != "unix" {
		return errors.New("what follows the host must be the number of a database")
	}
	return nil
}

// addressesOf refuses a name or password before a further host. go-redis would
// take them for a part of the host's name, and everybody who is told that it does
// not answer would read them.
func addressesOf(query url.Values) error {
	for _, one := range query["addr"] {
		if strings.ContainsAny(one, "@/") {
			return errors.New("addr is a host and a port, nothing else: the name and the password stand where they stand for the first host")
		}
	}
	return nil
}

// fromReplicas refuses what would let go-redis read from replicas: they lag
// behind, and decisions are made on what is read.
func fromReplicas(query url.Values) error {
	for _, one := range []string{"read_only", "replica_only", "route_by_latency", "route_randomly"} {
		if query.Has(one) {
			return fmt.Errorf("%s: replicas lag behind, nothing may be read from them", one)
		}
	}
	return nil
}

// withoutSecrets is what go-redis says of a URL, unless it repeats a secret.
func withoutSecrets(err error, u *url.URL) error {
	if err == nil {
		return nil
	}
	password, _ := u.User.Password()
	says := strings.TrimPrefix(err.Error(), "redis: ")
	for _, secret := range slices.Concat([]string{password}, u.Query()["password"]) {
		if secret != "" && strings.Contains(says, secret) {
			return errors.New("it is not understood")
		}
	}
	return errors.New(says)
}
