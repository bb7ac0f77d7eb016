package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestAPanelIsEditedInPlaceAndAFreshOneTakesTheButtonsOffTheOld(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.start(r.sender(nil).Run)
	buttons := chat.Keyboard{{{Text: "Yes", Data: "yes:::"}}}
	r.put(chat.Out{Chat: 5, Text: "one", Panel: "main", Keyboard: buttons})
	r.put(chat.Out{Chat: 5, Text: "two", Panel: "main", Keyboard: buttons})
	r.put(chat.Out{Chat: 5, Text: "two", Panel: "main", Keyboard: buttons}) // not modified
	r.put(chat.Out{Chat: 5, Text: "three", Panel: "main", Fresh: true, Keyboard: buttons})
	r.put(chat.Out{Chat: 5, Text: "four", Panel: "main"})
	r.outboxIsEmpty()
	if got := r.texts(anna, 2); !slices.Equal(got, []string{"two", "four"}) {
		t.Errorf("the chat shows %q", got)
	}
	for _, m := range anna.Chat().FromBot() {
		if len(m.Buttons) > 0 {
			t.Errorf("%q kept its buttons", m.Text)
		}
	}
}

func TestAPanelThatIsUndressedKeepsItsText(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Text: "one", Panel: "main", Keyboard: chat.Keyboard{{{Text: "Yes", Data: "yes:::"}}}})
	r.outboxIsEmpty()
	undress := chat.Out{Kind: chat.Undress, Chat: 5, Panel: "main"}
	r.put(undress, undress, chat.Out{Kind: chat.Undress, Chat: 5, Panel: "unknown"})
	r.outboxIsEmpty()
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"one"}) || len(anna.Chat().FromBot()[0].Buttons) > 0 {
		t.Errorf("the chat shows %q with %v", got, anna.Chat().FromBot()[0].Buttons)
	}
}

func TestAPanelWhoseMessageIsGoneIsSentAnew(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	if err := r.store.SetPanel(r.ctx, point, 5, "main", 999999); err != nil {
		t.Fatal(err)
	}
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Text: "anew", Panel: "main"}, chat.Out{Chat: 5, Text: "edited", Panel: "main"})
	r.outboxIsEmpty()
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"edited"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestMessagesOfAChatArriveInTheirOrder(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{Limits: emulator.Limits{Off: true}})
	anna := r.resident(5)
	var want []string
	for i := range 50 {
		want = append(want, fmt.Sprint("message ", i))
		r.put(chat.Out{Chat: 5, Text: want[i]})
	}
	r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, HTML: true, Probability: 0.2, Next: 5})
	r.start(r.sender(nil).Run)
	r.start(r.sender(nil).Run) // a replica
	if got := r.texts(anna, len(want)); !slices.Equal(got, want) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestABlockedChatIsMarkedAndItsMessageDropped(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.resident(5).Blocks()
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Text: "hello"}, chat.Out{Chat: 404, Text: "nobody"})
	r.outboxIsEmpty()
	marks := must(r.store.UnreachableChats(r.ctx, point))
	if marks[5].Why != string(Blocked) || marks[404].Why != string(ChatGone) {
		t.Errorf("marks: %v", marks)
	}
}

func TestAPersonWhoBlockedTheBotIsMarkedAtEveryPointAndTheirOffersAreDue(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.resident(5).Blocks()
	r.start(r.sender(func(o *SenderOptions) { o.Points = []string{point, "khv"} }).Run)
	r.put(chat.Out{Chat: 5, Text: "an offer"})
	r.outboxIsEmpty()
	for _, id := range []string{point, "khv"} {
		marks := must(r.store.UnreachableChats(r.ctx, id))
		due := must(r.store.Point(&space.Point{ID: id}).Due(r.ctx, r.clock.Now(), 10))
		if len(marks) != 1 || len(due) != 1 || due[0].Kind != space.DueUnreached || due[0].Subject != "5" {
			t.Errorf("at %s: marks %v, due %v", id, marks, due)
		}
	}
}

func TestWhatWaitsForAGroupThatMigratedFollowsIt(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	g := r.tg.Group(-77, "Chess club", anna)
	g.Adds(anna)
	r.put(chat.Out{Chat: -77, Text: "one"}, chat.Out{Chat: -77, Text: "two"})
	super := g.Migrates(-1000000000077)
	r.start(r.sender(nil).Run)
	r.outboxIsEmpty()
	r.put(chat.Out{Chat: -77, Text: "three"})
	r.outboxIsEmpty()
	var got []string
	for _, m := range super.Messages() {
		if m.FromBot {
			got = append(got, m.Text)
		}
	}
	if !slices.Equal(got, []string{"one", "two", "three"}) {
		t.Errorf("the supergroup shows %q", got)
	}
	if refused := len(r.tg.CallsOf("sendMessage")) - 3; refused != 1 {
		t.Errorf("%d requests went to the former group", refused)
	}
}

func TestALostAnswerLosesNoMessageAndDoublesOnlyThatOne(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{Limits: emulator.Limits{Off: true}})
	anna := r.resident(5)
	r.tg.AddFault(emulator.Fault{Kind: emulator.LostAnswer, Next: 1, Method: "sendMessage"})
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Text: "one"}, chat.Out{Chat: 5, Text: "two"})
	if got := r.texts(anna, 3); !slices.Equal(got, []string{"one", "one", "two"}) {
		t.Errorf("the chat shows %q", got)
	}
	r.outboxIsEmpty()
}

func TestAHungConnectionIsGivenUpAndTheMessageSentAgain(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.tg.AddFault(emulator.Fault{Kind: emulator.Hang, Next: 1, Method: "sendMessage"})
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Text: "one"})
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"one"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestAProcessKilledBetweenSendingAndMarkingDoublesWhatWasInFlight(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.put(chat.Out{Chat: 5, Text: "one"}, chat.Out{Chat: 5, Text: "two"})
	// The killed process: it sends, and comes to nothing more.
	killed := r.sender(nil)
	items, err := killed.leases.claim(r.ctx, killed.lanes[0].asks(1))
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	if !killed.deliver(r.ctx, killed.lanes[0], &items[0]) {
		t.Fatal("it was not sent")
	}
	r.start(r.sender(nil).Run)
	r.clock.move(store.LeaseFor)
	if got := r.texts(anna, 3); !slices.Equal(got, []string{"one", "one", "two"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestAProcessThatWasFrozenSendsNothingThatAnotherHasByNow(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.put(chat.Out{Chat: 5, Text: "one"}, chat.Out{Chat: 5, Text: "two"})
	frozen := r.sender(nil)
	it := must(frozen.leases.claim(r.ctx, frozen.lanes[0].asks(1)))[0]
	frozen.leases.begin(it)
	frozen.leases.claimed()
	r.clock.move(store.LeaseFor)
	r.start(r.sender(nil).Run)
	r.texts(anna, 2)
	frozen.leases.extend([]store.Item{it}, r.clock.Now()) // it renews as soon as it wakes
	if frozen.deliver(r.ctx, frozen.lanes[0], &it) {
		t.Error("it sent")
	}
	r.outboxIsEmpty()
	if got := r.texts(anna, 2); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestAMessageSentWhileRedisGoesAwayIsMarkedWhenItComesBack(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{}, redisserver.Options{AppendOnly: true, Fsync: "always"})
	anna := r.resident(5)
	r.put(chat.Out{Chat: 5, Text: "once"})
	s := r.sender(nil)
	it := must(s.leases.claim(r.ctx, s.lanes[0].asks(1)))[0]
	if !s.deliver(r.ctx, s.lanes[0], &it) {
		t.Fatal("it was not sent")
	}
	r.redis.Kill()
	done := make(chan struct{})
	go func() {
		s.leases.finish(r.ctx, it, true)
		close(done)
	}()
	r.eventually("marking fails", func() bool { return strings.Contains(r.logs.String(), "cannot be marked") })
	if err := r.redis.Restart(); err != nil {
		t.Fatal(err)
	}
	<-done
	r.outboxIsEmpty()
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"once"}) {
		t.Errorf("the chat shows %q", got)
	}
}

func TestATextWhoseMarkupIsRefusedIsSentPlain(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.start(r.sender(nil).Run)
	r.put(
		chat.Out{Chat: 5, Text: "<b>1 &lt; 2", Panel: "p"}, chat.Out{Chat: 5, Text: "</i>tea", Panel: "p"},
		chat.Out{Chat: 5, Kind: chat.Send, Text: "<u>file", File: &chat.File{Name: "a.ics", Data: []byte("x")}},
	)
	r.outboxIsEmpty()
	if got := r.texts(anna, 2); !slices.Equal(got, []string{"tea", "file"}) {
		t.Errorf("the chat shows %q", got)
	}
	if n := strings.Count(r.logs.String(), "without its markup"); n != 3 {
		t.Errorf("logged %d times", n)
	}
}

func TestAnAnswerTooLateIsForgotten(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.resident(5)
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Kind: chat.Answer, PressID: "12345", Text: "ok"})
	r.outboxIsEmpty()
}

func TestAPanicInSendingCostsOneMessage(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	s := r.sender(func(o *SenderOptions) { o.Meter = brittle{} })
	r.start(s.Run)
	r.put(chat.Out{Chat: 5, Kind: chat.Menu}, chat.Out{Chat: 5, Text: "tea"})
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"tea"}) {
		t.Errorf("the chat shows %q", got)
	}
	r.outboxIsEmpty()
}

// brittle is a Meter that breaks at menus.
type brittle struct{ unmetered }

func (brittle) Sent(what string) {
	if what == "menu" {
		panic("no menus")
	}
}

func TestAFileIsSentOnceAsLongAsItIsThereAndSaysWhatItIs(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.start(r.sender(nil).Run)
	file := chat.Out{Chat: 5, Kind: chat.Send, Panel: "ics:a:1", Text: "<b>a</b>", File: &chat.File{Name: "a.event", Type: "text/calendar", Data: []byte("BEGIN:VCALENDAR")}}
	r.put(file, file)
	r.outboxIsEmpty()
	r.put(file)
	r.outboxIsEmpty()
	if sent := anna.Chat().FromBot(); len(sent) != 1 || sent[0].Document.MIME != "text/calendar" || sent[0].Document.Name != "a.event" {
		t.Fatalf("%d messages: %+v", len(sent), sent)
	}
	if err := r.store.SetPanel(r.ctx, point, 5, "ics:a:1", 999999); err != nil { // deleted by hand
		t.Fatal(err)
	}
	r.put(file)
	r.outboxIsEmpty()
	if sent := anna.Chat().FromBot(); len(sent) != 2 {
		t.Errorf("%d messages", len(sent))
	}
}

func TestTheMessageThatWasThePanelVanishesOrSaysWhatIsTrue(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.start(r.sender(nil).Run)
	buttons := chat.Keyboard{{{Text: "Yes", Data: "yes:::"}}}
	r.put(chat.Out{Chat: 5, Text: "one", Panel: "main", Keyboard: buttons})
	r.put(chat.Out{Chat: 5, Text: "two", Panel: "main", Fresh: true, Vanish: true, Keyboard: buttons})
	r.put(chat.Out{Chat: 5, Text: "three", Panel: "main", Fresh: true, Former: "two was", Keyboard: buttons})
	r.outboxIsEmpty()
	r.put(chat.Out{Kind: chat.Undress, Chat: 5, Panel: "main", Text: "three was"})
	r.outboxIsEmpty()
	if got := r.texts(anna, 2); !slices.Equal(got, []string{"two was", "three was"}) {
		t.Errorf("the chat shows %q", got)
	}
	for _, m := range anna.Chat().FromBot() {
		if len(m.Buttons) > 0 {
			t.Errorf("%q kept its buttons", m.Text)
		}
	}
}

func TestWhatKeepsAnOldMessageFromBeingMendedOnlyPutsItOff(t *testing.T) {
	r := newRig(t, emulator.Options{})
	anna := r.resident(5)
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 5, Text: "one", Panel: "main"})
	r.outboxIsEmpty()
	r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, Method: "editMessageText"})
	r.put(chat.Out{Chat: 5, Text: "two", Panel: "main", Fresh: true, Former: "one was"})
	r.eventually("both are right", func() bool {
		r.clock.move(time.Second)
		return slices.Equal(r.texts(anna, 2), []string{"one was", "two"})
	})
}
