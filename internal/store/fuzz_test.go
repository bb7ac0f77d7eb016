package store

import (
	"testing"

	"github.com/redis/go-redis/v9"
)

// FuzzMembers reads what sets keep as one word.
func FuzzMembers(f *testing.F) {
	for _, member := range []string{"1790000000:k7f3", "1790000000123 blocked", "k7f3 120 confirmed series1", "small hall 1790000000 1790007200", ":", "", "  "} {
		f.Add(member, 1.79e9)
	}
	f.Fuzz(func(t *testing.T, member string, score float64) {
		z := redis.Z{Member: member, Score: score}
		_, _, _ = parseSlot(member)
		_, _ = readMark(member)
		_, _ = readMiss(z)
		_, _ = readSpent([]redis.Z{z})
		_ = readInfo(member)
	})
}
