package handlers

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// asked is a house that asks a week and two days before, a week before an event
// of Анна; Li leads its community with her.
func asked(t *testing.T) (h *house, anna, lead, boss *guest, b space.Booking) {
	t.Helper()
	h = openHouse(t)
	h.point.Policy = space.DefaultPolicy()
	h.point.StillOn = []time.Duration{7 * 24 * time.Hour, 48 * time.Hour}
	anna, lead, boss = h.guest(42, "Анна", "ru"), h.guest(21, "Li", "zh"), h.guest(theBoss, "Boss", "en")
	b = anna.has(func(b *space.Booking) {
		b.Community, b.Start, b.End = "quanta", h.at(33, 18), h.at(33, 20)
	})
	h.now = b.Start.Add(-7 * 24 * time.Hour)
	return h, anna, lead, boss, b
}

// answers presses a button of a question about the booking as it begins now.
func (g *guest) answers(verb string, b space.Booking, answer string) {
	g.Helper()
	g.forges(fmt.Sprintf("%s:%s:%s:%s", verb, b.ID, strconv.FormatInt(b.Start.Unix(), 36), answer))
}

func TestAYesIsRememberedAndAskedForOnce(t *testing.T) {
	h, anna, lead, _, b := asked(t)
	anna.answers(chat.VerbStill, b, chat.StillYes)
	anna.sees("Спасибо", "Событие в силе")
	got := h.is(b, space.Confirmed)
	if !got.StillOn.About(got) || got.StillOn.By.ID != 42 || !got.StillOn.At.Equal(h.now) {
		t.Errorf("remembered %+v", got.StillOn)
	}
	lead.answers(chat.VerbStill, b, chat.StillFree)
	lead.sees("已经有回答了：Анна", "活动照常举行")
	if again := h.is(b, space.Confirmed); again.Version != got.Version {
		t.Error("an old question changed something")
	}
	h.now = b.Start.Add(-48 * time.Hour)
	lead.answers(chat.VerbStill, b, chat.StillYes)
	if again := h.is(b, space.Confirmed); again.StillOn.By.ID != 21 {
		t.Errorf("the next question's answer is %+v", again.StillOn)
	}
}

func TestAReleasedSlotGoesToWhoWaits(t *testing.T) {
	h, anna, lead, boss, b := asked(t)
	clara := h.guest(43, "Клара", "ru")
	clara.says("/book 3 декабря с 18 до 20, конференц-зал, 40 человек, Хор")
	clara.presses("Встать в очередь")
	clara.presses("Именно это время")
	anna.answers(chat.VerbStill, b, chat.StillFree)
	anna.sees("Точно освободить")
	h.is(b, space.Confirmed)
	anna.presses("Да, освободить")
	got := h.is(b, space.Released)
	if got.Decision == nil || got.Decision.By.ID != 42 {
		t.Errorf("decided %+v", got.Decision)
	}
	anna.sees("Слот освобождён", "Анна")
	lead.sees("时段已释放")
	boss.sees("The slot is free again")
	clara.sees("Освободилось", "Хор")
	clara.presses("Беру")
	clara.booked()
}

func TestAnAdminAnswersForWhoIsSilentAndTheOthersSeeIt(t *testing.T) {
	h, anna, lead, boss, b := asked(t)
	other := h.guest(theOther, "Другая", "ru")
	h.now = b.Start.Add(-4 * 24 * time.Hour)
	boss.answers(chat.VerbStill, b, chat.StillYes)
	h.is(b, space.Confirmed)
	anna.sees("Событие в силе", "Boss")
	lead.sees("活动照常举行")
	other.sees("Событие в силе", "Boss")
	other.answers(chat.VerbStill, b, chat.StillFree)
	other.sees("Ответ уже есть")
}

func TestOnlyWhoAnswersForABookingSaysWhetherItIsOn(t *testing.T) {
	h, _, _, _, b := asked(t)
	clara := h.guest(43, "Клара", "ru")
	for _, answer := range []string{chat.StillYes, chat.StillFree, "sure", "perhaps"} {
		clara.answers(chat.VerbStill, b, answer)
		clara.sees("не ваша")
	}
	if got := h.is(b, space.Confirmed); got.Version != b.Version {
		t.Error("a stranger changed it")
	}
}

func TestAnOldQuestionSaysWhatIsTrueNow(t *testing.T) {
	h, anna, _, _, b := asked(t)
	anna.answers(chat.VerbStill, b, "perhaps")
	anna.forges("still:nosuch:1:yes")
	anna.forges("still:" + b.ID + ":1:sure")
	anna.sees("не актуален", "подтверждена")
	h.is(b, space.Confirmed)
	anna.says("/my")
	anna.presses("1. ")
	anna.presses("Отменить")
	anna.presses("Да")
	anna.answers(chat.VerbStill, b, chat.StillYes)
	anna.sees("не актуален", "отменена")
	if got := h.is(b, space.Cancelled); got.StillOn != nil {
		t.Error("a cancelled booking is said to be on")
	}
}

func TestAYesPressedTwiceIsOne(t *testing.T) {
	h, anna, _, _, b := asked(t)
	anna.answers(chat.VerbStill, b, chat.StillYes)
	version := h.reload(b).Version
	anna.answers(chat.VerbStill, b, chat.StillYes)
	anna.sees("Ответ уже есть")
	if got := h.reload(b).Version; got != version {
		t.Errorf("version %d after %d", got, version)
	}
}

func TestAfterTheStartNothingIsReleased(t *testing.T) {
	h, anna, _, _, b := asked(t)
	h.now = b.Start
	anna.answers(chat.VerbStill, b, "sure")
	h.is(b, space.Confirmed)
}

func TestWhoMovesOrChangesTheirEventSaysThatItTakesPlace(t *testing.T) {
	h, anna, _, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("30 человек")
	h.now = h.now.Add(time.Minute)
	anna.presses("Сохранить")
	got := h.is(b, space.Confirmed)
	if !got.StillOn.About(got) || got.StillOn.By.ID != 42 || !got.StillOn.At.Equal(h.now) {
		t.Errorf("said %+v", got.StillOn)
	}
}

func TestWhoTakesAnotherTimeSaysThatItTakesPlaceThen(t *testing.T) {
	h, anna, _, b := proposing(t)
	anna.forges(anna.panels["own:"+b.ID].keyboard[0][0].Data)
	got := h.is(b, space.Confirmed)
	if got.Slot == b.Slot || !got.StillOn.About(got) || !got.StillOn.At.Equal(h.now) {
		t.Errorf("said %+v", got.StillOn)
	}
}

func TestAMoveThatAnAdminAllowsIsTheWordOfWhoAskedForIt(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.has(nil)
	anna.changes()
	anna.says("в пятницу в 19")
	anna.presses("Попросить администраторов")
	asked := h.now
	h.now = h.now.Add(time.Hour)
	boss.presses("Approve")
	got := h.is(b, space.Confirmed)
	if !got.StillOn.About(got) || got.StillOn.By.ID != 42 || !got.StillOn.At.Equal(asked) {
		t.Errorf("said %+v", got.StillOn)
	}
}

// waits writes what the clock says about a booking to people, to be sent later.
func (h *house) waits(b space.Booking, panel, text string, people ...*guest) {
	h.Helper()
	var outs []chat.Out
	for _, g := range people {
		outs = append(outs, chat.Out{Kind: chat.Say, Chat: g.ID, Lane: chat.Broadcast, Panel: panel, Fresh: panel != "", About: b.ID, Text: text})
	}
	h.commit(store.Change{Outs: outs})
}

func TestWhatWaitsToBeAskedOrSaidDoesNotComeAfterWhatEndedIt(t *testing.T) {
	h, anna, lead, _, b := asked(t)
	h.waits(b, chat.StillPanel(b.ID), "the question", anna)
	h.waits(b, "", "the reminder", anna)
	anna.answers(chat.VerbStill, b, chat.StillYes)
	if news := strings.Join(anna.news, "\n"); strings.Contains(news, "the question") || !strings.Contains(news, "the reminder") {
		t.Errorf("after the answer Anna reads %q", news)
	}
	h.now = b.Start.Add(-48 * time.Hour)
	anna.answers(chat.VerbStill, b, chat.StillFree)
	h.waits(b, chat.StillPanel(b.ID), "the next question", anna, lead)
	h.waits(b, "", "the next reminder", anna, lead)
	anna.presses("Да, освободить")
	h.is(b, space.Released)
	for _, g := range []*guest{anna, lead} {
		if news := strings.Join(g.news, "\n"); strings.Contains(news, "the next") {
			t.Errorf("after the release %s reads %q", g.Name, news)
		}
	}
}

func TestAnAnswerOutOfAListIsNotGivenInAnOlderMessage(t *testing.T) {
	h, anna, _, _, b := asked(t)
	anna.answers(chat.VerbStill, b, chat.StillFree)
	question := anna.panels[chat.StillPanel(b.ID)]
	if err := h.desk.Store.SetPanel(t.Context(), h.point.ID, anna.ID, chat.StillPanel(b.ID), question.id); err != nil {
		t.Fatal(err)
	}
	anna.says("/help")
	data := fmt.Sprintf("%s:%s:%s:", chat.VerbStill, b.ID, strconv.FormatInt(b.Start.Unix(), 36))
	for _, answer := range []string{chat.StillFree, stillSure} {
		anna.does(chat.Event{Kind: chat.Pressed, Data: data + answer, PressID: "p", MessageID: question.id + 1})
		if last := anna.messages[len(anna.messages)-1]; anna.panels[chat.StillPanel(b.ID)] != last {
			t.Errorf("after %s the last message is %q", answer, last.text)
		}
	}
	h.is(b, space.Released)
}
