package handlers

import (
	"strings"
	"sync"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// staffed is a house with two admins and a resident.
func staffed(t *testing.T) (h *house, anna, boss, other *guest) {
	t.Helper()
	h = openHouse(t)
	return h, h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Другая", "ru")
}

func TestAnApprovedRequestIsToldToAllInTheirLanguages(t *testing.T) {
	h, anna, boss, other := staffed(t)
	lead := h.guest(22, "Li", "zh")
	b := anna.asks(func(b *space.Booking) { b.Community = "quanta" })
	boss.sees("Request", "Лекция о квантах", "Кванты &amp; Ко", `<a href="tg://user?id=42">Анна</a>`, "40 of 90", "40 of 250", "All quiet")
	other.sees("Заявка")

	boss.presses("Approve")
	h.is(b, space.Confirmed)
	boss.sees("Approved: Boss")
	boss.hasNo("Approve")
	other.sees("Одобрено: Boss", "подтверждена")
	other.hasNo("Одобрить")
	anna.sees("Бронь подтверждена", "Одобрено: Boss")
	lead.sees("Кванты &amp; Ко", "已确认")

	anna.presses("В календарь")
	if len(anna.files) != 1 {
		t.Fatalf("%d files", len(anna.files))
	}
}

func TestTheFirstDecisionStands(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.asks(nil)
	yes, _ := boss.button("Approve")
	no, _ := other.button("Отклонить")
	works := strings.Replace(no.Data, ":no", ":works", 1)

	other.forges(works)
	h.is(b, space.Declined)
	boss.forges(yes.Data)
	after := h.is(b, space.Declined)
	if after.Decision.By.ID != theOther || after.Version != 2 {
		t.Errorf("decided by %+v, version %d", after.Decision, after.Version)
	}
	boss.sees("Already decided", "Declined: Другая", "Tue 24 November, 12:30")
	anna.seesNot("подтверждена")
}

func TestADecisionPressedTwiceHappensOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	yes, _ := boss.button("Approve")
	boss.forges(yes.Data)
	told := len(anna.messages)
	boss.forges(yes.Data)
	if after := h.is(b, space.Confirmed); after.Version != 2 || len(anna.messages) != told {
		t.Errorf("version %d, %d messages after %d", after.Version, len(anna.messages), told)
	}
	boss.sees("Already decided")
}

func TestOnlyAdminsDecide(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	for _, words := range []string{"Approve", "Another time", "Decline"} {
		forged, _ := boss.button(words)
		anna.forges(forged.Data)
		anna.sees("только администраторы")
	}
	if after := h.is(b, space.Requested); after.Version != 1 {
		t.Errorf("version %d", after.Version)
	}
	boss.forges("decide:" + b.ID + ":1:perhaps")
	boss.forges("decide:nosuch:1:yes")
	boss.forges("propose:" + b.ID + ":1:s.zz.zz")
	boss.forges("propose:" + b.ID + ":1:s.ff")
	h.is(b, space.Requested)
}

func TestARequestIsDeclinedForAReadyReasonWithThreeOtherSlots(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Decline")
	boss.sees("Why is it declined?")
	boss.presses("Maintenance")
	h.is(b, space.Declined)
	h.isFree(b.Slot, true)
	anna.sees("На этот раз не получилось", "технические работы", "Вот что свободно")
	last := anna.messages[len(anna.messages)-1]
	if len(last.keyboard) < 3 {
		t.Fatalf("only %d alternatives", len(last.keyboard))
	}
	anna.forges(last.keyboard[0][0].Data)
	anna.sees("Лекция о квантах")
}

func TestAReasonInOwnWordsIsEscaped(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Decline")
	boss.presses("In my own words")
	boss.does(thing())
	boss.sees("Words are needed")
	boss.says("too <b>loud</b> & late")
	after := h.is(b, space.Declined)
	if after.Decision.Reason != "too <b>loud</b> & late" {
		t.Errorf("reason %q", after.Decision.Reason)
	}
	anna.sees("too &lt;b&gt;loud&lt;/b&gt; &amp; late")
	boss.sees("Declined: Boss", "&lt;b&gt;loud")
}

func TestOwnWordsThatComeTooLateChangeNothing(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.asks(nil)
	boss.presses("Decline")
	boss.presses("In my own words")
	other.presses("Одобрить")
	boss.says("no")
	h.is(b, space.Confirmed)
	boss.sees("Already decided", "Approved: Другая")
	if known, err := h.db.Know(t.Context(), theBoss, theBoss, 0); err != nil || known.Talking {
		t.Errorf("the conversation goes on: %v", err)
	}
}

func TestWhatWasTakenMeanwhileIsNotApproved(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	h.now = h.at(26, 18.5)
	boss.presses("Approve")
	boss.sees("already")
	h.is(b, space.Requested)
}

func TestARequestMadeInTimeIsApprovedWithinTheNotice(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	h.now = h.at(26, 17.5)
	boss.presses("Approve")
	h.is(b, space.Confirmed)
}

func TestACardTellsWhatRunsAround(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	slot := func(room string, day int, from, to float64, title string) func(*space.Booking) {
		return func(b *space.Booking) {
			b.Slot, b.Title = space.Slot{Room: room, Start: h.at(day, from), End: h.at(day, to)}, title
		}
	}
	anna.has(slot("hall", 26, 14, 15, "Earlier"))
	anna.has(slot("hall", 26, 10, 11, "Earliest"))
	anna.has(slot("hall", 26, 20.5, 21, "Later"))
	anna.has(slot("class", 26, 19, 21, "Beside"))
	anna.has(slot("class", 26, 10, 12, "Elsewhen"))
	anna.asks(nil)
	boss.sees("before: 14:00–15:00 Earlier", "after: 20:30–21:00 Later", "Classroom: 19:00–21:00 Beside, for 40", "80 of 250")
	boss.seesNot("Earliest", "Elsewhen")
}

func TestADecisionOnWhatChangedMeanwhileIsMadeAnew(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	changed := b
	changed.Title = "Новая тема"
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &b, After: changed}}})
	boss.presses("Approve")
	boss.sees("has changed meanwhile", "Новая тема")
	h.is(b, space.Requested)
	boss.presses("Approve")
	h.is(b, space.Confirmed)
}

func TestOfTwoDecisionsAtOnceOneStands(t *testing.T) {
	h, anna, boss, other := staffed(t)
	for range 10 {
		b := anna.asks(nil)
		var all sync.WaitGroup
		for _, admin := range []*guest{boss, other} {
			h.updates++
			e := chat.Event{ID: h.updates, At: h.now, Kind: chat.Pressed, PressID: "p", From: admin.Person,
				Place: chat.Place{ID: admin.ID, Type: chat.Private}, Data: "decide:" + b.ID + ":1:city"}
			all.Go(func() {
				if err := h.desk.Handle(h.Context(), e); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		told := len(anna.messages)
		h.deliver()
		if after := h.is(b, space.Declined); after.Version != 2 || len(anna.messages) != told+1 {
			t.Errorf("version %d, told %d times", after.Version, len(anna.messages)-told)
		}
	}
}

func TestOwnWordsAreAskedForOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Decline")
	own, _ := boss.button("In my own words")
	boss.forges(own.Data)
	count := len(boss.messages)
	boss.forges(own.Data)
	boss.sees("I am waiting for it")
	if len(boss.messages) != count {
		t.Errorf("a second press brings %d more messages", len(boss.messages)-count)
	}
	boss.says("too loud")
	h.is(b, space.Declined)
}

func TestWhoDoesNotDeclineAfterAllIsToldSo(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Decline")
	boss.presses("In my own words")
	boss.presses("Cancel")
	boss.sees("it is not declined")
	boss.seesNot("nothing is booked")
	h.is(b, space.Requested)
}

func TestABookingEndsTheQuestionForAReason(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.asks(nil)
	boss.presses("Decline")
	boss.presses("In my own words")
	boss.says("/book")
	boss.sees("This conversation is over")
}
