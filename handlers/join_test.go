package handlers

import "testing"

func TestWhoJoinsForAnyRoomIsOfferedOneThatIsFreeAtOnce(t *testing.T) {
	h, boris, anna, held := full(t)
	clara := h.guest(43, "Клара", "en")
	clara.says("/book Thursday 6-8pm, conference hall, 40 people, Choir")
	clara.presses("Join the queue")
	clara.presses("Any room")
	clara.sees("there is a time that fits already", "No need to wait", "Classroom", "18:00–20:00")
	clara.seesNot("You are in the queue")
	clara.presses("I take it")
	if b := clara.booked(); b.Room != "class" || !b.Start.Equal(h.at(26, 18)) {
		t.Errorf("booked %+v", b)
	}
	boris.givesUp(held)
	anna.sees("Освободилось место")
}

func TestWhoJoinsAndPassesWaitsOnAndIsToldSo(t *testing.T) {
	_, _, anna, _ := full(t)
	anna.joinsFor("Хор", "любое время")
	anna.sees("Ждать не нужно")
	anna.presses("Пропустить")
	anna.sees("Есть и другой вариант", "Есть и другое подходящее время")
}
