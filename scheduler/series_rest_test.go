package scheduler

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// leads makes these people, who all agreed to be remembered, the leads of the
// series' community.
func (h *house) leads(ids ...int64) {
	h.t.Helper()
	people, err := h.db.People(h.t.Context(), []int64{anna, vera})
	if err != nil {
		h.t.Fatal(err)
	}
	for i := range people {
		people[i].Consent = saturday
	}
	h.write(store.Change{People: people})
	before, ok, err := h.db.Community(h.t.Context(), "quanta")
	if err != nil || !ok {
		h.t.Fatalf("community: %v, %v", ok, err)
	}
	after := before
	after.Leads = ids
	h.write(store.Change{Communities: []store.CommunityChange{{Before: &before, After: after}}})
}

// about leaves what is said of a series' dates.
func about(outs []chat.Out) []chat.Out {
	return slices.DeleteFunc(outs, func(o chat.Out) bool { return !strings.HasPrefix(o.Occasion, "series:") })
}

func TestASeriesGoesOnInTheNameOfTheFirstLeadWhoCanBeReached(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.leads(anna, vera)
	if err := h.store.MarkUnreachable(t.Context(), h.point.ID, anna, "blocked", saturday); err != nil {
		t.Fatal(err)
	}
	c := h.clock()
	h.tickAt(c, h.morning(h.opens()))
	all := h.datesOf(s)
	if len(all) != 1 || all[0].Resident.ID != vera || all[0].Resident.Name != "Vera" || h.left(s) != 1 {
		t.Fatalf("booked %+v, %d left", all, h.left(s))
	}
	told := about(h.sent())
	if text := says(told, vera); !strings.Contains(text, "已经订好了") || !strings.Contains(text, "现在由您负责") {
		t.Errorf("the heir is told:\n%s", text)
	}
	if text := says(told, boris); text != "" {
		t.Errorf("who leads no more is told:\n%s", text)
	}
	h.tickAt(c, h.morning(h.opens().Plus(7)))
	if text := says(about(h.sent()), vera); !strings.Contains(text, "已经订好了") || strings.Contains(text, "现在由您负责") {
		t.Errorf("a week later:\n%s", text)
	}
}

func TestWhatASeriesWaitsForIsWaitedForByWhoItPassesTo(t *testing.T) {
	h := newHouse(t)
	h.point.Policy = space.DefaultPolicy()
	s := h.club()
	h.leads(vera)
	h.set(h.morning(h.opens()))
	h.book(h.event(space.Confirmed, h.point.At(h.opens(), 17*60)))
	h.tickAt(h.clock(), h.morning(h.opens()))
	wishes, err := h.db.WishesOf(t.Context(), vera)
	if err != nil || len(wishes) != 1 || wishes[0].Series != s.ID {
		t.Errorf("wishes %+v, %v", wishes, err)
	}
	if text := says(about(h.sent()), vera); !strings.Contains(text, "现在由您负责") {
		t.Errorf("told:\n%s", text)
	}
}

func TestTheDatesOfASeriesRestWhileNobodyLeadsItsCommunity(t *testing.T) {
	for tag, want := range map[lang.Tag]string{lang.Russian: "нет лидера", lang.English: "nobody leads", lang.Chinese: "没有负责人"} {
		h := newHouse(t)
		h.write(store.Change{People: []space.Person{{ID: admin1, Name: "Boss", Language: string(tag), Consent: saturday}}})
		s := h.club()
		h.leads()
		c := h.clock()
		opens := h.morning(h.opens())
		for day := range 9 { // the second date opens a week after the first
			h.tickAt(c, opens.AddDate(0, 0, day))
			told := about(h.sent())
			if n := len(told); n != map[bool]int{true: 2, false: 0}[day == 0] {
				t.Fatalf("%s, day %d: told %+v", tag, day, told)
			}
			if day == 0 && !strings.Contains(says(told, admin1), want) {
				t.Errorf("%s: told\n%s", tag, says(told, admin1))
			}
		}
		if len(h.datesOf(s)) != 0 || h.left(s) != 2 {
			t.Fatalf("%d dates, %d left", len(h.datesOf(s)), h.left(s))
		}
		h.leads(vera)
		h.tickAt(c, opens.AddDate(0, 0, 8).Add(time.Hour))
		if n := len(h.datesOf(s)); n != 0 {
			t.Errorf("%d dates before the next morning", n)
		}
		h.tickAt(c, opens.AddDate(0, 0, 9))
		if all := h.datesOf(s); len(all) != 2 || all[0].Resident.ID != vera || h.left(s) != 0 {
			t.Errorf("booked %+v, %d left", all, h.left(s))
		}
	}
}

func TestTheAdminsHearAgainOfASeriesThatLosesItsLeadsAgain(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.leads()
	c := h.clock()
	opens := h.morning(h.opens())
	h.tickAt(c, opens)
	h.leads(vera)
	h.tickAt(c, opens.AddDate(0, 0, 1))
	h.leads()
	h.sent()
	h.tickAt(c, opens.AddDate(0, 0, 7))
	if text := says(about(h.sent()), admin1); !strings.Contains(text, "нет лидера") || h.left(s) != 1 {
		t.Errorf("told %q, %d left", text, h.left(s))
	}
}

func TestALeadWhoNeverAgreedToBeRememberedBooksNothing(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.leads(77)
	h.tickAt(h.clock(), h.morning(h.opens()))
	if len(h.datesOf(s)) != 0 || h.left(s) != 2 {
		t.Errorf("%d dates, %d left", len(h.datesOf(s)), h.left(s))
	}
	if text := says(about(h.sent()), admin1); !strings.Contains(text, "нет лидера") {
		t.Errorf("told:\n%s", text)
	}
}

func TestADateThatPassesWhileItsSeriesRestsIsLetGo(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.leads()
	c := h.clock()
	h.tickAt(c, h.morning(h.opens()))
	h.sent()
	h.tickAt(c, h.point.At(h.opens().Plus(1), 10*60))
	if n := h.left(s); n != 1 {
		t.Errorf("%d left", n)
	}
	if told := about(h.sent()); len(told) != 0 {
		t.Errorf("told %+v", told)
	}
}

func TestASeriesThatRestsDoesSoAfterARestart(t *testing.T) {
	h := newHouse(t)
	s := h.club()
	h.leads()
	opens := h.morning(h.opens())
	h.tickAt(h.clock(), opens)
	h.sent()
	h.leads(vera)
	h.tickAt(h.clock(), opens.Add(time.Hour))
	if n := len(h.datesOf(s)); n != 0 || len(about(h.sent())) != 0 {
		t.Errorf("%d dates before the next morning", n)
	}
	h.tickAt(h.clock(), opens.AddDate(0, 0, 1))
	if n := len(h.datesOf(s)); n != 1 {
		t.Errorf("%d dates on the next morning", n)
	}
}
