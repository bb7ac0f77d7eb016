package handlers

import (
	"testing"

	"samovar/internal/space"
)

// offering is a house in which a lead's wish for the hall is offered to them;
// Ли leads the same community.
func offering(t *testing.T) (h *house, boris, lead, li *guest) {
	t.Helper()
	h = openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	boris, lead, li = h.guest(41, "Борис", "ru"), h.guest(21, "Лидер", "ru"), h.guest(22, "Li", "en")
	held := boris.has(func(b *space.Booking) { b.Title = "Концерт" })
	lead.waitsFor("Джаз", "Именно это время")
	boris.givesUp(held)
	lead.sees("Освободилось место")
	return h, boris, lead, li
}

func TestWhatALeadAnswersToAnOfferItsResidentHears(t *testing.T) {
	for answer, says := range map[string][2]string{
		"Беру":       {"Your request is sent", "Заявка отправлена"},
		"Пропустить": {"others may have the slot", "слот свободен для других"},
	} {
		_, _, lead, li := offering(t)
		button, _ := lead.button(answer)
		li.forges(button.Data)
		if answer == "Пропустить" {
			li.presses("Yes, let others have it")
		}
		li.sees(says[0])
		lead.sees(says[1], "за вас ответили: Li")
		lead.hasNo("Беру")
		lead.hasNo("Пропустить")
	}
}

func TestTheScheduleShowsAnOfferedSlotAsTaken(t *testing.T) {
	_, boris, _, _ := offering(t)
	boris.forges("sched::0:2026-11-26")
	boris.sees("🟢 10:00–17:30 свободно\n18:00–20:00 занято\n🟢 20:30–22:00 свободно")
	boris.seesNot("Джаз")
}

func TestOfferedSeatsCountInTheBuilding(t *testing.T) {
	h, _, lead, _ := offering(t)
	anna, boss := h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", "en")
	anna.asks(func(b *space.Booking) { b.Room, b.Headcount = "class", 20 })
	boss.sees("in the whole building then: 60 of 250")
	lead.presses("Беру")
	boss.sees("in the whole building then: 60 of 250")
}

func TestWhoPassesTheOnlyTimeWaitedForIsToldThatTheyWaitNoLonger(t *testing.T) {
	_, boris, anna, held := full(t)
	boris.givesUp(held)
	pass, _ := anna.button("Пропустить")
	anna.presses("Пропустить")
	anna.sees("Отдать слот другим?", "18:00–20:00 · Конференц-зал")
	anna.presses("Да, отдать")
	anna.sees("вы вышли из очереди", "/book")
	anna.forges(pass.Data)
	if told := anna.toasts[len(anna.toasts)-1]; told != "Вы уже пропустили это предложение и больше не ждёте" {
		t.Errorf("told %q", told)
	}
	anna.says("/my")
	anna.sees("нет ни одной брони")
	for _, row := range anna.newest().keyboard {
		for _, b := range row {
			if b.Text == anna.desk.Texts.In("ru").Plain("menu.my") {
				t.Error("an empty list leads to itself")
			}
		}
	}
}

func TestAnOfferPassesOnWithThePlaceInTheQueue(t *testing.T) {
	for way, hand := range map[string]func(*house, *guest) (heir *guest){
		"to another lead": func(h *house, lead *guest) *guest {
			lead.says("/community")
			lead.presses("Передать")
			lead.presses("Li")
			lead.presses("Да")
			return h.guests[22]
		},
		"by a link": func(h *house, lead *guest) *guest {
			lead.says("/community")
			lead.presses("Передать")
			lead.presses("по ссылке")
			ann := h.guest(42, "Ann", "en")
			ann.says("/start " + lead.link())
			return ann
		},
		"by who is forgotten": func(h *house, lead *guest) *guest {
			lead.says("/forget")
			lead.presses("Забыть меня")
			lead.presses("Да, забыть навсегда")
			return h.guests[22]
		},
	} {
		t.Run(way, func(t *testing.T) {
			h, _, lead, _ := offering(t)
			former, _ := lead.button("Беру")
			heir := hand(h, lead)
			heir.sees("A slot waits for your answer", "Джаз", "handed over to you by Лидер")
			if way != "by who is forgotten" {
				lead.sees("«Джаз»: на это предложение теперь отвечает " + heir.Name)
				lead.hasNo("Беру")
				lead.forges(former.Data)
			}
			heir.presses("I take it")
			heir.sees("Your request is sent")
			if b := heir.booked(); b.Title != "Джаз" || b.Resident.ID != heir.ID || b.Community != "quanta" {
				t.Errorf("taken as %+v", b)
			}
		})
	}
}

func TestAnOfferThatLapsesAnywayIsNotHandedOn(t *testing.T) {
	h, _, lead, li := offering(t)
	lead.says("/community")
	lead.presses("Передать")
	lead.presses("Li")
	h.now = h.wishes(21)[0].Offer.Deadline
	lead.presses("Да")
	li.sees("You lead")
	li.seesNot("A slot waits")
	lead.hasNo("Беру")
}
