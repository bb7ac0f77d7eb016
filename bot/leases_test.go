package bot

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/store"
)

func TestWhatWasDoneWhileItWasClaimedAgainIsNotBegunAgain(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.put(chat.Out{Chat: 5, Text: "once"})
	l := newLeases(r.store, r.clock.Now, r.log)
	asks := []store.Ask{{Queue: store.Outbox(point, chat.Reply), Most: 1}}
	first := must(l.claim(r.ctx, asks))
	if len(first) != 1 || !l.begin(first[0]) {
		t.Fatalf("claimed %+v", first)
	}
	l.claimed()

	r.clock.move(time.Hour) // the lease runs out while the item is sent
	late := must(l.claim(r.ctx, asks))
	if next := l.finish(r.ctx, first[0], true); next != nil || l.end(first[0]) != nil {
		t.Error("there is more to send")
	}
	if len(late) != 1 || l.begin(late[0]) {
		t.Errorf("%+v is begun again", late)
	}
	l.claimed()
	if len(l.done) > 0 {
		t.Errorf("%v is remembered for ever", l.done)
	}
}

func TestTheFailuresOfWhatAnotherProcessFinishedAreForgotten(t *testing.T) {
	r := newRig(t, emulator.Options{})
	l := newLeases(r.store, r.clock.Now, r.log)
	other, own := store.Item{Chat: 5, Seq: 1}, store.Item{Chat: 6, Seq: 2}
	l.failed(other)
	l.failedForGood(other)
	r.clock.move(failuresKept - time.Second)
	l.failed(own)
	r.clock.move(time.Minute)
	l.forgetOld(r.clock.Now())
	if again := l.failed(own); again != 2 || len(l.failures) != 1 {
		t.Errorf("%d failures of our own; remembered are %v", again, l.failures)
	}
}
