package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// contested is a house in which Анна asks for the hall, Клара has had nothing
// and Дора ten hours, and both wait for that time.
func contested(t *testing.T) (h *house, anna, boss, clara, dora *guest, b space.Booking) {
	t.Helper()
	h, anna, boss, _ = staffed(t)
	h.point.Policy = space.DefaultPolicy()
	clara, dora = h.guest(43, "Клара", "ru"), h.guest(44, "Дора", "ru")
	anna.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(27, 10), h.at(27, 15) })
	dora.has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(28, 10), h.at(28, 20) })
	b = anna.asks(nil)
	h.now = h.now.Add(time.Minute)
	dora.waitsFor("Хор", "Именно это время")
	clara.waitsFor("Джаз", "Именно это время")
	return h, anna, boss, clara, dora, b
}

func TestWhoElseWantsTheTimeOfARequestIsShownWithWhatTheyHaveHad(t *testing.T) {
	h, _, boss, _, _, _ := contested(t)
	boss.says("/queue")
	boss.sees("Others who want this time: 2", "this request: 5 h", "Клара, for 40: no hours of rooms yet (<b>fewer hours</b>)", "Дора, for 40: 10 h", "would be number 2")
	text := boss.panels[queuePanel].text
	if strings.Index(text, "Клара") > strings.Index(text, "Дора") {
		t.Errorf("not in the order of the line:\n%s", text)
	}
	eva := h.guest(45, "Ева", "ru")
	eva.says("/book в четверг с 10 до 11, конференц-зал, 40 человек, Лекторий")
	eva.presses("отправить")
	boss.sees("Лекторий")
	boss.seesNot("want this time")
}

func TestADeclineSaysWhoGetsTheTimeAndTheyDo(t *testing.T) {
	h, _, boss, clara, dora, b := contested(t)
	boss.presses("Decline")
	boss.sees("the time goes at once to: Клара (18:00–20:00)")
	boss.seesNot("Дора (")
	clara.seesNot("Освободилось")
	boss.presses("Maintenance")
	h.is(b, space.Declined)
	clara.sees("Освободилось место", "Джаз")
	dora.seesNot("Освободилось")
}

func TestADeclineForNobodysGoodSaysNothingOfALine(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.asks(nil)
	boss.presses("Decline")
	boss.seesNot("goes at once")
}

func TestAChangeThatWantsANewTimeIsHeldAgainstWhoWaitsForIt(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	own := anna.has(nil)
	boris := h.guest(41, "Борис", "ru")
	held := boris.has(func(b *space.Booking) { b.Start, b.End = h.at(26, 14), h.at(26, 16) })
	clara := h.guest(43, "Клара", "ru")
	clara.says("/book в четверг с 14 до 16, конференц-зал, 40 человек, Джаз")
	clara.presses("Встать в очередь")
	clara.presses("Именно это время")

	wish, err := h.db.WishesOf(t.Context(), clara.ID)
	if err != nil || len(wish) != 1 {
		t.Fatal(wish, err)
	}
	h.now = h.now.Add(time.Minute)
	boris.givesUp(held)
	clara.presses("Пропустить")
	clara.presses("Да, отдать")
	dora := h.guest(44, "Дора", "ru")
	anna.says("/my")
	anna.presses("1. ")
	anna.presses("Изменить")
	anna.says("с 14 до 16")
	anna.presses("Попросить")
	boss.sees("will be: <b>Thu 26 November, 14:00–16:00</b>")
	boss.seesNot("want this time") // Клара has passed it
	dora.says("/book в четверг с 14 до 16, конференц-зал, 40 человек, Хор")
	dora.presses("Встать в очередь")
	dora.presses("Именно это время")
	boss.says("/queue")
	boss.sees("Others who want this time: 1", "Дора, for 40: no hours", "this request: 2 h")
	boss.presses("Decline")
	boss.sees("the time goes at once to: Дора (14:00–16:00)")
	boss.presses("Without a reason")
	dora.sees("Освободилось место")
	h.is(own, space.Confirmed)
}

func TestACommunityWithTwoWishesCompetesOnce(t *testing.T) {
	_, _, boss, clara, _, _ := contested(t)
	clara.joinsFor("Ещё джаз", "любое время")
	boss.says("/queue")
	boss.sees("Others who want this time: 2", "would be number 2")
	if text := boss.panels[queuePanel].text; strings.Count(text, "Клара, for") != 1 {
		t.Errorf("counted twice:\n%s", text)
	}
}

func TestTheOwnWishesOfAHolderDoNotCompete(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Policy = space.DefaultPolicy()
	anna.asks(nil)
	anna.waitsFor("Ещё раз", "Именно это время")
	boss.says("/queue")
	boss.seesNot("want this time")
}

func TestTheRivalsLookAsTheyShould(t *testing.T) {
	h := openHouse(t)
	hours := func(n int) space.Standing { return space.Standing{Past: time.Duration(n) * time.Hour} }
	rival := func(before space.Why, s space.Standing) space.Rival {
		return space.Rival{Wish: space.Wish{Event: space.Event{Headcount: 30}}, Standing: s, Before: before}
	}
	absent, own := hours(3), hours(12)
	absent.NoShows, own.NoShows = 1, 2
	r := rivalry{all: []space.Rival{rival(space.ByLift, hours(20)), rival(space.ByHours, hours(0)), rival(space.ByHours, hours(13)),
		rival(space.ByJoining, absent), rival("", hours(40))}, place: 5, own: own, names: []string{"Хор", "Шахматы & Ко", "Клара", "Театр"}}
	for _, tag := range lang.Tags() {
		golden(t, "rivals."+string(tag)+".txt", strings.TrimSpace(competing(h.desk.Texts.In(tag), r))+"\n")
	}
}

func TestOfALineThatIsTooLongToReadNoPlaceIsSaid(t *testing.T) {
	h := openHouse(t)
	r := rivalry{all: []space.Rival{{Wish: space.Wish{Event: space.Event{Headcount: 30}}, Before: space.ByHours}}, names: []string{"Хор"}, place: 2}
	say := h.desk.Texts.In(lang.English)
	if text := competing(say, r); !strings.Contains(text, "time: 1<") || !strings.Contains(text, "number 2") {
		t.Error(text)
	}
	r.more = true
	if text := competing(say, r); !strings.Contains(text, "time: 1+<") || strings.Contains(text, "number 2") {
		t.Error(text)
	}
}
