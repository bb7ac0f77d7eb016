package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/redisserver"
	"samovar/internal/store"
)

const (
	residents = 500 // who write, to each bot
	atOnce    = 256 // of them, when it is about how much can be answered at most
	asked     = "/help"
)

// unlimited is for where there are no limits, so none to keep.
var unlimited = []string{"SAMOVAR_TELEGRAM__LIMITS__PER_SECOND=1000000", "SAMOVAR_TELEGRAM__LIMITS__PER_CHAT_BURST=1000000"}

// contest is Samovar and another bot, each before a crowd of its own, ready to
// be asked in turns.
type contest struct {
	redis      *redisserver.Server
	ours, peer *crowd
	samovar    *process
	other      *process
}

// rival starts the other bot before a crowd; it gives the same answer.
type rival func(b *bench, peer *crowd, same string) (*process, error)

func echo(b *bench, peer *crowd, same string) (*process, error) {
	return b.start(nil, "echo", peer.url, peer.tg.Token(), same)
}

// replies compares Samovar's answers with an echo bot's.
func (b *bench) replies(ctx context.Context) (err error) {
	c, err := b.meet(ctx, echo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.part()) }()
	most, err := c.saturated(ctx, b.rounds)
	if err != nil {
		return err
	}
	b.compare("replies a second at most, against an echo bot", "%.0f", most, "≥ 0.5", atLeast(0.5))
	load := median(most.ours) / 2
	half, tail, err := c.latency(ctx, b.rounds, load)
	b.compare(fmt.Sprintf("reply at %.0f texts a second, p50, ms", load), "%.1f", half, "", nil)
	b.compare(fmt.Sprintf("reply at %.0f texts a second, p99, ms", load), "%.1f", tail, "≤ 3", atMost(3))
	return err
}

// meet starts both bots.
func (b *bench) meet(ctx context.Context, other rival) (c *contest, err error) {
	c = &contest{}
	if c.redis, err = durable(); err != nil {
		return nil, err
	}
	if c.ours, err = gather(residents, emulator.Limits{Off: true}); err != nil {
		return nil, err
	}
	if c.peer, err = gather(residents, emulator.Limits{Off: true}); err != nil {
		return nil, err
	}
	if err := known(ctx, c.redis); err != nil {
		return nil, err
	}
	if c.samovar, err = b.serve(ctx, c.redis, c.ours, unlimited...); err != nil {
		return nil, err
	}
	same, err := c.ours.answered(ctx, asked)
	if err != nil {
		return nil, err
	}
	if c.other, err = other(b, c.peer, same); err != nil {
		return nil, err
	}
	return c, c.peer.awaitBot(ctx, c.other)
}

// known writes the crowd into the store as people who know the bot.
func known(ctx context.Context, redis *redisserver.Server) error {
	point, err := examplePoint()
	if err != nil {
		return err
	}
	s, err := store.Open(redis.URL())
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // all is written
	var c store.Change
	now := time.Now().UTC()
	for i := range int64(residents) {
		person, _ := talk(i, now)
		c.People = append(c.People, person)
	}
	return s.Point(point).Commit(ctx, c, now)
}

// answered asks once, and returns the answer as the peer is to give it.
func (c *crowd) answered(ctx context.Context, text string) (string, error) {
	if _, err := c.ask(ctx, 0, text); err != nil {
		return "", err
	}
	last, _ := c.people[0].Chat().Last()
	answer := struct {
		Text     string              `json:"text"`
		Keyboard [][]emulator.Button `json:"keyboard"`
	}{last.Source, last.Buttons}
	out, err := json.Marshal(answer)
	if err != nil {
		return "", fmt.Errorf("encode answer: %w", err)
	}
	return string(out), nil
}

// serve starts Samovar before a crowd, and waits until it asks for updates.
func (b *bench) serve(ctx context.Context, redis *redisserver.Server, c *crowd, environ ...string) (*process, error) {
	p, err := b.launch(redis, c, environ...)
	if err != nil {
		return nil, err
	}
	return p, c.awaitBot(ctx, p)
}

// launch starts Samovar as who runs it does.
func (b *bench) launch(redis *redisserver.Server, c *crowd, environ ...string) (*process, error) {
	environ = append(slices.Clone(environ), "SAMOVAR_REDIS__URL="+redis.URL(), "SAMOVAR_TELEGRAM__API_URL="+c.url,
		"SAMOVAR_TELEGRAM__TOKEN="+c.tg.Token(), "SAMOVAR_WEB__LISTEN=", "SAMOVAR_LOG__LEVEL=warn", "SAMOVAR_FLOOD__PER_MINUTE=0")
	return b.start(environ, "samovar", "serve", "--config", exampleConfig)
}

// part ends it.
func (c *contest) part() error {
	err := stopAll(c.samovar, c.other)
	c.ours.leave()
	c.peer.leave()
	c.redis.Stop()
	return err
}

// saturated measures how many answers a second there are at most.
func (c *contest) saturated(ctx context.Context, rounds int) (p pairs, err error) {
	const warm, measured = time.Second, 3 * time.Second
	for range rounds {
		ours, err := c.ours.saturate(ctx, atOnce, asked, warm, measured)
		if err != nil {
			return p, err
		}
		peer, err := c.peer.saturate(ctx, atOnce, asked, warm, measured)
		if err != nil {
			return p, err
		}
		p.add(ours, peer)
	}
	return p, nil
}

// latency measures how long an answer takes at a load that both can bear.
func (c *contest) latency(ctx context.Context, rounds int, load float64) (half, tail pairs, err error) {
	const lasting = 4 * time.Second
	for range rounds {
		ours, err := c.ours.offer(ctx, asked, load, lasting)
		if err != nil {
			return half, tail, err
		}
		peer, err := c.peer.offer(ctx, asked, load, lasting)
		if err != nil {
			return half, tail, err
		}
		half.add(milliseconds(quantile(ours, 0.5)), milliseconds(quantile(peer, 0.5)))
		tail.add(milliseconds(quantile(ours, 0.99)), milliseconds(quantile(peer, 0.99)))
	}
	return half, tail, nil
}
