package handlers

import (
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestConsentIsAskedOnceAndTheWishGoesOnAfterIt(t *testing.T) {
	h := openHouse(t)
	anna := h.stranger(42, "Анна", "ru")
	anna.says("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах")
	anna.sees("хранить ваше имя")
	anna.presses("начнём")
	anna.sees("Проверьте заявку", "Лекция о квантах")
	anna.says("/start")
	anna.sees("Чем помочь")
	anna.seesNot("хранить ваше имя")
	people, err := h.db.People(t.Context(), []int64{42})
	if err != nil || len(people) != 1 || people[0].Consent.IsZero() {
		t.Errorf("%+v, %v", people, err)
	}
}

func TestEachIsAnsweredInTheirTelegramsLanguage(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64][2]string{50: {"ru", "Здравствуйте"}, 51: {"en-GB", "Hello"}, 52: {"zh-hans", "您好"}, 53: {"fr", "Здравствуйте"}, 54: {"", "Здравствуйте"}} {
		g := h.stranger(id, "guest", c[0])
		g.says("/start")
		g.sees(c[1])
	}
}

func TestAChosenLanguageStays(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/lang")
	anna.presses("中文")
	anna.says("/help")
	anna.sees("我能做什么")
}

func TestSeveralPointsAskOnceWhichIsMine(t *testing.T) {
	h := openHouse(t)
	khv := boilingPoint()
	khv.ID, khv.Name = "khv", space.Local{"ru": "Точка кипения — Хабаровск"}
	h.opensAlso(khv)
	anna := h.stranger(42, "Анна", "ru")
	anna.says("/book завтра с 18 до 20, 40 человек, Лекция")
	anna.presses("начнём")
	anna.sees("Какая Точка")
	anna.presses("Хабаровск")
	anna.sees("Проверьте заявку")
	anna.says("/start")
	anna.sees("Хабаровск")
	known, err := h.desk.Store.Point(khv).People(t.Context(), []int64{42})
	if err != nil || len(known) != 1 || known[0].Consent.IsZero() {
		t.Errorf("Khabarovsk knows %+v, %v", known, err)
	}
}

func TestStickersAndGroupsAreAnsweredKindly(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.does(chat.Event{Kind: chat.Thing})
	anna.sees("без слов")
	anna.says("/nonsense")
	anna.sees("Такой команды")
	anna.says("как дела?")
	anna.sees("Не понял")
	anna.does(chat.Event{Kind: chat.Edited, Text: "/book"})
	anna.sees("новым сообщением")
	anna.forges("не наше")
	if len(anna.toasts) != 1 {
		t.Errorf("forged data is answered %d times", len(anna.toasts))
	}
}
