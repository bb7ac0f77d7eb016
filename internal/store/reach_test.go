package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheOldestPanelsOfAChatAreForgotten(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	for i := range panelsKept + 3 {
		if err := s.SetPanel(ctx, "blg", 5, fmt.Sprint("p", i), 1000+i); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]int{"p2": 0, "p3": 1003, "p202": 1202, "other": 0} {
		if got, err := s.Panel(ctx, "blg", 5, name); err != nil || got != want {
			t.Errorf("panel %s is %d, %v; want %d", name, got, err, want)
		}
	}
}

func TestAPauseOnlyGetsLongerAndEnds(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	for _, seconds := range []time.Duration{9, 3} {
		if err := s.Pause(ctx, PauseAll, noon.Add(seconds*time.Second), noon); err != nil {
			t.Fatal(err)
		}
	}
	during, err := s.Pauses(ctx, noon.Add(8*time.Second))
	if err != nil || !during[PauseAll].Equal(noon.Add(9*time.Second)) {
		t.Errorf("pauses %v, %v", during, err)
	}
	if after, err := s.Pauses(ctx, noon.Add(9*time.Second)); err != nil || len(after) != 0 {
		t.Errorf("pauses after the end: %v, %v", after, err)
	}
}

func TestTheFirstReasonWhyAChatIsUnreachableStays(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	for i, why := range []string{"blocked", "kicked"} {
		if err := s.MarkUnreachable(ctx, "blg", 5, why, noon.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.UnreachableChats(ctx, "blg")
	if err != nil || len(got) != 1 || got[5].Why != "blocked" || !got[5].Since.Equal(noon) {
		t.Errorf("unreachable: %v, %v", got, err)
	}
	if err := s.MarkReachable(ctx, "blg", 5); err != nil {
		t.Fatal(err)
	}
	if got, err := s.UnreachableChats(ctx, "blg"); err != nil || len(got) != 0 {
		t.Errorf("after it was reached: %v, %v", got, err)
	}
}

func TestALimitIsSharedAndSaysHowLongToWait(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	limit := Limit{Most: 1, Per: time.Hour, Burst: 2}
	for range 2 {
		if wait, err := s.Allow(ctx, "chat:1", limit); err != nil || wait != 0 {
			t.Fatalf("within the burst: wait %v, %v", wait, err)
		}
	}
	other := &Store{rdb: s.rdb}
	if wait, err := other.Allow(ctx, "chat:1", limit); err != nil || wait < 50*time.Minute || wait > time.Hour {
		t.Errorf("over the limit: wait %v, %v", wait, err)
	}
	if wait, err := s.Allow(ctx, "chat:1", Limit{}); err != nil || wait != 0 {
		t.Errorf("without a limit: wait %v, %v", wait, err)
	}
}

func TestWhoAsksALittleLateGetsTheNextThatMuchEarlier(t *testing.T) {
	ctx, s := context.Background(), queueStore(t)
	limit := Limit{Most: 1, Per: time.Hour, Burst: 1, Slack: true}
	if wait, err := s.Allow(ctx, "all", limit); err != nil || wait != 0 {
		t.Fatalf("the first: wait %v, %v", wait, err)
	}
	if wait, err := s.Allow(ctx, "all", limit); err != nil || wait < 44*time.Minute || wait > 45*time.Minute {
		t.Errorf("after a long rest the second comes a quarter early: wait %v, %v", wait, err)
	}
}

func TestAtMostNeverLetsMoreThroughThanItSays(t *testing.T) {
	for _, c := range []struct{ n, burst int }{{30, 1}, {20, 4}, {1, 1}, {5, 5}} {
		l := AtMost(c.n, time.Second, c.burst)
		// What fits into a span: the bucket, and what drips into it meanwhile.
		if most := float64(l.Burst) + 0.25 + float64(l.Most)/l.Per.Seconds(); int(most) > c.n || l.Off() {
			t.Errorf("at most %d with a burst of %d is %+v: %.1f pass", c.n, c.burst, l, most)
		}
	}
}

func TestWithTheMarkOfAPersonItIsDueToPassTheirOffersOn(t *testing.T) {
	p := startStore(t)
	for i, chat := range []int64{42, 42, -5} { // a group has no offers
		if err := p.store.MarkUnreachable(t.Context(), "blg", chat, "blocked", monday.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	due, err := p.Due(t.Context(), monday.Add(time.Minute), 10)
	if err != nil || len(due) != 3 || due[0].Kind != space.DueUnreached || due[1].Subject != "42" || due[2].Kind != space.DueGroup || !due[0].At.Equal(monday) {
		t.Errorf("due: %+v, %v", due, err)
	}
	away, err := p.Unreached(t.Context(), []int64{41, 42})
	if err != nil || away[41] || !away[42] {
		t.Errorf("cannot be reached: %v, %v", away, err)
	}
}
