package store

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// busy lets some people book and withdraw all the time, each by updates that are
// taken in, handled and done with, until the context ends.
func busy(ctx context.Context, t *testing.T, p *Point) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	for who := range int64(4) {
		all.Go(func() {
			for n := int64(0); ctx.Err() == nil; n++ {
				if err := handles(p, who, n); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	return sync.OnceFunc(func() {
		cancel()
		all.Wait()
	})
}

// handles is one update of somebody on its way: it books, or withdraws what the
// one before has booked.
func handles(p *Point, who, n int64) error {
	ctx, s, update := context.Background(), p.store, 1+n*4+who
	if _, err := s.Intake(ctx, []Update{{ID: update, Chat: who + 1, Body: []byte("{}")}}, noon); err != nil {
		return err
	}
	items, err := s.Claim(ctx, fmt.Sprint(who), []Ask{{Inbox(ShardOf(who + 1)), 1}}, noon)
	if err != nil || len(items) != 1 {
		return fmt.Errorf("claimed %d: %w", len(items), err)
	}
	c := create(oneOf(who, n))
	if n%3 == 2 {
		before, _, err := p.Booking(ctx, oneOf(who, n-1).ID)
		if err != nil {
			return err
		}
		c = with(before, func(b *space.Booking) { b.State = space.Withdrawn })
	}
	c.Event, c.Outs = update, []chat.Out{{Kind: chat.Say, Chat: who + 1, Lane: chat.Reply, Text: "да"}}
	if err := p.Commit(ctx, c, monday); err != nil {
		return err
	}
	_, err = s.Done(ctx, fmt.Sprint(who), items[0], false, noon)
	return err
}

func oneOf(who, n int64) space.Booking {
	b := request("class", 10, 12, 20)
	b.ID = fmt.Sprintf("b%dx%d", who, n)
	ahead := time.Duration(n*4+who) * 3 * time.Hour
	b.Start, b.End = b.Start.Add(ahead), b.End.Add(ahead)
	return b
}

func TestABackupOfABusyPointIsOneMomentOfIt(t *testing.T) {
	p := startStore(t)
	if err := p.store.ClaimSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop := busy(t.Context(), t, p)
	defer stop()
	sizes := map[int]bool{}
	for len(sizes) < 4 {
		var file bytes.Buffer
		if _, err := p.store.BackUp(t.Context(), &file, "", monday, func(int) {}); err != nil {
			t.Fatal(err)
		}
		again := openAgain(t, file.Bytes())
		sizes[holdsTogether(t, again)] = true
	}
	stop()
	if len(sizes) < 3 {
		t.Errorf("nothing happened meanwhile: %v bookings", sizes)
	}
}

// openAgain is the Point as a backup has it.
func openAgain(t *testing.T, file []byte) *Point { return restored(t, file).Point(testPoint()) }

// holdsTogether looks that all which one commit writes is there together, and
// returns how many bookings there are.
func holdsTogether(t *testing.T, p *Point) int {
	t.Helper()
	ctx, rdb := t.Context(), p.store.rdb
	slots := map[string]bool{}
	if err := p.eachSlot(ctx, []string{"class"}, monday, time.Time{}, func(_, id string, _, _ time.Time) { slots[id] = true }); err != nil {
		t.Fatal(err)
	}
	ids := rdb.ZRange(ctx, p.keys.logs(), 0, -1).Val()
	bookings, err := p.Bookings(ctx, ids)
	if err != nil || len(bookings) != len(ids) {
		t.Errorf("of %d bookings %d are there: %v", len(ids), len(bookings), err)
	}
	held, heads := 0, 0
	for _, b := range bookings {
		logged := rdb.LLen(ctx, p.keys.log(b.ID)).Val()
		if logged != b.Version || slots[b.ID] != b.State.Holds() {
			t.Errorf("%s %s of version %d has %d lines in its log, and its slot is there: %v", b.State, b.ID, b.Version, logged, slots[b.ID])
		}
		if b.State.Holds() {
			first, after := b.Buckets()
			held, heads = held+1, heads+20*int(after-first)
		}
	}
	for _, n := range rdb.HVals(ctx, p.keys.heads()).Val() {
		one, _ := strconv.Atoi(n)
		heads -= one
	}
	if held != len(slots) || heads != 0 {
		t.Errorf("%d bookings hold %d slots; %d people too few are expected", held, len(slots), heads)
	}
	noneIsLost(t, p)
	return len(bookings)
}

// noneIsLost looks that each message is whole, and each update that was taken in
// is there or handled.
func noneIsLost(t *testing.T, p *Point) {
	t.Helper()
	ctx, rdb := t.Context(), p.store.rdb
	out := p.keys.outbox(chat.Reply)
	items, bodies, seq := rdb.ZCard(ctx, out[3]).Val(), rdb.HLen(ctx, out[4]).Val(), rdb.Get(ctx, p.keys.seq()).Val()
	if seq == "" {
		seq = "0"
	}
	handled := rdb.ZCard(ctx, p.keys.handled()).Val()
	if items != bodies || fmt.Sprint(items) != seq || items != handled {
		t.Errorf("%d messages, %d texts, number %s, of %d updates", items, bodies, seq, handled)
	}
	for shard := range Shards {
		keys := inboxKeys(shard)
		for _, id := range rdb.ZRange(ctx, keys[5], 0, -1).Val() {
			_, waits := rdb.ZScore(ctx, keys[3], fmt.Sprintf("%d:%016s", shard, id)).Result()
			_, done := rdb.ZScore(ctx, p.keys.handled(), id).Result()
			if waits != nil && done != nil {
				t.Errorf("update %s was taken in and is lost", id)
			}
		}
	}
}
