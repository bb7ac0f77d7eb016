package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"samovar/internal/chart"
	"samovar/internal/emulator"
	"samovar/internal/redisserver"
)

const (
	startsEach   = 3     // starts of each in a round
	startWithin  = 300.0 // ms to the first reply
	memoryAtMost = 40.0  // MB
)

// startup measures how long it takes from the start of each bot to the first
// reply that somebody waits for who wrote before, and the memory that is resident
// by then, and once it has been busy.
func (b *bench) startup(ctx context.Context) (err error) {
	g, err := b.grammyBot(ctx)
	if err != nil {
		return err
	}
	defer g.close()
	same, err := b.sampleAnswer(ctx)
	if err != nil {
		return err
	}
	var took, first, busy pairs
	for range b.rounds * startsEach {
		ours, err := b.startOurs(ctx)
		if err != nil {
			return err
		}
		peer, err := b.startOnce(ctx, func(c *crowd) (*process, error) { return g.start(b, c, same) })
		if err != nil {
			return err
		}
		took.add(ours.took, peer.took)
		first.add(ours.first, peer.first)
		busy.add(ours.busy, peer.busy)
	}
	b.absolute("from start to the first reply, ms, beside a grammY bot", "%.0f", took, startWithin)
	b.absolute("resident memory at the first reply, MB, beside a grammY bot", "%.0f", first, memoryAtMost)
	b.absolute(fmt.Sprintf("resident memory after %s more replies, MB, beside a grammY bot", thousands(busyReplies)), "%.0f", busy, memoryAtMost)
	return b.drawStart(took, first, busy)
}

func (b *bench) drawStart(took, first, busy pairs) error {
	return errors.Join(
		b.draw("start", chart.Bars{Title: "From start to the first reply", Aim: startWithin, AimIs: "aim: at most 300 ms", Groups: []chart.Group{besideGrammy("", "%.0f ms", took)}}),
		b.draw("memory", chart.Bars{Title: "Resident memory", Aim: memoryAtMost, AimIs: "aim: at most 40 MB",
			Groups: []chart.Group{besideGrammy("at the first reply", "%.0f MB", first), besideGrammy(fmt.Sprintf("after %s more replies", thousands(busyReplies)), "%.0f MB", busy)}}))
}

// started is what one start showed: ms to the first reply, and MB.
type started struct{ took, first, busy float64 }

// busyReplies is how many more texts a bot has answered before its memory is
// looked at again.
const busyReplies = 80 * clients

// startOnce starts a bot before a crowd of its own, of which one has written
// already.
func (b *bench) startOnce(ctx context.Context, launch func(*crowd) (*process, error)) (s started, err error) {
	c, err := gather(residents, emulator.Limits{Off: true})
	if err != nil {
		return s, err
	}
	defer c.leave()
	began := time.Now()
	answered := make(chan error, 1)
	go func() {
		at, err := c.ask(ctx, 0, asked)
		s.took = milliseconds(at.Sub(began))
		answered <- err
	}()
	bot, err := launch(c)
	if err != nil {
		return s, errors.Join(err, <-answered)
	}
	if err := <-answered; err != nil {
		return s, fmt.Errorf("%w: %s", err, bot.said)
	}
	if s.first, err = bot.memory(); err != nil {
		return s, err
	}
	if err := c.keepBusy(ctx); err != nil {
		return s, err
	}
	s.busy, err = bot.memory()
	return s, errors.Join(err, bot.stop())
}

// keepBusy lets the crowd write, some at a time.
func (c *crowd) keepBusy(ctx context.Context) error {
	return each(clients, func(who int) error {
		for range busyReplies / clients {
			if _, err := c.ask(ctx, who, asked); err != nil {
				return err
			}
		}
		return nil
	})
}

// startOurs starts Samovar on a Redis of its own: each crowd numbers its updates
// from the beginning, and those of another would be known as handled.
func (b *bench) startOurs(ctx context.Context) (s started, err error) {
	redis, err := populated(ctx)
	if err != nil {
		return s, err
	}
	defer redis.Stop()
	return b.startOnce(ctx, func(c *crowd) (*process, error) { return b.launch(redis, c, unlimited...) })
}

// populated is a Redis that knows the crowd.
func populated(ctx context.Context) (*redisserver.Server, error) {
	redis, err := durable()
	if err != nil {
		return nil, err
	}
	if err := known(ctx, redis); err != nil {
		redis.Stop()
		return nil, err
	}
	return redis, nil
}

// sampleAnswer is what Samovar answers, for the peer to say.
func (b *bench) sampleAnswer(ctx context.Context) (string, error) {
	redis, err := populated(ctx)
	if err != nil {
		return "", err
	}
	defer redis.Stop()
	c, err := gather(1, emulator.Limits{Off: true})
	if err != nil {
		return "", err
	}
	defer c.leave()
	bot, err := b.serve(ctx, redis, c)
	if err != nil {
		return "", err
	}
	same, err := c.answered(ctx, asked)
	return same, errors.Join(err, bot.stop())
}
