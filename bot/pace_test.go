package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

// wrote is an update in which somebody writes in a private chat.
func wrote(id, from int64) json.RawMessage {
	return fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":7,"from":{"id":%d,"first_name":"P"},"chat":{"id":%d,"type":"private"},"text":"hi"}}`, id, from, from)
}

// ledger notes what was handled, in its order.
type ledger struct {
	mu     sync.Mutex
	events []chat.Event
}

func (l *ledger) Handle(_ context.Context, e chat.Event) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = append(l.events, e)
	return nil
}

func (l *ledger) all() []chat.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.events)
}

// Five seconds of a hundred messages a second are there before ten others write
// one each, and there is one worker for all. In the order in which they were
// written the others would come last, after all that the flooder is answered.
func TestAPersonWhoFloodsDelaysNobodyElse(t *testing.T) {
	r := newRig(t, emulator.Options{})
	l := &ledger{}
	w := r.workers(l, func(o *WorkerOptions) { o.Pool = 1 })
	in := r.intake(w.Wake)
	in.Pace = Pace{PerMinute: 60, Burst: 40}
	const flooder, others = 500, 10
	id := int64(0)
	take := func(from int64) {
		id++
		if err := in.take(r.ctx, []json.RawMessage{wrote(id, from)}); err != nil {
			t.Fatal(err)
		}
	}
	for range flooder {
		take(1)
	}
	for from := range int64(others) {
		take(from + 2)
	}
	r.start(w.Run)
	r.inboxIsEmpty()
	var told, done, before int // before: what the flooder had when the last of the others came
	var served []int64
	for i, e := range l.all() {
		switch {
		case e.From.ID != 1:
			served = append(served, e.From.ID)
			before = i + 1 - len(served)
		case e.Flooding:
			told++
		default:
			done++
		}
	}
	if told != 1 || done < 40 || done > 60 {
		t.Errorf("the flooder was told %d times, and had %d answers", told, done)
	}
	if len(served) != others {
		t.Fatalf("served were %v", served)
	}
	if before > 16 {
		t.Errorf("the last of the others waited for %d answers to the flooder, who gets 16 in a row", before)
	}
}

func TestOnlyWhatIsSaidToTheBotCounts(t *testing.T) {
	p := Pace{PerMinute: 60, Burst: 40}
	private, group := chat.Place{ID: 5, Type: chat.Private}, chat.Place{ID: -5, Type: chat.Group}
	for _, c := range []struct {
		kind  chat.Kind
		place chat.Place
		want  bool
	}{
		{chat.Text, private, true}, {chat.Thing, private, true}, {chat.Edited, private, true}, {chat.Command, private, true}, {chat.Pressed, private, true},
		{chat.Command, group, true}, {chat.Pressed, group, true}, {chat.Text, group, false}, {chat.Thing, group, false},
		{chat.Blocked, private, false}, {chat.Opened, private, false}, {chat.Migrated, group, false}, {chat.Ranked, group, false},
	} {
		e := chat.Event{Kind: c.kind, Place: c.place, From: chat.Person{ID: 5}}
		if got := !p.of(e).Off(); got != c.want {
			t.Errorf("%s in a %s chat counts: %v", c.kind, c.place.Type, got)
		}
	}
	if none := (Pace{Burst: 40}); !none.of(chat.Event{Kind: chat.Text, Place: private, From: chat.Person{ID: 5}}).Off() {
		t.Error("without a limit it counts")
	}
}
