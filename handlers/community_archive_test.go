package handlers

import (
	"testing"

	"samovar/internal/space"
	"samovar/internal/store"
)

// archives goes there through the list.
func (h *house) archives(boss *guest, name string) {
	h.Helper()
	boss.says("/communities")
	boss.presses(name)
	boss.presses("Archive")
	boss.presses("Archive")
}

func TestAnArchivedCommunityKeepsItsEventsAndBooksNoMore(t *testing.T) {
	h, boris, anna, _ := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	lena := h.guest(21, "Лена", "ru")
	_ = boris
	b := lena.has(func(b *space.Booking) { b.Community, b.Room, b.Headcount = "quanta", "zone", 10 })
	w := space.Wish{ID: "wish2345", State: space.WishWaiting, Resident: space.Party{ID: 21, Name: "Лена"}, Community: "quanta", Event: b.Event,
		Want: h.point.WantSlot(h.slot("hall", 26, 18, 20)), Created: h.now}
	h.commit(store.Change{Wishes: []store.WishChange{{After: w}}})
	boss.says("/communities")
	boss.presses("Кванты")
	boss.presses("Archive")
	boss.sees("Events ahead: 1", "Лекция о квантах", "Places in the queue it gives up: 1")
	boss.presses("Archive, keep 1 booking")
	lena.sees("теперь в архиве", "остаётся: 1", "места в очереди больше нет")
	anna.seesNot("архив")
	h.is(b, space.Confirmed)
	if got, _, _ := h.db.Wish(t.Context(), w.ID); got.State != space.WishLeft {
		t.Errorf("the wish is %s", got.State)
	}
	lena.says("/community")
	lena.sees("в архиве", "Лекция о квантах")
	lena.hasNo("Позвать лидера")
	lena.says("/book завтра с 12 до 13, зона встреч, 10 человек, Чтения")
	lena.sees("«Кванты &amp; Ко» в архиве и не бронирует")
	boss.presses("Bring back")
	lena.sees("снова действует")
	if !h.communityOf("quanta").Active() {
		t.Error("it is not active again")
	}
}

func TestACommunityThatIsArchivedDuringAConversationBooksNothing(t *testing.T) {
	h := openHouse(t)
	boss, lena := h.guest(theBoss, "Boss", "en"), h.guest(21, "Лена", "ru")
	lena.says("/book завтра с 12 до 13, зона встреч, 10 человек, Чтения")
	lena.sees("Кванты &amp; Ко")
	h.archives(boss, "Кванты")
	lena.presses("Принимаю правила")
	lena.sees("Сообщество в архиве: оно не бронирует")
	lena.bookedNothing()
	lena.seesNot("🫖 Кванты")
}

func TestArchivingCancelsWhatLiesAheadIfTheAdminWishes(t *testing.T) {
	h, _, anna, _ := full(t)
	boss, other, lena := h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Other", "ru"), h.guest(21, "Лена", "ru")
	free := h.slot("class", 27, 18, 20)
	booked := lena.has(func(b *space.Booking) { b.Community, b.Slot, b.Headcount = "quanta", free, 10 })
	asked := lena.asks(func(b *space.Booking) { b.Community, b.Slot, b.Headcount = "quanta", h.slot("class", 28, 18, 20), 10 })
	waits := space.Wish{ID: "wish2345", State: space.WishWaiting, Resident: space.Party{ID: 21, Name: "Лена"}, Community: "quanta", Event: booked.Event, Want: h.point.WantSlot(free), Created: h.now}
	h.commit(store.Change{Wishes: []store.WishChange{{After: waits}}})
	boss.says("/communities")
	boss.presses("Кванты")
	boss.presses("Archive")
	stale, _ := boss.button("Archive, cancel 2 bookings")
	lena.has(func(b *space.Booking) { b.Community, b.Slot, b.Headcount = "quanta", h.slot("zone", 27, 12, 14), 10 })
	boss.forges(stale.Data)
	boss.sees("Something changed here meanwhile", "Events ahead: 3")
	boss.presses("Archive, cancel 3 bookings")
	lena.sees("Событие отменено", "сообщество ушло в архив", "Отменено событий: 3")
	other.sees("Отменено событий: 3")
	h.is(booked, space.Cancelled)
	h.is(asked, space.Declined)
	h.isFree(free, true)
	if got, _, _ := h.db.Wish(t.Context(), waits.ID); got.State != space.WishLeft {
		t.Errorf("the wish is %s", got.State)
	}
	anna.seesNot("архив")
	boss.forges(stale.Data)
	boss.sees("Something changed")
}
