package config

import (
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// redis looks at the form of the URL: what its options mean is the store's to
// say. The URL is not repeated, it may hold a password.
func (k *checker) redis(r Redis) {
	const path = "redis.url"
	k.want(r.Replicas >= 0, "redis.replicas", "expected 0 or how many replicas must have what is written")
	u, err := url.Parse(r.URL.Reveal())
	local := err == nil && u.Scheme == "unix" && u.Path != ""
	if local {
		k.want(!u.Query().Has("addr") && !u.Query().Has("master_name"), path, "Sentinels and a Cluster are reached by redis:// or rediss://")
		return
	}
	if err != nil || !slices.Contains([]string{"redis", "rediss"}, u.Scheme) || u.Hostname() == "" {
		k.want(false, path, "expected redis://[user:password@]host:port/number, rediss:// or unix:///path; "+
			"for Sentinels redis://host:port?master_name=NAME&addr=host:port, for a Cluster redis://host:port?addr=host:port")
		return
	}
	k.redisForm(path, u)
}

func (k *checker) redisForm(path string, u *url.URL) {
	query, db := u.Query(), strings.Trim(u.Path, "/")
	sentinel, more := query.Has("master_name"), query["addr"]
	_, err := strconv.ParseUint(db, 10, 16)
	k.want(db == "" || err == nil, path, "what follows the host must be the number of a database")
	k.want(u.Port() == "" || isPort(u.Port()), path, "its port is none: expected 1 to 65535")
	k.want(!sentinel || query.Get("master_name") != "", path, "master_name is what the Sentinels call the master: sentinel monitor NAME …")
	k.want(sentinel || len(more) == 0 || db == "" || db == "0", path, "a Cluster has no databases but number 0")
	for _, addr := range more {
		host, port, err := net.SplitHostPort(addr)
		k.want(err == nil && host != "" && isPort(port), path, "each addr is a host:port, one of them is not")
	}
}
