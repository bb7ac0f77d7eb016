package handlers

import (
	"testing"

	"samovar/internal/space"
)

// full is a house in which Борис has the hall on Thursday from 18 to 20, and
// Анна waits for that very slot.
func full(t *testing.T) (h *house, boris, anna *guest, held space.Booking) {
	t.Helper()
	h = openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	boris, anna = h.guest(41, "Борис", "ru"), h.guest(42, "Анна", "ru")
	held = boris.has(func(b *space.Booking) { b.Title = "Концерт" })
	anna.waitsFor("Джаз", "Именно это время")
	return h, boris, anna, held
}

// waitsFor joins the queue for the hall on Thursday from 18 to 20.
func (g *guest) waitsFor(title, want string) {
	g.Helper()
	g.joinsFor(title, want)
	g.sees("Вы в очереди", title)
}

func (g *guest) joinsFor(title, want string) {
	g.Helper()
	g.says("/book в четверг с 18 до 20, конференц-зал, 40 человек, " + title)
	g.presses("Встать в очередь")
	g.presses(want)
}

// fills books the rooms for the whole of a day.
func (h *house) fills(day int, rooms ...string) {
	dora, known := h.guests[44]
	if !known {
		dora = h.guest(44, "Дора", "ru")
	}
	for _, room := range rooms {
		dora.has(func(b *space.Booking) { b.Room, b.Start, b.End = room, h.at(day, 10), h.at(day, 22) })
	}
}

// gives up the only coming booking.
func (g *guest) givesUp(b space.Booking) {
	g.Helper()
	g.says("/my")
	g.presses("1. ")
	g.presses("Отменить")
	g.presses("Да")
	g.is(b, space.Cancelled)
}

func TestAFreedSlotIsOfferedToWhoWaitsAndNobodyElseCanTakeIt(t *testing.T) {
	h, boris, anna, held := full(t)
	boris.givesUp(held)
	anna.sees("Освободилось место", "Джаз", "18:00–20:00")
	h.isFree(held.Slot, true) // of bookings; but it is held
	clara := h.guest(43, "Клара", "ru")
	clara.says("/book в четверг с 18 до 20, конференц-зал, 40 человек, Хор")
	clara.sees("занято")
	anna.presses("Беру")
	anna.sees("Заявка отправлена")
	if b := anna.booked(); b.Room != "hall" || !b.Start.Equal(h.at(26, 18)) || b.State != space.Requested {
		t.Errorf("booked %+v", b)
	}
}

func TestAnOfferTakenTwiceIsOneBooking(t *testing.T) {
	_, boris, anna, held := full(t)
	boris.givesUp(held)
	take, _ := anna.button("Беру")
	anna.forges(take.Data)
	anna.forges(take.Data)
	anna.booked()
	anna.sees("уже взяли")
}

func TestWhoPassesGivesTheSlotToTheNext(t *testing.T) {
	h, boris, anna, held := full(t)
	clara := h.guest(43, "Клара", "en")
	clara.says("/book Thursday 6-8pm, conference hall, 40 people, Choir")
	clara.presses("Join the queue")
	clara.presses("This very time")
	boris.givesUp(held)
	anna.sees("Освободилось")
	clara.seesNot("freed")
	anna.presses("Пропустить")
	anna.presses("Да, отдать")
	clara.sees("A slot has freed", "Choir")
	clara.presses("I take it")
	clara.booked()
	anna.bookedNothing()
}

func TestWhoHadFewerHoursComesFirst(t *testing.T) {
	h, boris, anna, held := full(t)
	anna.has(func(b *space.Booking) {
		b.Room = "class"
		b.Start, b.End = h.at(27, 10), h.at(27, 20)
	})
	clara := h.guest(43, "Клара", "ru")
	clara.waitsFor("Хор", "Именно это время")
	anna.says("/my")
	anna.sees("Место: <b>2</b>", "меньше часов", "10 ч")
	clara.says("/my")
	clara.sees("Место: <b>1</b>")
	boris.givesUp(held)
	clara.sees("Освободилось")
	anna.seesNot("Освободилось")
}

func TestPartsOfAFreedSlotServeSmallerWishes(t *testing.T) {
	h := openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	boris := h.guest(41, "Борис", "ru")
	held := boris.has(func(b *space.Booking) { b.Start, b.End = h.at(26, 10), h.at(26, 22) })
	var offered int
	var waiting []*guest
	for id := int64(42); id < 45; id++ {
		g := h.guest(id, "Гость", "ru")
		g.says("/book в четверг с 12 до 15, конференц-зал, 40 человек, Клуб")
		g.presses("Встать в очередь")
		g.presses("любое время")
		waiting = append(waiting, g)
	}
	boris.givesUp(held)
	for _, g := range waiting {
		if len(g.news) > 0 {
			offered++
		}
	}
	if offered != 3 {
		t.Errorf("twelve hours serve %d of three wishes of three hours", offered)
	}
}

func TestLeavingTheQueueTakesOneTap(t *testing.T) {
	_, boris, anna, held := full(t)
	anna.says("/my")
	anna.presses("Не ждать")
	boris.givesUp(held)
	anna.seesNot("Освободилось")
	anna.says("/my")
	anna.seesNot("В очереди")
}

func TestAnOfferIsNotForOthers(t *testing.T) {
	h, boris, anna, held := full(t)
	boris.givesUp(held)
	take, _ := anna.button("Беру")
	clara := h.guest(43, "Клара", "ru")
	clara.forges(take.Data)
	clara.bookedNothing()
	anna.presses("Беру")
	anna.booked()
}

func TestAtTheDeadlinesSecondAnOfferIsOver(t *testing.T) {
	h, boris, anna, held := full(t)
	boris.givesUp(held)
	wishes, err := h.db.WishesOf(t.Context(), 42)
	if err != nil || len(wishes) != 1 || wishes[0].Offer == nil {
		t.Fatalf("%+v, %v", wishes, err)
	}
	h.now = wishes[0].Offer.Deadline
	anna.presses("Беру")
	anna.sees("Время на ответ вышло")
	anna.bookedNothing()
}

func TestAWishForTheWeekdayIsServedOnAnotherDay(t *testing.T) {
	h := openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	boris := h.guest(41, "Борис", "ru")
	next := boris.has(func(b *space.Booking) { b.Start, b.End = h.at(33, 18), h.at(33, 20) })
	for week := range weeksAhead + 1 { // every room that fits, but the evening of Борис
		h.fills(26+7*week, "class", "expo")
		if week != 1 {
			h.fills(26+7*week, "hall")
		}
	}
	clara := h.guest(43, "Клара", "ru")
	clara.waitsFor("Хор", "ближайшие")
	boris.givesUp(next)
	clara.sees("Освободилось", "3 декабря")
}
