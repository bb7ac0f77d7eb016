package store

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func refusedFor(err error) space.Reason {
	var r *space.Refusal
	if errors.As(err, &r) {
		return r.Reason
	}
	return ""
}

func TestASlotIsRefusedWhereItTouchesAnother(t *testing.T) {
	p := startStore(t)
	book(t, p, request("hall", 12, 14, 20)) // 11:45 to 14:15 with set-up and clear-up
	for _, c := range []struct {
		from, to float64
		want     space.Reason
	}{
		{12, 14, space.Taken}, {13, 15, space.Taken}, {11, 13, space.Taken}, {10, 16, space.Taken},
		{12.5, 13, space.Taken}, {14, 15, space.Taken}, {14.25, 15, space.Taken},
		{10, 12, space.Taken}, {14.5, 15, ""}, {10, 11.5, ""},
	} {
		b := request("hall", c.from, c.to, 20)
		if got := refusedFor(p.Commit(t.Context(), create(b), monday)); got != c.want {
			t.Errorf("%s: refused for %q, want %q", describe(b), got, c.want)
		}
	}
}

func TestASlotEndsWhereTheNextBegins(t *testing.T) {
	p := startStore(t)
	book(t, p, request("class", 12, 14, 20))
	book(t, p, request("class", 14, 15, 20))
	book(t, p, request("class", 11, 12, 20))
}

func TestTheHouseNeverHoldsMorePeopleThanItMay(t *testing.T) {
	p := startStore(t)
	book(t, p, request("hall", 12, 14, 70))
	book(t, p, request("class", 11, 12, 40)) // ends as the other starts
	err := p.Commit(t.Context(), create(request("class", 13, 15, 31)), monday)
	var r *space.Refusal
	if !errors.As(err, &r) || r.Reason != space.HouseFull || r.Free != 30 {
		t.Fatalf("101 people in a house of 100: %v, %+v", err, r)
	}
	book(t, p, request("class", 13, 15, 30))
}

func TestAMoveIsCheckedAgainstOthersAndNotAgainstItself(t *testing.T) {
	p := startStore(t)
	b := book(t, p, request("class", 12, 14, 40))
	book(t, p, request("hall", 12, 14, 60))
	move := func(from, to float64) Change {
		slot := request("class", from, to, 0).Slot
		return with(reload(t, p, b.ID), func(b *space.Booking) { b.Slot = slot })
	}
	if err := p.Commit(t.Context(), move(13, 15), monday); err != nil {
		t.Errorf("a move over its own old slot: %v", err)
	}
	book(t, p, request("class", 10, 12, 5))
	if err := p.Commit(t.Context(), move(11, 13), monday); refusedFor(err) != space.Taken {
		t.Errorf("a move over another's slot: %v", err)
	}
	if got := reload(t, p, b.ID); got.Start.Hour() != 4 {
		t.Errorf("a refused move left %s", describe(got))
	}
}

func TestWhatWasGivenBackCanBeTakenAgain(t *testing.T) {
	p := startStore(t)
	for _, end := range []space.State{space.Withdrawn, space.Declined, space.Expired} {
		b := book(t, p, request("hall", 12, 14, 90))
		if err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = end }), monday); err != nil {
			t.Fatal(err)
		}
		mustBeEmpty(t, p)
	}
}

func TestTwoHundredWantOneSlotAndExactlyOneGetsIt(t *testing.T) {
	url := emptyRedis(t)
	var points [4]*Point
	for i := range points {
		points[i] = openStore(t, url).Point(testPoint())
	}
	var got, refused atomic.Int32
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			switch err := points[i%4].Commit(t.Context(), create(request("hall", 12, 14, 20)), monday); {
			case err == nil:
				got.Add(1)
			case refusedFor(err) == space.Taken:
				refused.Add(1)
			default:
				t.Errorf("neither had nor taken: %v", err)
			}
		})
	}
	all.Wait()
	if got.Load() != 1 || refused.Load() != 199 {
		t.Errorf("%d had the slot, %d were refused", got.Load(), refused.Load())
	}
}

func TestTwoAdminsDecideAndTheFirstDecisionStands(t *testing.T) {
	p := startStore(t)
	b := book(t, p, request("hall", 12, 14, 20))
	decide := func(state space.State) error {
		return p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = state }), monday)
	}
	if err := decide(space.Declined); err != nil {
		t.Fatal(err)
	}
	if err := decide(space.Confirmed); !errors.Is(err, ErrStale) {
		t.Errorf("a decision on what was read before the first: %v", err)
	}
	if got := reload(t, p, b.ID).State; got != space.Declined {
		t.Errorf("the booking is %s", got)
	}
	mustBeEmpty(t, p)
}

func TestAnUpdateHasItsEffectOnce(t *testing.T) {
	p := startStore(t)
	change := create(request("hall", 12, 14, 20))
	change.Event = 7
	if err := p.Commit(t.Context(), change, monday); err != nil {
		t.Fatal(err)
	}
	again := create(request("hall", 16, 17, 20))
	again.Event = 7
	if err := p.Commit(t.Context(), again, monday); !errors.Is(err, ErrHandled) {
		t.Errorf("the same update again: %v", err)
	}
	if known, err := p.Know(t.Context(), 42, 42, 7); err != nil || !known.Handled {
		t.Errorf("update 7 is not known as handled: %v", err)
	}
}

func TestARefusedChangeWritesNothingAtAll(t *testing.T) {
	p := startStore(t)
	book(t, p, request("hall", 12, 14, 20))
	before := everywhere(t, p.store, "dbsize")
	change := create(request("hall", 13, 15, 20))
	change.Event = 9
	change.Bookings = append(change.Bookings, BookingChange{After: request("class", 18, 19, 5)})
	change.Session = &chat.Session{ID: "s", Chat: 42}
	change.Outs = []chat.Out{{Kind: chat.Say, Chat: 42, Lane: chat.Reply, Text: "yours"}}
	if err := p.Commit(t.Context(), change, monday); refusedFor(err) != space.Taken {
		t.Fatal(err)
	}
	if after := everywhere(t, p.store, "dbsize"); after != before {
		t.Errorf("%d keys became %d", before, after)
	}
}

func TestWhatIsDueIsCarriedOutOnce(t *testing.T) {
	p := startStore(t)
	due := space.Due{Kind: space.DueDigests, For: monday, At: monday}
	if err := p.Commit(t.Context(), Change{Due: []space.Due{due}}, monday); err != nil {
		t.Fatal(err)
	}
	if list, err := p.Due(t.Context(), monday, 10); err != nil || len(list) != 1 || list[0] != due {
		t.Fatalf("due: %+v, %v", list, err)
	}
	fire := Change{Fired: []space.Due{due}}
	if err := p.Commit(t.Context(), fire, monday); err != nil {
		t.Fatal(err)
	}
	if err := p.Commit(t.Context(), fire, monday); !errors.Is(err, ErrFired) {
		t.Errorf("the same due again: %v", err)
	}
}

func TestAMovedBookingHasItsNewRemindersAndNoneOfTheOld(t *testing.T) {
	p := startStore(t)
	b := request("class", 20, 21, 5)
	b.State = space.Confirmed
	b = book(t, p, b)
	move := with(b, func(b *space.Booking) { b.Slot = request("class", 18, 19, 5).Slot })
	if err := p.Commit(t.Context(), move, monday); err != nil {
		t.Fatal(err)
	}
	list, err := p.Upcoming(t.Context(), monday)
	if err != nil {
		t.Fatal(err)
	}
	want := p.space.Agenda(reload(t, p, b.ID), monday)
	if len(list) != len(want) {
		t.Fatalf("due is %+v, want %+v", list, want)
	}
	for _, d := range list {
		if !d.For.Equal(b.Start.Add(-2 * time.Hour)) {
			t.Errorf("still due: %+v", d)
		}
	}
}

func TestAFullRedisRefusesTheWholeChange(t *testing.T) {
	p := startStore(t)
	b := book(t, p, request("hall", 12, 14, 20))
	everywhere(t, p.store, "config", "set", "maxmemory", "1")
	err := p.Commit(t.Context(), with(b, func(b *space.Booking) { b.State = space.Withdrawn }), monday)
	everywhere(t, p.store, "config", "set", "maxmemory", "0")
	if err == nil || !Transient(err) {
		t.Errorf("a full Redis answered %v", err)
	}
	if got := refusedFor(p.Commit(t.Context(), create(request("hall", 12, 14, 20)), monday)); got != space.Taken {
		t.Errorf("the slot was given back by a change that was refused: %q", got)
	}
}

// TestNoOrderOfWritesOverlapsOrOverfills holds G1 against a plain model.
func TestNoOrderOfWritesOverlapsOrOverfills(t *testing.T) {
	p := startStore(t)
	rapid.Check(t, func(rt *rapid.T) {
		everywhere(t, p.store, "flushall")
		var live []space.Booking
		for range rapid.IntRange(1, 25).Draw(rt, "writes") {
			if len(live) > 0 && rapid.Bool().Draw(rt, "ends") {
				i := rapid.IntRange(0, len(live)-1).Draw(rt, "which")
				if err := p.Commit(t.Context(), with(reload(t, p, live[i].ID), func(b *space.Booking) { b.State = space.Withdrawn }), monday); err != nil {
					rt.Fatal(err)
				}
				live = append(live[:i], live[i+1:]...)
				continue
			}
			from := float64(rapid.IntRange(36, 80).Draw(rt, "from")) / 4
			b := request(rapid.SampledFrom([]string{"hall", "class"}).Draw(rt, "room"), from,
				from+float64(rapid.IntRange(1, 12).Draw(rt, "quarters"))/4, rapid.IntRange(1, 90).Draw(rt, "heads"))
			want := fits(live, b, 100)
			err := p.Commit(t.Context(), create(b), monday)
			if (err == nil) != want {
				rt.Fatalf("%s for %d: %v, the model says %v", describe(b), b.Headcount, err, want)
			}
			if err == nil {
				live = append(live, b)
			}
		}
	})
}

// fits is the rule said plainly.
func fits(live []space.Booking, b space.Booking, capacity int) bool {
	for _, o := range live {
		if o.Footprint().Overlaps(b.Footprint()) {
			return false
		}
	}
	for at := b.Start; at.Before(b.End); at = at.Add(time.Minute) {
		heads := b.Headcount
		for _, o := range live {
			if !at.Before(o.Start) && at.Before(o.End) {
				heads += o.Headcount
			}
		}
		if heads > capacity {
			return false
		}
	}
	return true
}

func TestOnlyHowAMessageLooksLastIsSent(t *testing.T) {
	p := startStore(t)
	say := func(panel, text string, fresh bool) chat.Out {
		return chat.Out{Kind: chat.Say, Chat: 42, Lane: chat.Reply, Panel: panel, Text: text, Fresh: fresh}
	}
	commit := func(outs ...chat.Out) {
		if err := p.Commit(t.Context(), Change{Outs: outs}, monday); err != nil {
			t.Fatal(err)
		}
	}
	commit(say("a", "first", false), say("", "other", false), say("b", "anew", true))
	item := claimOne(t, p)
	commit(say("a", "second", false)) // the first is on its way
	commit(say("a", "third", false), say("b", "edited", false))
	var texts []string
	for next := &item; next != nil; {
		var o chat.Out
		if err := json.Unmarshal(next.Body, &o); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, o.Text)
		var err error
		if next, err = p.store.Done(t.Context(), "test", *next, true, monday); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(texts, " "); got != "first other anew third edited" {
		t.Errorf("sent: %s", got)
	}
}

func claimOne(t *testing.T, p *Point) Item {
	t.Helper()
	items, err := p.store.Claim(t.Context(), "test", []Ask{{Queue: Outbox("blg", chat.Reply), Most: 10}}, monday)
	if err != nil || len(items) != 1 {
		t.Fatalf("claimed %d chats, %v", len(items), err)
	}
	return items[0]
}
