// Command bench prints the table of docs/benchmarks.md: how fast Samovar is,
// each measure beside its peer's, taken in turns in the same run, because
// machines differ and are noisy. It starts all that it measures by itself, on
// this machine alone, and takes about a quarter of an hour; the parts that are about what
// one might pick instead of it, and about growth, are those of make bench-peers.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	store.Hush()
	b := bench{}
	only := flag.String("only", "reservations,replies,digest,announce,backup", "what to measure")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each pair is measured")
	flag.IntVar(&b.recipients, "recipients", 10_000, "how many get the announcement")
	flag.StringVar(&b.sizes, "sizes", defaultSizes, "at how many bookings growth is measured")
	flag.IntVar(&b.kills, "kills", 25, "how often everysec kills a Redis of each kind")
	flag.StringVar(&b.charts, "charts", "", "the folder into which the peers' figures are drawn; none: they are not")
	flag.Parse()
	err := b.run(ctx, strings.Split(*only, ","))
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	rounds     int
	recipients int    // of the announcement
	dir        string // where the programs that are measured stand
	sizes      string // numbers of bookings
	kills      int    // of everysec
	charts     string // the folder of the charts, "" for none
	started    []*process
	peers      []string // what else was measured, with its version
	lines      []line
}

// run measures and prints.
func (b *bench) run(ctx context.Context, only []string) (err error) {
	if b.dir, err = os.MkdirTemp("", "bench"); err != nil {
		return fmt.Errorf("make directory: %w", err)
	}
	defer func() { _ = os.RemoveAll(b.dir) }() // left in the temporary directory at worst
	defer b.leaveNone()
	began := time.Now()
	if !slices.Equal(only, []string{"everysec"}) { // which starts nothing but Redis
		fmt.Fprintln(os.Stderr, "building")
		if err := build(ctx, b.dir); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		name    string
		measure func(context.Context) error
	}{{"reservations", b.reservations}, {"replies", b.replies}, {"digest", b.digest}, {"announce", b.announce}, {"size", b.size}, {"backup", b.backup}, {"everysec", b.everysec},
		{"postgres", b.postgres}, {"grammy", b.grammy}, {"startup", b.startup}, {"growth", b.growth}} {
		if !slices.Contains(only, part.name) {
			continue
		}
		fmt.Fprintln(os.Stderr, "measuring", part.name)
		if err := part.measure(ctx); err != nil {
			return fmt.Errorf("measure %s: %w", part.name, err)
		}
	}
	if len(b.lines) == 0 {
		return nil
	}
	return b.print(os.Stdout, time.Since(began))
}

// durable starts a Redis that loses nothing: each write is on the disk before
// it is answered.
func durable() (*redisserver.Server, error) {
	return redisserver.Start(redisserver.Options{AppendOnly: true, Fsync: "always", Config: []string{"maxmemory-policy", "noeviction"}})
}
