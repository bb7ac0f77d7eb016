package handlers

import (
	"testing"

	"samovar/internal/space"
)

func TestConsentMayBeTyped(t *testing.T) {
	for i, c := range []struct{ language, no, yes, card string }{
		{"ru", "нет", "Да, согласна", "Проверьте заявку"}, {"en", "no", "yes", "check your request"}, {"zh", "不", "好", "请核对"},
	} {
		h := openHouse(t)
		anna := h.stranger(int64(50+i), "Anna", c.language)
		anna.says("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах")
		before := anna.last().text
		anna.says(c.no)
		if anna.last().text != before {
			t.Errorf("a no is answered with:\n%s", anna.last().text)
		}
		anna.says(c.yes)
		anna.sees(c.card, "Лекция о квантах")
		people, err := h.db.People(t.Context(), []int64{anna.ID})
		if err != nil || len(people) != 1 || people[0].Consent.IsZero() {
			t.Errorf("%+v, %v", people, err)
		}
	}
}

func TestAYesThatNobodyAskedForIsNoConsent(t *testing.T) {
	h := openHouse(t)
	anna := h.stranger(42, "Анна", "ru")
	anna.says("да")
	anna.sees("Согласны?")
	if people, err := h.db.People(t.Context(), []int64{42}); err != nil || len(people) > 0 {
		t.Errorf("%+v, %v", people, err)
	}
}

func TestATypedYesSendsTheCard(t *testing.T) {
	for language, yes := range map[string]string{"ru": "Да, отправляйте", "en": "ok", "zh": "好的"} {
		h := openHouse(t)
		anna := h.guest(42, "Анна", language)
		anna.says("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах")
		anna.says("нет")
		anna.bookedNothing()
		anna.says(yes)
		if b := anna.booked(); b.State != space.Requested || b.Title != "Лекция о квантах" {
			t.Errorf("%s: booked %+v", language, b)
		}
		if m := anna.last(); len(anna.messages) != 1 || m.keyboard == nil {
			t.Errorf("%s: the receipt is not below what was typed:\n%s", language, anna.screen())
		}
	}
}

func TestATypedYesSendsAChangeOnlyWhereThereIsOne(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("да")
	anna.sees("Что меняем?")
	if h.reload(b).Version != b.Version {
		t.Error("nothing became a change")
	}
	anna.says("30 человек")
	anna.says("да")
	if got := h.is(b, space.Confirmed); got.Headcount != 30 {
		t.Errorf("for %d", got.Headcount)
	}
}

func TestATypedAnswerCountsWhereTheBotAsksBack(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	gives := func() {
		anna.says("/my")
		anna.presses("1. ")
		anna.presses("Отменить")
	}
	gives()
	anna.says("нет")
	h.is(b, space.Confirmed)
	gives()
	anna.says("что сегодня?")
	anna.sees("Конференц-зал")
	anna.says("да")
	h.is(b, space.Confirmed)
	gives()
	anna.says("Да!")
	h.is(b, space.Cancelled)
	anna.sees("отмен")
}

func TestWhoIsInAConversationIsNotTakenForAnsweringSomethingElse(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	anna.says("/book")
	anna.forges(giveUpData(b))
	anna.says("Лекция о ежах")
	anna.sees("Лекция о ежах", "Сколько человек")
	h.is(b, space.Confirmed)
}

func giveUpData(b space.Booking) string { return "giveup:" + b.ID + ":1:" + giveUpHere }

func TestATypedAnswerTellsWhetherTheEventTakesPlace(t *testing.T) {
	h, anna, _, _, b := asked(t)
	anna.says("да")
	anna.sees("Спасибо", "Событие в силе")
	if got := h.is(b, space.Confirmed); !got.StillOn.About(got) {
		t.Errorf("said %+v", got.StillOn)
	}
	anna.says("да")
	anna.seesNot("Событие в силе")
	h.now = b.Start.Add(-48 * 60 * 60 * 1e9)
	anna.says("нет")
	anna.sees("Точно освободить")
	h.is(b, space.Confirmed)
}

func TestAYesIsNoAnswerWhileSeveralQuestionsWait(t *testing.T) {
	h, anna, _, _, b := asked(t)
	h.now = tuesday
	anna.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(33, 12), h.at(33, 14) })
	h.now = h.at(27, 12)
	anna.says("да")
	if got := h.reload(b); got.StillOn != nil {
		t.Errorf("said %+v", got.StillOn)
	}
}
