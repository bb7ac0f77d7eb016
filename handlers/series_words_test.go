package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// seriesAsked is a series of four dates in which an admin asked for changes.
func seriesAsked(t *testing.T) (h *house, anna, boss, other *guest) {
	t.Helper()
	h, anna, boss, other = staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Ask for changes")
	boss.sees("what is to change in “Английский клуб”")
	boss.says("fewer chairs,\n <b>please</b>")
	if got := states(anna.dates()); got != "[changes_asked:4]" {
		t.Fatalf("asked %s", got)
	}
	return h, anna, boss, other
}

func TestChangesInASeriesAreAskedForAndAnsweredInWords(t *testing.T) {
	h, anna, boss, other := seriesAsked(t)
	for _, b := range anna.dates() {
		h.isFree(b.Slot, false)
	}
	boss.sees("Asked for changes in", "fewer chairs,\n&lt;b&gt;please&lt;/b&gt;", "Changes asked for by Boss")
	other.sees("Просят изменить (вопрос: Boss", "fewer chairs", "просят поправить (4)")
	anna.sees("просят кое-что поменять", "fewer chairs,\n&lt;b&gt;please&lt;/b&gt;", "Время пока за вами", "каждый четверг")

	told := len(anna.messages)
	anna.presses("Ответить")
	anna.sees("Напишите ответ по заявке «Английский клуб»")
	anna.says("Хватит и 20")
	all := anna.dates()
	if got := states(all); got != "[requested:4]" {
		t.Fatalf("answered %s", got)
	}
	for _, b := range all {
		if len(b.Remarks) != 2 || b.Remarks[1].Text != "Хватит и 20" || !b.Joint() {
			t.Errorf("%+v", b)
		}
	}
	if len(anna.messages) != told+1 {
		t.Errorf("%d messages about one reply", len(anna.messages)-told)
	}
	anna.sees("Передал администраторам ответ", "Ответ у администраторов")
	boss.sees("fewer chairs", "Хватит и 20", "Replied: Анна")
	other.sees("Хватит и 20")
	h.now = h.now.Add(time.Minute)
	boss.presses("Approve all 4")
	if got := states(anna.dates()); got != "[confirmed:4]" {
		t.Errorf("decided %s", got)
	}
	anna.sees("Серия подтверждена", "Хватит и 20")
	boss.says("/log " + all[3].ID)
	boss.sees("fewer chairs", "Хватит и 20")
}

func TestOnlyThoseWhoMayAskAndAnswerAboutASeries(t *testing.T) {
	h, anna, boss, other := staffed(t)
	lead := h.guest(22, "Li", "zh")
	anna.ID = 21
	h.guests[21] = anna
	h.commit(store.Change{People: []space.Person{{ID: 21, Name: "Анна", Language: "ru", Consent: h.now}}})
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	ask, _ := boss.button("Ask for changes")
	anna.forges(ask.Data)
	anna.sees("только администраторы")
	boss.forges(ask.Data)
	boss.says("fewer chairs")
	lead.sees("fewer chairs")
	reply, _ := anna.button("Ответить")
	for _, stranger := range []*guest{h.guest(43, "Борис", "ru"), other} {
		stranger.forges(reply.Data)
		stranger.sees("не ваша")
	}
	id := anna.dates()[0].Series
	anna.forges("series:" + id + ":1:reply")
	anna.sees("успела измениться")
	anna.forges("series:nosuch:1:reply")
	if got := states(anna.dates()); got != "[changes_asked:4]" {
		t.Fatalf("answered %s", got)
	}
	lead.forges(reply.Data)
	lead.says("好的")
	if got := states(anna.dates()); got != "[requested:4]" {
		t.Fatalf("answered %s", got)
	}
	boss.sees("Replied: Li", "好的")
	anna.sees("好的", "Ответ у администраторов")
	anna.hasNo("Ответить")
}

func TestAnApproverAsksAboutTheDatesOfTheirRoomOnly(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Rooms[2].Approvers = []int64{61}
	keeper := h.guest(61, "Хранитель", "ru")
	h.guest(41, "Борис", "ru").has(func(b *space.Booking) { b.Room, b.Start, b.End = "class", h.at(33, 18), h.at(33, 20) })
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("✗ чт 03.12")
	anna.presses("Конференц-зал")
	anna.presses("отправить 4")
	keeper.says("/queue")
	keeper.presses("Попросить изменить")
	keeper.says("Поменьше народу")
	keeper.sees("Заявок нет")
	if got := states(anna.dates()); got != "[changes_asked:3 requested:1]" {
		t.Fatalf("asked %s", got)
	}
	boss.says("/queue")
	boss.sees("1 of 1", "Поменьше народу")
	anna.presses("Ответить")
	anna.says("Придёт 20")
	if got := states(anna.dates()); got != "[requested:4]" {
		t.Errorf("answered %s", got)
	}
}

func TestNobodyAsksAboutASeriesOnceItsTimeHasCome(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	ask, _ := boss.button("Ask for changes")
	h.now = h.at(47, 18)
	boss.forges(ask.Data)
	boss.sees("passed already")
	if got := states(anna.dates()); got != "[requested:4]" {
		t.Errorf("asked %s", got)
	}
}

func TestTheLongestExchangeAboutTheLongestSeriesFitsIntoItsMessages(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	h.point.Horizon = 400
	anna.says("/book в четверг с 18 до 20, учебный класс, 30 человек, " + strings.Repeat("Клуб ", 20))
	anna.presses("Повторять")
	anna.presses("Каждый четверг")
	anna.says("52")
	anna.presses("отправить")
	for range 2 {
		boss.presses("Ask for changes")
		boss.says(strings.Repeat("🪑", mostWords))
		anna.presses("Ответить")
		anna.says(strings.Repeat("🪑", mostWords))
	}
	if got := states(anna.dates()); got != "[requested:50]" {
		t.Errorf("answered %s", got)
	}
}

func TestTheExchangeAboutASeriesLooksAsItShouldInEveryLanguage(t *testing.T) {
	for tag, c := range map[lang.Tag]struct{ words, asks, replies, changes string }{
		lang.Russian: {"/book каждый четверг 18-20, учебный класс, 30 человек, Английский клуб, 4 раза", "Можно поменьше народу?", "Хорошо, поменьше", "20 человек"},
		lang.English: {"/book every Thursday 6-8pm, classroom, 30 people, English club, 4 times", "Could there be fewer people?", "Fewer it is", "20 people"},
		lang.Chinese: {"/book 每周四18点到20点，教室，30人，英语角，4次", "人数能少一些吗？", "可以少一些", "20人"},
	} {
		h := openHouse(t)
		anna, boss := h.guest(42, "Анна", string(tag)), h.guest(theBoss, "Boss", string(tag))
		var all strings.Builder
		look := func(name string, g *guest) { all.WriteString("== " + name + "\n" + g.lowest() + "\n") }
		anna.says(c.words)
		anna.taps("send=1")
		boss.taps("ask")
		look("words are asked for", boss)
		boss.says(c.asks)
		look("passed on", boss)
		look("the notice", anna)
		anna.taps("reply")
		look("a reply is asked for", anna)
		anna.says(c.replies)
		look("replied", anna)
		look("the card after the reply", boss)
		h.now = h.now.Add(time.Minute)
		boss.taps("ask")
		boss.says(c.asks)
		anna.says("/my")
		anna.taps("mine=0")
		look("one's own view", anna)
		anna.taps("move")
		anna.says(c.changes)
		anna.taps("send=1")
		anna.taps("send=1")
		look("changed", anna)
		look("the card after the change", boss)
		golden(t, "series_exchange."+string(tag)+".txt", strings.ReplaceAll(all.String(), anna.dates()[0].Series, "ID"))
	}
}
