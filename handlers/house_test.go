package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/lang"
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

func TestAClosureLooksAsItShould(t *testing.T) {
	for _, tag := range lang.Tags() {
		h := openHouse(t)
		h.point.Policy = space.DefaultPolicy()
		boss, other := h.guest(theBoss, "Босс", string(tag)), h.guest(theOther, "Другая", string(tag))
		anna, lead := h.guest(42, "Анна <Ё>", string(tag)), h.guest(22, "Ли", string(tag))
		id := func(id string, change func(*space.Booking)) func(*space.Booking) {
			return func(b *space.Booking) {
				b.ID = id
				change(b)
			}
		}
		h.guest(43, "Борис", "ru").has(id("b1aaaaaa", func(b *space.Booking) { b.Start, b.End = h.at(24, 12), h.at(24, 14); b.State = space.Running }))
		anna.has(id("b2aaaaaa", func(b *space.Booking) { b.Community, b.Title = "quanta", "Хор <мира> & Ко" }))
		anna.asks(id("b3aaaaaa", func(b *space.Booking) { b.Start, b.End = h.at(27, 18), h.at(27, 20) }))
		boss.says(map[lang.Tag]string{lang.Russian: "/close конференц-зал 24–28 ноября, новый пол",
			lang.English: "/close conference hall November 24-28, new floor", lang.Chinese: "/close 会议厅 11月24日到28日 换地板"}[tag])
		var all strings.Builder
		draw := func(who string, g *guest) {
			m := g.messages[len(g.messages)-1]
			fmt.Fprintf(&all, "== %s\n%s", who, drawMessage(m.text, m.keyboard))
		}
		draw("admin, before", boss)
		boss.forges(boss.newest().keyboard[0][0].Data)
		draw("admin, after", boss)
		draw("another admin", other)
		draw("resident", anna)
		draw("lead", lead)
		boss.says("/house")
		draw("list", boss)
		boss.says("/hours")
		draw("hours", boss)
		boss.says("/seats")
		draw("seats", boss)
		boss.says("/close")
		draw("close", boss)
		boss.forges(boss.newest().keyboard[0][0].Data)
		draw("first day", boss)
		golden(t, "house."+string(tag)+".txt", all.String())
	}
}

func TestAClosureEndsWhatItHitsAndTellsItsPeople(t *testing.T) {
	h, anna, boss, other := staffed(t)
	lead := h.guest(22, "Li", "zh")
	held := anna.has(func(b *space.Booking) { b.Community = "quanta" })
	asked := anna.asks(func(b *space.Booking) { b.Start, b.End = h.at(27, 18), h.at(27, 20) })
	elsewhere := anna.has(func(b *space.Booking) { b.Room = "zone"; b.Headcount = 10 })

	boss.says("/close conference hall November 26-28, painting")
	boss.sees("2 bookings cannot be held", "Лекция о квантах", "painting")
	h.is(held, space.Confirmed)
	boss.presses("Close and cancel 2")

	if after := h.is(held, space.Cancelled); after.Decision.By.ID != theBoss || after.Decision.Reason != "#room:painting" {
		t.Errorf("decided %+v", after.Decision)
	}
	h.is(asked, space.Declined)
	h.is(elsewhere, space.Confirmed)
	anna.sees("пришлось отменить", "пришлось отклонить", "Зал в эти дни закрыт: painting")
	anna.button("Другое время или очередь")
	lead.sees("Кванты &amp; Ко")
	other.sees("Точка теперь работает иначе", "Отменены 2 брони")
	other.hasNo("Одобрить")
	boss.sees("Done", "2 bookings are off")

	other.says("/book в четверг с 18 до 20, конференц-зал, 40 человек, Хор")
	other.sees("не работает", "painting")
	log, err := h.db.Log(t.Context(), held.ID)
	if err != nil || log[len(log)-1].By.ID != theBoss || log[len(log)-1].To != space.Cancelled {
		t.Errorf("logged %+v, %v", log, err)
	}
	due, err := h.db.Upcoming(t.Context(), h.now)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range due {
		if d.Subject == held.ID || d.Subject == asked.ID {
			t.Errorf("still due: %s", d.Name())
		}
	}
}

func TestWhoLosesABookingToAClosureHasOtherTimesWithOneTap(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.has(nil)
	boss.says("/close conference hall tomorrow through November 28")
	boss.presses("Close and cancel 1")
	first := anna.newest().keyboard[0][0]
	if len(anna.newest().keyboard) != 4 {
		t.Errorf("offered %+v", anna.newest().keyboard)
	}
	anna.forges(first.Data)
	anna.sees("Лекция о квантах", "Проверьте")
	anna.presses("Другое время или очередь")
	anna.sees("не работает")
	h.is(space.Booking{ID: h.all(42)[0].ID}, space.Cancelled)
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

func TestBookingsCanBeKeptThoughTheHouseCloses(t *testing.T) {
	h, anna, boss, other := staffed(t)
	held := anna.has(nil)
	asked := anna.asks(func(b *space.Booking) { b.Start, b.End = h.at(27, 18), h.at(27, 20) })
	boss.says("/close conference hall November 26-28, painting")
	boss.presses("keep these")
	boss.sees("2 bookings stand")
	h.is(held, space.Confirmed)
	other.presses("Одобрить")
	h.is(asked, space.Confirmed)
	boss.says("/book November 27 10-12, conference hall, 40 people, Choir")
	boss.sees("Conference hall is closed")
}

func TestAClosureLeavesWhatRunsAlone(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	runs := anna.has(func(b *space.Booking) { b.Start, b.End = h.at(24, 12), h.at(24, 14); b.State = space.Running })
	boss.says("/close today")
	boss.sees("Under way already", "No booking stands in the way")
	boss.presses("Close")
	h.is(runs, space.Running)
	anna.seesNot("отмен")
}

func TestAClosureRecallsOffersAndEndsWhatWaitsInVain(t *testing.T) {
	h, boris, anna, held := full(t)
	boss, clara := h.guest(theBoss, "Boss", "en"), h.guest(43, "Клара", "ru")
	clara.waitsFor("Хор", "Любой зал")
	boris.givesUp(held)
	anna.sees("Освободилось")
	boss.says("/close conference hall November 26")
	boss.sees("1 offer to someone", "In the queue for these days: 1")
	boss.presses("Close")
	anna.sees("Ждать этого времени больше не получится", "не работает")
	clara.seesNot("Ждать этого")
	anna.hasNo("Беру")
	for _, w := range h.wishes(42) {
		if w.State != space.WishLapsed {
			t.Errorf("the wish is %s", w.State)
		}
	}
	for _, w := range h.wishes(43) {
		if w.State != space.WishWaiting {
			t.Errorf("what another room can serve is %s", w.State)
		}
	}
}

func TestAnOfferTakenAfterTheRoomWasClosedIsAnsweredTruly(t *testing.T) {
	h, boris, anna, held := full(t)
	boris.givesUp(held)
	take, _ := anna.button("Беру")
	closing := space.Closing{ID: "c", Closure: space.Closure{First: h.point.Day(held.Start), Last: h.point.Day(held.Start), Room: "hall"}}
	after, r := h.stands().Close(h.point, closing, h.now)
	if r != nil {
		t.Fatal(r)
	}
	h.commit(store.Change{House: &after}) // as if nobody had looked at the offers
	anna.forges(take.Data)
	anna.sees("больше нельзя занять", "не работает")
	anna.bookedNothing()
	anna.forges(take.Data)
	anna.sees("уже отозвано")
}

func TestReopeningFeedsTheQueue(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	boss.says("/close conference hall November 26")
	boss.presses("Close")
	h.renewed()
	want := h.point.WantSlot(h.slot("hall", 26, 18, 20))
	h.commit(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "w1", State: space.WishWaiting, Want: want, Created: h.now,
		Event: space.Event{Title: "Джаз", Headcount: 20}, Resident: space.Party{ID: 42, Name: "Анна"}}}}})
	boss.says("/house")
	boss.presses("🔓")
	boss.sees("open again", "offered the time that opens")
	boss.presses("Open")
	anna.sees("Освободилось", "Джаз")
	if after := h.stands(); len(after.Closings) != 0 || after.Version != 2 {
		t.Errorf("the house is %+v", after)
	}
}

func TestAClosureIsConfirmedOnlyAsItWasShown(t *testing.T) {
	h, anna, boss, other := staffed(t)
	boss.says("/close conference hall November 26")
	sure, _ := boss.button("Close")
	held := anna.has(nil)
	boss.forges(sure.Data)
	boss.sees("Something changed meanwhile", "1 booking cannot be held")
	h.is(held, space.Confirmed)
	other.says("/seats Зона встреч 15")
	other.presses("Поменять")
	boss.presses("Close and cancel 1")
	boss.sees("Something changed meanwhile")
	h.is(held, space.Confirmed)
	again, _ := boss.button("Close and cancel 1")
	boss.forges(again.Data)
	h.is(held, space.Cancelled)
	told := len(anna.messages)
	boss.forges(again.Data)
	boss.sees("out of date")
	if len(anna.messages) != told || h.stands().Version != 2 {
		t.Errorf("the second press told %d, version %d", len(anna.messages)-told, h.stands().Version)
	}
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

func TestWhatCannotBeClosedIsSaidClearly(t *testing.T) {
	h, _, boss, _ := staffed(t)
	for text, want := range map[string]string{
		"/close swimming pool December 3":                 "is no room of ours",
		"/close conference hall 2026-12-08..03":           "last day comes before the first",
		"/close conference hall 2026-11-20":               "that day has passed",
		"/close conference hall 2026-11-30..2027-12-30":   "366 days at most",
		"/close January 3":                                "already closed",
		"/close conference hall 2026-12-30..2027-01-02":   "already closed",
		"/close conference hall":                          "From which day?",
		"/close":                                          "What is to be closed?",
		"/hours mon-fri 21:00-9:00 from December 1":       "have to be in order",
		"/hours mon-sat 10:00-22:00 from December 1":      "how it is already",
		"/hours mon 9:00-25:00 from December 1":           "have to be in order",
		"/hours mon 9:00-21:00":                           "From which day",
		"/hours 9:00-21:00 from December 1":               "On which days",
		"/hours":                                          "On which days",
		"/seats Classroom 40":                             "how it is already",
		"/seats Classroom 0":                              "How many will there be?",
		"/seats Classroom 1000000":                        "1 to 10000",
		"/seats swimming pool 40":                         "cannot tell which room",
		"/seats":                                          "In which room",
		"/close the whole house December 5 to December 7": "The whole Point: closed",
	} {
		boss.says(text)
		boss.sees(want)
	}
	if h.stands().Version != 0 {
		t.Error("something was changed")
	}
}

func TestAHouseIsClosedStepByStep(t *testing.T) {
	h, _, boss, _ := staffed(t)
	boss.says("/close")
	boss.presses("Conference hall")
	boss.presses("›")
	boss.presses("14")
	boss.presses("16")
	boss.sees("Why?")
	boss.says("painting & <floor>")
	boss.sees("closed", "painting &amp; &lt;floor&gt;", "Mon 14 December – Wed 16 December")
	boss.presses("Back")
	boss.sees("Why?")
	boss.presses("No reason")
	boss.says("yes")
	boss.sees("confirm with a button")
	boss.presses("Close")
	c := h.stands().Closings
	if len(c) != 1 || c[0].First.String() != "2026-12-14" || c[0].Last.String() != "2026-12-16" || c[0].Room != "hall" || c[0].By.ID != theBoss {
		t.Errorf("closed %+v", c)
	}
	boss.says("/close")
	boss.says("whole house")
	boss.says("December 20-22")
	boss.says("painting")
	boss.presses("Close")
	if c := h.stands().Closings; len(c) != 2 || c[1].Room != "" || c[1].Last.String() != "2026-12-22" {
		t.Errorf("closed %+v", c)
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

func TestExtendedHoursFeedTheQueue(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	sunday := h.point.Day(h.at(29, 12))
	boss.has(func(b *space.Booking) { b.Start, b.End = h.at(28, 10), h.at(28, 22) })
	h.commit(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "w1", State: space.WishWaiting, Created: h.now,
		Want:  space.WantSpan(sunday.Plus(-1), sunday, 0, space.Hours{Open: 12 * 60, Close: 16 * 60}, 2*time.Hour),
		Event: space.Event{Title: "Джаз", Headcount: 90}, Resident: space.Party{ID: 42, Name: "Анна"}}}}})
	boss.says("/hours sun 12-18 from tomorrow")
	boss.presses("Change the hours")
	anna.sees("Освободилось", "Джаз", "вс, 29 ноября, 12:00–14:00")
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

func TestAMoveToAClosedRoomIsAnsweredAndTheBookingStays(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	held := anna.has(func(b *space.Booking) { b.Room = "class" })
	moving := held
	moving.Change = &space.Proposal{Slot: h.slot("hall", 27, 18, 20), Event: held.Event, By: held.Resident, At: h.now}
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &held, After: moving}}})
	boss.says("/close conference hall November 27, painting")
	boss.sees("1 request to move there will be declined")
	boss.presses("Close")
	if after := h.is(held, space.Confirmed); after.Asks() || after.Change.Decision.State != space.Declined {
		t.Errorf("the change is %+v", after.Change)
	}
	anna.sees("painting")
	h.holds(h.slot("hall", 27, 18, 20), false)
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
	boss.sees("24 bookings cannot be held", "and 16 more")
	boss.presses("Close and cancel 24")
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

func TestWhoWaitsIsToldOnceThatTheLastWayIsClosed(t *testing.T) {
	h, _, anna, _ := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/hours thu closed from tomorrow")
	boss.sees("1 booking cannot be held", "waits in vain")
	boss.presses("keep these")
	anna.sees("Ждать этого времени больше не получится", "закрыты")
	boss.says("/house")
	boss.sees("Thu, closed")
	boss.presses("Undo")
	boss.presses("Bring back")
	anna.seesNot("Ждать")
}

// newest is the message that came last.
func (g *guest) newest() *message { return g.messages[len(g.messages)-1] }
