package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

var moveMembers = loadScript("move_members")

// classLines puts the wishes of every line that was kept by holder, each as
// "holder time wish", into today's: see lineMember.
func (s *Store) classLines(ctx context.Context) error {
	return s.eachKey(ctx, "samovar:{*}:line:*", s.classLine)
}

func (s *Store) classLine(ctx context.Context, key string) error {
	members, err := s.rdb.ZRange(ctx, key, 0, -1).Result()
	if err != nil {
		return fmt.Errorf("read %s: %w", key, err)
	}
	var old, records []string
	for _, member := range members {
		if part := strings.Fields(member); len(part) == 3 && part[0] != liftedLine {
			old = append(old, member)
			records = append(records, wishBeside(key, part[2]))
		}
	}
	const some = 500
	for ; len(old) > some; old, records = old[some:], records[some:] {
		if err := s.classMembers(ctx, key, old[:some], records[:some]); err != nil {
			return err
		}
	}
	return s.classMembers(ctx, key, old, records)
}

// wishBeside is the key of a wish's record at the Point of a line.
func wishBeside(line, wish string) string {
	prefix, _, _ := strings.Cut(line, "line:")
	return pointKeys{prefix}.wish(wish)
}

// classMembers moves members of a line to where they stand today. One whose wish
// is gone is taken out.
func (s *Store) classMembers(ctx context.Context, key string, old, records []string) error {
	if len(old) == 0 {
		return nil
	}
	wishes, err := readAll(ctx, s.rdb, records, func(*space.Wish, int64) {})
	if err != nil {
		return err
	}
	now := map[string]string{}
	for _, w := range wishes {
		now[w.ID] = lineMember(w)
	}
	moves := make([]any, 0, 2*len(old))
	for i, id := range wishIDs(old) {
		moves = append(moves, old[i], now[id])
	}
	err = moveMembers.Run(ctx, s.rdb, []string{key}, moves...).Err()
	if err != nil && err != redis.Nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	return nil
}
