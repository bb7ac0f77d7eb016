package redisserver

import (
	"fmt"

	"github.com/alicebob/miniredis/v2"
)

// Demo starts the best Redis there is: a real redis-server with an append-only
// file in a temporary directory, else miniredis within this process. What says
// which, for people to read.
func Demo() (url, what string, stop func(), err error) {
	_, version, err := Find()
	if err != nil {
		return demoMini()
	}
	s, err := Start(Options{AppendOnly: true, Config: []string{"maxmemory-policy", "noeviction"}})
	if err != nil {
		return "", "", nil, err
	}
	return s.URL(), "redis-server " + version, s.Stop, nil
}

func demoMini() (url, what string, stop func(), err error) {
	m := miniredis.NewMiniRedis()
	if err := m.Start(); err != nil {
		return "", "", nil, fmt.Errorf("start miniredis: %w", err)
	}
	return "redis://" + m.Addr() + "/0", "miniredis " + moduleVersion("github.com/alicebob/miniredis/v2"), m.Close, nil
}
