package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// neverSays fails where any message in the chat, however old, says the words.
func (g *guest) neverSays(words ...string) {
	g.Helper()
	for _, w := range words {
		if strings.Contains(g.screen(), w) {
			g.Errorf("%s still reads %q:\n%s", g.Name, w, g.screen())
		}
	}
}

func TestWhatWasSaidOfACancelledBookingIsTrueAgain(t *testing.T) {
	h := openHouse(t)
	anna, boss, lead := h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", "en"), h.guest(22, "Lead", "zh")
	h.guest(21, "Ольга", "ru").says("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция")
	olga := h.guests[21]
	olga.presses("отправить")
	boss.presses("Approve")
	olga.sees("ждём вас")
	lead.sees("已确认")
	b := olga.booked()
	olga.givesUp(b)
	h.is(b, space.Cancelled)
	olga.neverSays("ждём вас", "✅ подтверждена", "Слот уже за вами")
	lead.neverSays("已确认")
	boss.neverSays("✅ confirmed")
	if !strings.Contains(olga.messages[0].text, "отменена") {
		t.Errorf("the receipt says\n%s", olga.messages[0].text)
	}
	if len(anna.messages) > 0 {
		t.Errorf("a stranger reads %s", anna.screen())
	}
}

func TestWhatWasSaidOfADeclinedRequestIsTrueAgain(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.says("/book завтра с 18 до 20, конференц-зал, 40 человек, Лекция")
	anna.presses("отправить")
	boss.presses("Decline")
	boss.presses("Maintenance")
	anna.neverSays("Слот уже за вами", "ждёт решения")
	anna.sees("отклонена")
}

func TestAnAllowedChangeLeavesNoMessageWithTheOldTime(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Approve")
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить")
	boss.presses("Approve")
	anna.sees("Бронь изменена")
	if row := anna.last().keyboard[0]; len(row) != 2 || !strings.Contains(row[0].Text, "В календарь") {
		t.Errorf("no calendar under the notice: %+v", row)
	}
	for _, m := range anna.messages {
		if m == anna.panels[myPanel] {
			continue // a view that is drawn anew when it is looked at
		}
		if strings.Contains(m.text, "ждём вас") || strings.Contains(m.text, "18:00–20:00") && !strings.Contains(m.text, "станет") {
			t.Errorf("%s still has the old time:\n%s", b.ID, m.text)
		}
	}
	h.is(b, space.Confirmed)
}

func TestANoShowIsReadInEveryMessageAboutIt(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Approve")
	h.point.NoShowAfter = 20 * time.Minute
	h.now = b.Start.Add(30 * time.Minute)
	before := h.reload(b)
	running := before
	running.State = space.Running
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &before, After: running}}})
	boss.answers(chat.VerbDoor, h.reload(b), "nobody_sure")
	h.is(b, space.NoShow)
	anna.neverSays("ждём вас", "✅ подтверждена")
	boss.neverSays("✅ confirmed")
}
