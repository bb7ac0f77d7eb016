package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Unreachable is why a chat could not be written to, and since when.
type Unreachable struct {
	Why   string // as package bot calls it: "blocked", "chat_gone" ...
	Since time.Time
}

// MarkUnreachable remembers that a Point cannot write to a chat. The first
// mark stays.
func (s *Store) MarkUnreachable(ctx context.Context, point string, chat int64, why string, now time.Time) error {
	mark := dec(now.UnixMilli()) + " " + why
	if err := s.rdb.HSetNX(ctx, keysOf(point).unreachable(), dec(chat), mark).Err(); err != nil {
		return fmt.Errorf("mark chat %d unreachable: %w", chat, err)
	}
	return nil
}

// MarkReachable forgets the mark.
func (s *Store) MarkReachable(ctx context.Context, point string, chat int64) error {
	if err := s.rdb.HDel(ctx, keysOf(point).unreachable(), dec(chat)).Err(); err != nil {
		return fmt.Errorf("mark chat %d reachable: %w", chat, err)
	}
	return nil
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
		at, why, _ := strings.Cut(mark, " ")
		ms, errAt := strconv.ParseInt(at, 10, 64)
		if err := errors.Join(errChat, errAt); err != nil {
			return nil, fmt.Errorf("read mark of chat %q: %w", id, err)
		}
		chats[chat] = Unreachable{why, time.UnixMilli(ms)}
	}
	return chats, nil
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
