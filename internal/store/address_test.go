package store

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"samovar/internal/redisserver"
)

func TestAWrongURLIsExplainedWithoutItsSecrets(t *testing.T) {
	for url, want := range map[string]string{
		"redis://:hush@h:x":              "it is no address",
		"http://:hush@h":                 "invalid URL scheme: http",
		"redis://h/:hush@h":              "number of a database",
		"redis://:hush@h?pool=5":         "unexpected option: pool",
		"redis://:hush@h?pool_size=hush": "it is not understood",
		"redis://h?master_name=m&password=hush&pool_size=hush":     "it is not understood",
		"redis://h?master_name=m&password=hush&addr=h2":            "unable to parse addr param: h2",
		"redis://h?master_name=m&password=hush&replica_only=1":     "replicas lag behind",
		"redis://h?master_name=m&password=hush&route_by_latency=1": "replicas lag behind",
		"redis://:hush@h/3?addr=h2:1":                              "no databases but number 0",
		"redis://:hush@h?addr=h2:1&read_only=true":                 "replicas lag behind",
		"redis://h?master_name=m&addr=hush@h2:1":                   "addr is a host and a port",
		"redis://h?master_name=m&addr=boss:hush@h2:1":              "addr is a host and a port",
		"redis://boss:tea@h?addr=redis://boss:hush@h2:1":           "addr is a host and a port",
		"unix://:hush@/tmp/s?max_retries=many":                     "invalid max_retries",
	} {
		_, err := Open(url)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v, want %q", url, err, want)
		}
	}
}

func TestANameThatNoSentinelKnowsIsSaid(t *testing.T) {
	w := redisserver.WatchedForTest(t, 0, redisserver.Options{})
	s := openStore(t, strings.Replace(w.URL(), redisserver.MasterName, "tea", 1))
	if err := s.Ping(t.Context()); !errors.Is(err, errNoMaster) || !strings.Contains(err.Error(), `"tea"`) {
		t.Errorf("the error is %v", err)
	}
}

func TestAllMastersOfAClusterSayHowTheyAreRun(t *testing.T) {
	c := cluster
	if c == nil {
		c = redisserver.ClusterForTest(t, 3, 0, redisserver.Options{})
	}
	all, err := openStore(t, c.URL()).Servers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var found, want []string
	for i, s := range all {
		found, want = append(found, s.Addr), append(want, c.Masters[i].Addr())
		if s.Mode != "cluster" || s.Eviction != "noeviction" {
			t.Errorf("%+v", s)
		}
	}
	slices.Sort(want)
	if !slices.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}
