package bot

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/store"
)

func TestTheUpdatesOfAHundredChatsAreHandledOnceAndInOrder(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	const chats, each = 100, 20
	var all [][2]int64
	for id := range int64(chats * each) {
		all = append(all, [2]int64{id + 1, id%chats + 1})
	}
	one, two := &book{}, &book{}
	r.start(r.workers(one, nil).Run)
	r.start(r.workers(two, nil).Run)
	for batch := range slices.Chunk(all, 100) {
		r.updates(batch...)
	}
	r.inboxIsEmpty()
	for id := range int64(chats) {
		// Either process has its part in order, and all parts make the whole.
		a, b := one.of(id+1), two.of(id+1)
		if !slices.IsSorted(a) || !slices.IsSorted(b) || len(a)+len(b) != each {
			t.Fatalf("chat %d was handled as %v and %v", id+1, a, b)
		}
	}
}

func TestASlowChatDelaysNoOther(t *testing.T) {
	r := newRig(t, emulator.Options{})
	release := make(chan struct{})
	b := &book{do: func(_ context.Context, e chat.Event) error {
		if e.Place.ID == 1 {
			<-release
		}
		return nil
	}}
	w := r.workers(b, func(o *WorkerOptions) { o.Pool = 2 })
	r.start(w.Run)
	r.updates([2]int64{1, 1}, [2]int64{2, 1}, [2]int64{3, 2}, [2]int64{4, 18}, [2]int64{5, 2})
	w.Wake(allShards)
	r.eventually("the other chats are handled", func() bool { return len(b.of(2)) == 2 && len(b.of(18)) == 1 })
	r.eventually("the slow chat is under way", func() bool { return len(b.of(1)) > 0 })
	if got := b.of(1); len(got) != 1 {
		t.Errorf("the slow chat was handled as %v while its first was under way", got)
	}
	close(release)
	r.inboxIsEmpty()
}

func TestAPanicCostsOneUpdateAndIsLoggedWithItsNumber(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	b := &book{do: func(_ context.Context, e chat.Event) error {
		if e.ID == 4711 {
			panic("the kettle boiled dry")
		}
		return nil
	}}
	r.start(r.workers(b, nil).Run)
	r.updates([2]int64{4711, 1}, [2]int64{4712, 1})
	r.inboxIsEmpty()
	if got := b.of(1); !slices.Equal(got, []int64{4711, 4712}) {
		t.Errorf("handled %v", got)
	}
	if log := r.logs.String(); !strings.Contains(log, "update=4711") || !strings.Contains(log, "boiled dry") || !strings.Contains(log, "workers_test.go") {
		t.Errorf("the log does not tell of the panic: %s", log)
	}
}

func TestAnUpdateWhoseHandlingFailsStaysAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	var fails atomic.Int32
	b := &book{do: func(_ context.Context, e chat.Event) error {
		if e.ID == 1 && fails.Add(1) < 3 {
			return fmt.Errorf("redis is away: %w", io.EOF)
		}
		return nil
	}}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 1}, [2]int64{2, 1})
	for n := 1; n <= 2; n++ {
		r.eventually("it failed", func() bool { return strings.Count(r.logs.String(), "update put off") == n })
		r.clock.move(2 * time.Second)
	}
	r.inboxIsEmpty()
	if got := b.of(1); !slices.Equal(got, []int64{1, 1, 1, 2}) {
		t.Errorf("handled %v", got)
	}
}

func TestAStopFinishesWhatWasBegunAndLeavesTheRest(t *testing.T) {
	r := newRig(t, emulator.Options{})
	begun, release := make(chan struct{}), make(chan struct{})
	b := &book{do: func(context.Context, chat.Event) error {
		close(begun)
		<-release
		return nil
	}}
	stop := r.start(r.workers(b, func(o *WorkerOptions) { o.Grace = time.Minute }).Run)
	r.updates([2]int64{1, 1}, [2]int64{2, 1})
	<-begun
	time.AfterFunc(20*time.Millisecond, func() { close(release) })
	stop()
	next := &book{}
	r.start(r.workers(next, nil).Run) // without a wait for a lease: the chat was given back
	r.inboxIsEmpty()
	if got, rest := b.of(1), next.of(1); !slices.Equal(got, []int64{1}) || !slices.Equal(rest, []int64{2}) {
		t.Errorf("before the stop %v, after the start %v", got, rest)
	}
}

func TestTheChatsOfAKilledProcessAreTakenOver(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.updates([2]int64{1, 1}, [2]int64{2, 1})
	killed, err := r.store.Claim(r.ctx, "killed", []store.Ask{{Queue: store.Inbox(1), Most: 1}}, r.clock.Now())
	if err != nil || len(killed) != 1 {
		t.Fatal(killed, err)
	}
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.clock.move(store.LeaseFor)
	r.inboxIsEmpty()
	if got := b.of(1); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("handled %v", got)
	}
}

func TestALeaseThatRanOutUnderWayDoesNotHandleTwice(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	var under atomic.Int32
	release := make(chan struct{})
	b := &book{do: func(_ context.Context, e chat.Event) error {
		if under.Add(1) > 1 {
			t.Error("two updates of a chat are handled at a time")
		}
		defer under.Add(-1)
		if e.ID == 1 {
			<-release
		}
		return nil
	}}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 1}, [2]int64{2, 1})
	r.eventually("it is under way", func() bool { return len(b.of(1)) == 1 })
	r.clock.move(2 * store.LeaseFor) // as after a long stop of the machine
	r.eventually("it is claimed again", func() bool {
		w.Wake(allShards)
		w.leases.mu.Lock()
		defer w.leases.mu.Unlock()
		return w.leases.held[hold{store.Inbox(1), 1}].again != nil
	})
	close(release)
	r.inboxIsEmpty()
	if got := b.of(1); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("handled %v", got)
	}
}

func TestWorkGoesOnWhenRedisComesBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	b := &book{}
	w := r.workers(b, nil)
	r.start(w.Run)
	r.redis.Kill()
	w.Wake(allShards)
	r.eventually("the outage is noticed", func() bool { return strings.Contains(r.logs.String(), "the inbox cannot be read") })
	if err := r.redis.Restart(); err != nil {
		t.Fatal(err)
	}
	r.updates([2]int64{1, 1})
	r.inboxIsEmpty()
}
