package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// digestsGoOut lets the digests of a Monday be made, and a sender bring them.
func digestsGoOut(t *testing.T, h *house, outcome func(chat.Out) string) (*Clock, map[int64]int) {
	t.Helper()
	h.book(h.event(space.Confirmed, saturday.Add(5*day)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, saturday.Add(2*day)) // Monday noon
	got, _ := h.brings(outcome)
	return c, got
}

func TestTheAdminsReadHowTheDigestsWentInOneSilentMessage(t *testing.T) {
	h := newHouse(t)
	c, got := digestsGoOut(t, h, func(o chat.Out) string {
		if o.Chat == vera {
			return "blocked"
		}
		return space.Delivered
	})
	if got[boris] != 1 || got[vera] != 1 {
		t.Fatalf("the digests went to %v", got)
	}
	h.tickAt(c, saturday.Add(2*day+2*time.Second))
	_, told := h.brings(allDelivered)
	if len(told) != 2 || !told[0].Silent || told[0].Panel == "" || told[0].Lane != chat.Reply {
		t.Fatalf("told %+v", told)
	}
	for _, words := range []string{"Дошло: 1 из 2", "бот заблокирован: 1", "• Vera: бот заблокирован", "/unreachable"} {
		if !strings.Contains(told[0].Text, words) {
			t.Errorf("%q is missing in\n%s", words, told[0].Text)
		}
	}
	for i := range 20 {
		h.tickAt(c, saturday.Add(2*day+time.Duration(3+i)*time.Second))
	}
	if _, told := h.brings(allDelivered); len(told) != 0 {
		t.Errorf("told again: %+v", told)
	}
}

func TestARunOfDigestsThatTakesLongShowsItsProgress(t *testing.T) {
	h := newHouse(t)
	h.book(h.event(space.Confirmed, saturday.Add(5*day)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, saturday.Add(2*day))
	first := true
	h.brings(func(chat.Out) string { // the other is on its way for long
		if !first {
			return ""
		}
		first = false
		return space.Delivered
	})
	h.tickAt(c, saturday.Add(2*day+11*time.Second))
	_, told := h.brings(allDelivered)
	if len(told) != 2 || !strings.Contains(told[0].Text, "Дайджест: дошло 1 из 2") {
		t.Errorf("told %+v", told)
	}
}

func TestNobodyIsToldOfARunInWhichNothingWasSaid(t *testing.T) {
	h := newHouse(t)
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, saturday.Add(2*day))
	h.tickAt(c, saturday.Add(2*day+5*time.Second))
	for _, o := range h.sent() {
		if strings.HasPrefix(o.Occasion, string(space.DueBroadcast)) {
			t.Errorf("told %+v", o)
		}
	}
}

func TestAGroupWithoutRightsIsTriedWithTheDigestThatItsLeadsGet(t *testing.T) {
	for why, want := range map[string]int{"no_rights": 1, "kicked": 0} {
		h := newHouse(t)
		h.communities(space.Community{ID: "quanta", Name: "Кванты", Language: "ru", Leads: []int64{boris, vera}, Chat: -7})
		if err := h.store.MarkUnreachable(t.Context(), h.point.ID, -7, why, saturday); err != nil {
			t.Fatal(err)
		}
		_, got := digestsGoOut(t, h, allDelivered)
		if got[-7] != want || got[boris] != 1 || got[vera] != 1 {
			t.Errorf("%s: the digests went to %v", why, got)
		}
	}
}

func TestADigestThatWaitsToBeSentIsOfUseUntilTheNextIsDue(t *testing.T) {
	h := newHouse(t)
	h.book(h.event(space.Confirmed, saturday.Add(5*day)))
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday.Add(time.Hour))
	sent := h.sent()
	if len(sent) != 4 {
		t.Fatalf("%d digests to two leads and two admins", len(sent))
	}
	for _, o := range sent {
		if !o.Until.Equal(monday.Add(7 * day)) {
			t.Errorf("%s to %d is of use until %s", o.Occasion, o.Chat, o.Until)
		}
	}
}

func TestARunOfDigestsEndsThoughSomeOfThemCameTooLate(t *testing.T) {
	h := newHouse(t)
	c, _ := digestsGoOut(t, h, func(o chat.Out) string {
		if o.Chat == vera {
			return space.Outlived
		}
		return space.Delivered
	})
	h.tickAt(c, saturday.Add(2*day+2*time.Second))
	_, told := h.brings(allDelivered)
	if len(told) != 2 {
		t.Fatalf("told %+v", told)
	}
	text := told[0].Text
	for _, words := range []string{"разослан. Дошло: 1 из 2", "устарело, пока ждало отправки: 1"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing in\n%s", words, text)
		}
	}
	if strings.Contains(text, "Vera") || strings.Contains(text, "/unreachable") {
		t.Errorf("who can be reached is named in\n%s", text)
	}
}
