package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// Traces are what has no list by person: links, groups and announcements. They
// are few, and die young; all that there are are looked through.
type Traces struct {
	Invites    []space.Invite
	Groups     []space.Group
	Broadcasts []space.Broadcast
	misses     []string // keys
}

// Traces reads them all.
func (p *Point) Traces(ctx context.Context) (t Traces, err error) {
	var invites, groups, casts []string
	seen := map[string]bool{} // a scan may give a key twice; all are on one master
	err = p.store.eachKey(ctx, p.keys.prefix+"[cgim]*", func(_ context.Context, key string) error {
		kind, rest, _ := strings.Cut(strings.TrimPrefix(key, p.keys.prefix), ":")
		switch again := seen[key]; {
		case again:
		case kind == "invite":
			invites = append(invites, key)
		case kind == "group":
			groups = append(groups, key)
		case kind == "cast" && !strings.Contains(rest, ":"):
			casts = append(casts, key)
		case kind == "misses":
			t.misses = append(t.misses, key)
		}
		seen[key] = true
		return nil
	})
	if err != nil {
		return t, fmt.Errorf("look through keys: %w", err)
	}
	rdb := p.store.rdb
	var errs [3]error
	t.Invites, errs[0] = readAll(ctx, rdb, invites, func(i *space.Invite, v int64) { i.Version = v })
	t.Groups, errs[1] = readAll(ctx, rdb, groups, func(g *space.Group, v int64) { g.Version = v })
	t.Broadcasts, errs[2] = readAll(ctx, rdb, casts, func(b *space.Broadcast, v int64) { b.Version = v })
	return t, errors.Join(errs[:]...)
}

// Received returns of the announcements those that a person is among the
// recipients of.
func (p *Point) Received(ctx context.Context, all []space.Broadcast, person int64) ([]space.Broadcast, error) {
	places := make([]*redis.FloatCmd, len(all))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, b := range all {
			places[i] = pipe.ZScore(ctx, p.keys.recipients(b.ID), dec(person))
		}
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("read recipients: %w", err)
	}
	var got []space.Broadcast
	for i, b := range all {
		if places[i].Err() == nil {
			got = append(got, b)
		}
	}
	return got, nil
}

// NotReached returns of the announcements those that did not reach a person, by
// id, and why.
func (p *Point) NotReached(ctx context.Context, all []space.Broadcast, person int64) (map[string]string, error) {
	whys := make([]*redis.StringCmd, len(all))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, b := range all {
			whys[i] = pipe.HGet(ctx, p.keys.missed(b.ID), dec(person))
		}
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("read what did not reach a person: %w", err)
	}
	missed := map[string]string{}
	for i, b := range all {
		if whys[i].Err() == nil {
			missed[b.ID] = whys[i].Val()
		}
	}
	return missed, nil
}

// PassedOver returns why offers passed over all of one person's wishes of a
// class, the latest first.
func (p *Point) PassedOver(ctx context.Context, t Traces, person int64) ([]space.Miss, error) {
	return p.missesIn(ctx, t.missesOf(person), "-inf")
}

// missesOf are the keys of what passed a person over.
func (t Traces) missesOf(person int64) []string {
	return slices.DeleteFunc(slices.Clone(t.misses), func(key string) bool {
		return !strings.HasSuffix(key, ":"+space.HolderOf(person))
	})
}

// AllLifted are all wishes that somebody put before the others, in the queue or
// out of it. Who did so has no list of them.
func (p *Point) AllLifted(ctx context.Context) (lifted []space.Wish, err error) {
	err = p.eachWish(ctx, func(some []space.Wish) error {
		lifted = append(lifted, slices.DeleteFunc(some, func(w space.Wish) bool { return w.Lifted == nil })...)
		return nil
	})
	return lifted, err
}

// eachWish calls do with all wishes, live or ended, some at a time.
func (p *Point) eachWish(ctx context.Context, do func([]space.Wish) error) error {
	var keys []string
	err := p.store.eachKey(ctx, p.keys.prefix+"wish:*", func(_ context.Context, key string) error {
		keys = append(keys, key)
		return nil
	})
	if err != nil {
		return fmt.Errorf("look through wishes: %w", err)
	}
	slices.Sort(keys) // a scan may give a key twice
	for some := range slices.Chunk(slices.Compact(keys), 500) {
		wishes, err := readAll(ctx, p.store.rdb, some, func(w *space.Wish, v int64) { w.Version = v })
		if err != nil {
			return err
		}
		if err := do(wishes); err != nil {
			return err
		}
	}
	return nil
}

// Wipe removes what stands about a person in records that many share, where
// nothing depends on it: that they cannot be written to, whom announcements went
// to, why offers passed them over, and the messages that wait for them. Doing so
// again changes nothing.
func (p *Point) Wipe(ctx context.Context, t Traces, person int64) error {
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HDel(ctx, p.keys.unreachable(), dec(person))
		pipe.HDel(ctx, pausesKey, dec(person))
		for _, b := range t.Broadcasts {
			pipe.ZRem(ctx, p.keys.recipients(b.ID), dec(person))
			pipe.HDel(ctx, p.keys.missed(b.ID), dec(person))
		}
		for _, key := range t.missesOf(person) {
			pipe.Del(ctx, key)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("wipe traces of a person: %w", err)
	}
	for _, lane := range chat.Lanes() {
		if err := p.drop(ctx, lane, t.Broadcasts, person); err != nil {
			return err
		}
	}
	return nil
}

// Unanswered says whether answers to a person wait to be sent, or anything else
// is on its way to them: what becomes of it is written when it arrives.
func (p *Point) Unanswered(ctx context.Context, person int64) (bool, error) {
	items, of := p.keys.outbox(chat.Reply)[3], dec(person)
	n, err := p.store.rdb.ZLexCount(ctx, items, "["+of+":", "["+of+";").Result()
	if err != nil {
		return false, fmt.Errorf("count what waits for a person: %w", err)
	}
	for _, lane := range []chat.Lane{chat.Broadcast, chat.Mend} {
		err := p.store.rdb.ZScore(ctx, p.keys.outbox(lane)[1], of).Err()
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, redis.Nil) {
			return false, fmt.Errorf("look for what is on its way to a person: %w", err)
		}
	}
	return n > 0, nil
}

var dropScript = loadScript("queue_drop")

// drop removes what waits for a chat in a lane. The broadcasts that go on do not
// wait for it: it counts as not sent.
func (p *Point) drop(ctx context.Context, lane chat.Lane, casts []space.Broadcast, person int64) error {
	keys, args := p.keys.outbox(lane), []any{person, int(broadcastKept / time.Second)}
	for _, b := range casts {
		if b.Ended.IsZero() {
			keys, args = append(keys, p.keys.tally(b.ID)), append(args, b.ID)
		}
	}
	r := p.store.run(ctx, call{dropScript, keys, args})
	if r.Err() != nil {
		return fmt.Errorf("drop items of a chat: %w", r.Err())
	}
	return nil
}

// DropHome forgets which Point a person picked.
func (s *Store) DropHome(ctx context.Context, person int64) error {
	if err := s.rdb.Del(ctx, homeKey(person)).Err(); err != nil {
		return fmt.Errorf("forget home: %w", err)
	}
	return nil
}

// Panels returns which messages are a chat's panels, by their names.
func (p *Point) Panels(ctx context.Context, chat int64) (map[string]int, error) {
	all, err := p.store.rdb.HGetAll(ctx, p.keys.panels(chat)).Result()
	if err != nil {
		return nil, fmt.Errorf("read panels of chat %d: %w", chat, err)
	}
	panels := make(map[string]int, len(all))
	for name, id := range all {
		if panels[name], err = strconv.Atoi(id); err != nil {
			return nil, fmt.Errorf("read panel %s of chat %d: %w", name, chat, err)
		}
	}
	return panels, nil
}
