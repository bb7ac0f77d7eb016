package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/digest"
	"samovar/internal/space"
)

func (h *house) newsIs(want string, until space.Date) space.News {
	h.Helper()
	n, err := h.db.News(h.Context())
	if err != nil || n.Text != want || n.Until != until {
		h.Errorf("the news are %+v, %v", n, err)
	}
	return n
}

func TestAnAdminWritesTheLineOfNewsWithItsLastDay(t *testing.T) {
	h := openHouse(t)
	boss := h.guest(theBoss, "Борис", "ru")
	boss.says("/news")
	boss.sees("Строки новостей сейчас нет")
	boss.presses("Написать")
	boss.sees("до 200 знаков")
	boss.says(strings.Repeat("ы", 201))
	boss.sees("Получилось знаков: 201")
	boss.says("  Чай & пироги\nв пятницу ")
	boss.sees("Чай &amp; пироги в пятницу", "До какого дня")
	boss.says("до позавчера или как получится")
	boss.sees("Не понимаю")
	boss.says("до 5 декабря")
	boss.sees("Строка появится", "Последний день — сб, 5 декабря")
	n := h.newsIs("Чай & пироги в пятницу", space.Date{Year: 2026, Month: 12, Day: 5})
	if n.By.ID != theBoss || n.Version != 1 {
		t.Errorf("written is %+v", n)
	}
	lead := h.guest(21, "Анна", "ru")
	lead.getsDigest(digest.OfCommunity(h.community("quanta"), false))
	lead.sees() // it has something to say: the news alone
	if text := lead.messages[0].text; !strings.Contains(text, "📣 Чай &amp; пироги в пятницу") {
		t.Errorf("the digest says %s", text)
	}
	h.now = h.now.Add(30 * 24 * time.Hour)
	boss.says("/news")
	boss.sees("её срок вышел")
}

func TestTheLineIsTakenFromTheCommandAndReplacedAndRemovedOnce(t *testing.T) {
	h := openHouse(t)
	boss, other := h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Zhao", "zh")
	boss.says("/news Tea on Friday")
	boss.sees("Until what day?")
	boss.presses("No end")
	h.newsIs("Tea on Friday", space.Date{})
	other.says("/news")
	other.sees("Tea on Friday", "没有期限", "Boss")
	remove, _ := other.button("撤下")
	boss.says("/news Coffee")
	boss.presses("Two weeks")
	h.newsIs("Coffee", h.point.Day(h.now).Plus(14))
	other.forges(remove.Data)
	other.sees("已经变了", "Coffee")
	h.newsIs("Coffee", h.point.Day(h.now).Plus(14))
	other.presses("撤下")
	other.sees("已撤下")
	h.newsIs("", space.Date{})
	other.forges(remove.Data)
	h.newsIs("", space.Date{})
}

func TestOnlyAdminsSeeAndChangeTheLine(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/news Взлом")
	anna.seesNot("До какого дня")
	for _, arg := range []string{newsWrite, newsRemove, "", "x"} {
		data, err := chat.Press{Verb: verbNews, Subject: h.point.ID, Arg: arg}.Data()
		if err != nil {
			t.Fatal(err)
		}
		anna.forges(data)
		anna.sees("админ")
	}
	h.newsIs("", space.Date{})
}

func TestTheNewsCanBeLeftAsTheyAre(t *testing.T) {
	for language, dropped := range map[string]string{"ru": "новости остаются как были", "en": "the news stay as they were", "zh": "消息保持原样"} {
		h := openHouse(t)
		boss := h.guest(theBoss, "Boss", language)
		boss.says("/news Tea")
		boss.says("/cancel")
		boss.sees(dropped)
		h.newsIs("", space.Date{})
	}
}

func TestTheLineIsTakenFromWhatIsTypedAfterTheCommand(t *testing.T) {
	h := openHouse(t)
	boss := h.guest(theBoss, "Борис", "ru")
	boss.says("/news")
	boss.says("В субботу ярмарка")
	boss.sees("В субботу ярмарка", "До какого дня")
	boss.bookedNothing()
	boss.presses("Без срока")
	h.newsIs("В субботу ярмарка", space.Date{})
	boss.says("/news")
	boss.says("В субботу ярмарка и чай")
	boss.presses("Две недели")
	h.newsIs("В субботу ярмарка и чай", h.point.Day(h.now).Plus(14))
}

func TestWhatIsNoNewsIsNotTakenForThem(t *testing.T) {
	h := openHouse(t)
	boss := h.guest(theBoss, "Борис", "ru")
	for words, answer := range map[string]string{"Спасибо!": "Пожалуйста", "что сегодня?": "24 ноября", "/my": "ни одной брони"} {
		boss.says("/news")
		boss.says(words)
		boss.seesNot("До какого дня")
		boss.sees(answer)
	}
	boss.says("/news")
	boss.presses("Написать")
	boss.sees("до 200 знаков")
	boss.says("/book")
	boss.says("/news")
	boss.says("Ярмарка")
	boss.sees("Сколько человек")
	h.newsIs("", space.Date{})
}
