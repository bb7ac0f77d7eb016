package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"samovar/internal/emulator"
	"samovar/internal/redisserver"
)

// figure is a number of a section of INFO.
func figure(server *redisserver.Server, section, name string) (float64, error) {
	text, err := server.Ask("INFO", section)
	if err != nil {
		return 0, err
	}
	_, rest, ok := strings.Cut(text, "\n"+name+":")
	value, _, _ := strings.Cut(rest, "\r")
	if !ok {
		return 0, fmt.Errorf("read %s: it is not in INFO %s", name, section)
	}
	return strconv.ParseFloat(value, 64)
}

// spent is what Redis did so far.
type spent struct{ commands, scripts, seconds float64 }

func spentBy(server *redisserver.Server) (s spent, err error) {
	var errs [4]error
	var system float64
	s.commands, errs[0] = figure(server, "stats", "total_commands_processed")
	s.seconds, errs[1] = figure(server, "cpu", "used_cpu_user")
	system, errs[2] = figure(server, "cpu", "used_cpu_sys")
	s.seconds += system
	text, err := server.Ask("INFO", "commandstats")
	for _, name := range []string{"cmdstat_evalsha:calls=", "cmdstat_eval:calls="} {
		_, rest, _ := strings.Cut(text, name)
		calls, _, _ := strings.Cut(rest, ",")
		n, _ := strconv.ParseFloat(calls, 64) // none yet
		s.scripts += n
	}
	errs[3] = err
	return s, errors.Join(errs[:]...)
}

// each prints what one of n took between two looks.
func (s spent) each(out *tabwriter.Writer, what string, before spent, n float64) {
	fmt.Fprintf(out, "%s\t%.1f\t%.1f\t%.3f\n", what, (s.commands-before.commands)/n, (s.scripts-before.scripts)/n, 1000*(s.seconds-before.seconds)/n)
}

// costOfBookings lets many reserve, and counts what Redis did.
func (b *bench) costOfBookings(ctx context.Context, out *tabwriter.Writer) error {
	server, err := durable()
	if err != nil {
		return err
	}
	defer server.Stop()
	if _, err := reserve(ctx, server); err != nil {
		return err
	}
	after, err := spentBy(server)
	if err != nil {
		return err
	}
	after.each(out, "reservation, with the conversation before it", spent{}, wanted)
	return nil
}

// costOfUpdates lets a crowd ask the bot, and counts what Redis did for an
// update from its arrival to the mark that it was answered.
func (b *bench) costOfUpdates(ctx context.Context, out *tabwriter.Writer) (err error) {
	server, err := durable()
	if err != nil {
		return err
	}
	defer server.Stop()
	c, err := gather(residents, emulator.Limits{Off: true})
	if err != nil {
		return err
	}
	defer c.leave()
	if err := known(ctx, server); err != nil {
		return err
	}
	samovar, err := b.serve(ctx, server, c, unlimited...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, samovar.stop()) }()
	before, err := spentBy(server)
	if err != nil {
		return err
	}
	const times = 4
	err = each(clients, func(who int) error {
		for range times * residents / clients {
			if _, err := c.ask(ctx, who, "/my"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	after, err := spentBy(server)
	after.each(out, "update, from its arrival to its answer", before, float64(times*residents/clients*clients))
	return err
}

// costOfReplicas measures reservations a second with replicas that are waited
// for, and with such that are not.
func costOfReplicas(ctx context.Context, out *tabwriter.Writer) error {
	fmt.Fprintln(out, "\nreservations a second, a master and two replicas on one machine")
	for replicas, what := range []string{"not waited for", "one is waited for", "both are waited for"} {
		w, err := redisserver.StartWatched(2, redisserver.Options{AppendOnly: true, Fsync: "always"})
		if err != nil {
			return err
		}
		rate, err := reserveAt(ctx, w.URL(), replicas)
		w.Stop()
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\t%.0f\n", what, rate)
	}
	return nil
}
