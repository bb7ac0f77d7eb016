package handlers

import (
	"strconv"
	"testing"

	"samovar/internal/space"
)

func TestWordsOfCancellingLeadToTheBookingThatIsMeant(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct {
		language, first, second string
		one, both               []string
	}{
		42: {"ru", "Лекция о квантах", "Вечер хокку",
			[]string{"хочу отменить событие 26 ноября", "лекция о квантах 26 ноября отменяется", "не смогу прийти 26 ноября", "отменить лекцию о квантах", "отмените лекцию", "перенести лекцию о квантах на субботу", "отмените нашу бронь на 26 ноября"},
			[]string{"перенести бронь на пятницу", "не смогу прийти 12 декабря", "хочу отменить", "отмена"}},
		43: {"en", "Board games", "Chess",
			[]string{"please cancel Board games on 27 November", "we can't make it on 27 November", "cancel board games", "cancel the games", "move my booking of Board games to Saturday"},
			[]string{"move my booking to Saturday", "cancel"}},
		44: {"zh", "量子讲座", "桌游",
			[]string{"我想取消11月28日的活动", "周六的活动不办了", "取消讲座", "取消量子讲座"},
			[]string{"改期", "取消"}},
	} {
		g := h.guest(id, "guest", c.language)
		day := 26 + int(id-42)
		meant := g.has(func(b *space.Booking) { b.Title, b.Slot = c.first, h.slot("hall", day, 18, 20) })
		g.has(func(b *space.Booking) { b.Title, b.Slot = c.second, h.slot("hall", day+7, 18, 20) })
		for _, words := range c.one {
			g.says(words)
			g.sees(c.first)
			g.seesNot(c.second)
		}
		for _, words := range c.both {
			g.says(words)
			g.sees(c.first, c.second)
		}
		g.has(func(b *space.Booking) { b.Title, b.Slot = c.first, h.slot("hall", day+14, 18, 20) })
		g.says(c.one[3])
		g.sees(c.first, strconv.Itoa(day))
		g.is(meant, meant.State)
	}
}

func TestWhatIsGivenUpWhileSomethingElseIsReservedIsShown(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, title, begun, words, goesOn, next string }{
		42: {"ru", "Лекция о квантах", "/book 30 ноября с 18 до 20, учебный класс", "хочу отменить событие 26 ноября", "Кружок", "Сколько человек"},
		43: {"en", "Board games", "/book 1 December 6pm-8pm, classroom", "please cancel Board games", "Circle", "How many people"},
		44: {"zh", "量子讲座", "/book 12月2日18:00-20:00，教室", "我想取消11月28日的活动", "读书会", "多少人"},
	} {
		g, day := h.guest(id, "guest", c.language), 26+int(id-42)
		g.has(func(b *space.Booking) { b.Title, b.Slot = c.title, h.slot("hall", day, 18, 20) })
		g.says(c.begun)
		g.says(c.words)
		g.sees(c.title, "18:00–20:00")
		g.says(c.goesOn)
		g.sees(c.goesOn, c.next)
		g.says("/cancel")
	}
}

func TestATitleWithSuchAWordStillBooks(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, words, title string }{
		42: {"ru", "Отменённые рейсы: лекция, завтра с 18 до 20, 15 человек", "Отменённые рейсы"},
		43: {"en", "Cancel culture, tomorrow 6pm-8pm, 15 people", "Cancel culture"},
		44: {"zh", "取消文化讲座，明天18:00-20:00，15人", "取消文化讲座"},
	} {
		g := h.guest(id, "guest", c.language)
		g.says(c.words)
		g.sees(c.title, "15", "18:00–20:00")
		g.says("/cancel")
	}
}

func TestTheWordOnTheCancelButtonIsTheButton(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct {
		language, over string
		words          []string
	}{
		42: {"ru", "ничего не бронируем", []string{"отмена", "Отменить", "стоп", "хочу отменить"}},
		43: {"en", "nothing is booked", []string{"cancel", "Stop"}},
		44: {"zh", "没有预订", []string{"取消"}},
	} {
		g := h.guest(id, "guest", c.language)
		for _, word := range c.words {
			g.says("/book")
			g.says(word)
			g.sees(c.over)
			g.says("/book 27.11.2026 18:00-20:00, 15 человек, Go")
			g.sees("Go", "15")
			g.says(word)
			g.sees(c.over)
			g.bookedNothing()
		}
	}
}

func TestACancelTypedWhereItIsAskedWhetherToGiveUpKeepsTheBooking(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	b := anna.has(nil)
	anna.says("/my")
	anna.presses(b.Title)
	anna.presses("Отменить")
	anna.says("отменить")
	anna.is(b, b.State)
}

func TestAWishToBookIsNoTitle(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, words, asks string }{
		42: {"ru", "хочу забронировать зал", "Как называется событие"},
		43: {"en", "I'd like to book a room", "What is the event called?"},
		44: {"zh", "我想订个房间", "活动叫什么"},
	} {
		g := h.guest(id, "guest", c.language)
		for range 2 {
			g.says(c.words)
			g.sees(c.asks)
		}
		g.seesNot("<b>" + c.words)
		g.says("/cancel")
	}
}
