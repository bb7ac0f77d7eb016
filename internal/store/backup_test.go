package store

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// lived is a Point in which something of every kind stands, messages and updates
// on their way among it.
func lived(t *testing.T) *Point {
	t.Helper()
	p := startStore(t)
	s := p.store
	if err := s.ClaimSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	series, dates := weekly(3)
	odd := "line\nbreak \u2028 \"quotes\" {\"a\":1} \x00\xff"
	all := []Change{
		creates(series, dates),
		create(request("hall", 10, 12, 40)),
		{Wishes: []WishChange{{After: waits("w1", "chess", 1, 20)}, {After: waits("w2", "theatre", 2, 20)}}},
		{People: []space.Person{{ID: 42, Name: "Анна <b>", Consent: monday}, {ID: 43, Name: "李娜"}},
			Staff: &space.Staff{}, News: &space.News{Text: odd}, Invites: []space.Invite{{Token: "t0k3n"}},
			Session: &chat.Session{ID: "k7f3m2pq", Chat: 42, Flow: "book", Step: "card", Touched: monday}},
		{Due: []space.Due{{Kind: space.DueDigests, For: monday, At: monday.Add(time.Hour)}},
			Outs: []chat.Out{{Kind: chat.Say, Chat: 42, Lane: chat.Reply, Text: "раз"}, {Kind: chat.Say, Chat: 42, Lane: chat.Reply, Text: "два"},
				{Kind: chat.Say, Chat: -7, Lane: chat.Broadcast, Text: odd}}},
	}
	for _, c := range all {
		if err := p.Commit(t.Context(), c, monday); err != nil {
			t.Fatal(err)
		}
	}
	announcing(t, p, 5000)
	onTheirWay(t, p)
	return p
}

// onTheirWay leaves an update and a message claimed, a panel, a pause, a home, a
// mark, and texts that are no texts.
func onTheirWay(t *testing.T, p *Point) {
	t.Helper()
	s, ctx := p.store, t.Context()
	must := func(errs ...error) {
		t.Helper()
		for _, err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := p.Commit(ctx, Change{Event: 3, People: []space.Person{{ID: 44}}}, monday); err != nil {
		t.Fatal(err)
	}
	intake(t, s, 7, 42)
	intake(t, s, 8, 42)
	if got := claim(t, s, "me", 42, noon); len(got) != 1 {
		t.Fatal(got)
	}
	_, err := s.Claim(ctx, "me", []Ask{{Outbox("blg", chat.Reply), 1}}, monday)
	must(err, s.SetPanel(ctx, "blg", 42, "menu", 77), s.Pause(ctx, PauseAll, monday.Add(time.Minute), monday),
		s.SetHome(ctx, 42, "blg"), s.MarkUnreachable(ctx, "blg", 43, "blocked", monday))
	must(s.rdb.SAdd(ctx, "samovar:{khv}:set", "b", "\xff\xfe", "{}").Err(), s.rdb.ZAdd(ctx, "samovar:{khv}:zset",
		redis.Z{Score: 1.5e-7, Member: "a"}, redis.Z{Score: -3, Member: "{\"n\": 1}"}, redis.Z{Score: 9007199254740993, Member: " "}).Err(),
		s.rdb.Do(ctx, "ZADD", "samovar:{khv}:zset", "+inf", "last", "-inf", "first").Err(),
		s.rdb.Set(ctx, "samovar:{khv}:text", "", 0).Err(), s.rdb.Set(ctx, "samovar:{khv}:soon", "{\"a\":1} ", time.Hour).Err())
}

// contents are all keys with their types, what they hold and when they expire, as
// Redis itself tells it.
func contents(t *testing.T, s *Store) map[string]string {
	t.Helper()
	var mu sync.Mutex // masters are looked through side by side
	all := map[string]string{}
	err := s.eachKey(t.Context(), "*", func(ctx context.Context, key string) error {
		if strings.HasPrefix(key, "rate:") || key == leaderKey || strings.HasPrefix(key, aliveKey("")) {
			return nil
		}
		kind := s.rdb.Type(ctx, key).Val()
		mu.Lock()
		defer mu.Unlock()
		all[key] = fmt.Sprintf("%s %d %q", kind, s.rdb.PExpireTime(ctx, key).Val().Milliseconds(), holds(ctx, s.rdb, kind, key))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func holds(ctx context.Context, rdb redis.Cmdable, kind, key string) any {
	switch kind {
	case "string":
		return rdb.Get(ctx, key).Val()
	case "list":
		return rdb.LRange(ctx, key, 0, -1).Val()
	case "set":
		return slices.Sorted(slices.Values(rdb.SMembers(ctx, key).Val()))
	case "hash":
		fields := rdb.HGetAll(ctx, key).Val()
		var all []string
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			all = append(all, name, fields[name])
		}
		return all
	}
	return fmt.Sprint(rdb.ZRangeWithScores(ctx, key, 0, -1).Val())
}

func backedUp(t *testing.T, s *Store) []byte {
	t.Helper()
	var file bytes.Buffer
	if _, err := s.BackUp(t.Context(), &file, "test", monday, func(int) {}); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func restored(t *testing.T, file []byte) *Store {
	t.Helper()
	s := startStore(t).store
	if _, _, err := s.Restore(t.Context(), bytes.NewReader(file), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatIsRestoredIsWhatWasBackedUp(t *testing.T) {
	p := lived(t)
	if err := p.store.Alive(t.Context(), Process{ID: "here"}); err != nil {
		t.Fatal(err)
	}
	file, before := backedUp(t, p.store), contents(t, p.store)
	after := contents(t, restored(t, file))
	if len(before) < 40 {
		t.Errorf("only %d keys were compared", len(before))
	}
	for key := range before {
		if before[key] != after[key] {
			t.Errorf("%s was %s\nand is %s", key, before[key], after[key])
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d keys became %d", len(before), len(after))
	}
	if bytes.Contains(file, []byte("samovar:alive")) {
		t.Error("a process that runs is in the backup")
	}
}

func TestABackupCanBeRead(t *testing.T) {
	file := string(backedUp(t, lived(t).store))
	for _, want := range []string{
		`{"samovar":"backup","format":1,"schema":3,"points":["blg","khv"],"made":"2026-11-23T03:00:00Z","by":"test"}` + "\n",
		`{"key":"samovar:{blg}:person:42","type":"hash","value":[["body",{"`,
		`{"key":"samovar:home:42","type":"string","value":"blg"}` + "\n",
		`{"key":"samovar:{khv}:set","type":"set","value":["b",{},["base64","//4="]]}` + "\n",
		`Анна`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("%q is not in it", want)
		}
	}
	if again := string(backedUp(t, restored(t, []byte(file)))); again != file {
		t.Error("a backup of what was restored is another")
	}
}
