package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// announcing is a broadcast to so many, written.
func announcing(t *testing.T, p *Point, n int) space.Broadcast {
	t.Helper()
	b := space.Broadcast{ID: "cast", State: space.BroadcastSending, Total: n, Begun: monday}
	var to []space.Recipient
	for i := range n {
		to = append(to, space.Recipient{Chat: int64(i + 1), Thread: i % 2})
	}
	if err := p.Commit(t.Context(), Change{Broadcasts: []BroadcastChange{{After: b, Recipients: to}}}, monday); err != nil {
		t.Fatal(err)
	}
	b, ok, err := p.Broadcast(t.Context(), "cast")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	return b
}

func TestTheRecipientsOfABroadcastAreReadByTheirPlace(t *testing.T) {
	p := startStore(t)
	announcing(t, p, 9000)
	for _, c := range []struct{ from, n, first, got int }{{0, 100, 1, 100}, {100, 100, 101, 100}, {8950, 100, 8951, 50}, {0, 0, 0, 0}} {
		all, err := p.Recipients(t.Context(), "cast", c.from, c.n)
		if err != nil || len(all) != c.got || c.got > 0 && all[0].Chat != int64(c.first) {
			t.Errorf("%+v: %d recipients, %v", c, len(all), err)
		}
	}
}

func TestAPortionOfABroadcastIsHandedOnOnce(t *testing.T) {
	p := startStore(t)
	before := announcing(t, p, 10)
	after := before
	after.Handed = 5
	change := Change{Broadcasts: []BroadcastChange{{Before: &before, After: after}}}
	if err := p.Commit(t.Context(), change, monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), change, monday); !errors.Is(err, ErrStale) {
		t.Errorf("a second time: %v", err)
	}
}

func TestWhatBecomesOfAMessageIsCountedOnceByTheScriptThatEndsIt(t *testing.T) {
	p := startStore(t)
	s := p.store
	for i, what := range []string{space.Delivered, "blocked", space.Delivered, space.NotSent, "kicked"} {
		out := chat.Out{Kind: chat.Say, Chat: int64(i + 1), Lane: chat.Broadcast, Text: "news", Broadcast: "cast"}
		if err := s.Put(t.Context(), "blg", []chat.Out{out}, monday); err != nil {
			t.Fatal(err)
		}
		items, err := s.Claim(t.Context(), "me", []Ask{{Outbox("blg", chat.Broadcast), 1}}, monday)
		if err != nil || len(items) != 1 {
			t.Fatal(items, err)
		}
		it := items[0]
		it.Outcome = Outcome{Point: "blg", Broadcast: "cast", What: what}
		for _, owner := range []string{"another", "me"} { // whose lease ran out, and who has it
			if _, err := s.Done(t.Context(), owner, it, false, monday); err != nil {
				t.Fatal(err)
			}
		}
	}
	tally, err := p.Tally(t.Context(), "cast")
	if want := "map[blocked:1 delivered:2 kicked:1 stopped:1]"; err != nil || fmt.Sprint(tally) != want {
		t.Errorf("the tally is %v, %v", tally, err)
	}
	missed, err := p.Missed(t.Context(), "cast")
	if want := "map[2:blocked 5:kicked]"; err != nil || fmt.Sprint(missed) != want {
		t.Errorf("missed are %v, %v", missed, err)
	}
}

func TestAllWhoAgreedAreFoundAndThoseOfTheFormerSchemaToo(t *testing.T) {
	p := startStore(t)
	people := []space.Person{{ID: 1, Name: "Анна", Consent: monday}, {ID: 2, Name: "Борис"}, {ID: 3, Name: "Вера", Consent: monday.Add(time.Hour)}}
	if err := p.Commit(t.Context(), Change{People: people}, monday); err != nil {
		t.Fatal(err)
	}
	names := func() (all string) {
		everybody, err := p.Everybody(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range everybody.People {
			all += one.Name + " "
		}
		return all
	}
	if got := names(); got != "Анна Вера " {
		t.Errorf("found %q", got)
	}
	p.store.rdb.Del(t.Context(), p.keys.people())
	p.store.rdb.Set(t.Context(), schemaKey, 2, 0)
	if err := p.store.ClaimSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := names(); got != "Анна Вера " {
		t.Errorf("after the migration found %q", got)
	}
}

func TestAMarkThatMayPassGivesWayToOneThatDoesNot(t *testing.T) {
	p := startStore(t)
	for _, why := range []string{"no_rights", "kicked", "no_rights"} {
		if err := p.store.MarkUnreachable(t.Context(), "blg", -5, why, monday); err != nil {
			t.Fatal(err)
		}
	}
	mark, is, err := p.store.Mark(t.Context(), "blg", -5)
	if err != nil || !is || mark.Why != "kicked" {
		t.Errorf("marked %v as %+v, %v", is, mark, err)
	}
}
