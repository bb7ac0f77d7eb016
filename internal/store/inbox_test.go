package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestWhoSendsTooManyIsMarkedOnceAndTheRestIsDropped(t *testing.T) {
	s := queueStore(t)
	pace := Pace{Sender: 7, Every: time.Second, Burst: 3}
	id := int64(0)
	send := func(n int, at time.Time) (taken int) {
		t.Helper()
		var batch []Update
		for range n {
			id++
			batch = append(batch, Update{ID: id, Chat: 7, Body: fmt.Appendf(nil, `{"id":%d}`, id), Pace: pace})
		}
		taken, err := s.Intake(context.Background(), batch, at)
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	if got := send(10, noon); got != 4 {
		t.Errorf("%d of ten at once were taken in, want three and the one that is told", got)
	}
	if got := send(5, noon.Add(time.Second)); got != 1 {
		t.Errorf("a second later %d were, want one", got)
	}
	id -= 5
	if got := send(5, noon.Add(time.Minute)); got != 0 {
		t.Errorf("of those that were dropped %d were taken in when they came again", got)
	}
	bodies, err := s.rdb.HVals(context.Background(), inboxKeys(ShardOf(7))[4]).Result()
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(bodies, ""); len(bodies) != 5 || strings.Count(all, `"flooding":true}`) != 1 || !strings.Contains(all, `{"id":4,"flooding":true}`) {
		t.Errorf("the inbox has %v", bodies)
	}
}

func TestOnesPaceIsNobodyElses(t *testing.T) {
	s := queueStore(t)
	var batch []Update
	for id := range int64(40) {
		who := 16 * (id % 20) // of one shard
		batch = append(batch, Update{ID: id + 1, Chat: 16, Body: []byte(`{"id":1}`), Pace: Pace{Sender: who, Every: time.Second, Burst: 2}})
	}
	if got, err := s.Intake(context.Background(), batch, noon); err != nil || got != 40 {
		t.Errorf("%d of 40 were taken in, %v", got, err)
	}
}
