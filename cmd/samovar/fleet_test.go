package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"samovar/internal/emulator"
)

// fleet is the bot in several processes on one Redis, and people who write to it
// all the time.
type fleet struct {
	*premises
	replicas []*replica
	writers  []*writer
	hush     chan struct{}  // ends their writing
	writing  sync.WaitGroup // while they do
}

// replica is one of the processes, with the address of its web server.
type replica struct {
	*process
	at string
}

// writer is somebody who writes one number after the other, answered or not.
type writer struct {
	*visitor
	mu      sync.Mutex
	written int
}

const (
	writers   = 6
	firstWord = 101 // more people than any room holds: refused by the number
	lastWord  = 999
	writeRate = 25 * time.Millisecond // between two of them
)

// newFleet starts that many processes, in that mode.
func newFleet(t *testing.T, addresses []string, environ ...string) *fleet {
	t.Helper()
	f := &fleet{premises: prepare(t, crowded), hush: make(chan struct{})}
	for _, at := range addresses {
		f.joins(at, environ...)
	}
	return f
}

// joins starts one more.
func (f *fleet) joins(at string, environ ...string) {
	f.t.Helper()
	env := append(append(slices.Clone(f.environ), environ...), "SAMOVAR_WEB__LISTEN="+at)
	r := &replica{spawn(f.t, env, "serve", "--config", f.config), at}
	r.await(f.t, "ready")
	f.replicas = append(f.replicas, r)
	f.t.Cleanup(func() {
		if f.t.Failed() {
			f.t.Logf("the log of %s:\n%s", r.at, r)
		}
	})
}

func freeAddresses(t *testing.T, n int) (all []string) {
	for range n {
		all = append(all, freeAddress(t))
	}
	return all
}

// signal sends the process a signal.
func (r *replica) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// gives tells the replica's number of that name.
func (r *replica) gives(t *testing.T, metric string) string {
	t.Helper()
	_, body := fetch(t, "http://"+r.at+"/metrics")
	_, rest, _ := strings.Cut(body, "\n"+metric+" ")
	value, _, _ := strings.Cut(rest, "\n")
	return value
}

// leader waits until one of them leads, and no other does.
func (f *fleet) leader(among ...*replica) (leader *replica) {
	f.t.Helper()
	f.until("one leads", func() bool {
		leaders := slices.DeleteFunc(slices.Clone(among), func(r *replica) bool { return r.gives(f.t, "samovar_leader") != "1" })
		if len(leaders) == 1 {
			leader = leaders[0]
		}
		return len(leaders) == 1
	})
	return leader
}

// others are all replicas but one.
func (f *fleet) others(than *replica) []*replica {
	return slices.DeleteFunc(slices.Clone(f.replicas), func(r *replica) bool { return r == than })
}

// flood lets people write, one after the other, until ebb.
func (f *fleet) flood() {
	f.t.Helper()
	for n := range writers {
		w := &writer{visitor: f.visitor(n, 1), written: firstWord}
		if err := w.isAskedHowMany(f.ctx); err != nil {
			f.t.Fatal(err)
		}
		f.writers = append(f.writers, w)
	}
	f.writing.Go(f.write)
	f.t.Cleanup(f.ebb)
}

func (f *fleet) write() {
	next := time.NewTicker(writeRate)
	defer next.Stop()
	for n := 0; ; n++ {
		select {
		case <-f.hush:
			return
		case <-f.ctx.Done():
			return
		case <-next.C:
			f.writers[n%writers].goesOn()
		}
	}
}

// ebb ends the writing. It may be called again.
func (f *fleet) ebb() {
	select {
	case <-f.hush:
	default:
		close(f.hush)
	}
	f.writing.Wait()
}

// goesOn writes the next number.
func (w *writer) goesOn() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.written <= lastWord {
		w.writes(fmt.Sprint(w.written))
		w.written++
	}
}

// next is the number that is written next.
func (w *writer) next() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.written
}

// about is the number that a text refuses, 0 where it refuses none.
func (w *writer) about(text string) int {
	digits, _, _ := strings.Cut(text, " ")
	n, err := strconv.Atoi(digits)
	if err != nil || !strings.HasPrefix(text, w.say.Plain("book.too_many", "Count", n, "Most", 60)) {
		return 0
	}
	return n
}

// answered are the numbers that were answered, in the order of the answers. An
// answer may be gone from the chat by now, but not from Telegram's memory.
func (f *fleet) answered(w *writer) (all []int) {
	for _, c := range f.telegram.CallsOf("sendMessage") {
		if n := w.about(fmt.Sprint(c.Params["text"])); n > 0 && c.ChatID == w.ID() && c.OK {
			all = append(all, n)
		}
	}
	return all
}

// flows waits until each of them has had an answer to so many more of the words
// that they write from now on, and returns how long the slowest waited.
func (f *fleet) flows(words int) time.Duration {
	f.t.Helper()
	began := time.Now()
	for _, w := range f.writers {
		goal := w.next() + words - 1
		err := w.WaitFor(f.ctx, func(c emulator.Chat) bool {
			last, ok := c.Last()
			return ok && w.about(last.Text) >= goal
		})
		if err != nil {
			f.t.Fatalf("%s wrote %d and got no answer: %v", w.title, goal, err)
		}
	}
	return time.Since(began)
}

// allWell ends the writing and looks that every word was answered once and in
// its order, but for those that came twice: so many may, and a process that was
// frozen while it sent may send when it wakes.
func (f *fleet) allWell(mayDouble int) {
	f.t.Helper()
	f.ebb()
	f.settled()
	doubles := 0
	for _, w := range f.writers {
		got := f.answered(w)
		once := firsts(got)
		doubles += len(got) - len(once)
		if len(once) != w.next()-firstWord || !slices.IsSorted(once) {
			f.t.Errorf("%s wrote %d to %d, and was answered %v", w.title, firstWord, w.next()-1, got)
		}
		for _, id := range w.updates {
			if _, err := f.rdb.ZScore(f.ctx, "samovar:{blg}:handled", fmt.Sprint(id)).Result(); err != nil {
				f.t.Errorf("update %d of %s was lost: %v", id, w.title, err)
			}
		}
	}
	f.t.Logf("%d words of each of %d people, %d answers came twice", f.writers[0].next()-firstWord, writers, doubles)
	if doubles > mayDouble {
		f.t.Errorf("%d answers came twice, and only %d were in flight", doubles, mayDouble)
	}
}

// firsts are the numbers without those that came before.
func firsts(all []int) (once []int) {
	for i, n := range all {
		if !slices.Contains(all[:i], n) {
			once = append(once, n)
		}
	}
	return once
}

// flying counts the chats to which a process is sending, or was when it stopped.
func (f *fleet) flying() int {
	return int(f.must(f.rdb.HLen(f.ctx, "samovar:{blg}:out:reply:owners").Result()))
}

// freezes stops the process without ending it.
func (r *replica) freezes(t *testing.T) { r.signal(t, syscall.SIGSTOP) }

// wakes lets it go on.
func (r *replica) wakes(t *testing.T) { r.signal(t, syscall.SIGCONT) }
