package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// Group returns what is known of a group; of one that is not known yet, its id.
func (p *Point) Group(ctx context.Context, chat int64) (space.Group, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.group(chat)}, func(g *space.Group, v int64) { g.Version = v })
	if err != nil || len(all) == 0 {
		return space.Group{Chat: chat}, err
	}
	return all[0], nil
}

// nobodysKept is how long a group is remembered that the bot has left and that
// was no community's.
const nobodysKept = inviteKept

func (p *Point) writeGroup(w *writing, g space.Group) error {
	if g.Nobodys {
		return w.put(p.keys.group(g.Chat), g.Version, g, nobodysKept)
	}
	return w.putForGood(p.keys.group(g.Chat), g.Version, g)
}

// CommunitiesIn returns the communities whose group is the chat: one, unless
// several had it before lists were held against that.
func (p *Point) CommunitiesIn(ctx context.Context, chat int64) ([]space.Community, error) {
	tied, err := p.CommunitiesOfGroups(ctx, []int64{chat})
	return tied[chat], err
}

// CommunitiesOfGroups returns the communities by the chats that are their groups,
// those of the chats at least. It reads all communities, once for many chats.
func (p *Point) CommunitiesOfGroups(ctx context.Context, chats []int64) (map[int64][]space.Community, error) {
	tied := map[int64][]space.Community{}
	if len(chats) == 0 {
		return tied, nil
	}
	all, err := p.Communities(ctx)
	for _, c := range all {
		tied[c.Chat] = append(tied[c.Chat], c)
	}
	return tied, err
}

// MarkTopic lets the clock know that a topic of a group takes no messages.
func (s *Store) MarkTopic(ctx context.Context, point string, chat int64, thread int, why string, now time.Time) error {
	return s.groupNews(ctx, point, space.GroupNews{Chat: chat, Thread: thread, Why: space.ParseGroupWhy(why)}, now)
}

// MarkMoved lets the clock know that a group is found under another id.
func (s *Store) MarkMoved(ctx context.Context, point string, chat int64, now time.Time) error {
	return s.groupNews(ctx, point, space.GroupNews{Chat: chat}, now)
}

func (s *Store) groupNews(ctx context.Context, point string, n space.GroupNews, now time.Time) error {
	due := n.Due(now)
	err := s.rdb.ZAddNX(ctx, keysOf(point).due(), redis.Z{Member: due.Name(), Score: float64(now.UnixMilli())}).Err()
	if err != nil {
		return fmt.Errorf("note news of chat %d: %w", n.Chat, err)
	}
	return nil
}
