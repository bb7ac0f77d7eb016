package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/store"
)

func TestATooManyRequestsIsObeyedToTheSecond(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna, boris := r.resident(5), r.resident(6)
	r.tg.AddFault(emulator.Fault{Kind: emulator.TooMany, Seconds: 30, Next: 1, Method: "sendMessage"})
	r.start(r.sender(nil).Run)
	r.start(r.sender(nil).Run) // a replica obeys as well
	r.put(chat.Out{Chat: 5, Text: "later"})
	r.eventually("it is refused", func() bool { return strings.Contains(r.logs.String(), "message put off") })
	r.put(chat.Out{Chat: 5, Text: "after it"}, chat.Out{Chat: 5, Lane: chat.Broadcast, Text: "digest"})
	r.clock.move(28 * time.Second)
	for n := 1; n <= 3; n++ { // three chances to be too early
		r.put(chat.Out{Chat: 6, Text: "meanwhile"})
		r.texts(boris, n)
	}
	if got := r.texts(anna, 0); len(got) > 0 {
		t.Fatalf("before the pause was over Anna got %q", got)
	}
	r.clock.move(2 * time.Second)
	got := r.texts(anna, 3)
	slices.Sort(got) // the lanes do not wait for each other
	if !slices.Equal(got, []string{"after it", "digest", "later"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestATooManyRequestsUnderABroadcastStopsTheBroadcastButNoReply(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna, boris := r.resident(5), r.resident(6)
	r.tg.AddFault(emulator.Fault{Kind: emulator.TooMany, Seconds: 60, Next: 1, Method: "sendMessage"})
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Lane: chat.Broadcast, Text: "digest"})
	r.eventually("it is refused", func() bool { return strings.Contains(r.logs.String(), "message put off") })
	r.put(chat.Out{Chat: 6, Lane: chat.Broadcast, Text: "digest"}, chat.Out{Chat: 6, Text: "reply"})
	if got := r.texts(boris, 1); !slices.Equal(got, []string{"reply"}) {
		t.Errorf("Boris got %q", got)
	}
	r.clock.move(time.Minute)
	r.texts(anna, 1)
	r.texts(boris, 2)
}

func TestASecondPersonsTooManyRequestsPausesTheBot(t *testing.T) {
	var p pauses
	now := time.Now()
	p.add(store.PauseChat(5), now.Add(time.Minute))
	for to, all := range map[int64]bool{5: false, 6: true, -6: false} {
		if got := p.of(to, chat.Reply, now); slices.Contains(got, store.PauseAll) != all {
			t.Errorf("a 429 for chat %d pauses %v", to, got)
		}
	}
	if got := p.of(6, chat.Reply, now.Add(time.Minute)); len(got) != 1 {
		t.Errorf("after the first pause a 429 pauses %v", got)
	}
}

func TestABroadcastKeepsTelegramsLimitsAndRepliesGoBeforeIt(t *testing.T) {
	r := newRig(t, emulator.Options{})
	const people = 60
	for id := range int64(people) {
		r.resident(id + 1)
		r.put(chat.Out{Chat: id + 1, Lane: chat.Broadcast, Text: "digest"})
	}
	anna := r.resident(1000)
	s := r.sender(func(o *SenderOptions) { o.Limits = TelegramLimits() })
	began := time.Now()
	r.start(s.Run)
	r.eventually("the broadcast is under way", func() bool { return len(r.tg.CallsOf("sendMessage")) > 5 })
	fastest := time.Hour
	for n := 1; n <= 5; n++ { // a busy machine may be slow once, but not each time
		asked := time.Now()
		r.put(chat.Out{Chat: 1000, Text: "reply"})
		s.Wake(point)
		r.texts(anna, n)
		fastest = min(fastest, time.Since(asked))
	}
	if fastest > 150*time.Millisecond {
		t.Errorf("the fastest reply took %s", fastest)
	}
	r.outboxIsEmpty()
	rate := float64(people) / time.Since(began).Seconds()
	if rate < 20 || rate > 31 { // a busy machine may be a little slow
		t.Errorf("%.1f messages a second", rate)
	}
	for _, c := range r.tg.Calls() {
		if !c.OK {
			t.Errorf("%s was refused: %s", c.Method, c.Error)
		}
	}
}

func TestAChatIsNotWrittenToFasterThanItsLimitButOthersAre(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna, boris := r.resident(5), r.resident(6)
	r.start(r.sender(func(o *SenderOptions) { o.Limits.Private = store.Limit{Most: 1, Per: time.Hour, Burst: 2} }).Run)
	r.put(chat.Out{Chat: 5, Text: "1"}, chat.Out{Chat: 5, Text: "2"}, chat.Out{Chat: 5, Text: "3"}, chat.Out{Chat: 6, Text: "1"})
	r.texts(boris, 1)
	if got := r.texts(anna, 2); len(got) != 2 {
		t.Errorf("Anna got %q at once", got)
	}
	r.eventually("one message waits", func() bool { return r.waiting(chat.Reply) == 1 })
}

func TestATooManyRequestsForAnswersToPressesPausesNoMessages(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	r.tg.AddFault(emulator.Fault{Kind: emulator.TooMany, Seconds: 600, Probability: 1, Method: "answerCallbackQuery"})
	r.start(r.sender(nil).Run)
	for id := range int64(3) {
		r.resident(5 + id)
		r.put(chat.Out{Chat: 5 + id, Kind: chat.Answer, PressID: "1"})
	}
	r.eventually("all are refused", func() bool { return strings.Count(r.logs.String(), "message put off") == 3 })
	boris := r.resident(9)
	r.put(chat.Out{Chat: 9, Text: "reply"}, chat.Out{Chat: 9, Lane: chat.Broadcast, Text: "digest"})
	r.texts(boris, 2)
}
