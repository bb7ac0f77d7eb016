package handlers

import (
	"fmt"
	"strings"
	"testing"

	"samovar/internal/space"
	"samovar/internal/store"
)

// replaces lets another lead a community in place of somebody.
func (h *house) replaces(id string, gone, heir int64) {
	h.Helper()
	c, _, err := h.db.Community(h.Context(), id)
	if err != nil {
		h.Fatal(err)
	}
	after := c
	after.Leads = nil
	for _, lead := range c.Leads {
		if lead != gone {
			after.Leads = append(after.Leads, lead)
		}
	}
	if heir != 0 {
		after.Leads = append(after.Leads, heir)
	}
	h.commit(store.Change{Communities: []store.CommunityChange{{Before: &c, After: after}}})
}

func TestAnOfferIsNotTakenByALeadWhoWasReplaced(t *testing.T) {
	h, _, lead, _ := offering(t)
	w := h.wishes(21)[0]
	h.replaces(w.Community, 21, 0)
	lead.presses("Беру")
	lead.sees("больше не представляете")
	if after := h.wishes(21)[0]; after.State != space.WishLapsed {
		t.Errorf("the wish is %s", after.State)
	}
	h.holds(w.Offer.Slot, false)
}

func TestWhoIsNoLeadAnyMoreDoesNotFinishAChange(t *testing.T) {
	h := openHouse(t)
	lead, other := h.guest(21, "Лидер", "ru"), h.guest(22, "Li", "ru")
	b := lead.has(func(b *space.Booking) { b.Community = "quanta" })
	other.forges(fmt.Sprintf("change:%s:1:edit", b.ID))
	other.sees("Что меняем?")
	other.says("в пятницу в 19")
	h.replaces("quanta", 22, 0)
	if save, ok := other.button("Попросить администраторов"); ok {
		other.forges(save.Data)
	} else {
		other.presses("Сохранить")
	}
	if after := h.is(b, space.Confirmed); after.Asks() || after.Title != b.Title || !after.Start.Equal(b.Start) {
		t.Errorf("changed to %+v", after)
	}
	if strings.Contains(other.screen(), "Попросил администраторов") {
		t.Errorf("the change was taken:\n%s", other.screen())
	}
}

func TestDatesThatAnotherOfTheSeriesStillHoldsStayAsTheyAre(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Approve all 4")
	was := anna.dates()
	anna.forges(fmt.Sprintf("rest:%s:%d:move", was[1].ID, was[1].Version))
	anna.says("10 декабря с 18 до 20")
	anna.presses("Посмотреть даты")
	anna.sees("подходит: 1") // only the last has nothing of the series before it
	anna.presses("Перенести 1 дату")
	anna.sees("Попросил администраторов")
}

func TestTheWayBackFromHoursThatAreSoAlreadyAsksForThem(t *testing.T) {
	_, _, boss, other := staffed(t)
	boss.says("/hours from November 25 mon-fri 9:00-21:00")
	other.says("/hours с 25 ноября пн-пт 9:00-21:00")
	boss.presses("Change the hours")
	other.presses("Поменять")
	other.presses("Назад")
	other.sees("час")
}
