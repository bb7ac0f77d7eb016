package bot

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/space"
	"samovar/internal/store"
)

// tallied returns what is counted of a broadcast.
func (r *rig) tallied(id string) string {
	return fmt.Sprint(must(r.store.Point(&space.Point{ID: point}).Tally(r.ctx, id)))
}

// announced is a message of a broadcast.
func announced(to int64, text string) chat.Out {
	return chat.Out{Chat: to, Lane: chat.Broadcast, Text: text, Broadcast: "cast"}
}

func TestWhatBecomesOfEachMessageOfABroadcastIsCounted(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.resident(1)
	r.resident(2).Blocks()
	r.resident(3).Deactivates()
	anna := r.resident(4)
	kicks := r.tg.Group(-1000000000005, "Chess club", anna)
	kicks.Adds(anna)
	kicks.Kicks(anna)
	silent := r.tg.Group(-1000000000006, "Choir", anna)
	silent.Adds(anna)
	silent.Restricts(anna)
	var outs []chat.Out
	for _, to := range []int64{1, 2, 3, 4, 404, -1000000000005, -1000000000006} {
		outs = append(outs, announced(to, "news"))
	}
	r.put(outs...)
	r.put(chat.Out{Chat: 1, Lane: chat.Broadcast, Text: "of no broadcast"})
	r.start(r.sender(nil).Run)
	r.outboxIsEmpty()
	if got, want := r.tallied("cast"), "map[blocked:1 chat_gone:1 deactivated:1 delivered:2 kicked:1 no_rights:1]"; got != want {
		t.Errorf("counted %s, want %s", got, want)
	}
	missed := must(r.store.Point(&space.Point{ID: point}).Missed(r.ctx, "cast"))
	if want := "map[-1000000000006:no_rights -1000000000005:kicked 2:blocked 3:deactivated 404:chat_gone]"; fmt.Sprint(missed) != want {
		t.Errorf("missed %v, want %s", missed, want)
	}
}

// withheldMeter counts what was not tried.
type withheldMeter struct {
	unmetered
	mu  sync.Mutex
	why []string
}

func (m *withheldMeter) Withheld(why string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.why = append(m.why, why)
}

func (m *withheldMeter) all() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	slices.Sort(m.why)
	return m.why
}

// sendsTo counts the messages that were tried to a chat.
func (r *rig) sendsTo(id int64) (n int) {
	for _, c := range r.tg.Calls() {
		if c.Method == "sendMessage" && c.ChatID == id {
			n++
		}
	}
	return n
}

func TestAMarkedPersonIsNotTriedAgainButAnsweredWhenTheyComeBack(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	anna.Blocks()
	meter := &withheldMeter{}
	r.start(r.sender(func(o *SenderOptions) { o.Meter = meter }).Run)
	r.put(chat.Out{Chat: 5, Lane: chat.Broadcast, Text: "one"})
	r.outboxIsEmpty()
	r.put(chat.Out{Chat: 5, Lane: chat.Broadcast, Text: "two"}, announced(5, "three"), chat.Out{Chat: 5, Text: "a notice"})
	r.outboxIsEmpty()
	if n := r.sendsTo(5); n != 1 {
		t.Errorf("tried %d times", n)
	}
	if got := meter.all(); !slices.Equal(got, []string{"blocked", "blocked", "blocked"}) {
		t.Errorf("withheld %v", got)
	}
	if got := r.tallied("cast"); got != "map[blocked:1]" {
		t.Errorf("counted %s", got)
	}
	anna.Says("I am back") // which the desk answers after it took the mark away
	if err := r.store.MarkReachable(r.ctx, point, 5); err != nil {
		t.Fatal(err)
	}
	r.put(chat.Out{Chat: 5, Text: "welcome"})
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"welcome"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestWhatAnotherProcessMarkedIsKnownAMomentLater(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.resident(5).Blocks()
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 6, Lane: chat.Broadcast, Text: "somebody else"}) // now its marks are read
	r.outboxIsEmpty()
	if err := r.store.MarkUnreachable(r.ctx, point, 5, "blocked", r.clock.Now()); err != nil {
		t.Fatal(err)
	}
	r.clock.move(2 * time.Second)
	r.put(chat.Out{Chat: 5, Lane: chat.Broadcast, Text: "one"})
	r.outboxIsEmpty()
	if n := r.sendsTo(5); n != 0 {
		t.Errorf("tried %d times", n)
	}
}

func TestAGroupWithoutRightsIsTriedAgainAndItsMarkGoesWhenItTakesAMessage(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	g := r.tg.Group(-1000000000006, "Choir", anna)
	g.Adds(anna)
	g.Restricts(anna)
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: g.ID(), Lane: chat.Broadcast, Text: "one"})
	r.outboxIsEmpty()
	if mark, is, err := r.store.Mark(r.ctx, point, g.ID()); err != nil || !is || mark.Why != string(NoRights) {
		t.Fatalf("marked %v as %v, %v", is, mark, err)
	}
	g.Promotes(anna)
	r.put(chat.Out{Chat: g.ID(), Lane: chat.Broadcast, Text: "two"})
	r.eventually("its mark goes", func() bool { return len(must(r.store.UnreachableChats(r.ctx, point))) == 0 })
}

func TestWhatIsLeftOfAStoppedBroadcastIsNotSent(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	db := r.store.Point(&space.Point{ID: point})
	write := func(c store.BroadcastChange) {
		if err := db.Commit(r.ctx, store.Change{Broadcasts: []store.BroadcastChange{c}}, r.clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	write(store.BroadcastChange{After: space.Broadcast{ID: "cast", State: space.BroadcastSending, Total: 2}})
	r.start(r.sender(nil).Run)
	r.put(announced(5, "one"))
	r.texts(anna, 1)
	before, _, err := db.Broadcast(r.ctx, "cast")
	if err != nil {
		t.Fatal(err)
	}
	write(store.BroadcastChange{Before: &before, After: before.Stop(space.Party{ID: 11})})
	r.put(announced(5, "two"), chat.Out{Chat: 5, Lane: chat.Broadcast, Text: "three"})
	if got := r.texts(anna, 2); !slices.Equal(got, []string{"one", "three"}) {
		t.Errorf("the chat shows %q", got)
	}
	r.outboxIsEmpty()
	if got := r.tallied("cast"); got != "map[delivered:1 stopped:1]" {
		t.Errorf("counted %s", got)
	}
}
