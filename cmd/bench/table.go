package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"samovar/internal/redisserver"
)

// line is a line of the table.
type line struct {
	what, ours, peer, ratio, aim string
	met                          bool
}

// compare adds a line about pairs: met says whether the median ratio is as
// aimed at; it is nil where there is no aim.
func (b *bench) compare(what, format string, p pairs, aim string, met func(ratio float64) bool) {
	b.lines = append(b.lines, line{what, spread(format, p.ours), spread(format, p.peer),
		spread("%.2f", p.ratios()), aim, met != nil && met(median(p.ratios()))})
}

// absolute adds a line about pairs of which ours alone must keep within a bound;
// the peer is there to compare.
func (b *bench) absolute(what, format string, p pairs, most float64) {
	b.lines = append(b.lines, line{what, spread(format, p.ours), spread(format, p.peer), spread("%.2f", p.ratios()),
		fmt.Sprintf("≤ "+format, most), median(p.ours) <= most})
}

func atLeast(least float64) func(float64) bool { return func(r float64) bool { return r >= least } }
func atMost(most float64) func(float64) bool   { return func(r float64) bool { return r <= most } }

// print writes the table, with what it was measured on.
func (b *bench) print(out io.Writer, took time.Duration) error {
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, machine(b.peers))
	fmt.Fprintf(w, "Medians of %d rounds, least–most in brackets; taken in %s.\n\n", b.rounds, took.Round(time.Second))
	fmt.Fprintln(w, "| measure | Samovar | peer | Samovar / peer | aim | met |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- |")
	for _, l := range b.lines {
		met := "no"
		switch {
		case l.aim == "":
			l.aim, met = "–", "–"
		case l.met:
			met = "yes"
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s |\n", l.what, l.ours, l.peer, l.ratio, l.aim, met)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print table: %w", err)
	}
	return nil
}

// machine says on what it was measured, and with which versions, those of peers
// last.
func machine(peers []string) string {
	_, redis, err := redisserver.Find()
	if err != nil {
		redis = "none"
	}
	parts := []string{
		fmt.Sprintf("%d cores (%s)", runtime.NumCPU(), firstIn("/proc/cpuinfo", "model name")),
		firstIn("/proc/meminfo", "MemTotal") + " of memory",
		runtime.GOOS + "/" + runtime.GOARCH + kernel(), runtime.Version(), "redis-server " + redis,
	}
	for _, module := range []string{"github.com/redis/go-redis/v9", "github.com/go-telegram/bot"} {
		parts = append(parts, strings.TrimPrefix(module, "github.com/")+" "+version(module))
	}
	return strings.Join(append(parts, peers...), ", ") + "."
}

func kernel() string {
	out, err := exec.Command("uname", "-r").Output()
	if err != nil {
		return ""
	}
	return " " + strings.TrimSpace(string(out))
}

// firstIn is the value of the first line of that name in a file of /proc.
func firstIn(file, name string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return "unknown"
	}
	for one := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(one, ":"); ok && strings.TrimSpace(key) == name {
			return strings.Join(strings.Fields(value), " ")
		}
	}
	return "unknown"
}

// version is that of a module this program, or what it builds, is made with.
func version(module string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == module {
				return m.Version
			}
		}
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", module).Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
