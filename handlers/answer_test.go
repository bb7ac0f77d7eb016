package handlers

import (
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// replies replies to the guest's message of that panel.
func (g *guest) replies(panel, text string) {
	g.Helper()
	m := g.panels[panel]
	if m == nil {
		g.Fatalf("%s has no message %q", g.Name, panel)
	}
	if err := g.desk.Store.SetPanel(g.Context(), g.point.ID, g.ID, panel, m.id); err != nil {
		g.Fatal(err)
	}
	g.does(chat.Event{Kind: chat.Text, Text: text, ReplyTo: m.id})
}

func TestALineThatIsSimplyTypedIsShownAndSentAsTheReplyWithATap(t *testing.T) {
	h, anna, boss, other, b := wordsAsked(t, nil)
	anna.says("Хватит и <b>30</b> стульев")
	anna.sees("Передать администраторам", "Лекция о квантах", "&lt;b&gt;30&lt;/b&gt;")
	h.is(b, space.ChangesAsked)
	anna.presses("Передать")
	if after := h.is(b, space.Requested); len(after.Remarks) != 2 || after.Remarks[1].Text != "Хватит и <b>30</b> стульев" {
		t.Errorf("remarks %+v", after.Remarks)
	}
	anna.sees("Передал администраторам ответ")
	boss.sees("Replied: Анна", "30")
	other.sees("Пришёл ответ: Анна")
}

func TestATypedYesSendsTheReplyAndIsNotTheReply(t *testing.T) {
	for _, c := range []struct{ language, yes, no, sent, dropped string }{
		{"ru", "да", "нет", "Передал администраторам ответ", "ответа не было"},
		{"en", "yes", "no, thanks", "went to the admins", "no reply"},
		{"zh", "好", "不用", "已转给管理员", "没有回复"},
	} {
		h, _, boss, _ := staffed(t)
		anna := h.guest(43, "Anna", c.language)
		b := anna.asks(nil)
		boss.presses("Ask for changes")
		boss.says("why?")
		anna.says("30 chairs")
		anna.says(c.no)
		anna.sees(c.dropped)
		h.is(b, space.ChangesAsked)
		anna.says("30 chairs")
		anna.says(c.yes)
		anna.sees(c.sent, "30 chairs")
		if after := h.is(b, space.Requested); after.Remarks[1].Text != "30 chairs" {
			t.Errorf("%s: the reply is %q", c.language, after.Remarks[1].Text)
		}
	}
}

func TestWhatIsTypedInsteadOfTheTapReplacesTheReply(t *testing.T) {
	h, anna, _, _, b := wordsAsked(t, nil)
	anna.says("Хватит 30 стульев")
	anna.says("Хотя нет, хватит двадцати")
	anna.sees("хватит двадцати")
	anna.seesNot("30 стульев")
	anna.does(thing())
	anna.sees("Нужны слова", "хватит двадцати")
	anna.presses("Передать")
	if after := h.is(b, space.Requested); after.Remarks[1].Text != "Хотя нет, хватит двадцати" {
		t.Errorf("remarks %+v", after.Remarks)
	}
}

func TestWhereSeveralRequestsWaitItIsAskedWhichIsMeant(t *testing.T) {
	h, anna, boss, _, first := wordsAsked(t, nil)
	second := anna.asks(func(b *space.Booking) {
		b.Title, b.Slot = "Выставка", h.slot("expo", 27, 12, 14)
	})
	boss.presses("Ask for changes")
	boss.says("how many?")
	anna.says("Человек тридцать")
	anna.sees("По какой заявке", "Человек тридцать")
	anna.says("да")
	anna.sees("По какой заявке", "Человек тридцать")
	h.is(first, space.ChangesAsked)
	anna.presses("Выставка")
	h.is(first, space.ChangesAsked)
	if after := h.is(second, space.Requested); after.Remarks[1].Text != "Человек тридцать" {
		t.Errorf("remarks %+v", after.Remarks)
	}
}

func TestAReplyToTheMessageItselfIsAboutThatRequestEvenInAConversation(t *testing.T) {
	h, anna, boss, _, first := wordsAsked(t, nil)
	second := anna.asks(func(b *space.Booking) { b.Title, b.Slot = "Выставка", h.slot("expo", 27, 12, 14) })
	boss.presses("Ask for changes")
	boss.says("how many?")
	anna.says("/book")
	anna.replies("own:"+first.ID, "Тридцать")
	anna.sees("Передать администраторам", "Лекция о квантах", "Тридцать")
	anna.presses("Передать")
	h.is(first, space.Requested)
	h.is(second, space.ChangesAsked)

	anna.presses("Ответить")
	anna.replies("own:"+second.ID, "Сорок")
	if after := h.is(second, space.Requested); after.Remarks[1].Text != "Сорок" {
		t.Errorf("who was asked for a reply is asked whether it is one: %+v", after.Remarks)
	}
	anna.replies("own:"+second.ID, "завтра с 18 до 20")
	anna.sees("Как называется событие")
}

func TestALeadReplies(t *testing.T) {
	h, _, boss, _ := staffed(t)
	lead := h.guest(22, "Li", "zh")
	b := h.guests[42].asks(func(b *space.Booking) { b.Community = "quanta" })
	boss.presses("Ask for changes")
	boss.says("why?")
	lead.says("因为") // is asked nothing themselves
	lead.seesNot("转给管理员")
	lead.replies("lead:"+b.ID, "因为")
	lead.presses("转给管理员")
	h.is(b, space.Requested)
	boss.sees("Replied: Li")
}

func TestWhatIsAboutSomethingElseGoesOnAsIfNothingWaited(t *testing.T) {
	h, anna, _, _, b := wordsAsked(t, nil)
	anna.says("завтра с 18 до 20, зона встреч, 10 человек, Чай")
	anna.sees("Передать администраторам")
	anna.presses("Это о другом")
	anna.sees("не передаю", "Проверьте заявку", "Чай")
	anna.says("/cancel")
	anna.says("Спасибо!")
	anna.sees("Пожалуйста")
	anna.says("хочу забронировать зал")
	anna.sees("Как называется событие")
	anna.says("/cancel")
	anna.says(strings.Repeat("ы", mostWords+1))
	anna.seesNot("Передать администраторам")
	anna.does(chat.Event{Kind: chat.Text, Text: "завтра", Forwarded: true})
	anna.seesNot("Передать администраторам")
	h.is(b, space.ChangesAsked)
}

func TestAReplyThatWasTypedComesTooLateLikeAnyOther(t *testing.T) {
	h, anna, boss, _, b := wordsAsked(t, nil)
	anna.says("Тридцать")
	boss.presses("Approve")
	anna.presses("Передать")
	anna.sees("Одобрено: Boss")
	h.is(b, space.Confirmed)
	anna.says("Тридцать")
	anna.seesNot("Передать администраторам")
}

func TestALineThatIsSimplyTypedOrRepliesToTheNoticeAnswersForAllDatesOfASeries(t *testing.T) {
	for _, how := range []string{"typed", "replied"} {
		_, anna, boss, _ := seriesAsked(t)
		if how == "typed" {
			anna.says("Хватит и десяти")
		} else {
			anna.replies(chat.SeriesOwnPanel(anna.dates()[0].Series), "Хватит и десяти")
		}
		anna.sees("Передать администраторам", "Хватит и десяти")
		if got := states(anna.dates()); got != "[changes_asked:4]" {
			t.Fatalf("%s: before the tap %s", how, got)
		}
		anna.presses("Передать")
		anna.sees("Передал администраторам ответ")
		if got := states(anna.dates()); got != "[requested:4]" {
			t.Errorf("%s: after it %s", how, got)
		}
		boss.sees("Хватит и десяти", "Replied: Анна")
	}
}
