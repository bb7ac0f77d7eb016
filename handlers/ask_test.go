package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// wordsAsked lets boss ask in words that a request of Анна be changed.
func wordsAsked(t *testing.T, change func(*space.Booking)) (h *house, anna, boss, other *guest, b space.Booking) {
	t.Helper()
	h, anna, boss, other = staffed(t)
	b = anna.asks(change)
	boss.presses("Ask for changes")
	boss.sees("what is to change in “Лекция о квантах”")
	boss.says("fewer chairs,\n\n <b>please</b>")
	return h, anna, boss, other, h.is(b, space.ChangesAsked)
}

func TestWhatIsToChangeIsAskedInWordsAndAnsweredInWords(t *testing.T) {
	h, anna, boss, other, b := wordsAsked(t, nil)
	h.isFree(b.Slot, false)
	boss.sees("Asked for changes in", "fewer chairs,\n&lt;b&gt;please&lt;/b&gt;", "Changes asked for by Boss")
	other.sees("Просят изменить (вопрос: Boss", "fewer chairs")
	anna.sees("просят кое-что поменять", "fewer chairs,\n&lt;b&gt;please&lt;/b&gt;", "Время пока за вами")

	anna.presses("Ответить")
	anna.sees("Напишите ответ по заявке «Лекция о квантах»")
	anna.says("Хватит и 30 стульев")
	if after := h.is(b, space.Requested); len(after.Remarks) != 2 || after.Remarks[1].Text != "Хватит и 30 стульев" {
		t.Errorf("remarks %+v", after.Remarks)
	}
	anna.sees("Передал администраторам ответ", "Ответ у администраторов")
	boss.sees("fewer chairs", "Хватит и 30 стульев", "Replied: Анна")
	other.sees("Хватит и 30 стульев")
	h.now = h.now.Add(time.Minute)
	boss.presses("Approve")
	h.is(b, space.Confirmed)
	anna.sees("подтверждена", "Хватит и 30 стульев")

	boss.says("/log " + b.ID)
	boss.sees("fewer chairs", "Хватит и 30 стульев")
}

func TestTheExchangeStandsOnTheResidentsCardToo(t *testing.T) {
	h, anna, _, _, b := wordsAsked(t, nil)
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.sees("fewer chairs", "Просят изменить (вопрос: Boss")
	anna.presses("Ответить")
	anna.says("Хорошо")
	h.is(b, space.Requested)
	if card := anna.panels[myPanel]; !strings.Contains(card.text, "Хорошо") {
		t.Errorf("the card does not follow:\n%s", card.text)
	}
}

func TestWordsThatAreNoneAreAskedForAgain(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Ask for changes")
	boss.does(thing())
	boss.sees("Words are needed", "what is to change")
	boss.says("\u200e \n ")
	boss.sees("Words are needed")
	boss.says(strings.Repeat("ы", mostWords+1))
	boss.sees("501 characters", "what is to change")
	h.is(b, space.Requested)
	boss.says("shorter")
	h.is(b, space.ChangesAsked)

	anna.presses("Ответить")
	anna.does(thing())
	anna.sees("Нужны слова", "Напишите ответ")
	anna.says(strings.Repeat("ы", mostWords+1))
	anna.sees("501 знак")
	h.is(b, space.ChangesAsked)
	anna.says(strings.Repeat("ы", mostWords))
	h.is(b, space.Requested)
}

func TestAnExchangeOfTheLongestWordsFitsIntoOneMessage(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(func(b *space.Booking) {
		b.Title, b.Description = strings.Repeat("щ", longestTitle), strings.Repeat("щ", longestDescription)
	})
	for range 4 {
		boss.presses("Ask for changes")
		boss.says(strings.Repeat("🪑", mostWords))
		anna.presses("Ответить")
		anna.says(strings.Repeat("🪑", mostWords))
	}
	if after := h.is(b, space.Requested); len(after.Remarks) != 8 {
		t.Errorf("%d remarks", len(after.Remarks))
	}
}

func TestWhoDropsTheWordsIsToldHowThingsStand(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.presses("Ask for changes")
	boss.presses("Cancel")
	boss.sees("stays as it was")
	h.is(b, space.Requested)
	boss.presses("Ask for changes")
	boss.says("why?")
	anna.presses("Ответить")
	anna.presses("Отмена")
	anna.sees("по-прежнему его ждут")
	h.is(b, space.ChangesAsked)
}

func TestChangingTheRequestIsAnAnswer(t *testing.T) {
	h, anna, boss, _, b := wordsAsked(t, nil)
	anna.presses("Изменить заявку")
	anna.says("30 человек")
	anna.presses("Сохранить")
	after := h.is(b, space.Requested)
	if after.Headcount != 30 {
		t.Errorf("for %d", after.Headcount)
	}
	anna.sees("заявка изменена и снова у администраторов", "Заявка изменена и снова ждёт")
	boss.sees("Changed by Анна", "30 of 90", "changed the request", "was: 40")
	for _, row := range anna.panels["own:"+b.ID].keyboard {
		if strings.HasPrefix(row[0].Data, verbReply+":") {
			t.Error("the notice still asks for a reply")
		}
	}
	boss.presses("Approve")
	h.is(b, space.Confirmed)
}

func TestAChangeIntoARoomThatNeedsNoApprovalConfirms(t *testing.T) {
	h, anna, boss, _, b := wordsAsked(t, func(b *space.Booking) { b.Headcount = 15 })
	anna.presses("Изменить заявку")
	anna.says("зона встреч")
	anna.presses("Сохранить")
	if after := h.is(b, space.Confirmed); after.Room != "zone" || after.Decision.By.ID != 0 {
		t.Errorf("%s, decided by %+v", after.Room, after.Decision)
	}
	h.isFree(b.Slot, true)
	boss.sees("the Point's rules")
	boss.hasNo("Approve")
}

func TestARequestIsWithdrawnUnderTheNotice(t *testing.T) {
	h, anna, boss, _, b := wordsAsked(t, nil)
	anna.presses("Отозвать")
	anna.sees("Лекция о квантах")
	h.is(b, space.ChangesAsked)
	anna.presses("Да")
	h.is(b, space.Withdrawn)
	boss.sees("Withdrawn: Анна")
	anna.hasNo("Ответить")
}

func TestAReplyThatComesTooLateIsAnsweredWithWhatIsTrue(t *testing.T) {
	for what, c := range map[string]struct {
		meanwhile func(h *house, boss *guest, b space.Booking)
		says      string
		state     space.State
	}{
		"declined":  {func(_ *house, boss *guest, _ space.Booking) { boss.presses("Decline"); boss.presses("Maintenance") }, "Отклонено: Boss", space.Declined},
		"approved":  {func(_ *house, boss *guest, _ space.Booking) { boss.presses("Approve") }, "Одобрено: Boss", space.Confirmed},
		"begun":     {func(h *house, _ *guest, b space.Booking) { h.now, h.desk.Silence = b.Start, 99*time.Hour }, "уже прошло", space.ChangesAsked},
		"handed on": {func(h *house, _ *guest, b space.Booking) { h.handsOver(b) }, "не ваша", space.ChangesAsked},
		"more words": {func(_ *house, boss *guest, _ space.Booking) {
			boss.presses("Ask for changes")
			boss.says("and no stage")
		}, "успела измениться", space.ChangesAsked},
	} {
		t.Run(what, func(t *testing.T) {
			h, anna, boss, _, b := wordsAsked(t, nil)
			button, _ := anna.button("Ответить")
			anna.presses("Ответить")
			c.meanwhile(h, boss, b)
			anna.says("Хорошо")
			anna.sees(c.says)
			version := h.is(b, c.state).Version
			anna.forges(button.Data)
			if after := h.is(b, c.state); after.Version != version || len(after.Remarks) > 2 {
				t.Errorf("version %d, remarks %+v", after.Version, after.Remarks)
			}
			if known, err := h.db.Know(t.Context(), anna.ID, anna.ID, 0); err != nil || known.Talking {
				t.Errorf("the conversation goes on: %v", err)
			}
		})
	}
}

// handsOver makes somebody else the resident of a booking.
func (h *house) handsOver(b space.Booking) {
	h.Helper()
	after := b
	after.Resident = space.Party{ID: 99, Name: "Борис"}
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &b, After: after}}})
}

func TestWhatAnAdminWritesTooLateChangesNothing(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.asks(nil)
	boss.presses("Ask for changes")
	other.presses("Попросить изменить")
	other.says("Поменьше стульев")
	boss.says("more chairs")
	boss.sees("changed while you were writing")
	if after := h.is(b, space.ChangesAsked); len(after.Remarks) != 1 {
		t.Errorf("remarks %+v", after.Remarks)
	}
	boss.presses("Ask for changes")
	anna.says("/my")
	anna.presses("1. Лекция")
	anna.presses("Отозвать")
	anna.presses("Да")
	boss.says("more chairs")
	boss.sees("Already decided", "Withdrawn: Анна")
}

func TestOnlyThoseWhoMayAskAndAnswer(t *testing.T) {
	h, anna, boss, other, b := wordsAsked(t, func(b *space.Booking) { b.Community = "quanta" })
	reply, _ := anna.button("Ответить")
	boris := h.guest(43, "Борис", "ru")
	for _, stranger := range []*guest{boris, other} {
		stranger.forges(reply.Data)
		stranger.sees("не ваша")
		stranger.forges(strings.Replace(reply.Data, "reply:", "giveup:", 1) + giveUpHere)
		stranger.sees("не ваша")
	}
	ask, _ := boss.button("Ask for changes")
	anna.forges(ask.Data)
	anna.sees("только администраторы")
	anna.forges("reply:nosuch:1:")
	anna.forges("reply:" + b.ID + ":1:")
	anna.sees("успела измениться")
	h.is(b, space.ChangesAsked)

	lead := h.guest(22, "Li", "zh")
	lead.forges(reply.Data)
	lead.says("好的")
	h.is(b, space.Requested)
	boss.sees("Replied: Li", "好的")
	anna.sees("好的")
}

func TestWordsAreAskedForOnceAndAReplyIsGivenOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	ask, _ := boss.button("Ask for changes")
	boss.forges(ask.Data)
	count := len(boss.messages)
	boss.forges(ask.Data)
	boss.sees("I am waiting for it")
	if len(boss.messages) != count {
		t.Error("a second press asks again")
	}
	boss.says("why?")
	boss.forges(ask.Data)
	boss.sees("has changed meanwhile")
	reply, _ := anna.button("Ответить")
	anna.forges(reply.Data)
	anna.forges(reply.Data)
	anna.sees("Жду ваших слов")
	anna.says("Потому что")
	after := h.is(b, space.Requested)
	anna.forges(reply.Data)
	anna.sees("Это уже решено")
	if again := h.reload(b); again.Version != after.Version {
		t.Errorf("version %d", again.Version)
	}
}

func TestNobodyAsksOnceTheTimeHasCome(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	h.now = b.Start
	boss.presses("Ask for changes")
	boss.sees("passed already")
	h.is(b, space.Requested)
}

func TestWordsAndOtherTimesAreShownTogether(t *testing.T) {
	h, anna, boss, b := proposing(t)
	boss.presses("Ask for changes")
	boss.says("or with fewer chairs")
	asked := h.is(b, space.ChangesAsked)
	if len(asked.Proposed) != 2 {
		t.Fatalf("proposed %v", asked.Proposed)
	}
	anna.sees("предлагают другое время", "or with fewer chairs")
	anna.button("Ответить")
	anna.forges(anna.panels["own:"+b.ID].keyboard[0][0].Data)
	if after := h.is(b, space.Confirmed); after.Slot != asked.Proposed[0] {
		t.Errorf("at %v", after.Slot)
	}
	boss.sees("Chosen from the offered times", "or with fewer chairs")
}

func TestAReplyToOtherTimesGivesTheRequestBack(t *testing.T) {
	h, anna, boss, b := proposing(t)
	anna.presses("Ответить")
	anna.says("А в пятницу?")
	if after := h.is(b, space.Requested); len(after.Proposed) > 0 {
		t.Errorf("proposed %v", after.Proposed)
	}
	boss.sees("А в пятницу?", "Replied: Анна")
	boss.button("Approve")
}

func TestWordsAreAskedForOnThePageOfTheQueueToo(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.says("/queue")
	ask := boss.panels[queuePanel].keyboard[1][1]
	boss.forges(ask.Data)
	boss.says("why?")
	h.is(b, space.ChangesAsked)
	if text := boss.panels[queuePanel].text; !strings.Contains(text, "everything is decided") {
		t.Errorf("the queue still shows:\n%s", text)
	}
}

func TestTheExchangeLooksAsItShould(t *testing.T) {
	h := openHouse(t)
	anna, boss := h.guest(42, "Анна", "ru"), space.Party{ID: theBoss, Name: "Boss <b>"}
	b := anna.booking(space.Requested, func(b *space.Booking) { b.ID = "k7f3m2aa" })
	at := func(minutes int) time.Time { return h.now.Add(time.Duration(minutes) * time.Minute) }
	said := func(b space.Booking, to space.State, r space.Remark) space.Booking {
		b = b.With(r)
		b.State, b.Version, b.Decision = to, b.Version+1, &space.Decision{By: r.By, At: r.At, State: to}
		return b
	}
	asked := said(b, space.ChangesAsked, space.Remark{By: boss, At: at(1), Text: "Меньше стульев\nи <тише>", Admin: true})
	both := asked
	both.Proposed = []space.Slot{{Room: "class", Start: h.at(26, 18), End: h.at(26, 20)}}
	replied := said(asked, space.Requested, space.Remark{By: b.Resident, At: at(2), Text: "Хорошо"})
	again := said(replied, space.ChangesAsked, space.Remark{By: boss, At: at(3), Text: strings.Repeat("И ещё. ", 60), Admin: true})
	changed := said(again, space.Requested, space.Remark{By: b.Resident, At: at(4)})
	for _, tag := range lang.Tags() {
		x := &turn{Desk: h.desk, now: at(60), point: h.point, say: h.desk.Texts.In(tag)}
		x.event = chat.Event{From: anna.Person}
		var all strings.Builder
		for _, b := range []space.Booking{asked, both, replied, again, changed} {
			text, keyboard := x.requestCard(x.say, b, facts{}, "")
			all.WriteString("== admin: " + b.State.String() + "\n" + drawMessage(text, keyboard))
			text, keyboard = x.notice(x.say, b, b.Proposed)
			all.WriteString("== resident: " + b.State.String() + "\n" + drawMessage(text, keyboard))
			all.WriteString("== card: " + b.State.String() + "\n" + drawMessage(x.ownCard(b, ""), x.ownButtons(b, "0")))
		}
		golden(t, "exchange."+string(tag)+".txt", all.String())
	}
}

func TestAReplyInWordsTellsTheAdminsThatTheSlotIsAsBefore(t *testing.T) {
	_, anna, boss, other := staffed(t)
	anna.asks(nil)
	boss.presses("Ask for changes")
	boss.says("start at 19")
	other.sees("просят поправить")
	anna.presses("Ответить")
	anna.says("can not")
	boss.sees("Time and room are as before", "18:00–20:00 · Conference hall")
	other.sees("Время и зал прежние")
	if older := other.messages[0].text; !strings.Contains(older, "новая карточка ниже") || strings.Contains(older, "просят поправить") {
		t.Errorf("the older card says %q", older)
	}
}
