package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"samovar/internal/config"
	"samovar/internal/space"
	"samovar/internal/store"
)

// communitiesCommand brings lists in and out.
type communitiesCommand struct {
	Import importCommand `cmd:"" help:"Bring in a CSV list: id,name,language,lead,chat, and topics, state, about where it has them. All of it or, where a row is bad, nothing. Of a community that is there an empty cell leaves what it has, - clears it."`
	Export exportCommand `cmd:"" help:"Write the list as CSV."`
}

// which is the Point a list belongs to.
type which struct {
	settings
	Point string `placeholder:"ID" help:"The Point it belongs to, where there are several."`
}

// exportCommand writes the communities out.
type exportCommand struct {
	File string `arg:"" optional:"" help:"Where to; standard output when left out."`
	which
}

// Run exports all communities of the Point.
func (c exportCommand) Run(ctx context.Context, w world) error {
	return c.with(w, func(s *store.Store, point *space.Point) error {
		communities, err := s.Point(point).Communities(ctx)
		if err != nil {
			return fmt.Errorf("export communities: %w", err)
		}
		return c.write(w.out, communities)
	})
}

func (c exportCommand) write(out io.Writer, communities []space.Community) (err error) {
	if c.File == "" {
		return config.WriteRoster(out, communities)
	}
	// Telegram ids of people are for who runs the bot only.
	file, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("export communities: %w", err)
	}
	return errors.Join(config.WriteRoster(file, communities), file.Close())
}

// with does something with the store and the Point that is meant.
func (c which) with(w world, do func(s *store.Store, point *space.Point) error) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	point, err := c.pick(cfg.Points())
	if err != nil {
		return err
	}
	redis, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = redis.Close() }()
	return do(redis, point)
}

func (c which) pick(points []*space.Point) (*space.Point, error) {
	var ids []string
	for _, p := range points {
		if p.ID == c.Point || c.Point == "" && len(points) == 1 {
			return p, nil
		}
		ids = append(ids, p.ID)
	}
	if c.Point == "" {
		return nil, fmt.Errorf("say which Point is meant: --point %s", strings.Join(ids, " or --point "))
	}
	return nil, fmt.Errorf("no Point %q in the config: there is %s", c.Point, strings.Join(ids, ", "))
}
