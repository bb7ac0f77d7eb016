package main

import (
	"slices"
	"syscall"
	"testing"

	"samovar/internal/store"
)

// TestAnUpgradeUnderLoadLosesNothing replaces one process after the other by one
// of the next version, while people write. Both versions are this code: what
// differs is the number they were stamped with.
func TestAnUpgradeUnderLoadLosesNothing(t *testing.T) {
	t.Parallel()
	f := newFleet(t, freeAddresses(t, 2), stamped+"=v1.0.0")
	db, err := store.Open(f.redis.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	f.runs(db, "v1.0.0", "v1.0.0")
	f.flood()
	f.flows(5)
	for i, old := range f.replicas {
		f.replaces(i, "v2.0.0")
		old.signal(t, syscall.SIGTERM)
		<-old.gone
		if code := old.cmd.ProcessState.ExitCode(); code != 0 {
			t.Errorf("%s ended with %d", old.at, code)
		}
		f.flows(5)
	}
	f.runs(db, "v2.0.0", "v2.0.0")
	f.leader(f.replicas...)
	f.allWell(0)
}

// replaces starts a process of another version beside the i-th, and puts it in
// its place.
func (f *fleet) replaces(i int, version string) {
	f.t.Helper()
	at := freeAddress(f.t)
	r := &replica{spawn(f.t, append(slices.Clone(f.environ), "SAMOVAR_WEB__LISTEN="+at, stamped+"="+version), "serve", "--config", f.config), at}
	r.await(f.t, "version="+version)
	f.replicas = slices.Clone(f.replicas)
	f.replicas[i] = r
}

// runs looks which versions are alive.
func (f *fleet) runs(db *store.Store, want ...string) {
	f.t.Helper()
	f.until("these versions run", func() bool {
		all, err := db.Processes(f.ctx)
		if err != nil {
			f.t.Fatal(err)
		}
		var got []string
		for _, p := range all {
			got = append(got, p.Version)
		}
		slices.Sort(got)
		return slices.Equal(got, want)
	})
}

func TestANewVersionWaitsUntilThoseOfAnotherFormHaveEnded(t *testing.T) {
	t.Parallel()
	h := prepare(t, crowded)
	// Processes of an earlier schema are not in this code: one is written as it
	// would write itself.
	old := `{"id":"old","host":"attic","version":"v0.9","schema":2}`
	if err := h.rdb.MSet(h.ctx, "samovar:schema", 2, "samovar:alive:old", old).Err(); err != nil {
		t.Fatal(err)
	}
	c := begin(t, h.environ, "serve", "--config", h.config)
	c.err.await(t, "an older version still runs on this Redis (v0.9 on attic")
	if got := h.rdb.Get(h.ctx, "samovar:schema").Val(); got != "2" {
		t.Errorf("it has brought everything to schema %s", got)
	}
	h.must(h.rdb.Del(h.ctx, "samovar:alive:old").Result())
	c.err.await(t, "msg=ready")
	if err := h.rdb.Set(h.ctx, "samovar:schema", store.Schema+1, 0).Err(); err != nil {
		t.Fatal(err)
	}
	if code := c.ends(t); code != 1 {
		t.Errorf("when a newer one has taken over it ended with %d", code)
	}
	shows(t, c.err.String(), "was written by a newer version")
}
