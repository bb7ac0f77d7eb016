package bot

import (
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

// scripts is how many Redis has run.
func (r *rig) scripts() int {
	r.t.Helper()
	client := redis.NewClient(&redis.Options{Addr: r.redis.Addr()})
	defer func() { _ = client.Close() }()
	stats, err := client.Info(r.ctx, "commandstats").Result()
	if err != nil {
		r.t.Fatal(err)
	}
	if m := regexp.MustCompile(`cmdstat_evalsha:calls=(\d+)`).FindStringSubmatch(stats); m != nil {
		return must(strconv.Atoi(m[1]))
	}
	return 0
}

func TestASenderOfManyPointsRestsWhereNothingIsAndFindsWhatNobodyAnnounced(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	points := []string{point}
	for i := range 3 * sweptAtOnce {
		points = append(points, fmt.Sprint("point", i))
	}
	r.start(r.sender(func(o *SenderOptions) { o.Points, o.Concurrency = points, 8 }).Run)
	last := points[len(points)-1]
	say := func(text string) {
		if err := r.store.Put(r.ctx, last, []chat.Out{{Kind: chat.Say, Chat: 5, Lane: chat.Broadcast, Text: text}}, r.clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	say("at the start")
	r.texts(anna, 1)
	before := r.scripts()
	<-time.After(time.Second)
	asked := r.scripts() - before
	// Five sweeps, on a busy machine some more; without a rest it is tens of thousands.
	if most := len(chat.Lanes()) * sweptAtOnce * 15; asked > most {
		t.Errorf("idle, it asked %d times in a second, more than %d", asked, most)
	}
	say("later")
	r.texts(anna, 2)
}
