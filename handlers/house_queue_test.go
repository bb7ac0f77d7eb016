package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestAClosureRecallsOffersAndEndsWhatWaitsInVain(t *testing.T) {
	h, boris, anna, held := full(t)
	boss, clara := h.guest(theBoss, "Boss", "en"), h.guest(43, "Клара", "ru")
	h.fills(26, "class", "expo")
	clara.waitsFor("Хор", "Любой зал")
	boris.givesUp(held)
	anna.sees("Освободилось")
	boss.says("/close conference hall November 26")
	boss.sees("1 offer to someone", "In the queue for these days: 1")
	boss.presses("Close")
	anna.sees("Ждать этого времени больше не получится", "не работает")
	clara.seesNot("Ждать этого")
	anna.hasNo("Беру")
	for _, w := range h.wishes(42) {
		if w.State != space.WishLapsed {
			t.Errorf("the wish is %s", w.State)
		}
	}
	for _, w := range h.wishes(43) {
		if w.State != space.WishWaiting {
			t.Errorf("what another room can serve is %s", w.State)
		}
	}
}

func TestAnOfferTakenAfterTheRoomWasClosedIsAnsweredTruly(t *testing.T) {
	h, boris, anna, held := full(t)
	boris.givesUp(held)
	take, _ := anna.button("Беру")
	closing := space.Closing{ID: "c", Closure: space.Closure{First: h.point.Day(held.Start), Last: h.point.Day(held.Start), Room: "hall"}}
	after, r := h.stands().Close(h.point, closing, h.now)
	if r != nil {
		t.Fatal(r)
	}
	h.commit(store.Change{House: &after}) // as if nobody had looked at the offers
	anna.forges(take.Data)
	anna.sees("больше нельзя занять", "не работает")
	anna.bookedNothing()
	anna.forges(take.Data)
	anna.sees("уже не действует")
}

func TestReopeningFeedsTheQueue(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	boss.says("/close conference hall November 26")
	boss.presses("Close")
	h.renewed()
	want := h.point.WantSlot(h.slot("hall", 26, 18, 20))
	h.commit(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "w1", State: space.WishWaiting, Want: want, Created: h.now,
		Event: space.Event{Title: "Джаз", Headcount: 20}, Resident: space.Party{ID: 42, Name: "Анна"}}}}})
	boss.says("/house")
	boss.presses("🔓")
	boss.sees("open again", "offered the time that opens")
	boss.presses("Open")
	anna.sees("Освободилось", "Джаз")
	if after := h.stands(); len(after.Closings) != 0 || after.Version != 2 {
		t.Errorf("the house is %+v", after)
	}
}

func TestExtendedHoursFeedTheQueue(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	sunday := h.point.Day(h.at(29, 12))
	boss.has(func(b *space.Booking) { b.Start, b.End = h.at(28, 10), h.at(28, 22) })
	h.commit(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "w1", State: space.WishWaiting, Created: h.now,
		Want:  space.WantSpan(sunday.Plus(-1), sunday, 0, space.Hours{Open: 12 * 60, Close: 16 * 60}, 2*time.Hour),
		Event: space.Event{Title: "Джаз", Headcount: 90}, Resident: space.Party{ID: 42, Name: "Анна"}}}}})
	boss.says("/hours sun 12-18 from tomorrow")
	boss.presses("Change the hours")
	anna.sees("Освободилось", "Джаз", "вс, 29 ноября, 12:00–14:00")
}

func TestWhoWaitsIsToldOnceThatTheLastWayIsClosed(t *testing.T) {
	h, _, anna, _ := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/hours thu closed from tomorrow")
	boss.sees("1 booking cannot be held", "waits in vain")
	boss.presses("keep these")
	anna.sees("Ждать этого времени больше не получится", "закрыты")
	boss.says("/house")
	boss.sees("Thu, closed")
	boss.presses("Undo")
	boss.presses("Bring back")
	anna.seesNot("Ждать")
}
