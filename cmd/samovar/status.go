package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"samovar/internal/config"
	"samovar/internal/status"
)

// statusCommand says how the bot does that runs on the config's Redis.
type statusCommand struct {
	settings
	JSON bool `help:"Print it as JSON, for a program to read."`
	Here bool `help:"Only ask the process of this machine, at web.listen, whether it answers."`
}

// Run prints a page, or JSON. The exit code is 1 when something is wrong, also
// where Redis does not answer.
func (c statusCommand) Run(ctx context.Context, w world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if c.Here {
		return here(ctx, cfg, w)
	}
	report, err := c.ask(ctx, cfg, w)
	if err != nil {
		return errors.Join(c.printFailure(w, err), err)
	}
	found := report.Findings(cfg.Telegram.Mode != "webhook")
	if c.JSON {
		err = printJSON(w, report, found)
	} else {
		err = newStatusPage(w.out, cfg, report).print(found)
	}
	if err == nil && len(found) > 0 {
		return errMend
	}
	return err
}

// ask asks Redis, which may be away.
func (c statusCommand) ask(ctx context.Context, cfg *config.Config, w world) (status.Report, error) {
	s, err := openStore(cfg)
	if err != nil {
		return status.Report{}, err
	}
	defer func() { _ = s.Close() }()
	if err := s.Ping(ctx); err != nil {
		return status.Report{}, fmt.Errorf("Redis does not answer at %s, so nothing is known, and the bot cannot work: start it, or set redis.url (%w)", redisPlace(cfg), err)
	}
	r, err := status.Desk{Store: s, Points: cfg.Points()}.Report(ctx, w.now())
	if err != nil {
		return r, fmt.Errorf("ask how it does: %w", err)
	}
	return r, nil
}

// printFailure tells a program, too, that nothing is known.
func (c statusCommand) printFailure(w world, err error) error {
	if !c.JSON {
		return nil
	}
	return writeJSON(w, map[string]any{"ok": false, "error": err.Error()})
}

func printJSON(w world, r status.Report, found []status.Finding) error {
	if found == nil {
		found = []status.Finding{}
	}
	return writeJSON(w, struct {
		OK       bool             `json:"ok"`
		Findings []status.Finding `json:"findings"`
		status.Report
	}{len(found) == 0, found, r})
}

func writeJSON(w world, what any) error {
	out := json.NewEncoder(w.out)
	out.SetIndent("", "  ")
	return out.Encode(what)
}
