package handlers

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// theGuest is nobody, until they stand in.
const theGuest = 33

// staffNow is the staff as it is kept.
func (h *house) staffNow() space.Staff {
	h.Helper()
	s, err := h.db.Staff(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	return s
}

// dues are the ends of absences that the clock knows.
func (h *house) dues() []time.Time {
	h.Helper()
	all, err := h.db.Upcoming(h.Context(), h.now)
	if err != nil {
		h.Fatal(err)
	}
	var ends []time.Time
	for _, d := range all {
		if d.Kind == space.DueBack {
			ends = append(ends, d.At)
		}
	}
	return ends
}

func TestSomebodyGoesAwayAndAnotherStandsIn(t *testing.T) {
	for language, says := range map[string]struct{ words, ask, state, back, welcome string }{
		"ru": {"/away до пятницы", "Кто решает за вас?", "Вас не будет до <b>пт, 27 ноября, 09:00</b>", "Я на месте", "С возвращением"},
		"en": {"/away until Friday", "Who decides for you?", "You are away until <b>Fri 27 November, 09:00</b>", "I am back", "Welcome back"},
		"zh": {"/away 周五", "由谁代您审批？", "您离开到 <b>11月27日 周五 09:00</b>", "我回来了", "欢迎回来"},
	} {
		t.Run(language, func(t *testing.T) {
			h := openHouse(t)
			h.point.Admins = []int64{theBoss, theOther}
			anna, boss, other := h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", language), h.guest(theOther, "Другая", "ru")
			b := anna.asks(nil)
			boss.says(says.words)
			boss.sees(says.ask)
			boss.presses("Другая")
			boss.sees(says.state, "Другая")
			other.sees("Boss", "решаете вы", "как администратор")
			if ends := h.dues(); len(ends) != 1 || !ends[0].Equal(h.at(27, 9)) {
				t.Errorf("ends %v", ends)
			}

			late := anna.asks(classroom)
			other.sees("Заявка")
			boss.seesNot("Лекция")
			other.presses("Одобрить")
			h.is(late, space.Confirmed)
			boss.seesNot("Лекция")
			h.is(b, space.Requested)

			back, _ := boss.button(says.back)
			boss.forges(back.Data)
			boss.sees(says.welcome)
			other.sees("снова на месте")
			if len(h.staffNow().Away)+len(h.dues()) != 0 {
				t.Errorf("still away: %+v", h.staffNow())
			}
			version := h.staffNow().Version
			boss.forges(back.Data)
			boss.seesNot("⟦")
			if h.staffNow().Version != version {
				t.Error("a second press changed something")
			}
		})
	}
}

func TestWhatWaitsIsShownToWhoStandsInAtOnce(t *testing.T) {
	h, anna, boss, other, keeper := kept(t)
	b := anna.asks(nil)
	keeper.says("/away 3 дня")
	keeper.presses("Boss")
	boss.sees("Request", "Лекция о квантах", "you decide meanwhile: Conference hall")
	other.seesNot("Заявка")
	keeper.says("/away")
	keeper.sees("Вас не будет до", "Boss")
	boss.presses("Approve")
	h.is(b, space.Confirmed)
	keeper.hasNo("Одобрить")
}

func TestWhoIsAwayMayStillDecide(t *testing.T) {
	h, anna, _, _, keeper := kept(t)
	b := anna.asks(nil)
	keeper.says("/away до завтра")
	keeper.presses("Остальные, кто решает")
	keeper.says("/queue")
	keeper.presses("Одобрить")
	h.is(b, space.Confirmed)
	anna.sees("Одобрено: Хранитель")
}

func TestButtonsAskUntilWhen(t *testing.T) {
	h, _, boss, _ := staffed(t)
	boss.says("/away")
	boss.sees("Until when are you away?")
	old, _ := boss.button("A week")
	boss.presses("Until Monday, Mon 30 Nov")
	boss.sees("Mon 30 November, 09:00")
	boss.forges(old.Data)
	boss.sees("out of date")
	boss.presses("Back")
	boss.presses("Another day")
	boss.presses("›")
	boss.presses("10")
	boss.sees("Thu 10 December, 09:00")
	boss.presses("The other admins")
	if a, gone := h.staffNow().AwayAt(theBoss, h.now); !gone || !a.Until.Equal(h.at(40, 9)) || a.Deputy.ID != 0 {
		t.Errorf("%+v", h.staffNow())
	}
	boss.presses("Change")
	boss.presses("A week")
	boss.presses("Другая")
	if ends := h.dues(); len(ends) != 1 || !ends[0].Equal(h.at(31, 9)) {
		t.Errorf("ends %v", ends)
	}
	h.guests[theOther].sees("решаете вы")
}

func TestADayThatCannotBeIsExplained(t *testing.T) {
	h, _, boss, other := staffed(t)
	for words, want := range map[string]string{
		"/away until yesterday": "here already", "/away today": "here already", "/away until 10 February": "60 days at most", "/away until 31 February": "no such day",
		"/away until whenever": "did not understand", "/away for 90 days": "60 days at most", "/away 5 years": "60 days at most",
	} {
		boss.says(words)
		boss.sees(want)
		boss.does(thing())
		boss.sees("did not understand")
	}
	boss.forges("talk:nosuch:1:d=2026-11-27")
	boss.says("/away until Friday")
	boss.says("wait, until Saturday")
	boss.sees("Sat 28 November")
	boss.says("друг")
	boss.sees("You are away until", "Другая")
	other.sees("решаете вы")
	if len(h.staffNow().Away) != 1 {
		t.Errorf("%+v", h.staffNow())
	}
}

func TestTheLastOneHasToNameSomebody(t *testing.T) {
	h, _, boss, other := staffed(t)
	other.says("/away неделю")
	other.presses("Остальные администраторы")
	boss.says("/away 3 days")
	boss.sees("Nobody but you")
	boss.hasNo("The other admins")
	link, _ := boss.button("by a link")
	others := regexp.MustCompile(`:link$`).ReplaceAllString(link.Data, ":w=0")
	boss.forges(others)
	boss.sees("Nobody would be left")
	forged := strings.Replace(boss.last().keyboard[0][0].Data, ":link", ":w=12", 1)
	boss.forges(forged)
	boss.sees("cannot be chosen now")
	if h.staffNow().IsAway(theBoss, h.now) {
		t.Error("the last one is away")
	}

	boss.presses("by a link")
	token := inviteLink.FindStringSubmatch(strings.Join(boss.news, "\n"))
	if token == nil {
		t.Fatalf("no link in %s", boss.news)
	}
	boss.says("/start " + token[1])
	boss.sees("your own link")
	other.says("/start " + token[1])
	other.sees("и сами сейчас в отъезде")
	if h.staffNow().IsAway(theBoss, h.now) {
		t.Error("away before somebody is there")
	}
	guest, late := h.guest(theGuest, "Гость", "ru"), h.guest(34, "Поздний", "ru")
	guest.says("/queue")
	guest.sees("только администраторы")
	guest.says("/start " + token[1])
	guest.sees("решаете вы")
	boss.sees("Your stand-in came", "You are away until")
	late.says("/start " + token[1])
	late.sees("уже сработала")

	anna := h.guests[42]
	b := anna.asks(nil)
	guest.sees("Заявка")
	boss.seesNot("Request")
	guest.says("/admins")
	guest.sees("Boss", "вместо: Гость", "до")
	guest.hasNo("Пригласить")
	guest.forges("admins::" + "3" + ":add")
	guest.sees("меняют только сами")
	guest.says("/away")
	guest.sees("Вы подменяете: Boss")

	yes, _ := guest.button("Одобрить")
	h.now = h.at(27, 9)
	guest.forges(yes.Data)
	guest.sees("только администраторы")
	h.is(b, space.Requested)
}

func TestOnlyWhoDecidesGoesAway(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.says("/away завтра")
	anna.sees("для тех, кто решает")
	boss.says("/away tomorrow")
	boss.presses("The other admins")
	back, _ := boss.button("I am back")
	anna.forges(back.Data)
	anna.sees("на месте")
	if !h.staffNow().IsAway(theBoss, h.now) {
		t.Error("a stranger ended the absence")
	}
}

func TestTheListOfAdminsShowsWhoIsAwayAndTheApprovers(t *testing.T) {
	_, _, boss, other, keeper := kept(t)
	other.says("/away до пятницы")
	other.presses("Хранитель")
	keeper.sees("решаете вы", "как администратор")
	boss.says("/admins")
	boss.sees("🏖 until Fri 27 November, 09:00, standing in: Хранитель", "Conference hall: ", "Хранитель")
	boss.presses("✖ Другая")
	boss.presses("Yes")
	keeper.sees("Другая снова")
	keeper.says("/admins")
	keeper.sees("Об этом решают другие")
}

// last is the message that came last.
func (g *guest) last() *message { return g.messages[len(g.messages)-1] }

// change writes a booking as it is to be.
func (h *house) change(before, after space.Booking) {
	h.Helper()
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}})
}

func TestASeriesThatWaitsIsShownToWhoStandsInAsOne(t *testing.T) {
	_, anna, boss, other, keeper := kept(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4 даты")
	boss.says("/away until Friday")
	boss.presses("Хранитель")
	keeper.sees("решаете вы", "Серия", "Английский клуб")
	if n := len(keeper.messages); n != 2 {
		t.Fatalf("%d messages:\n%s", n, keeper.screen())
	}
	keeper.presses("Одобрить все 4")
	if got := states(anna.dates()); got != "[confirmed:4]" {
		t.Errorf("after the approval %s", got)
	}
	other.sees("Хранитель")
	boss.hasNo("Approve")
	other.hasNo("Одобрить")
}

func TestAnAdminWhoGoesAwayIsNotAskedAboutASeries(t *testing.T) {
	_, anna, boss, other := staffed(t)
	boss.says("/away until Friday")
	boss.presses("The other admins")
	before := len(boss.messages)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4 даты")
	other.sees("Серия")
	other.presses("Одобрить все 4")
	if len(boss.messages) != before {
		t.Errorf("told meanwhile:\n%s", boss.screen())
	}
	boss.presses("I am back")
	boss.sees("4 requests were decided without you.", "Nothing waits.")
}

func TestWhoIsNoAdminAnyMoreStandsInForNobody(t *testing.T) {
	h, anna, boss, other := staffed(t)
	other.says("/away неделю")
	other.presses("Boss")
	boss.sees("you decide meanwhile: all rooms, as an admin")
	other.says("/admins")
	other.presses("✖ Boss")
	other.presses("Да")
	other.sees("подменить вас не может")
	b := anna.asks(nil)
	other.sees("Заявка")
	boss.seesNot("Request")
	h.is(b, space.Requested)
}
