package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

func TestBackFromAQuestionOfTheCardAsksWhatIsMissing(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, 40 человек, Джаз")
	anna.says("в 10 или в 11")
	for range 3 {
		for _, m := range anna.messages {
			for _, row := range m.keyboard {
				if strings.HasSuffix(row[0].Data, ":back") {
					anna.forges(row[0].Data)
					anna.seesNot("⟦", " -1")
				}
			}
		}
	}
	anna.says("10:00")
	anna.sees("Проверьте заявку", "10:00")
	anna.bookedNothing()
}

func TestAForgedStepLeadsNowhere(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book")
	for _, step := range []string{"card", "join", "length", "room", "taken", "start", "which_day", "nonsense", "heads"} {
		known, err := h.db.Know(t.Context(), 42, 42, 0)
		if err != nil {
			t.Fatal(err)
		}
		data, _ := chat.Press{Verb: "talk", Subject: known.Session.ID, Version: known.Session.Version, Arg: "go=" + step}.Data()
		anna.forges(data)
		anna.sees("устарела")
	}
	anna.says("Джаз")
	anna.sees("Сколько человек")
}

func TestATakenStartIsAnsweredWithAlternativesBeforeItsLengthIsKnown(t *testing.T) {
	h := openHouse(t)
	h.guest(41, "Борис", "ru").has(nil) // the hall on Thursday from 18 to 20
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг в 18:00, конференц-зал, 40 человек, Джаз")
	anna.sees("занято", "Можно так")
	offers := anna.alternatives()
	if len(offers) < 3 {
		t.Fatalf("%d alternatives:\n%s", len(offers), anna.screen())
	}
	anna.forges(offers[0].Data)
	anna.sees("До скольки")
}

func TestADayThatCannotBeSaysWhyAndOffersOthers(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64][2]string{42: {"/book 29 ноября, 40 человек, Джаз", "закрыт"}, 43: {"/book 5 января, 40 человек, Джаз", "каникулы"}} {
		g := h.guest(id, "Гость", "ru")
		g.says(c[0])
		g.sees(c[1])
		g.seesNot("всё занято")
		days := 0
		for _, row := range g.messages[len(g.messages)-1].keyboard {
			for _, b := range row {
				if strings.Contains(b.Data, ":d=") {
					days++
				}
			}
		}
		if days < 3 {
			t.Errorf("%s: %d other days", c[0], days)
		}
	}
}

func TestEveryStepHasAWordForWhatItDoesNotUnderstand(t *testing.T) {
	texts, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	b := &booker{}
	for _, tag := range lang.Tags() {
		for name := range b.steps() {
			if text := texts.In(tag).T("book.not_understood." + name); strings.Contains(text, "⟦") {
				t.Errorf("%s: %s", tag, text)
			}
		}
	}
}

func TestTheEndOfASilentConversationIsSaidAtWhateverComesNext(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	for _, next := range []string{"/my", "/book", "привет"} {
		anna.says("/book")
		anna.says("Джаз")
		h.now = h.now.Add(25 * time.Hour)
		anna.says(next)
		anna.sees("прервался")
		anna.says("/cancel")
	}
}

func TestWhoNoLongerLeadsACommunityDoesNotBookForIt(t *testing.T) {
	h := openHouse(t)
	lead := h.guest(22, "Лида", "ru")
	lead.says("/book в четверг с 18 до 20, 40 человек, Джаз")
	send, _ := lead.button("отправить")
	if err := h.db.ImportCommunities(t.Context(), []space.Community{{ID: "quanta", Name: "Кванты & Ко", Language: "ru", Leads: []int64{21}}}, h.now); err != nil {
		t.Fatal(err)
	}
	lead.forges(send.Data)
	lead.bookedNothing()
	lead.sees("больше не лидер")
	lead.presses("отправить")
	if b := lead.booked(); b.Community != "" {
		t.Errorf("booked for %q", b.Community)
	}
}

func TestATimeThatWasNarrowedByTheHoursIsSaid(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг в 7, 40 человек, Джаз")
	anna.sees("19:00", "Понял как 7 вечера")
}

func TestATimeThatIsInNoDoubtIsNotRemarkedOn(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, morning, evening, took string }{
		42: {"ru", "/book в четверг с 10 до 12, 40 человек, Джаз", "/book в четверг с 6 до 8, 40 человек, Джаз", "Понял как 6 вечера"},
		43: {"en", "/book Thursday from 11 to 12, 40 people, Jazz", "/book Thursday from 6 to 8, 40 people, Jazz", "I took it as 6 in the evening"},
		44: {"zh", "/book 周四10点到12点，40人，爵士", "/book 周四6点半到8点，40人，爵士", "我理解为晚上6点30分"},
	} {
		g := h.guest(id, "guest", c.language)
		g.says(c.morning)
		g.seesNot("Понял как", "I took it", "我理解为")
		g.says("/cancel")
		g.says(c.evening)
		g.sees(c.took)
		g.says("/cancel")
	}
}

func TestNothingButTheWishIsKeptBeforeConsent(t *testing.T) {
	h := openHouse(t)
	li := h.stranger(42, "Li", "ru")
	li.says("/start")
	li.presses("中文")
	li.sees("您同意吗")
	if people, err := h.db.People(t.Context(), []int64{42}); err != nil || len(people) != 0 {
		t.Errorf("kept before consent: %+v, %v", people, err)
	}
	li.presses("同意")
	li.says("/help")
	li.sees("我能做什么")
}

// twoPoints is a house with a second Point, in Khabarovsk, whose guests have
// picked theirs.
func twoPoints(t *testing.T) (h *house, anna, boss *guest) {
	t.Helper()
	h = openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	khv := boilingPoint()
	khv.ID, khv.Name, khv.Policy = "khv", space.Local{"ru": "Точка кипения — Хабаровск"}, space.DefaultPolicy()
	khv.Admins = []int64{theBoss}
	h.opensAlso(khv)
	anna, boss = h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", "ru")
	anna.says("/start")
	anna.presses("Хабаровск")
	boss.says("/start")
	boss.presses("Благовещенск")
	return h, anna, boss
}

func TestWordsGoToThePointWhereTheyWereAskedFor(t *testing.T) {
	_, anna, boss := twoPoints(t)
	anna.says("/book завтра с 18 до 20, 40 человек, Лекция")
	anna.presses("отправить")
	boss.presses("Отклонить")
	boss.presses("Своими словами")
	boss.says("В этот день у нас ремонт")
	anna.sees("ремонт")
}

func TestAnOfferOfAnotherPointIsTakenThere(t *testing.T) {
	h, anna, boss := twoPoints(t)
	anna.says("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция")
	anna.presses("отправить")
	boris := h.guest(43, "Борис", "ru")
	boris.says("/start")
	boris.presses("Хабаровск")
	boris.says("/book завтра с 18 до 20, конференц-зал, 40 человек, Джаз")
	boris.presses("Встать в очередь")
	boris.presses("Именно это время")
	boris.says("/point")
	boris.presses("Благовещенск")
	boss.presses("Отклонить")
	boss.presses("Своими словами")
	boss.says("Нет")
	boris.sees("Освободилось")
	boris.presses("Беру")
	boris.sees("Заявка отправлена")
}

func TestAnAdminLinkMakesAnAdminOfItsPoint(t *testing.T) {
	h, anna, boss := twoPoints(t)
	boss.says("/point")
	boss.presses("Хабаровск")
	boss.says("/admins")
	boss.presses("ссылке")
	link := linkIn(t, boss)
	dora := h.guest(44, "Дора", "ru")
	dora.says("/start")
	dora.presses("Благовещенск")
	dora.says("/start admin-" + link)
	dora.sees("Хабаровск")
	anna.says("/book завтра с 18 до 20, 40 человек, Лекция")
	anna.presses("отправить")
	dora.presses("Одобрить")
	anna.sees("Бронь подтверждена")
}

// linkIn is the token of the admin link in what somebody sees.
func linkIn(t *testing.T, g *guest) string {
	t.Helper()
	for _, text := range g.news {
		if _, rest, found := strings.Cut(text, "start=admin-"); found {
			return rest[:strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("23456789abcdefghjkmnpqrstuvwxyz", r) })]
		}
	}
	t.Fatalf("no link in %v", g.news)
	return ""
}

func TestARoomThatWasTakenMeanwhileIsNotSwappedSilently(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/book в четверг с 18 до 20, 40 человек, Джаз")
	anna.sees("Учебный класс")
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room = "class" })
	anna.presses("отправить")
	anna.bookedNothing()
	anna.sees("Учебный класс тем временем заняли", "Конференц-зал")
	anna.presses("отправить")
	if b := anna.booked(); b.Room != "hall" {
		t.Errorf("booked %s", b.Room)
	}
}

func TestATypedCommandIsAnsweredBelowIt(t *testing.T) {
	h := openHouse(t)
	li := h.stranger(43, "Li", "ru")
	li.says("/start")
	li.says("/start")
	if n := len(li.messages); n != 2 {
		t.Errorf("%d messages:\n%s", n, li.screen())
	}
	anna := h.guest(42, "Анна", "ru")
	anna.says("/lang")
	anna.presses("中文")
	anna.says("/lang")
	if n := len(anna.messages); n != 2 {
		t.Errorf("%d messages:\n%s", n, anna.screen())
	}
}
