package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// Unreachable is why a chat could not be written to, and since when.
type Unreachable = space.Unreachable

// MarkUnreachable remembers that a Point cannot write to a chat. The first
// mark stays, unless it was one that may pass by itself. Of a person it is due by the same write, each time, to pass on
// what they are offered: an offer may have been made while they were marked.
func (s *Store) MarkUnreachable(ctx context.Context, point string, chat int64, why string, now time.Time) error {
	mark, keys := dec(now.UnixMilli())+" "+why, keysOf(point)
	known, is, err := s.Mark(ctx, point, chat)
	if err != nil {
		return err
	}
	_, err = s.rdb.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		if is && known.Tried() && known.Why != why {
			pipe.HSet(ctx, keys.unreachable(), dec(chat), mark)
		}
		pipe.HSetNX(ctx, keys.unreachable(), dec(chat), mark)
		if chat > 0 {
			passOn(ctx, pipe, keys, chat, now)
		} else {
			due := space.GroupNews{Chat: chat}.Due(now)
			pipe.ZAddNX(ctx, keys.due(), redis.Z{Member: due.Name(), Score: float64(now.UnixMilli())})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("mark chat %d unreachable: %w", chat, err)
	}
	return nil
}

// PassOn lets the clock pass on what a person is offered, who cannot be written
// to.
func (s *Store) PassOn(ctx context.Context, point string, person int64, now time.Time) error {
	if err := passOn(ctx, s.rdb, keysOf(point), person, now).Err(); err != nil {
		return fmt.Errorf("pass on what is offered to %d: %w", person, err)
	}
	return nil
}

func passOn(ctx context.Context, rdb redis.Cmdable, keys pointKeys, person int64, now time.Time) *redis.IntCmd {
	due := space.Due{Kind: space.DueUnreached, Subject: dec(person), For: now}
	return rdb.ZAddNX(ctx, keys.due(), redis.Z{Member: due.Name(), Score: float64(now.UnixMilli())})
}

// Unreached says which of the people the Point cannot write to.
func (p *Point) Unreached(ctx context.Context, people []int64) (map[int64]bool, error) {
	unreached := map[int64]bool{}
	if len(people) == 0 {
		return unreached, nil
	}
	fields := make([]string, len(people))
	for i, id := range people {
		fields[i] = dec(id)
	}
	marks, err := p.store.rdb.HMGet(ctx, p.keys.unreachable(), fields...).Result()
	if err != nil {
		return nil, fmt.Errorf("read who cannot be reached: %w", err)
	}
	for i, mark := range marks {
		if mark != nil {
			unreached[people[i]] = true
		}
	}
	return unreached, nil
}

// MarkReachable forgets the mark.
func (s *Store) MarkReachable(ctx context.Context, point string, chat int64) error {
	if err := s.rdb.HDel(ctx, keysOf(point).unreachable(), dec(chat)).Err(); err != nil {
		return fmt.Errorf("mark chat %d reachable: %w", chat, err)
	}
	return nil
}

// Reached forgets the mark of a chat that was just written to. Of a group the
// clock hears of it.
func (s *Store) Reached(ctx context.Context, point string, chat int64, now time.Time) error {
	if err := s.MarkReachable(ctx, point, chat); err != nil || chat > 0 {
		return err
	}
	return s.groupNews(ctx, point, space.GroupNews{Chat: chat}, now)
}

// UnreachableChats are the chats a Point cannot write to.
func (s *Store) UnreachableChats(ctx context.Context, point string) (map[int64]Unreachable, error) {
	marks, err := s.rdb.HGetAll(ctx, keysOf(point).unreachable()).Result()
	if err != nil {
		return nil, fmt.Errorf("read unreachable chats: %w", err)
	}
	chats := map[int64]Unreachable{}
	for id, mark := range marks {
		chat, errChat := strconv.ParseInt(id, 10, 64)
		read, errMark := readMark(mark)
		if err := errors.Join(errChat, errMark); err != nil {
			return nil, fmt.Errorf("read mark of chat %q: %w", id, err)
		}
		chats[chat] = read
	}
	return chats, nil
}

// Mark says whether a Point cannot write to a chat, and why.
func (s *Store) Mark(ctx context.Context, point string, chat int64) (Unreachable, bool, error) {
	mark, err := s.rdb.HGet(ctx, keysOf(point).unreachable(), dec(chat)).Result()
	if errors.Is(err, redis.Nil) {
		return Unreachable{}, false, nil
	}
	if err != nil {
		return Unreachable{}, false, fmt.Errorf("read mark of chat %d: %w", chat, err)
	}
	read, err := readMark(mark)
	return read, err == nil, err
}

// Marked are the chats that a Point cannot write to, without why.
func (s *Store) Marked(ctx context.Context, point string) (map[int64]bool, error) {
	ids, err := s.rdb.HKeys(ctx, keysOf(point).unreachable()).Result()
	if err != nil {
		return nil, fmt.Errorf("read unreachable chats: %w", err)
	}
	chats := make(map[int64]bool, len(ids))
	for _, id := range ids {
		chat, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read unreachable chat %q: %w", id, err)
		}
		chats[chat] = true
	}
	return chats, nil
}

// readMark reads "ms why".
func readMark(mark string) (Unreachable, error) {
	at, why, _ := strings.Cut(mark, " ")
	ms, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return Unreachable{}, fmt.Errorf("read mark %q: %w", mark, err)
	}
	return Unreachable{Why: why, Since: time.UnixMilli(ms)}, nil
}

// Shut says whether the Point cannot write to a group, whatever its id is by now.
func (p *Point) Shut(ctx context.Context, group int64) (bool, error) {
	moved, err := p.store.MovedTo(ctx, group)
	if err != nil {
		return false, err
	}
	shut, err := p.Unreached(ctx, []int64{moved})
	return shut[moved], err
}

// SetMoved remembers that a group became a supergroup under another id.
func (s *Store) SetMoved(ctx context.Context, from, to int64) error {
	if err := s.rdb.HSet(ctx, movedKey, dec(from), dec(to)).Err(); err != nil {
		return fmt.Errorf("remember move of chat %d: %w", from, err)
	}
	return nil
}

// MovedTo returns the supergroup that a group became, and the id itself for a
// chat that did not move.
func (s *Store) MovedTo(ctx context.Context, chat int64) (int64, error) {
	to, err := s.rdb.HGet(ctx, movedKey, dec(chat)).Int64()
	switch {
	case errors.Is(err, redis.Nil):
		return chat, nil
	case err != nil:
		return 0, fmt.Errorf("read move of chat %d: %w", chat, err)
	}
	return to, nil
}
