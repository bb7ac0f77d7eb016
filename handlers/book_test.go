package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// booked is the only booking of a person.
func (g *guest) booked() space.Booking {
	g.Helper()
	all, err := g.db.BookingsOf(g.Context(), g.ID, time.Time{}, time.Time{})
	if err != nil || len(all) != 1 {
		g.Fatalf("%s has %d bookings, %v; sees:\n%s", g.Name, len(all), err, g.screen())
	}
	return all[0]
}

// bookedNothing fails if the person has a booking.
func (g *guest) bookedNothing() {
	g.Helper()
	if all, err := g.db.BookingsOf(g.Context(), g.ID, time.Time{}, time.Time{}); err != nil || len(all) > 0 {
		g.Errorf("%s has %d bookings, %v", g.Name, len(all), err)
	}
}

// alternatives are the buttons that offer a slot.
func (g *guest) alternatives() []chat.Button {
	var found []chat.Button
	for _, row := range g.messages[len(g.messages)-1].keyboard {
		for _, b := range row {
			if strings.Contains(b.Data, ":a=") {
				found = append(found, b)
			}
		}
	}
	return found
}

func TestARoomIsReservedByOneTitleAndFiveTapsInOneMessage(t *testing.T) {
	h := openHouse(t)
	anna, boss := h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", "ru")
	anna.says("/book")
	anna.says("Лекция о квантах")
	for _, tap := range []string{"40", "26", "18:00", "до 20:00", "отправить"} {
		anna.presses(tap)
	}
	b := anna.booked()
	if b.State != space.Requested || b.Title != "Лекция о квантах" || b.Headcount != 40 || b.Room != "class" ||
		!b.Start.Equal(h.at(26, 18)) || !b.End.Equal(h.at(26, 20)) || b.Format != space.Lecture || !b.Open {
		t.Errorf("booked: %+v", b)
	}
	if len(anna.messages) != 1 {
		t.Errorf("the conversation took %d messages:\n%s", len(anna.messages), anna.screen())
	}
	anna.sees("Заявка отправлена", b.ID)
	boss.sees("Лекция о квантах")
	h.isFree(b.Slot, false)
}

func TestOneMessageSaysItAll(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, words, send, title string }{
		42: {"ru", "/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах", "отправить", "Лекция о квантах"},
		43: {"en", "/book next Friday 4 December 6-8pm, conference hall, 40 people, Lecture on quanta", "send", "Lecture on quanta"},
		44: {"zh", "/book 11月28日下午三点到五点，会议厅，40人，量子讲座", "提交", "量子讲座"},
	} {
		g := h.guest(id, "guest", c.language)
		g.says(c.words)
		g.presses(c.send)
		if b := g.booked(); b.Room != "hall" || b.Headcount != 40 || b.Title != c.title || b.Length() != 2*time.Hour || b.Format != space.Lecture {
			t.Errorf("%s: booked %+v", c.words, b)
		}
	}
}

func TestOnlyWhatWasNotSaidIsAskedFor(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("завтра в 18, 15 человек")
	anna.sees("Как называется")
	anna.says("Шахматы")
	anna.sees("До скольки")
	anna.presses("до 19:30")
	anna.presses("забронировать") // the meeting zone needs nobody's approval
	if b := anna.booked(); b.State != space.Confirmed || b.Room != "zone" || !b.Start.Equal(h.at(25, 18)) || b.Length() != 90*time.Minute {
		t.Errorf("booked %+v", b)
	}
	anna.sees("зал ваш")
}

func TestAQuestionCarriesWhatIsKnownAlready(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct {
		language, words, title string
		known                  []string
	}{
		42: {"ru", "завтра с 14 до 16, учебный класс, 20 человек", "Йога", []string{"Как называется", "ср, 25 ноября, 14:00–16:00 · Учебный класс · 20 человек"}},
		43: {"en", "tomorrow 2pm-4pm, classroom, 20 people", "Yoga", []string{"What is the event called", "Wed 25 November, 14:00–16:00 · Classroom · 20 people"}},
		44: {"zh", "明天14:00-16:00，教室，20人", "瑜伽", []string{"活动叫什么", "11月25日 周三 14:00–16:00 · 教室 · 20 人"}},
	} {
		g := h.guest(id, "guest", c.language)
		g.says(c.words)
		g.sees(c.known...)
		g.says("/cancel")
	}
	anna := h.guests[42]
	anna.says("/book завтра в 18 в учебном классе")
	anna.sees("ср, 25 ноября, 18:00 · Учебный класс")
	anna.says("Йога")
	anna.sees("<b>Йога</b> · ср, 25 ноября, 18:00 · Учебный класс", "Сколько человек")
	anna.says("/cancel")
	anna.says("/book")
	anna.seesNot("🗓")
}

func TestADayThatIsNotSureIsAskedFor(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в следующий четверг с 18 до 20, 30 человек, Кино")
	anna.sees("Какой день вы имеете в виду")
	anna.presses("3 декабря")
	anna.presses("отправить")
	if b := anna.booked(); !b.Start.Equal(h.at(33, 18)) {
		t.Errorf("booked for %s", b.Start)
	}
	anna.says("каждый вторник 18-20, учебный класс, 20 человек, Кино")
	anna.sees("С какого дня начнём")
}

func TestWordsAreTakenWhereAButtonWasExpected(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	for _, words := range []string{"/book", "Вечер настолок", "человек тридцать", "в пятницу вечером", "в семь вечера", "два с половиной часа"} {
		anna.says(words)
	}
	anna.sees("Проверьте заявку", "30 человек", "27 ноября", "19:00–21:30")
	anna.says("лучше 50 человек")
	anna.sees("Проверьте заявку", "50 человек", "Конференц-зал")
	anna.presses("отправить")
	if b := anna.booked(); b.Headcount != 50 || b.Room != "hall" {
		t.Errorf("booked %+v", b)
	}
}

func TestATakenSlotIsAnsweredWithAlternativesToTap(t *testing.T) {
	h := openHouse(t)
	h.guest(41, "Борис", "ru").has(nil) // the hall on Thursday from 18 to 20
	for id, wish := range map[int64]string{
		42: "/book в четверг с 19 до 21, конференц-зал, 40 человек, Джаз",
		43: "/book в четверг с 18 до 20, зона встреч, 40 человек, Джаз",
		44: "/book 29 ноября с 18 до 20, 40 человек, Джаз",
		45: "/book 5 января с 18 до 20, 40 человек, Джаз",
		46: "/book в четверг с 7 до 9 утра, 40 человек, Джаз",
		47: "/book 25.11.2027 с 18 до 20, 40 человек, Джаз",
	} {
		g := h.guest(id, "Гость", "ru")
		g.says(wish)
		offers := g.alternatives()
		if len(offers) < 3 {
			t.Errorf("%s: %d alternatives:\n%s", wish, len(offers), g.screen())
			continue
		}
		g.bookedNothing()
		g.forges(offers[0].Data)
		g.presses("отправить")
		g.sees("Заявка отправлена")
	}
}

func TestWhoeverSendsFirstHasTheSlotAndTheOtherIsOfferedMore(t *testing.T) {
	h := openHouse(t)
	anna, boris := h.guest(42, "Анна", "ru"), h.guest(43, "Борис", "ru")
	wish := "/book в четверг с 18 до 20, конференц-зал, 40 человек, Джаз"
	anna.says(wish)
	boris.says(wish)
	boris.presses("отправить")
	anna.presses("отправить")
	boris.booked()
	anna.bookedNothing()
	anna.sees("Можно так")
	if len(anna.alternatives()) < 3 {
		t.Errorf("sees:\n%s", anna.screen())
	}
}

func TestSendPressedTwiceBooksOnce(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, 40 человек, Джаз")
	send, _ := anna.button("отправить")
	anna.forges(send.Data)
	anna.forges(send.Data)
	anna.booked()
	anna.sees("устарела")
}

func TestAButtonOfAnEarlierQuestionChangesNothing(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	anna.says("Джаз")
	forty, _ := anna.button("40")
	anna.presses("20")
	before := anna.screen()
	anna.forges(forty.Data)
	anna.sees("устарела")
	if anna.screen() != before {
		t.Errorf("it changed:\n%s", anna.screen())
	}
}

func TestBackAsksAgainAndCancelForgetsAll(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	anna.says("Джаз")
	anna.presses("20")
	anna.presses("Назад")
	anna.sees("Сколько человек")
	anna.presses("40")
	anna.presses("26")
	anna.sees("Во сколько")
	anna.presses("Отмена")
	anna.sees("ничего не бронируем")
	anna.says("18:00")
	anna.bookedNothing()
}

func TestTheCardChangesEachOfItsLines(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, 15 человек, Джаз")
	anna.presses("📍 Зал")
	anna.presses("Учебный класс")
	anna.presses("Формат")
	anna.presses("Мастер-класс")
	anna.presses("Описание")
	anna.says("Играем <b>вместе</b>")
	anna.presses("Сделать закрытым")
	anna.presses("🕘 Начало")
	anna.presses("17:00")
	anna.presses("Длительность")
	anna.presses("до 21:00")
	anna.presses("Название")
	anna.says("Джаз & блюз")
	anna.sees("Джаз &amp; блюз", "17:00–21:00", "Учебный класс", "Мастер-класс", "для своих", "&lt;b&gt;")
	anna.presses("отправить")
	b := anna.booked()
	if b.Room != "class" || b.Format != space.Workshop || b.Open || b.Description != "Играем <b>вместе</b>" || b.Length() != 4*time.Hour {
		t.Errorf("booked %+v", b)
	}
}

func TestEquipmentKeepsToTheRoomsThatHaveIt(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, 15 человек, Джаз")
	anna.presses("Оборудование")
	anna.presses("Микрофоны")
	anna.presses("Готово")
	anna.sees("Конференц-зал")
	anna.presses("отправить")
	if b := anna.booked(); b.Room != "hall" || len(b.Equipment) != 1 {
		t.Errorf("booked %+v", b)
	}
}

func TestOnlyWhoHasSeveralCommunitiesIsAskedForOne(t *testing.T) {
	h := openHouse(t)
	lead := h.guest(22, "Лида", "ru")
	lead.says("/book в четверг с 18 до 20, 15 человек, Джаз")
	lead.sees("Проверьте заявку", "Кванты &amp; Ко")
	if err := h.db.ImportCommunities(t.Context(), []space.Community{{ID: "jazz", Name: "Джаз-клуб", Language: "ru", Leads: []int64{22}}}, h.now); err != nil {
		t.Fatal(err)
	}
	lead.says("/book в четверг с 18 до 20, 15 человек, Джаз")
	lead.sees("Для какого сообщества")
	lead.presses("Джаз-клуб")
	lead.presses("забронировать")
	if b := lead.booked(); b.Community != "jazz" {
		t.Errorf("booked %+v", b)
	}
}

func TestWhatCannotBeIsAnsweredAndChangesNothing(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	anna.says(strings.Repeat("я", 4096))
	anna.sees("4096", "120")
	anna.says("🎉🎉")
	anna.sees("хотя бы одна буква")
	anna.does(chat.Event{Kind: chat.Thing})
	anna.sees("нужны слова")
	anna.does(chat.Event{Kind: chat.Text, Text: "Чужое", Forwarded: true})
	anna.sees("Пересланное")
	anna.says("\u202eДжаз")
	anna.sees("Сколько человек")
	for _, heads := range []string{"-1", "0", "1000000000", "101", "много"} {
		anna.says(heads)
		anna.seesNot("В какой день")
	}
	anna.says("сто")
	anna.sees("В какой день", "100 человек")
	for _, day := range []string{"31 февраля", "вчера", "29 ноября", "1 января", "никогда"} {
		anna.says(day)
		anna.seesNot("Во сколько")
	}
	anna.says("в пятницу")
	anna.sees("Во сколько")
	for _, when := range []string{"с 20 до 18", "с 22 до 1", "в 25:00"} {
		anna.says(when)
		anna.seesNot("До скольки", "Проверьте")
	}
	anna.bookedNothing()
}

// TestRulesAreJudgedAgainAtSending holds that no card, however old or
// forged, gets round a rule.
func TestRulesAreJudgedAgainAtSending(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book сегодня с 18 до 20, 40 человек, Джаз")
	send, _ := anna.button("отправить")
	h.now = h.at(24, 17.5) // less than the notice of an hour
	anna.forges(send.Data)
	anna.bookedNothing()
	anna.sees("Можно так")
}

func TestACardOfAnotherPointIsDecidedThere(t *testing.T) {
	h := openHouse(t)
	khv := boilingPoint()
	khv.ID, khv.Name = "khv", space.Local{"ru": "Точка кипения — Хабаровск"}
	h.opensAlso(khv)
	anna, boss := h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", "ru")
	for guest, point := range map[*guest]string{anna: "Хабаровск", boss: "Благовещенск"} {
		guest.says("/start")
		guest.presses(point)
	}
	anna.says("/book завтра с 18 до 20, 40 человек, Лекция")
	anna.presses("отправить")
	boss.presses("Одобрить")
	anna.sees("Бронь подтверждена")
	all, err := h.desk.Store.Point(khv).BookingsOf(t.Context(), 42, time.Time{}, time.Time{})
	if err != nil || len(all) != 1 || all[0].State != space.Confirmed {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestEquipmentIsAskedForInWords(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, words, more, needed string }{
		42: {"ru", "/book 25 ноября с 18 до 20, 30 человек, Кино, нужен проектор", "нужны микрофоны", "проектор, микрофоны"},
		43: {"en", "/book 26 November 6-8pm, 30 people, Film, projector needed", "we need microphones", "projector, microphones"},
		44: {"zh", "/book 11月27日18:00-20:00，30人，电影，需要投影仪", "需要话筒", "投影仪、话筒"},
	} {
		g := h.guest(id, "guest", c.language)
		g.says(c.words)
		g.says(c.more)
		g.sees(c.needed)
		g.says("/cancel")
	}
}
