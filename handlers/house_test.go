package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// stands is how the house is kept.
func (h *house) stands() space.House {
	h.Helper()
	kept, err := h.db.House(h.Context())
	if err != nil {
		h.Fatal(err)
	}
	return kept
}

// renewed is the Point under the house as it is kept, for what tests write.
func (h *house) renewed() {
	h.Helper()
	h.db = h.desk.Store.Point(h.point.Under(h.stands()))
}

// all are the bookings of a person.
func (h *house) all(person int64) []space.Booking {
	h.Helper()
	all, err := h.db.BookingsOf(h.Context(), person, time.Time{}, time.Time{})
	if err != nil {
		h.Fatal(err)
	}
	return all
}

func TestOnlyAdminsChangeTheHouse(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	for _, text := range []string{"/close", "/hours", "/seats", "/house", "/close зал завтра"} {
		anna.says(text)
		anna.sees("только администраторы")
	}
	anna.forges("house:blg:0:close")
	anna.sees("только администраторы")
	boss.says("/close conference hall November 26")
	boss.presses("Close")
	boss.says("/house")
	reopen, _ := boss.button("🔓")
	anna.forges(reopen.Data)
	anna.sees("только администраторы")
	boss.says("/close conference hall November 28")
	sure, _ := boss.button("Close")
	anna.forges(sure.Data)
	if h.stands().Version != 1 {
		t.Errorf("version %d", h.stands().Version)
	}
}

func TestWhoIsNoAdminAnyMoreDoesNotFinish(t *testing.T) {
	h, _, boss, _ := staffed(t)
	boss.says("/close conference hall November 26")
	h.commit(store.Change{Staff: &space.Staff{Removed: []int64{theBoss}}})
	boss.presses("Close")
	boss.sees("Only the Point's admins")
	if h.stands().Version != 0 {
		t.Error("the house is closed")
	}
}

func TestNewHoursShowWhatFallsOutOfThem(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	late := anna.has(func(b *space.Booking) { b.Start, b.End = h.at(26, 20), h.at(26, 22) })
	early := anna.has(func(b *space.Booking) { b.Start, b.End = h.at(26, 12), h.at(26, 14) })
	boss.says("/hours from November 25 mon-fri 9:00-21:00")
	boss.sees("1 booking cannot be held", "20:00–22:00")
	boss.presses("Change and cancel 1")
	h.is(late, space.Cancelled)
	h.is(early, space.Confirmed)
	anna.sees("Меняются часы работы")
	boss.says("/book November 27 9-10, conference hall, 40 people, Choir")
	boss.sees("Choir", "9:00")
	boss.seesNot("open from")
	boss.says("/book November 27 20-22, conference hall, 40 people, Choir")
	boss.sees("09:00", "21:00")
	boss.says("/house")
	boss.sees("Mon–Sat: 10:00–22:00", "Sun: closed", "Wed 25 November: Mon–Fri, 09:00–21:00 (Boss)")
	boss.presses("Undo")
	boss.presses("Bring back")
	if len(h.stands().Hours) != 0 {
		t.Errorf("the hours are %+v", h.stands().Hours)
	}
}

func TestFewerSeatsShowWhoDoesNotFit(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	many := anna.has(nil)
	few := anna.has(func(b *space.Booking) { b.Start, b.End, b.Headcount = h.at(27, 12), h.at(27, 14), 20 })
	boss.says("/seats conference hall 30")
	boss.sees("90 seats so far, 30 from now on", "1 booking cannot be held")
	boss.presses("Change and cancel 1")
	h.is(many, space.Cancelled)
	h.is(few, space.Confirmed)
	anna.sees("станет меньше мест")
	anna.says("/book в пятницу с 18 до 20, конференц-зал, 40 человек, Хор")
	anna.sees("вмещает 30 человек")
	boss.says("/house")
	boss.sees("Conference hall: 30 (the settings say 90)")
	boss.presses("90 again")
	boss.presses("Change")
	if len(h.stands().Seats) != 0 {
		t.Errorf("the seats are %+v", h.stands().Seats)
	}
}

func TestAPreviewOfManyNamesSomeAndCountsTheRest(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	for day := range 12 {
		for _, room := range []string{"hall", "class"} {
			anna.has(func(b *space.Booking) {
				b.Room, b.Headcount, b.Title = room, 20, strings.Repeat("Очень длинное <имя> ", 15)
				b.Start, b.End = h.at(25+day, 18), h.at(25+day, 20)
			})
		}
	}
	boss.says("/close whole house November 25 - December 10")
	boss.sees("24 bookings cannot be held", "and 16 more", "Wed 25 November")
	boss.hasNo("Cancel")
	boss.presses("›")
	boss.sees("and 8 more")
	boss.button("Change nothing")
	boss.presses("›")
	boss.seesNot("more")
	boss.presses("‹")
	boss.presses("Close and cancel 24 bookings")
	for _, b := range h.all(42) {
		h.is(b, space.Cancelled)
	}
	for n := range 25 {
		boss.says(fmt.Sprintf("/close classroom 2027-02-%02d painting, %s", n+1, strings.Repeat("long ", 30)))
		boss.presses("Close")
	}
	boss.says("/house")
	boss.sees("and 7 more")
	if n := len(h.stands().Closings); n != 26 {
		t.Errorf("%d closures", n)
	}
}

func TestAButtonOfAnOldListChangesNothing(t *testing.T) {
	h, _, boss, other := staffed(t)
	boss.says("/close conference hall November 26")
	boss.presses("Close")
	boss.says("/house")
	reopen, _ := boss.button("🔓")
	other.says("/seats зона встреч 15")
	other.presses("Поменять")
	boss.forges(reopen.Data)
	boss.sees("Something changed meanwhile", "Meeting zone: 15")
	boss.forges("house:blg:2:reopen=nosuch")
	boss.sees("out of date")
	boss.presses("🔓")
	boss.presses("Open")
	if len(h.stands().Closings) != 0 {
		t.Error("it is still closed")
	}
}

// newest is the message that came last.
func (g *guest) newest() *message { return g.messages[len(g.messages)-1] }

func TestAClosureInThePastIsAnsweredForTheRoomThatWasNamed(t *testing.T) {
	for _, c := range []struct{ language, words, past, room string }{
		{"ru", "/close конференц-зал вчера", "закрытие не может начаться в прошлом", "Конференц-зал: с какого дня закрываем?"},
		{"ru", "/close вся точка вчера", "закрытие не может начаться в прошлом", "Вся Точка: с какого дня закрываем?"},
		{"en", "/close conference hall yesterday", "a closure cannot begin in the past", "Conference hall: closed from which day?"},
		{"zh", "/close 会议厅 昨天", "关闭不能从过去开始", "会议厅：从哪天开始关闭？"},
	} {
		h := openHouse(t)
		boss := h.guest(theBoss, "Boss", c.language)
		boss.says(c.words)
		boss.sees(c.past, c.room)
		boss.seesNot("записать", "booked", "预订")
		boss.presses("27")
		boss.seesNot(c.past)
	}
	h := openHouse(t)
	boss := h.guest(theBoss, "Boss", "ru")
	boss.says("/close зал вчера")
	boss.sees("закрытие не может начаться в прошлом", "Конференц-зал, Зона встреч, Учебный класс, Выставочная зона")
}
