package store

import (
	"context"
	"fmt"
	"strconv"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Health is how the masters of a Redis do, taken together.
type Health struct {
	// Unsaved is why what is written may not last: the line of INFO that says so;
	// "" where it lasts.
	Unsaved string `json:"unsaved,omitempty"`
	Used    int64  `json:"used_bytes"`  // of memory, by the fullest master
	Limit   int64  `json:"limit_bytes"` // that it may use; 0 for no limit
}

// Health asks how Redis does.
func (s *Store) Health(ctx context.Context) (all Health, err error) {
	var one sync.Mutex // masters of a Cluster answer at the same time
	err = s.eachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
		text, err := master.Info(ctx, "persistence", "memory").Result()
		one.Lock()
		defer one.Unlock()
		all = all.worse(healthOf(readInfo(text)))
		return err
	})
	if err != nil {
		return Health{}, fmt.Errorf("ask redis how it does: %w", err)
	}
	return all, nil
}

func healthOf(info map[string]string) Health {
	h := Health{}
	for name, bad := range map[string]string{
		"aof_enabled": "0", "aof_last_write_status": "err", "aof_last_bgrewrite_status": "err", "rdb_last_bgsave_status": "err",
	} {
		if line := name + ":" + bad; info[name] == bad && (h.Unsaved == "" || line < h.Unsaved) {
			h.Unsaved = line
		}
	}
	h.Used, _ = strconv.ParseInt(info["used_memory"], 10, 64) // 0 where it does not say
	h.Limit, _ = strconv.ParseInt(info["maxmemory"], 10, 64)
	return h
}

// worse is what is worse of two masters.
func (h Health) worse(o Health) Health {
	if h.Unsaved != "" {
		o.Unsaved = h.Unsaved
	}
	if h.share() > o.share() || o.Limit == 0 && h.Limit == 0 && h.Used > o.Used {
		o.Used, o.Limit = h.Used, h.Limit
	}
	return o
}

// share is how full it is, 0 where there is no limit.
func (h Health) share() float64 {
	if h.Limit == 0 {
		return 0
	}
	return float64(h.Used) / float64(h.Limit)
}
