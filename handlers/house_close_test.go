package handlers

import (
	"fmt"
	"strings"
	"testing"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

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
	anna.sees("пришлось отменить", "пришлось отклонить", "Зал в это время закрыт: painting")
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

func TestWhatCannotBeClosedIsSaidClearly(t *testing.T) {
	h, _, boss, _ := staffed(t)
	for text, want := range map[string]string{
		"/close swimming pool December 3":                 "is no room of ours",
		"/close conference hall 2026-12-08..03":           "last day comes before the first",
		"/close conference hall 2026-11-20":               "that day has passed",
		"/close conference hall 2026-11-30..2027-12-30":   "366 days at most",
		"/close January 3":                                "already closed",
		"/close conference hall 2026-12-30..2027-01-02":   "already closed",
		"/close conference hall":                          "Conference hall: closed from which day?",
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
