package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func queueStore(t *testing.T) *Store {
	t.Helper()
	return openStore(t, emptyRedis(t))
}

// intake puts one update of a chat into its inbox.
func intake(t *testing.T, s *Store, id, chat int64) {
	t.Helper()
	if _, err := s.Intake(context.Background(), []Update{{ID: id, Chat: chat, Body: fmt.Append(nil, id)}}, noon); err != nil {
		t.Fatal(err)
	}
}

func claim(t *testing.T, s *Store, owner string, chat int64, now time.Time) []Item {
	t.Helper()
	items, err := s.Claim(context.Background(), owner, []Ask{{Inbox(ShardOf(chat)), 10}}, now)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func seqs(items []Item) []int64 {
	var all []int64
	for _, it := range items {
		all = append(all, it.Seq)
	}
	return all
}

func TestAnUpdateThatArrivesTwiceIsTakenInOnce(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	batch := []Update{{ID: 1, Chat: 5, Body: []byte("a")}, {ID: 2, Chat: 6, Body: []byte("b")}, {ID: 1, Chat: 5, Body: []byte("a")}}
	for _, want := range []int{2, 0} {
		if got, err := s.Intake(ctx, batch, noon); err != nil || got != want {
			t.Errorf("taken in: %d, %v; want %d", got, err, want)
		}
	}
	it := claim(t, s, "me", 5, noon)[0]
	if next, err := s.Done(ctx, "me", it, true, noon); err != nil || next != nil {
		t.Fatalf("after the only item: %v, %v", next, err)
	}
	intake(t, s, 1, 5)
	if items := claim(t, s, "me", 5, noon); len(items) != 0 {
		t.Errorf("a handled update came back: %v", items)
	}
}

func TestAChatIsClaimedByOneOwnerAtATimeAndInItsOrder(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	for _, id := range []int64{12, 9, 100} { // 9 came late, 100 sorts before 12 as text
		intake(t, s, id, -100123)
	}
	first := claim(t, s, "a", -100123, noon)
	if got := seqs(first); !slices.Equal(got, []int64{9}) || string(first[0].Body) != "9" {
		t.Fatalf("claimed %v", first)
	}
	if other := claim(t, s, "b", -100123, noon); len(other) != 0 {
		t.Fatalf("a claimed chat was claimed again: %v", other)
	}
	second, err := s.Done(ctx, "a", first[0], true, noon)
	if err != nil || second == nil || second.Seq != 12 {
		t.Fatalf("the next item is %v, %v", second, err)
	}
	if third, err := s.Done(ctx, "a", *second, false, noon); err != nil || third != nil {
		t.Fatalf("a chat given back still returned %v, %v", third, err)
	}
	if got := seqs(claim(t, s, "b", -100123, noon)); !slices.Equal(got, []int64{100}) {
		t.Errorf("the other owner claimed %v", got)
	}
}

func TestAChatWhoseIdBeginsLikeAnotherKeepsItsOwnItems(t *testing.T) {
	s := queueStore(t)
	intake(t, s, 1, 12+Shards*10)
	intake(t, s, 2, 12)
	for _, it := range claim(t, s, "me", 12, noon) {
		if (it.Chat == 12) != (it.Seq == 2) {
			t.Errorf("chat %d got item %d", it.Chat, it.Seq)
		}
	}
}

func TestAClaimThatIsNotRenewedRunsOut(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	intake(t, s, 1, 5)
	intake(t, s, 2, 5)
	lost := claim(t, s, "killed", 5, noon)[0]
	if err := s.Renew(ctx, "killed", []Item{lost}, noon.Add(3*time.Second)); err != nil {
		t.Fatal(err)
	}
	if items := claim(t, s, "other", 5, noon.Add(LeaseFor)); len(items) != 0 {
		t.Fatalf("a renewed claim was taken over: %v", items)
	}
	taken := claim(t, s, "other", 5, noon.Add(3*time.Second+LeaseFor))
	if got := seqs(taken); !slices.Equal(got, []int64{1}) {
		t.Fatalf("the other owner took over %v", got)
	}
	// The first owner lives after all: what it did counts, the claim is not its.
	if next, err := s.Done(ctx, "killed", lost, true, noon); err != nil || next != nil {
		t.Errorf("the former owner got %v, %v", next, err)
	}
	if next, err := s.Done(ctx, "other", taken[0], true, noon); err != nil || next == nil || next.Seq != 2 {
		t.Errorf("the new owner got %v, %v", next, err)
	}
}

func TestAChatThatIsPutOffWaitsWithAllItsItems(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	intake(t, s, 1, 5)
	it := claim(t, s, "me", 5, noon)[0]
	intake(t, s, 2, 5)
	if err := s.Retry(ctx, "me", it, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	intake(t, s, 3, 5)
	if items := claim(t, s, "me", 5, noon.Add(time.Minute-1)); len(items) != 0 {
		t.Errorf("claimed too early: %v", items)
	}
	if got := seqs(claim(t, s, "me", 5, noon.Add(time.Minute))); !slices.Equal(got, []int64{1}) {
		t.Errorf("claimed %v, not the same item again", got)
	}
}

func TestTheItemsOfAMigratedGroupFollowInTheirPlaces(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	outs := []chat.Out{{Chat: -1, Text: "1"}, {Chat: -1, Text: "2"}, {Chat: -100, Text: "3"}, {Chat: -1, Text: "4"}}
	if err := s.Put(ctx, "blg", outs, noon); err != nil {
		t.Fatal(err)
	}
	ask := []Ask{{Outbox("blg", chat.Reply), 1}}
	items, err := s.Claim(ctx, "me", ask, noon)
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	if err := s.Move(ctx, items[0], -100, noon); err != nil {
		t.Fatal(err)
	}
	items, err = s.Claim(ctx, "me", ask, noon)
	if err != nil {
		t.Fatal(err)
	}
	var order []int64
	for next := &items[0]; next != nil; next, err = s.Done(ctx, "me", *next, true, noon) {
		if err != nil || next.Chat != -100 {
			t.Fatalf("item %v, %v", next, err)
		}
		order = append(order, next.Seq)
	}
	if !slices.Equal(order, []int64{1, 2, 3, 4}) {
		t.Errorf("order after the move: %v", order)
	}
}

func TestABacklogSaysHowManyWaitAndHowLong(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	if err := s.Put(ctx, "blg", []chat.Out{{Chat: 1}, {Chat: 1}, {Chat: 2, Lane: chat.Broadcast}}, noon); err != nil {
		t.Fatal(err)
	}
	b, err := s.Backlog(ctx, Outbox("blg", chat.Reply), noon.Add(time.Minute))
	if err != nil || b != (Backlog{2, time.Minute}) {
		t.Errorf("backlog %+v, %v", b, err)
	}
}

func TestEveryItemIsHandledOnceByManyOwners(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	const chats, each = 20, 10
	for id := range int64(chats * each) {
		intake(t, s, id, id%chats)
	}
	var mu sync.Mutex
	got := map[int64][]int64{}
	var wg sync.WaitGroup
	for owner := range 4 {
		wg.Go(func() {
			name := fmt.Sprint("owner", owner)
			for drained := false; !drained; {
				drained = true
				for shard := range Shards {
					items, err := s.Claim(ctx, name, []Ask{{Inbox(shard), 2}}, noon)
					if err != nil {
						t.Error(err)
						return
					}
					for _, it := range items {
						drained = false
						mu.Lock()
						got[it.Chat] = append(got[it.Chat], it.Seq)
						mu.Unlock()
						if _, err := s.Done(ctx, name, it, false, noon); err != nil {
							t.Error(err)
						}
					}
				}
			}
		})
	}
	wg.Wait()
	for id := range int64(chats) {
		if len(got[id]) != each || !slices.IsSorted(got[id]) {
			t.Errorf("chat %d was handled as %v", id, got[id])
		}
	}
}

func TestScriptsAreLoadedAgainAfterARestart(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	intake(t, s, 1, 5)
	everywhere(t, s, "script", "flush")
	intake(t, s, 2, 6)
	if n, err := s.Backlog(ctx, Inbox(ShardOf(6)), noon); err != nil || n.Items != 1 {
		t.Errorf("backlog %v, %v", n, err)
	}
}
