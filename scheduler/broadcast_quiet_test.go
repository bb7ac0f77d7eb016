package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// atNight begins a broadcast to 200 late on a Saturday: to 1002 and 1160 in
// their quiet hours until eight, to 1003 until nine.
func atNight(t *testing.T) *house {
	h := nightHouse(t)
	h.write(store.Change{People: []space.Person{{ID: admin1, Name: "Иван", Language: "ru", Consent: saturday}}})
	h.sleeps(1002, 1160)
	h.wants(1003, func(s *space.Settings) { s.Quiet = &space.Quiet{From: 21 * 60, Until: 9 * 60} })
	h.set(h.at(0, 23, 0))
	h.announces(200)
	return h
}

// goesOn lets the clocks tick and the messages come for so many seconds; it
// returns who got it, and how often, and what the admins read last.
func (h *house) goesOn(from time.Time, seconds int, clocks ...*Clock) (got map[int64]int, last string) {
	h.t.Helper()
	got = map[int64]int{}
	for i := range seconds {
		for _, c := range clocks {
			h.tickAt(c, from.Add(time.Duration(i)*time.Second))
		}
		some, told := h.brings(allDelivered)
		for id, n := range some {
			got[id] += n
		}
		for _, o := range told {
			if o.Panel == chat.Receipt("cast") && o.Chat == admin1 {
				last = o.Text
			}
		}
	}
	return got, last
}

func TestAnAnnouncementComesToWhoSleepsWhenTheirQuietHoursEndAndOnce(t *testing.T) {
	h := atNight(t)
	first, second := h.clock(), h.clock() // replicas
	got, text := h.goesOn(h.at(0, 23, 0), 10, first, second)
	if len(got) != 197 || got[1002]+got[1003]+got[1160] != 0 {
		t.Errorf("at night %d got it, %d %d %d", len(got), got[1002], got[1003], got[1160])
	}
	for _, words := range []string{"Дошло: 197 из 200", "Тихие часы: 3. Первым придёт вс, 22 ноября, 08:00."} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing in\n%s", words, text)
		}
	}
	if strings.Contains(text, "Осталось") {
		t.Errorf("somebody is left besides:\n%s", text)
	}
	if due, err := h.db.Due(t.Context(), h.at(1, 7, 59), 10); err != nil || len(due) != 0 {
		t.Errorf("at night the clock is woken for %v, %v", due, err)
	}
	got, text = h.goesOn(h.at(1, 8, 0), 8, h.clock(), second)
	if len(got) != 2 || got[1002] != 1 || got[1160] != 1 || !strings.Contains(text, "Тихие часы: 1. Первым придёт вс, 22 ноября, 09:00.") {
		t.Errorf("at eight it came to %v, and the admin reads\n%s", got, text)
	}
	got, text = h.goesOn(h.at(1, 9, 0), 5, first, second)
	if len(got) != 1 || got[1003] != 1 || !strings.Contains(text, "Дошло: 200 из 200") {
		t.Errorf("at nine it came to %v, and the admin reads\n%s", got, text)
	}
	if b := h.cast(); b.State != space.BroadcastSent || b.Ended.IsZero() {
		t.Errorf("it is %+v", b)
	}
}

func TestAnAnnouncementIsStoppedWhileItWaitsForWhoSleeps(t *testing.T) {
	h := atNight(t)
	c := h.clock()
	h.goesOn(h.at(0, 23, 0), 10, c)
	before, now := h.cast(), h.at(1, 1, 0)
	h.set(now)
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: before.Stop(space.Party{ID: admin2, Name: "Чжао"})}},
		Due: []space.Due{{Kind: space.DueBroadcast, Subject: before.ID, For: now, At: now}}})
	_, text := h.goesOn(now, 2, c)
	if want := "Дошло: 197 из 200, не отправлено: 3."; !strings.Contains(text, want) {
		t.Errorf("%q is missing in\n%s", want, text)
	}
	if got, text := h.goesOn(h.at(1, 8, 0), 3, c); len(got) != 0 || text != "" {
		t.Errorf("in the morning %v get it, and the admin reads %q", got, text)
	}
}

func TestAnUrgentAnnouncementWaitsForNobodyButMakesNoSound(t *testing.T) {
	h := atNight(t)
	before := h.cast()
	after := before
	after.Urgent = true
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: after}}})
	h.tickAt(h.clock(), h.at(0, 23, 0))
	silent := map[int64]bool{}
	for _, o := range h.sent() {
		silent[o.Chat] = o.Silent
	}
	if _, sent := silent[1002]; !sent || !silent[1002] || !silent[1003] || silent[1001] {
		t.Errorf("sent, and silently: %v", silent)
	}
}

func TestAGroupGetsAnAnnouncementAfterItsQuietHoursInItsLanguage(t *testing.T) {
	h := nightHouse(t)
	h.communities(space.Community{ID: "chess", Name: "Chess", Language: "en", Chat: -7, Thread: 12,
		Settings: space.Settings{Quiet: &space.Quiet{From: 22 * 60, Until: 8 * 60}}})
	h.set(h.at(0, 23, 0))
	b := space.Broadcast{ID: "cast", Text: "hi", Total: 1, State: space.BroadcastSending, Begun: h.time()}
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{After: b, Recipients: []space.Recipient{{Chat: -7, Thread: 12}}}},
		Due: []space.Due{{Kind: space.DueBroadcast, Subject: b.ID, For: h.time(), At: h.time()}}})
	c := h.clock()
	if got, _ := h.goesOn(h.at(0, 23, 0), 5, c); len(got) != 0 {
		t.Errorf("at night it comes to %v", got)
	}
	h.tickAt(c, h.at(1, 8, 0))
	outs := h.sent()
	if len(outs) != 1 || outs[0].Thread != 12 || outs[0].Text != "📣 hi\n\n<i>— the team of The Point</i>" || outs[0].Silent {
		t.Errorf("in the morning: %+v", outs)
	}
}

func TestWhoIsBeingForgottenGetsNoAnnouncementAnyMore(t *testing.T) {
	h := atNight(t)
	clock := h.clock()
	h.asksToLeave(1007)
	got, _ := h.goesOn(h.at(0, 23, 0), 10, clock)
	if len(got) != 196 || got[1007] != 0 {
		t.Errorf("at night %d got it, who leaves %d times", len(got), got[1007])
	}
	h.asksToLeave(1002)
	got, _ = h.goesOn(h.at(1, 8, 0), 8, clock)
	if len(got) != 1 || got[1160] != 1 {
		t.Errorf("at eight it came to %v", got)
	}
	got, text := h.goesOn(h.at(1, 9, 0), 5, clock)
	if len(got) != 1 || got[1003] != 1 || !strings.Contains(text, "Дошло: 198 из 198") {
		t.Errorf("at nine it came to %v, and the admin reads\n%s", got, text)
	}
	if b := h.cast(); b.State != space.BroadcastSent || b.Ended.IsZero() {
		t.Errorf("it is %+v", b)
	}
	if left, err := h.db.Received(t.Context(), []space.Broadcast{h.cast()}, 1002); err != nil || len(left) != 0 {
		t.Errorf("who left is a recipient: %v, %v", left, err)
	}
}

// asksToLeave lets somebody ask to be forgotten.
func (h *house) asksToLeave(id int64) {
	h.t.Helper()
	people, err := h.db.People(h.t.Context(), []int64{id})
	if err != nil {
		h.t.Fatal(err)
	}
	who := space.Person{ID: id, Name: "Лида", Language: "ru", Consent: saturday}
	if len(people) == 1 {
		who = people[0]
	}
	who.Leaving = h.time()
	h.write(store.Change{People: []space.Person{who}})
}
func TestAGroupThatMovesWhileItWaitsItsTurnKeepsItsLanguageAndQuietHours(t *testing.T) {
	h := nightHouse(t)
	const old, moved = -7, -1000000000007
	h.communities(space.Community{ID: "chess", Name: "Chess", Language: "en", Chat: moved,
		Settings: space.Settings{Quiet: &space.Quiet{From: 22 * 60, Until: 8 * 60}}})
	if err := h.store.SetMoved(t.Context(), old, moved); err != nil {
		t.Fatal(err)
	}
	h.set(h.at(0, 23, 0))
	b := space.Broadcast{ID: "cast", Text: "hi", Total: 1, State: space.BroadcastSending, Begun: h.time(), Told: h.time()}
	h.write(store.Change{Broadcasts: []store.BroadcastChange{{After: b, Recipients: []space.Recipient{{Chat: old}}}},
		Due: []space.Due{{Kind: space.DueBroadcast, Subject: b.ID, For: h.time(), At: h.time()}}})
	c := h.clock()
	if got, _ := h.goesOn(h.at(0, 23, 0), 2, c); len(got) != 0 {
		t.Errorf("at night it comes to %v", got)
	}
	h.tickAt(c, h.at(1, 8, 0))
	if outs := h.sent(); len(outs) != 1 || !strings.Contains(outs[0].Text, "the team of The Point") {
		t.Errorf("in the morning: %+v", outs)
	}
}
