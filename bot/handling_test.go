package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

// polite is a book that says sorry.
type polite struct {
	book
	sorry book
}

func (p *polite) Sorry(ctx context.Context, e chat.Event) error { return p.sorry.Handle(ctx, e) }

// failing fails for update 1.
func failing(with func() error) book {
	return book{do: func(_ context.Context, e chat.Event) error {
		if e.ID == 1 {
			return with()
		}
		return nil
	}}
}

// pass lets so many puttings-off pass.
func (r *rig) pass(w *Workers, n int) {
	r.t.Helper()
	for i := 1; i <= n; i++ {
		r.eventually("it is put off", func() bool { return strings.Count(r.logs.String(), "update put off") == i })
		r.clock.move(time.Minute)
		w.Wake(allShards)
	}
}

func TestAnUpdateThatFailsForGoodIsGivenUpAndThePersonIsTold(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	h := &polite{book: failing(func() error { return errors.New("no such tea") })}
	w := r.workers(h, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 7}, [2]int64{2, 7})
	r.pass(w, mostTries-1)
	r.inboxIsEmpty()
	if got := h.of(7); !slices.Equal(got, []int64{1, 1, 1, 1, 1, 2}) {
		t.Errorf("handled %v", got)
	}
	if got := h.sorry.of(7); !slices.Equal(got, []int64{1}) {
		t.Errorf("sorry was said for %v", got)
	}
	if log := r.logs.String(); !strings.Contains(log, "update dropped") || !strings.Contains(log, "no such tea") {
		t.Errorf("the log does not tell of it: %s", log)
	}
}

func TestAnUpdateIsNeverGivenUpBecauseRedisIsAway(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	left := mostTries + 3
	h := &polite{book: failing(func() error {
		if left--; left < 0 {
			return nil
		}
		return fmt.Errorf("read person: %w", io.EOF)
	})}
	w := r.workers(h, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 7})
	r.pass(w, mostTries+3)
	r.inboxIsEmpty()
	if got, sorry := h.of(7), h.sorry.of(7); len(got) != mostTries+4 || len(sorry) > 0 {
		t.Errorf("handled %v, sorry for %v", got, sorry)
	}
}

func TestAnUpdateIsGivenUpAlsoWhereSorryMeetsAHiccupOfRedis(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	h := &polite{book: failing(func() error { return errors.New("no such tea") })}
	left := 1
	h.sorry.do = func(context.Context, chat.Event) error {
		if left--; left < 0 {
			return nil
		}
		return io.EOF
	}
	w := r.workers(h, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 7})
	r.pass(w, mostTries)
	r.inboxIsEmpty()
	if got, sorry := h.of(7), h.sorry.of(7); len(got) != mostTries+1 || !slices.Equal(sorry, []int64{1, 1}) {
		t.Errorf("handled %v, sorry for %v", got, sorry)
	}
}

func TestAPanicIsToldToo(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	h := &polite{book: failing(func() error { panic("the kettle boiled dry") })}
	w := r.workers(h, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 7}, [2]int64{2, 7})
	r.inboxIsEmpty()
	if got, sorry := h.of(7), h.sorry.of(7); !slices.Equal(got, []int64{1, 2}) || !slices.Equal(sorry, []int64{1}) {
		t.Errorf("handled %v, sorry for %v", got, sorry)
	}
}

func TestSorryIsSaidOnceRedisIsBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	h := &polite{book: failing(func() error { panic("the kettle boiled dry") })}
	left := 1
	h.sorry.do = func(context.Context, chat.Event) error {
		if left--; left < 0 {
			return nil
		}
		return io.EOF
	}
	w := r.workers(h, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 7}, [2]int64{2, 7})
	r.pass(w, 1)
	r.inboxIsEmpty()
	if got := h.sorry.of(7); !slices.Equal(got, []int64{1, 1}) {
		t.Errorf("sorry was said for %v", got)
	}
}

func TestASorryThatPanicsStallsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	h := &polite{book: failing(func() error { panic("the kettle boiled dry") })}
	h.sorry.do = func(context.Context, chat.Event) error { panic("the cups are broken") }
	w := r.workers(h, nil)
	r.start(w.Run)
	r.updates([2]int64{1, 7}, [2]int64{2, 7})
	r.inboxIsEmpty()
	if log := r.logs.String(); !strings.Contains(log, "boiled dry") || !strings.Contains(log, "cups are broken") {
		t.Errorf("the log does not tell of both: %s", log)
	}
}
