package handlers

import (
	"strings"
	"testing"
	"time"
)

func TestChangingTheSeriesIsAnAnswer(t *testing.T) {
	_, anna, boss, other := seriesAsked(t)
	anna.presses("Изменить заявку")
	anna.says("15 человек")
	anna.presses("Посмотреть даты")
	anna.presses("Перенести 4")
	anna.sees("заявка изменена и снова у администраторов", "Заявка изменена и снова ждёт")
	all := anna.dates()
	if got := states(all); got != "[requested:4]" || all[0].Headcount != 15 || !all[3].Joint() {
		t.Fatalf("changed %s, %+v", got, all[0])
	}
	boss.sees("Changed by Анна", "15 of 250", "changed the request")
	anna.hasNo("Ответить")
	other.presses("Одобрить все 4")
	if got := states(anna.dates()); got != "[confirmed:4]" {
		t.Errorf("decided %s", got)
	}
}

func TestASeriesIsMovedIntoARoomThatNeedsNoApprovalAsAnAnswer(t *testing.T) {
	_, anna, boss, _ := seriesAsked(t)
	anna.presses("Изменить заявку")
	anna.says("20 человек")
	anna.says("зона встреч")
	anna.presses("Посмотреть даты")
	anna.presses("Перенести 4")
	if got := states(anna.dates()); got != "[confirmed:4]" {
		t.Fatalf("moved %s", got)
	}
	anna.sees("серия перенесена")
	anna.hasNo("Ответить")
	boss.hasNo("Approve")
}

func TestASeriesIsWithdrawnUnderTheNotice(t *testing.T) {
	h, anna, boss, _ := seriesAsked(t)
	first := anna.dates()[0]
	anna.presses("Отозвать")
	anna.sees("Точно отменить 4 даты")
	anna.presses("Да")
	if got := states(anna.dates()); got != "[withdrawn:4]" {
		t.Fatalf("given up %s", got)
	}
	h.isFree(first.Slot, true)
	boss.sees("Withdrawn: Анна")
	boss.hasNo("Approve")
	anna.hasNo("Ответить")
}

func TestTheExchangeStandsInOnesOwnViewOfASeriesAndOnItsDates(t *testing.T) {
	_, anna, boss, _ := seriesAsked(t)
	anna.says("/my")
	anna.presses("🔁 1.")
	anna.sees("Ваша серия", "fewer chairs")
	anna.presses("✏️ чт 26.11")
	anna.sees("fewer chairs", "Просят изменить (вопрос: Boss")
	anna.presses("Ответить")
	anna.says("Хорошо")
	if got := states(anna.dates()); got != "[requested:4]" {
		t.Fatalf("answered %s", got)
	}
	if card := anna.panels[myPanel]; !strings.Contains(card.text, "Хорошо") {
		t.Errorf("one's own view does not follow:\n%s", card.text)
	}
	boss.presses("Ask for changes")
	boss.says("and no stage")
	anna.says("/my")
	anna.presses("🔁 1.")
	anna.presses("Ответить")
	anna.says("Без сцены")
	boss.sees("and no stage", "Без сцены")
}

func TestAReplyAboutASeriesThatComesTooLateIsAnsweredWithWhatIsTrue(t *testing.T) {
	for what, c := range map[string]struct {
		meanwhile   func(h *house, boss *guest)
		says, after string
	}{
		"declined": {func(_ *house, boss *guest) { boss.presses("Decline"); boss.presses("Maintenance") }, "Отклонено: Boss", "[declined:4]"},
		"approved": {func(_ *house, boss *guest) { boss.presses("Approve all") }, "Одобрено: Boss", "[confirmed:4]"},
		"begun":    {func(h *house, _ *guest) { h.now, h.desk.Silence = h.at(47, 18), 9999*time.Hour }, "уже прошло", "[changes_asked:4]"},
		"more words": {func(_ *house, boss *guest) {
			boss.presses("Ask for changes")
			boss.says("and no stage")
		}, "успела измениться", "[changes_asked:4]"},
		"in part": {func(_ *house, boss *guest) {
			boss.presses("Date by date")
			boss.presses("✓ Thu 3 Dec")
			boss.presses("Approve 3, decline 1")
			boss.presses("Maintenance")
		}, "Это уже решено", "[confirmed:3 declined:1]"},
	} {
		t.Run(what, func(t *testing.T) {
			h, anna, boss, _ := seriesAsked(t)
			button, _ := anna.button("Ответить")
			anna.presses("Ответить")
			c.meanwhile(h, boss)
			anna.says("Хорошо")
			anna.sees(c.says)
			version := seriesVersion(anna.dates())
			anna.forges(button.Data)
			if all := anna.dates(); states(all) != c.after || seriesVersion(all) != version {
				t.Errorf("%s, version %d after %d", states(all), seriesVersion(all), version)
			}
			if known, err := h.db.Know(t.Context(), anna.ID, anna.ID, 0); err != nil || known.Talking {
				t.Errorf("the conversation goes on: %v", err)
			}
		})
	}
}

func TestADateOfASeriesThatIsGivenUpByItselfLeavesTheOthersToBeAnswered(t *testing.T) {
	_, anna, boss, _ := seriesAsked(t)
	anna.says("/my")
	anna.presses("🔁 1.")
	anna.presses("✏️ чт 10.12")
	anna.taps("ask=0")
	anna.presses("Да, только эту дату")
	if got := states(anna.dates()); got != "[changes_asked:3 withdrawn:1]" {
		t.Fatalf("given up %s", got)
	}
	for name := range anna.panels {
		if strings.HasPrefix(name, "own:") {
			t.Errorf("a message about one date: %s", anna.panels[name].text)
		}
	}
	boss.sees("(3)")
	anna.forges(anna.panels["serown:"+anna.dates()[0].Series].keyboard[0][0].Data)
	anna.says("Остальные нужны")
	if got := states(anna.dates()); got != "[requested:3 withdrawn:1]" {
		t.Errorf("answered %s", got)
	}
}
