package scheduler

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// announces begins a broadcast to so many chats, from 1001 on.
func (h *house) announces(n int) space.Broadcast {
	h.t.Helper()
	b := space.Broadcast{ID: "cast", By: space.Party{ID: admin1, Name: "Иван"}, Text: "Завтра <закрыто> & тихо", Total: n,
		To: space.Audience{Kind: space.Residents}, State: space.BroadcastSending, Begun: h.time(), Told: h.time()}
	var to []space.Recipient
	for i := range n {
		to = append(to, space.Recipient{Chat: int64(1001 + i)})
	}
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{After: b, Recipients: to}},
		Due: []space.Due{{Kind: space.DueBroadcast, Subject: b.ID, For: h.time(), At: h.time()}}})
	return b
}

// cast is the broadcast as it is kept.
func (h *house) cast() space.Broadcast {
	h.t.Helper()
	b, ok, err := h.db.Broadcast(h.t.Context(), "cast")
	if err != nil || !ok {
		h.t.Fatal(ok, err)
	}
	return b
}

// brings empties the outbox as a sender would: each message of the broadcast
// comes to what outcome says. It returns how often each recipient was written
// to, and what the admins read.
func (h *house) brings(outcome func(chat.Out) string) (got map[int64]int, told []chat.Out) {
	h.t.Helper()
	got = map[int64]int{}
	ask := []store.Ask{{Queue: store.Outbox(h.point.ID, chat.Broadcast), Most: 1000}, {Queue: store.Outbox(h.point.ID, chat.Reply), Most: 1000}}
	items, err := h.store.Claim(h.t.Context(), "test", ask, h.time())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, it := range items {
		for next := &it; next != nil; {
			o := decoded(h.t, next.Body)
			if o.Broadcast == "" {
				told = append(told, o)
			} else {
				got[o.Chat]++
				if what := outcome(o); what != "" {
					next.Outcome = store.Outcome{Point: h.point.ID, Broadcast: o.Broadcast, What: what}
				}
			}
			if next, err = h.store.Done(h.t.Context(), "test", *next, true, h.time()); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	return got, told
}

func decoded(t testing.TB, body []byte) (o chat.Out) {
	t.Helper()
	if err := json.Unmarshal(body, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func allDelivered(chat.Out) string { return space.Delivered }

func TestABroadcastIsHandedOnInPortionsAndEachGetsItOnce(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	h.announces(400)
	first, second := h.clock(), h.clock() // replicas
	all, most := map[int64]int{}, 0
	for i := range 20 {
		at := saturday.Add(time.Duration(i) * time.Second)
		h.tickAt(first, at)
		h.tickAt(second, at)
		got, _ := h.brings(allDelivered)
		most = max(most, len(got))
		for id, n := range got {
			all[id] += n
		}
	}
	for id := int64(1001); id <= 1400; id++ {
		if all[id] != 1 {
			t.Errorf("%d got it %d times", id, all[id])
		}
	}
	if b := h.cast(); len(all) != 400 || most != 150 || b.State != space.BroadcastSent || b.Ended.IsZero() {
		t.Errorf("%d got it, at most %d at a time; it is %+v", len(all), most, b)
	}
	if due, err := h.db.Due(t.Context(), saturday.Add(time.Hour), 10); err != nil || len(due) != 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
}

func TestAClockThatIsKilledLeavesABroadcastWhereItWas(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	h.announces(200)
	h.tickAt(h.clock(), saturday)
	h.tickAt(h.clock(), saturday.Add(time.Hour)) // another, after the outbox had been let be
	if b := h.cast(); b.Handed != 150 {
		t.Errorf("%d handed on while none was sent", b.Handed)
	}
	first, _ := h.brings(allDelivered)
	h.tickAt(h.clock(), saturday.Add(2*time.Hour))
	rest, _ := h.brings(allDelivered)
	if len(first) != 150 || len(rest) != 50 {
		t.Errorf("%d and then %d got it", len(first), len(rest))
	}
}

func TestTheAdminSeesTheProgressInOneMessageAndAllReadHowItEnded(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	h.write(store.Change{People: []space.Person{
		{ID: admin1, Name: "Иван", Language: "ru", Consent: saturday}, {ID: admin2, Name: "Zhao", Language: "zh", Consent: saturday},
		{ID: 1002, Name: "Пётр <П>", Consent: saturday}}})
	h.announces(200)
	c := h.clock()
	fails := func(o chat.Out) string {
		switch {
		case o.Chat == 1002:
			return "blocked"
		case o.Chat > 1140 && o.Chat < 1170:
			return "chat_gone"
		}
		return space.Delivered
	}
	h.tickAt(c, saturday)
	if _, told := h.brings(fails); len(told) != 0 {
		t.Errorf("told too soon: %+v", told)
	}
	h.tickAt(c, saturday.Add(5*time.Second))
	_, told := h.brings(fails)
	if len(told) != 1 || told[0].Chat != admin1 || told[0].Panel != chat.Receipt("cast") || told[0].Lane != chat.Reply {
		t.Fatalf("told %+v", told)
	}
	for _, words := range []string{"Завтра &lt;закрыто&gt; &amp; тихо", "Дошло: 139 из 200", "Не дошло: 11", "чат не найден: 10", "бот заблокирован: 1", "Осталось: 50", "меньше минуты"} {
		if !strings.Contains(told[0].Text, words) {
			t.Errorf("%q is missing in\n%s", words, told[0].Text)
		}
	}
	if len(told[0].Keyboard) != 1 {
		t.Error("it cannot be stopped")
	}
	h.tickAt(c, saturday.Add(9*time.Second))
	_, told = h.brings(fails)
	if len(told) != 2 || told[0].Panel != chat.Receipt("cast") || len(told[0].Keyboard)+len(told[1].Keyboard) != 0 {
		t.Fatalf("told %+v", told)
	}
	var text strings.Builder
	for _, o := range told {
		fmt.Fprintf(&text, "=== to %d\n%s\n", o.Chat, o.Text)
	}
	for _, words := range []string{"Дошло: 170 из 200", "• Пётр &lt;П&gt;: бот заблокирован", "…и ещё 10", "已送达：170 / 200", "/unreachable"} {
		if !strings.Contains(text.String(), words) {
			t.Errorf("%q is missing", words)
		}
	}
	compare(t, "testdata/broadcast.golden", text.String())
}

func TestAStoppedBroadcastHandsNothingOnAndSaysSo(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	h.announces(400)
	c := h.clock()
	h.tickAt(c, saturday)
	h.brings(func(o chat.Out) string {
		if o.Chat > 1100 {
			return space.NotSent // as the sender does once it is stopped
		}
		return space.Delivered
	})
	before := h.cast()
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: before.Stop(space.Party{ID: admin2, Name: "Чжао"})}}})
	h.tickAt(c, saturday.Add(time.Second))
	got, told := h.brings(allDelivered)
	if len(got) != 0 || len(told) != 2 {
		t.Fatalf("%d got it, told %+v", len(got), told)
	}
	if want := "(Чжао). Дошло: 100 из 400, не отправлено: 300."; !strings.Contains(told[0].Text, want) {
		t.Errorf("%q is missing in\n%s", want, told[0].Text)
	}
	if b := h.cast(); b.State != space.BroadcastStopped || b.Ended.IsZero() {
		t.Errorf("it is %+v", b)
	}
}

func TestAGroupGetsABroadcastInItsTopic(t *testing.T) {
	h := newHouse(t)
	b := space.Broadcast{ID: "cast", Text: "hi", Total: 1, State: space.BroadcastSending, Begun: saturday}
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{After: b, Recipients: []space.Recipient{{Chat: -7, Thread: 12}}}},
		Due: []space.Due{{Kind: space.DueBroadcast, Subject: b.ID, For: saturday, At: saturday}}})
	h.tickAt(h.clock(), saturday)
	outs := h.sent()
	if len(outs) != 1 || outs[0].Chat != -7 || outs[0].Thread != 12 || outs[0].Text != "📣 hi\n\n<i>— команда «Точка»</i>" || outs[0].Lane != chat.Broadcast {
		t.Errorf("sent %+v", outs)
	}
}

func TestAnHourInWhichTheBotWasDownIsNotTakenForTheSpeedOfABroadcast(t *testing.T) {
	h := newHouse(t)
	h.point.Digest = ""
	h.write(store.Change{People: []space.Person{{ID: admin1, Name: "Иван", Language: "en", Consent: saturday}}})
	h.announces(800)
	h.goesOn(saturday, 4, h.clock())
	_, text := h.goesOn(saturday.Add(time.Hour), 1, h.clock())
	if strings.Contains(text, "to go") {
		t.Errorf("nothing can be said yet:\n%s", text)
	}
	h.brings(allDelivered)
	h.tickAt(h.clock(), saturday.Add(time.Hour+3*time.Second))
	_, told := h.brings(allDelivered)
	if len(told) == 0 {
		t.Fatal("nothing was told")
	}
	if last := told[len(told)-1].Text; !strings.Contains(last, "less than a minute to go") {
		t.Errorf("the admin reads\n%s", last)
	}
}

// interrupted is an announcement to 400 that was killed with 150 in the outbox,
// and a week later another process.
func interrupted(t *testing.T) (h *house, later time.Time) {
	t.Helper()
	h = newHouse(t)
	h.point.Digest = ""
	h.write(store.Change{People: []space.Person{{ID: admin1, Name: "Иван", Language: "ru", Consent: saturday}}})
	h.announces(400)
	h.goesOn(saturday, 1, h.clock())
	h.tickAt(h.clock(), saturday.Add(time.Second))
	return h, saturday.Add(7 * day)
}

// tooLate is what a sender does with what waited too long.
func tooLate(now time.Time) func(chat.Out) string {
	return func(o chat.Out) string {
		if !now.Before(o.Until) {
			return space.Outlived
		}
		return space.Delivered
	}
}

func TestAnAnnouncementThatWasInterruptedForDaysWaitsForAnAdmin(t *testing.T) {
	h, later := interrupted(t)
	c := h.clock()
	h.tickAt(c, later)
	_, told := h.brings(tooLate(later))
	if len(told) != 2 || !told[0].Fresh || told[0].Silent || !strings.Contains(told[0].Text, "Пауза") || !strings.Contains(told[0].Text, "Ещё не получили: 250") {
		t.Fatalf("the admins are told %+v", told)
	}
	for i := range 5 {
		h.tickAt(h.clock(), later.Add(time.Duration(i)*time.Minute)) // restarted, too
	}
	if got, told := h.brings(allDelivered); len(got)+len(told) != 0 {
		t.Errorf("nobody said so, but it goes to %v, and %v are told", got, told)
	}
	if tally, err := h.db.Tally(t.Context(), "cast"); err != nil || tally[space.Outlived] != 150 || h.cast().State != space.BroadcastPaused {
		t.Errorf("it is %+v, %v, %v", h.cast(), tally, err)
	}
}

func TestAnAnnouncementThatGoesOnReachesAllWhoDidNotGetItOnce(t *testing.T) {
	h, later := interrupted(t)
	c := h.clock()
	h.tickAt(c, later)
	h.brings(tooLate(later))
	before := h.cast()
	tally, err := h.db.Tally(t.Context(), "cast")
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.db.Lapsed(t.Context(), before)
	if err != nil || len(again) != 150 {
		t.Fatal(len(again), err)
	}
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: before.GoOn(tally, len(again), later), Again: again}},
		Due: []space.Due{{Kind: space.DueBroadcast, Subject: "cast", For: later, At: later}}})
	got, last := h.goesOn(later, 10, c)
	for id, n := range got {
		if n != 1 || id < 1151 {
			t.Errorf("%d got it %d times", id, n)
		}
	}
	if len(got) != 250 || !strings.Contains(last, "Дошло: 400 из 400") || strings.Contains(last, "Не дошло") {
		t.Errorf("%d got it, and the admin reads\n%s", len(got), last)
	}
}

func TestAnAnnouncementWhoseMessagesWaitedTooLongPausesWhileTheClockRuns(t *testing.T) {
	h, _ := interrupted(t)
	c := h.clock()
	for i := range 3 {
		h.tickAt(c, saturday.Add(time.Duration(i)*10*time.Hour+2*time.Second)) // Telegram takes nothing
	}
	h.brings(tooLate(saturday.Add(25 * time.Hour)))
	h.tickAt(c, saturday.Add(25*time.Hour))
	if got, told := h.brings(allDelivered); len(got) != 0 || len(told) == 0 || h.cast().State != space.BroadcastPaused {
		t.Errorf("it goes to %v, told are %v, it is %s", got, told, h.cast().State)
	}
}

func TestAPauseThatNobodyAnswersForAWeekEndsTheAnnouncement(t *testing.T) {
	h, later := interrupted(t)
	c := h.clock()
	h.tickAt(c, later)
	h.brings(tooLate(later))
	h.tickAt(c, later.Add(7*day-time.Second))
	if got, told := h.brings(allDelivered); len(got)+len(told) != 0 {
		t.Errorf("within the week it goes to %v, and %v are told", got, told)
	}
	got, last := h.goesOn(later.Add(7*day), 3, c)
	if len(got) != 0 || !strings.Contains(last, "за неделю никто не решил") || h.cast().Ended.IsZero() {
		t.Errorf("it goes to %v, and the admin reads\n%s", got, last)
	}
}
